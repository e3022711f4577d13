import type { Principal } from '../../../api/auth/principal.js';
import { inventWord } from '../../support/changes.js';
import type { Agencies, Owner } from './agencies.js';
import { AGENCY_ATTEMPTS } from './agency-attempts.js';
import { VILLAGE } from './callers.js';
import type { FreshFamily } from './family.js';
import { PROGRAM_ATTEMPTS } from './program-attempts.js';
import { PROPOSAL_ATTEMPTS } from './proposal-attempts.js';
import type { FreshProposals } from './proposals.js';
import { keyOf, programOf } from './ways.js';
import { WEBHOOK_ATTEMPTS } from './webhook-attempts.js';
import type { MatrixWebhooks } from './webhooks.js';

/** Everything that attempts are made on, to which no change was made before. */
export interface Fresh extends FreshFamily {
  readonly agencies: Readonly<Record<Owner, Agencies>>;
  readonly proposals: FreshProposals;
  /** Of the bank that asks. */
  readonly bankWebhooks: MatrixWebhooks;
  /** A job of a bank's; where no matrix is made, one that is not there. */
  readonly jobId: string;
  /** Alerts about an office of the village, and about a partner, that nobody has seen to. */
  readonly alerts: { readonly office: string; readonly partner: string };
}

/** What is made anew when a change was made to it. */
type Spoiled = 'alerts' | 'bank webhooks' | 'proposals' | 'family and proposals' | 'nothing';

/** A change that is tried: what it is called in the matrix, which mutation, and with what. */
export interface Attempt {
  readonly name: string;
  readonly field: string;
  /** Somebody whose work it is; the verifier of the regency where absent. */
  readonly worker?: string;
  /** What is not fresh any more when it was made; the family where absent. */
  readonly spoils?: (caller: Principal) => Spoiled | Owner;
  readonly input: (fresh: Fresh, caller: Principal) => object;
}

const at = ({ householdId, version }: FreshFamily) => ({ householdId, version });
const since = '2026-01-01';
const OFFICER = 'data_protection_officer@REGENCY';
const desk = ({ nik }: FreshFamily) => ({ nik, verifiedBy: 'KTP_SHOWN' });
const delay = ({ personId }: FreshFamily) => ({
  ...{ personId, looksFrom: '2020-01-01T00:00:00Z', looksUntil: '2020-01-02T00:00:00Z' },
  ...{ delayedUntil: '2026-12-01T00:00:00Z', legalBasis: 'UU 27/2022 pasal 33' },
});

/** Somebody new, with a number that nobody has. */
function somebody(relationship: string, serial: number): object {
  const nik = `320501120495${serial}`;
  return {
    ...{
      nik,
      name: `${inventWord(serial)} Contoh`,
      sex: 'M',
      birthDate: '1995-04-12',
      relationship,
    },
    since: '2020-01-01',
  };
}

