/** What the functions do that do more than their caller may: by their owners. Those with a star the server itself calls. */
export const OWNED_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  dinsos_decider: [
    ...[
      'days_of_memberships*',
      'holders_of*',
      'load_facts*',
      'load_held_facts*',
      'people_by_name*',
    ],
    ...['region_disaster_loss*', 'region_dukcapil_match*', 'region_enrolment*'],
    ...['region_exclusion*', 'region_household*', 'region_household_member*'],
    ...['region_housing_condition*', 'region_person*', 'region_person_condition*'],
    'region_registry_listing*',
  ],
  dinsos_historian: ['household_changes*', 'household_states*', 'trail_pending*', 'trail_state*'],
  dinsos_keeper: [
    ...['claim_job_chunk*', 'decisions_touched*', 'finish_jobs*', 'follow_person'],
    ...['forget_jobs*', 'forget_webhooks*', 'keep_history', 'keep_partner_history'],
    ...['note_touch', 'renew_facts', 'void_facts'],
  ],
  dinsos_overseer: [
    ...['access_log*', 'answering_change*', 'correction_json', 'delay_looks*', 'desk_corrections*'],
    ...['desk_person*', 'handle_correction*', 'incident_looks*', 'incident_people*'],
    ...['incident_totals*', 'lock_correction*', 'open_corrections*', 'request_correction*'],
    ...['territory_entries*'],
  ],
  dinsos_steward: [
    ...['erase_again', 'erase_person', 'erase_person_here*', 'forget_household', 'forget_person'],
  ],
};
