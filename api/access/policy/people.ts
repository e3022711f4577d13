import { GOVERNMENT, NEVER, within } from '../rule.js';
import type { Policy } from './policy.js';

const audit = { createdAt: NEVER, updatedAt: NEVER } as const;

/** Everything that is known about people: the government tiers, each within its territory. */
export const peoplePolicy = {
  Household: {
    key: 'id',
    rows: within('villageCode'),
    fields: {
      id: GOVERNMENT,
      villageCode: GOVERNMENT,
      village: GOVERNMENT,
      identity: NEVER,
      kkIndex: NEVER,
      monthlyIncome: GOVERNMENT,
      lastVerifiedOn: GOVERNMENT,
      version: GOVERNMENT,
      createdAt: GOVERNMENT,
      updatedAt: GOVERNMENT,
      people: NEVER,
      members: GOVERNMENT,
      listings: GOVERNMENT,
      housing: GOVERNMENT,
      losses: GOVERNMENT,
      exclusions: GOVERNMENT,
      classifications: GOVERNMENT,
      enrolments: GOVERNMENT,
      facts: NEVER,
    },
  },
  HouseholdMember: {
    key: 'id',
    rows: within('household', 'villageCode'),
    fields: {
      id: GOVERNMENT,
      householdId: NEVER,
      household: GOVERNMENT,
      personId: NEVER,
      person: GOVERNMENT,
      relationship: GOVERNMENT,
      since: GOVERNMENT,
      until: GOVERNMENT,
      ...audit,
    },
  },
  RegistryListing: {
    key: 'id',
    rows: within('household', 'villageCode'),
    fields: {
      id: GOVERNMENT,
      householdId: NEVER,
      household: NEVER,
      system: GOVERNMENT,
      period: GOVERNMENT,
      since: GOVERNMENT,
      listed: GOVERNMENT,
      decile: GOVERNMENT,
      ...audit,
    },
  },
  HousingCondition: {
    key: 'id',
    rows: within('household', 'villageCode'),
    fields: {
      id: GOVERNMENT,
      householdId: NEVER,
      household: NEVER,
      recordedOn: GOVERNMENT,
      floor: GOVERNMENT,
      roof: GOVERNMENT,
      wall: GOVERNMENT,
      structure: GOVERNMENT,
      sanitation: GOVERNMENT,
      floorAreaDm2: GOVERNMENT,
      ownsLand: GOVERNMENT,
      earlierHousingAid: GOVERNMENT,
      ...audit,
    },
  },
  Person: {
    key: 'id',
    rows: within('villageCode'),
    fields: {
      id: GOVERNMENT,
      householdId: NEVER,
      villageCode: NEVER,
      household: GOVERNMENT,
      identity: NEVER,
      nikIndex: NEVER,
      nameTokens: NEVER,
      sex: GOVERNMENT,
      birthDate: GOVERNMENT,
      deathDate: GOVERNMENT,
      occupation: GOVERNMENT,
      warnings: GOVERNMENT,
      version: GOVERNMENT,
      createdAt: GOVERNMENT,
      updatedAt: GOVERNMENT,
      memberships: GOVERNMENT,
      conditions: GOVERNMENT,
      dukcapilMatches: GOVERNMENT,
      exclusions: GOVERNMENT,
      classifications: GOVERNMENT,
      enrolments: GOVERNMENT,
    },
  },
  PersonCondition: {
    key: 'id',
    rows: within('person', 'villageCode'),
    fields: {
      id: GOVERNMENT,
      householdId: NEVER,
      personId: NEVER,
      person: NEVER,
      kind: GOVERNMENT,
      grade: GOVERNMENT,
      since: GOVERNMENT,
      until: GOVERNMENT,
      ...audit,
    },
  },
  DukcapilMatch: {
    key: 'id',
    rows: within('person', 'villageCode'),
    fields: {
      id: GOVERNMENT,
      householdId: NEVER,
      personId: NEVER,
      person: NEVER,
      status: GOVERNMENT,
      checkedOn: GOVERNMENT,
      mismatchedFields: GOVERNMENT,
      ...audit,
    },
  },
  Classification: {
    key: 'id',
    rows: {
      all: [
        within('household', 'villageCode'),
        {
          any: [
            { is: 'one of', column: 'sensitivity', values: ['R1', 'R2'] },
            { is: 'role', in: ['social_worker'] },
          ],
        },
      ],
    },
    fields: {
      id: GOVERNMENT,
      householdId: NEVER,
      household: GOVERNMENT,
      personId: NEVER,
      person: GOVERNMENT,
      categoryCode: NEVER,
      category: GOVERNMENT,
      sensitivity: GOVERNMENT,
      since: GOVERNMENT,
      until: GOVERNMENT,
      version: GOVERNMENT,
      ...audit,
    },
  },
  Exclusion: {
    key: 'id',
    rows: within('household', 'villageCode'),
    fields: {
      id: GOVERNMENT,
      householdId: NEVER,
      household: NEVER,
      personId: NEVER,
      person: GOVERNMENT,
      groundCode: NEVER,
      ground: GOVERNMENT,
      since: GOVERNMENT,
      until: GOVERNMENT,
      ...audit,
    },
  },
  Enrolment: {
    key: 'id',
    rows: within('household', 'villageCode'),
    fields: {
      id: GOVERNMENT,
      householdId: NEVER,
      household: NEVER,
      personId: NEVER,
      person: GOVERNMENT,
      programCode: NEVER,
      program: GOVERNMENT,
      status: GOVERNMENT,
      since: GOVERNMENT,
      until: GOVERNMENT,
      decree: GOVERNMENT,
      ...audit,
    },
  },
  DisasterLoss: {
    key: 'id',
    rows: within('household', 'villageCode'),
    fields: {
      id: GOVERNMENT,
      householdId: NEVER,
      household: NEVER,
      kind: GOVERNMENT,
      happenedOn: GOVERNMENT,
      verifiedOn: GOVERNMENT,
      damage: GOVERNMENT,
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