/** Every change that there is, as it is tried on a family of the village. One that comes later needs its attempt here. */
export const ATTEMPTS: readonly Attempt[] = [
  {
    name: 'registerHousehold',
    field: 'registerHousehold',
    input: ({ serial }) => ({
      ...{ villageCode: VILLAGE, address: 'Jalan Contoh 9', rt: '001', rw: '001' },
      ...{ kkNumber: `320501010126${serial}`, members: [somebody('HEAD', serial)] },
    }),
  },
  {
    name: 'addHouseholdMember',
    field: 'addHouseholdMember',
    input: (family) => ({ ...at(family), member: somebody('OTHER', family.serial) }),
  },
  {
    name: 'moveHouseholdMember',
    field: 'moveHouseholdMember',
    input: ({ childId, version, otherHouseholdId, otherVersion }) => ({
      ...{ personId: childId, version, toHouseholdId: otherHouseholdId, toVersion: otherVersion },
      ...{ relationship: 'OTHER', on: '2026-10-01' },
    }),
  },
  {
    name: 'removeHouseholdMember',
    field: 'removeHouseholdMember',
    input: (family) => ({
      ...{ ...at(family), personId: family.childId, on: '2026-10-01', reason: 'SPLIT' },
    }),
  },
  {
    name: 'correctPerson',
    field: 'correctPerson',
    input: ({ personId }) => ({ personId, version: 1, occupation: 'FARMER' }),
  },
  {
    name: 'classifyPerson, an open class',
    field: 'classifyPerson',
    input: (family) => ({
      ...{ ...at(family), personId: family.personId, categoryCode: 'WASTE_PICKER', since },
    }),
  },
  {
    name: 'classifyPerson, a class of R3',
    field: 'classifyPerson',
    worker: 'social_worker',
    input: (family) => ({
      ...{ ...at(family), personId: family.personId, categoryCode: 'FORMER_PRISONER', since },
    }),
  },
  {
    name: 'endClassification, an open class',
    field: 'endClassification',
    input: ({ openClassificationId }) => ({
      ...{ id: openClassificationId, version: 1, until: '2026-10-01' },
    }),
  },
  {
    name: 'endClassification, a class of R3',
    field: 'endClassification',
    worker: 'social_worker',
    input: ({ hiddenClassificationId }) => ({
      ...{ id: hiddenClassificationId, version: 1, until: '2026-10-01' },
    }),
  },
  {
    name: 'recordHousing',
    field: 'recordHousing',
    input: (family) => ({
      ...{
        ...at(family),
        recordedOn: '2026-10-05',
        floor: 'EARTH',
        roof: 'THATCH',
        wall: 'BAMBOO',
      },
      ...{ structure: 'SOUND', sanitation: 'FIT', floorAreaDm2: 2400 },
      ...{ ownsLand: true, earlierHousingAid: false },
    }),
  },
  {
    name: 'recordDisasterLoss',
    field: 'recordDisasterLoss',
    input: (family) => ({
      ...{ ...at(family), kind: 'FIRE', happenedOn: '2026-10-05', damage: 'LIGHT' },
    }),
  },
  {
    name: 'erasePerson',
    field: 'erasePerson',
    worker: OFFICER,
    input: ({ personId }) => ({
      ...{ personId, version: 1, ground: 'REQUESTED_BY_SUBJECT', reference: 'SK-CONTOH/1/2026' },
    }),
  },
  {
    name: 'requestCorrection',
    field: 'requestCorrection',
    worker: 'citizen desk',
    input: (family) => ({ person: desk(family), field: 'OCCUPATION', claimed: 'Petani' }),
  },
  {
    name: 'startCorrection',
    field: 'startCorrection',
    input: ({ wishId }) => ({ id: wishId, version: 1 }),
  },
  {
    name: 'resolveCorrection',
    field: 'resolveCorrection',
    input: ({ wishId }) => ({
      ...{ id: wishId, version: 1, refusal: 'NOT_PROVEN', legalBasis: 'UU 27/2022 pasal 30' },
    }),
  },
  {
    name: 'delayAccessLog, for case work',
    field: 'delayAccessLog',
    worker: 'social_worker',
    input: (family) => ({ ...delay(family), reason: 'CASE_WORK' }),
  },
  {
    name: 'delayAccessLog, for an inquiry',
    field: 'delayAccessLog',
    worker: OFFICER,
    input: (family) => ({ ...delay(family), reason: 'LAW_ENFORCEMENT' }),
  },
  {
    name: 'acknowledgeAlert, about an office',
    field: 'acknowledgeAlert',
    worker: OFFICER,
    spoils: () => 'alerts',
    input: ({ alerts }) => ({ id: alerts.office }),
  },
  {
    name: 'acknowledgeAlert, about a partner',
    field: 'acknowledgeAlert',
    worker: 'data_protection_officer@NATIONAL',
    spoils: () => 'alerts',
    input: ({ alerts }) => ({ id: alerts.partner }),
  },
  {
    name: 'startEligibilityJob',
    field: 'startEligibilityJob',
    spoils: () => 'nothing',
    input: (_family, caller) => ({
      ...{
        program: programOf(caller),
        purpose: caller.purpose,
        idempotencyKey: keyOf('attempt', caller),
      },
    }),
  },
  {
    name: 'cancelEligibilityJob, of a bank',
    field: 'cancelEligibilityJob',
    spoils: () => 'nothing',
    input: ({ jobId }) => ({ id: jobId }),
  },
  ...PROPOSAL_ATTEMPTS,
  ...AGENCY_ATTEMPTS,
  ...PROGRAM_ATTEMPTS,
  ...WEBHOOK_ATTEMPTS,
];
