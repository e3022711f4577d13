/** A field of the schema: "Person.name". */
export type FieldName = `${string}.${string}`;

/** The fields by which a value chooses or orders rows, or, of an input object, those of each of its fields. */
export type Choice = readonly FieldName[] | { readonly [inputField: string]: Choice };

/** The caller says it, and no row is chosen by it: the rule of the operation is all there is to ask. */
const SAID: Choice = [];

const CHECKED = { program: ['AidProgram.code'], purpose: SAID, asOf: SAID } as const;
const DETERMINED = {
  program: ['AidProgram.code'],
  region: ['Household.village'],
  asOf: SAID,
} as const;
// Whom a partner asks about it must already know: the rule of the operation and the agreement say whether it may.
const ASKED = { nik: SAID, reference: SAID, claims: SAID } as const;

/**
 * By which fields the arguments of a query choose or order rows. Who may not read such a field may not choose by it either:
 * a filter or an order on it would tell what it holds. The schema does not build while an argument is missing here; pages
 * (`first`, `after`, an opaque id) and `language` choose by nothing, and what a mutation is given is governed by its rule.
 */
export const filters: Readonly<Record<FieldName, Readonly<Record<string, Choice>>>> = {
  'Query.aidProgram': { code: ['AidProgram.code'] },
  'Query.region': { code: ['Region.code', 'RegionAlias.retiredCode'] },
  'Query.regions': { parent: ['Region.parent'] },
  'Query.checkEligibility': { input: { ...CHECKED, ...ASKED } },
  'Query.checkEligibilities': { input: { ...CHECKED, people: ASKED } },
  'Query.eligibilityDecision': { id: ['EligibilityDecision.id'] },
  'Query.eligibilityJob': { id: ['EligibilityJob.id'] },
  'Subscription.eligibilityJob': { id: ['EligibilityJob.id'] },
  'Query.determinationPlan': { input: DETERMINED },
  'Query.previewDetermination': { input: { ...DETERMINED, by: SAID } },
  'Query.determinationChanges': {
    input: { ...DETERMINED, change: ['Enrolment.status'] },
  },
  'Query.simulateProgram': { input: { ...DETERMINED, change: SAID } },
  'Query.household': { by: { id: ['Household.id'], kkNumber: ['Household.kkNumber'] } },
  'Query.households': { within: ['Household.village'] },
  'Query.person': { by: { id: ['Person.id'], nik: ['Person.nik'] } },
  'Query.people': { name: ['Person.name'], within: ['Household.village'] },
  'Query.regionStatistics': {
    region: ['AreaStatistics.code'],
    program: ['AreaStatistics.enrolments'],
    asOf: ['RegionStatistics.asOf'],
  },
  'Query.partner': {
    by: { id: ['Partner.id'], slug: ['Partner.slug'], clientId: ['PartnerClient.clientId'] },
  },
  'Query.partners': { owner: ['Partner.owner'], kind: ['Partner.kind'] },
  'Query.accessAlerts': { acknowledged: ['AccessAlert.acknowledgement'] },
  'Query.accessLog': { person: { nik: SAID, verifiedBy: SAID, childNik: SAID } },
  'Query.myCorrections': { person: { nik: SAID, verifiedBy: SAID, childNik: SAID } },
  'Query.correctionRequests': { overdue: ['Correction.overdueSeconds'] },
  'Query.accessEntries': {
    filter: {
      from: ['AccessEntry.at'],
      until: ['AccessEntry.at'],
      actor: ['AccessEntry.actor'],
      office: ['AccessEntry.office'],
      partnerId: ['AccessEntry.partnerId'],
      purpose: ['AccessEntry.purpose'],
      outcome: ['AccessEntry.outcome'],
      action: ['AccessEntry.action'],
    },
  },
  'Query.breachReport': {
    input: {
      actor: { subject: SAID, client: SAID },
      from: SAID,
      until: SAID,
      discoveredAt: SAID,
    },
  },
  'Query.proposal': { id: ['Proposal.id'] },
  'Query.proposals': {
    state: ['Proposal.state'],
    kind: ['Proposal.kind'],
    program: ['Proposal.program'],
  },
  'Query.webhookDeliveries': {
    endpoint: ['WebhookEndpoint.id'],
    status: ['WebhookDelivery.status'],
  },
  'Query.webhookEvents': { endpoint: ['WebhookEndpoint.id'], since: ['WebhookEvent.sequence'] },
  'Query.deprecatedUses': {
    partner: ['Partner.id'],
    element: ['DeprecatedUse.element'],
    since: ['DeprecatedUse.day'],
  },
  'Household.asOf': { at: ['HouseholdState.at'] },
};
