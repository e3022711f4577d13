import type { Facts, HouseholdFacts, Member } from '../../api/eligibility/facts.js';

/** A living adult who matches Dukcapil, changed as a test needs it. */
export function memberOf(changes: Partial<Member> = {}): Member {
  return {
    id: 'person-0',
    relationship: 'HEAD',
    sex: 'M',
    birthDate: '1980-01-01',
    deathDate: null,
    dukcapil: 'MATCHED',
    conditions: [],
    warnings: [],
    ...changes,
  };
}

/** A household in Garut in decile 1, changed as a test needs it. */
export function householdOf(
  members: readonly Member[],
  changes: Partial<HouseholdFacts> = {},
): HouseholdFacts {
  return {
    id: 'household',
    villageCode: '32.05.01.1001',
    listing: { listed: true, decile: 1, system: 'DTSEN', period: '2026-Q4' },
    housing: null,
    losses: [],
    exclusions: [],
    members,
    enrolments: [],
    ...changes,
  };
}

/** The facts about one member of a household on a date, by default the first on 2026-11-01. */
export function factsOf(
  household: HouseholdFacts,
  changes: Partial<Pick<Facts, 'asOf' | 'person' | 'claims'>> = {},
): Facts {
  return {
    asOf: '2026-11-01',
    known: true,
    person: household.members[0] ?? null,
    household,
    claims: null,
    ...changes,
  };
}

/** Nobody by that NIK. */
export function nobody(asOf = '2026-11-01'): Facts {
  return { asOf, known: false, person: null, household: null, claims: null };
}
