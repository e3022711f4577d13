import { inventWord } from '../../support/changes.js';
import type { Attempt, Fresh } from './attempts.js';
import { VILLAGE } from './callers.js';
import type { FreshProposals } from './proposals.js';
import { keyOf } from './ways.js';

const VILLAGERS = { worker: 'village_operator' } as const;
const DAY = '2026-10-31';

/** A step of a proposal that was placed where it is open. */
function stepOf(
  field: string,
  pick: (proposals: FreshProposals) => string,
  input: object,
  more: Partial<Attempt> = {},
): Attempt {
  return {
    ...{ name: field, field, spoils: () => 'proposals' as const },
    ...more,
    input: ({ proposals }: Fresh) => {
      const id = pick(proposals);
      return { id, version: 3, idempotencyKey: `${field} ${id}`, ...input };
    },
  };
}

function determination(owner: keyof FreshProposals['awaiting'], words: string, worker: string) {
  return stepOf(
    'determineProposal',
    ({ awaiting }) => awaiting[owner],
    { outcome: 'NOT_DETERMINED', reason: 'NO_BUDGET' },
    { name: `determineProposal, ${words}`, worker },
  );
}

/** Every step of a proposal that an officer takes. */
export const PROPOSAL_ATTEMPTS: readonly Attempt[] = [
  {
    ...{ name: 'reportProposal', field: 'reportProposal', spoils: () => 'nothing' },
    input: (_fresh, caller) => ({
      ...{ idempotencyKey: keyOf('report', caller), kind: 'NEW_ENTRY', villageCode: VILLAGE },
      ...{ need: 'FOOD', source: 'RT', reference: 'RT/1' },
    }),
  },
  stepOf(
    'scheduleDeliberation',
    ({ reported }) => reported,
    { meetingOn: '2026-11-09' },
    VILLAGERS,
  ),
  stepOf(
    'recordDeliberation',
    ({ called }) => called,
    {
      ...{ outcome: 'REJECTED', heldOn: DAY, minutes: 'BA/1', reason: 'NOT_AGREED' },
    },
    VILLAGERS,
  ),
  stepOf(
    'signResponsibilityStatement',
    ({ reported }) => reported,
    { statement: 'S/1', signedOn: DAY },
    { worker: 'village_head' },
  ),
  {
    ...{
      name: 'enterProposal',
      field: 'enterProposal',
      ...VILLAGERS,
      spoils: () => 'family and proposals',
    },
    input: ({ proposals, serial }) => ({
      ...{ id: proposals.approved, version: 3, idempotencyKey: `enter ${proposals.approved}` },
      household: {
        ...{ villageCode: VILLAGE, kkNumber: `320501010127${serial}`, rt: '001', rw: '001' },
        address: 'Jalan Contoh 10',
        members: [
          {
            ...{ nik: `320501120495${serial}`, sex: 'M' },
            name: `${inventWord(serial)} Contoh`,
            ...{ birthDate: '1995-04-12', relationship: 'HEAD', since: '2020-01-01' },
          },
        ],
      },
    }),
  },
  stepOf('assessProposal', ({ submitted }) => submitted, {
    ...{ visitedOn: DAY, finding: 'CONFIRMED', photos: ['F/1'] },
  }),
  stepOf('verifyProposal', ({ assessed }) => assessed, {
    ...{ outcome: 'NOT_ELIGIBLE', groundCode: 'CONSIDERED_ABLE' },
  }),
  stepOf('returnProposal', ({ assessed }) => assessed, { reason: 'DATA_INCORRECT' }),
  stepOf(
    'endorseProposal',
    ({ verified }) => verified,
    { letter: 'P/1', signedOn: DAY },
    { worker: 'regency_head' },
  ),
  determination('ministry', 'of the ministry', 'ministry_determination'),
  determination('province', 'of a province', 'province_head'),
  determination('regency', 'of a regency', 'regency_head'),
  stepOf('withdrawProposal', ({ reported }) => reported, { reason: 'WISH_OF_CITIZEN' }, VILLAGERS),
];
