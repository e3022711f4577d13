import type { ProposalState } from '../../prisma/generated/enums.js';
import { mutation, OFFICER, query, type OperationAboutPeople } from './about-people.js';
import type { TestApp } from './app.js';
import { placeProposal } from './proposal-rows.js';
import { DECREE, knownFamily, LETTER, MEETING, REPORT, SPTJM, VISIT } from './proposals.js';

const FIELDS = ['proposal'];

/** A proposal about a known family that stands where the step is open. */
async function at(app: TestApp, state: ProposalState): Promise<{ id: string; version: number }> {
  const { id: householdId } = await knownFamily(app);
  const owner = { code: '32.05', program: 'APBD-32.05-FIRE' };
  const id = await placeProposal(app.app.database.sql, {
    ...{ villageCode: '32.05.01.1001', state, owner },
    about: { kind: 'PROGRAM_MEMBERSHIP', householdId },
  });
  return { id, version: 3 };
}

let keys = 0;

function stepOf(
  field: string,
  state: ProposalState,
  input: object,
  persona = OFFICER,
): OperationAboutPeople {
  return mutation(
    field,
    FIELDS,
    async (app) => ({
      ...{ ...(await at(app, state)), idempotencyKey: `about-people-${(keys += 1)}` },
      ...input,
    }),
    persona,
  );
}

const PROPOSAL = 'query ($id: ID!) { proposal(id: $id) { state household { id } } }';

/** Every operation about proposals of people. */
export const PROPOSAL_OPERATIONS: Readonly<Record<string, OperationAboutPeople>> = {
  proposal: {
    fields: FIELDS,
    ask: async (app) => ({
      ...{ document: PROPOSAL, persona: OFFICER },
      variables: { id: (await at(app, 'VERIFIED')).id },
    }),
  },
  proposals: {
    ...query('{ proposals(first: 3, state: VERIFIED) { edges { node { state } } } }', FIELDS),
    async ask(app) {
      await at(app, 'VERIFIED');
      return {
        document: '{ proposals(first: 1, state: VERIFIED) { edges { node { state } } } }',
        ...{ variables: {}, persona: OFFICER },
      };
    },
  },
  reportProposal: mutation('reportProposal', FIELDS, async (app) => ({
    ...{ ...REPORT, kind: 'UPDATE', householdId: (await knownFamily(app)).id },
    idempotencyKey: `about-people-${(keys += 1)}`,
  })),
  scheduleDeliberation: stepOf(
    ...(['scheduleDeliberation', 'REPORTED', { meetingOn: '2026-11-09' }] as const),
    'officer-village',
  ),
  recordDeliberation: stepOf('recordDeliberation', 'IN_DELIBERATION', MEETING, 'officer-village'),
  signResponsibilityStatement: stepOf(
    ...(['signResponsibilityStatement', 'REPORTED', SPTJM, 'village-head'] as const),
  ),
  enterProposal: stepOf('enterProposal', 'VILLAGE_APPROVED', {}, 'officer-village'),
  assessProposal: stepOf('assessProposal', 'SUBMITTED', VISIT),
  verifyProposal: stepOf('verifyProposal', 'FIELD_ASSESSED', { outcome: 'VERIFIED' }),
  returnProposal: stepOf('returnProposal', 'FIELD_ASSESSED', { reason: 'DATA_INCORRECT' }),
  endorseProposal: stepOf('endorseProposal', 'VERIFIED', LETTER, 'regency-head'),
  determineProposal: stepOf('determineProposal', 'ENDORSED', DECREE, 'regency-head'),
  withdrawProposal: stepOf(
    ...(['withdrawProposal', 'REPORTED', { reason: 'WISH_OF_CITIZEN' }] as const),
    'officer-village',
  ),
};
