import {
  ASSESSOR,
  CASE_TEAM,
  CLASSIFIER,
  LOSS_RECORDER,
  NEVER,
  READER,
  REGISTRAR,
  RESPONDER,
  responderWithin,
  within,
  type Rule,
} from '../rule.js';
import type { Policy } from './policy.js';

const audit = { createdAt: NEVER, updatedAt: NEVER } as const;

/** The work that a change is, within the territory. */
function by(work: Rule, ...path: [string] | [string, string]): Rule {
  return { all: [work, { is: 'within', path }] };
}

/** Every change of what belongs to a household counts up its version. */
const TOUCHER: Rule = { any: [REGISTRAR, ASSESSOR, LOSS_RECORDER, CLASSIFIER] };

/** R3 is for the case team alone. */
const CLASSIFICATIONS: Rule = {
  all: [
    within('household', 'villageCode'),
    { any: [{ is: 'one of', column: 'sensitivity', values: ['R1', 'R2'] }, CASE_TEAM] },
  ],
};

/**
 * Everything that is known about people: whose work it is, each within its territory. Tagana sees who lives in which
 * house, what it is made of and what was lost; nothing of welfare, income, aid, PPKS or identity numbers of persons.
 */
export const peoplePolicy = {
  Household: {
    key: 'id',
    rows: responderWithin('villageCode'),
    adds: by(REGISTRAR, 'villageCode'),
    changes: by(TOUCHER, 'villageCode'),
    fields: {
      id: RESPONDER,
      villageCode: NEVER,
      village: RESPONDER,
      identity: NEVER,
      key: NEVER,
      erasedAt: RESPONDER,
      kkIndex: NEVER,
      monthlyIncome: READER,
      lastVerifiedOn: READER,
      version: RESPONDER,
      createdAt: NEVER,
      updatedAt: NEVER,
      people: NEVER,
      members: RESPONDER,
      listings: READER,
      housing: RESPONDER,
      losses: RESPONDER,
      exclusions: READER,
      classifications: READER,
      enrolments: READER,
      proposals: READER,
      facts: NEVER,
    },
  },
  HouseholdMember: {
    key: 'id',
    rows: responderWithin('household', 'villageCode'),
    adds: by(REGISTRAR, 'household', 'villageCode'),
    changes: by(REGISTRAR, 'household', 'villageCode'),
    fields: {
      id: RESPONDER,
      householdId: NEVER,
      household: RESPONDER,
      personId: NEVER,
      person: RESPONDER,
      relationship: RESPONDER,
      since: RESPONDER,
      until: RESPONDER,
      ...audit,
    },
  },
  RegistryListing: {
    key: 'id',
    rows: within('household', 'villageCode'),
    fields: {
      id: READER,
      householdId: NEVER,
      household: NEVER,
      system: READER,
      period: READER,
      since: READER,
      listed: READER,
      decile: READER,
      ...audit,
    },
  },
  HousingCondition: {
    key: 'id',
    rows: responderWithin('household', 'villageCode'),
    adds: by(ASSESSOR, 'household', 'villageCode'),
    changes: by(ASSESSOR, 'household', 'villageCode'),
    fields: {
      id: RESPONDER,
      householdId: NEVER,
      household: NEVER,
      recordedOn: RESPONDER,
      floor: RESPONDER,
      roof: RESPONDER,
      wall: RESPONDER,
      structure: RESPONDER,
      sanitation: RESPONDER,
      floorAreaDm2: RESPONDER,
      ownsLand: RESPONDER,
      earlierHousingAid: RESPONDER,
      ...audit,
    },
  },
  Person: {
    key: 'id',
    rows: responderWithin('villageCode'),
    adds: by(REGISTRAR, 'villageCode'),
    changes: by(REGISTRAR, 'villageCode'),
    fields: {
      id: RESPONDER,
      householdId: NEVER,
      villageCode: NEVER,
      household: RESPONDER,
      identity: NEVER,
      key: NEVER,
      erasedAt: RESPONDER,
      nikIndex: NEVER,
      nameTokens: NEVER,
      sex: RESPONDER,
      birthDate: RESPONDER,
      deathDate: RESPONDER,
      occupation: READER,
      warnings: READER,
      version: READER,
      createdAt: NEVER,
      updatedAt: NEVER,
      memberships: READER,
      conditions: READER,
      dukcapilMatches: READER,
      exclusions: READER,
      classifications: READER,
      enrolments: READER,
      corrections: NEVER,
      accessDelays: NEVER,
      proposals: NEVER,
    },
  },
  PersonCondition: {
    key: 'id',
    rows: within('person', 'villageCode'),
    adds: by(REGISTRAR, 'person', 'villageCode'),
    fields: {
      id: READER,
      householdId: NEVER,
      personId: NEVER,
      person: NEVER,
      kind: READER,
      grade: READER,
      since: READER,
      until: READER,
      ...audit,
    },
  },
  DukcapilMatch: {
    key: 'id',
    rows: within('person', 'villageCode'),
    adds: by(REGISTRAR, 'person', 'villageCode'),
    changes: by(REGISTRAR, 'person', 'villageCode'),
    fields: {
      id: READER,
      householdId: NEVER,
      personId: NEVER,
      person: NEVER,
      status: READER,
      checkedOn: READER,
      mismatchedFields: READER,
      ...audit,
    },
  },
  Classification: {
    key: 'id',
    rows: CLASSIFICATIONS,
    adds: { all: [CLASSIFICATIONS, CLASSIFIER] },
    changes: { all: [CLASSIFICATIONS, CLASSIFIER] },
    fields: {
      id: READER,
      householdId: NEVER,
      household: READER,
      personId: NEVER,
      person: READER,
      categoryCode: NEVER,
      category: READER,
      sensitivity: READER,
      since: READER,
      until: READER,
      version: READER,
      ...audit,
    },
  },
  Exclusion: {
    key: 'id',
    rows: within('household', 'villageCode'),
    fields: {
      id: READER,
      householdId: NEVER,
      household: NEVER,
      personId: NEVER,
      person: READER,
      groundCode: NEVER,
      ground: READER,
      since: READER,
      until: READER,
      ...audit,
    },
  },
  Enrolment: {
    key: 'id',
    rows: within('household', 'villageCode'),
    fields: {
      id: READER,
      householdId: NEVER,
      household: NEVER,
      personId: NEVER,
      person: READER,
      programCode: NEVER,
      program: READER,
      status: READER,
      since: READER,
      until: READER,
      decree: READER,
      ...audit,
    },
  },
  DisasterLoss: {
    key: 'id',
    rows: responderWithin('household', 'villageCode'),
    adds: by(LOSS_RECORDER, 'household', 'villageCode'),
    changes: by(LOSS_RECORDER, 'household', 'villageCode'),
    fields: {
      id: RESPONDER,
      householdId: NEVER,
      household: NEVER,
      kind: RESPONDER,
      happenedOn: RESPONDER,
      verifiedOn: RESPONDER,
      damage: RESPONDER,
      ...audit,
    },
  },
} as const satisfies Policy<
  | 'Household'
  | 'HouseholdMember'
  | 'RegistryListing'
  | 'HousingCondition'
  | 'Person'
  | 'PersonCondition'
  | 'DukcapilMatch'
  | 'Classification'
  | 'Exclusion'
  | 'Enrolment'
  | 'DisasterLoss'
>;
