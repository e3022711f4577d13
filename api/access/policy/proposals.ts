import type { ProposalAction } from '../../../prisma/generated/enums.js';
import { TRANSITIONS } from '../../proposals/transitions.js';
import { ALWAYS, NEVER, READER, work, type Rule } from '../rule.js';
import type { Policy } from './policy.js';

/** Whose work one of these steps is, as the state machine says it. */
export function workOf(...actions: readonly ProposalAction[]): Rule {
  const works = TRANSITIONS.flatMap(({ action, by }) =>
    actions.includes(action) && by !== 'SYSTEM' ? [by] : [],
  );
  const distinct = [...new Map(works.map((by) => [JSON.stringify(by), by])).values()];
  return distinct.length === 1 ? work(distinct[0]!) : { any: distinct.map(work) };
}

/** A province has programs of its own, which its head determines; otherwise it monitors. */
const PROVINCE_HEAD = work({ PROVINCE: ['province_head'] });

/** Whose work is with proposals: who reads the registry, and the head of a province. */
export const PROPOSAL_READER: Rule = { any: [READER, PROVINCE_HEAD] };

/** Who takes a step of one, whichever. */
const ACTOR = work({
  ...{ NATIONAL: ['ministry_determination'], DISTRICT: ['tksk'] },
  REGENCY: ['regency_verifier', 'regency_head', 'social_worker'],
  VILLAGE: ['village_operator', 'village_head'],
});

type Path = [string] | [string, string];

/** Of the territory; the head of a province, of what the province determines. */
function reached(by: Rule, village: Path, owner: Path): Rule {
  return {
    any: [
      { all: [by, { is: 'within', path: village }] },
      { all: [PROVINCE_HEAD, { is: 'owned', path: owner }] },
    ],
  };
}

/** Proposals and their steps. They hold no personal data; whom they are about stands in the household's own record. */
export const proposalsPolicy = {
  Proposal: {
    key: 'id',
    rows: reached(READER, ['villageCode'], ['ownerCode']),
    // It begins with a report, whoever writes it.
    adds: {
      all: [
        workOf('REPORT'),
        { is: 'within', path: ['villageCode'] },
        { is: 'one of', column: 'state', values: ['REPORTED'] },
      ],
    },
    changes: reached(ACTOR, ['villageCode'], ['ownerCode']),
    fields: {
      id: PROPOSAL_READER,
      kind: PROPOSAL_READER,
      state: PROPOSAL_READER,
      heldState: PROPOSAL_READER,
      need: PROPOSAL_READER,
      villageCode: NEVER,
      village: PROPOSAL_READER,
      householdId: NEVER,
      household: READER,
      personId: NEVER,
      person: READER,
      programCode: NEVER,
      program: PROPOSAL_READER,
      ownerCode: NEVER,
      groundCode: NEVER,
      ground: READER,
      toVillageCode: NEVER,
      toVillage: READER,
      period: PROPOSAL_READER,
      rollOvers: PROPOSAL_READER,
      reportedAt: PROPOSAL_READER,
      turnSince: PROPOSAL_READER,
      version: PROPOSAL_READER,
      steps: PROPOSAL_READER,
    },
  },
  ProposalStep: {
    key: 'id',
    rows: reached(READER, ['proposal', 'villageCode'], ['proposal', 'ownerCode']),
    adds: reached(ACTOR, ['proposal', 'villageCode'], ['proposal', 'ownerCode']),
    fields: {
      id: NEVER,
      proposalId: NEVER,
      proposal: NEVER,
      number: PROPOSAL_READER,
      action: PROPOSAL_READER,
      fromState: PROPOSAL_READER,
      toState: PROPOSAL_READER,
      period: PROPOSAL_READER,
      at: PROPOSAL_READER,
      actor: PROPOSAL_READER,
      role: PROPOSAL_READER,
      office: PROPOSAL_READER,
      evidence: PROPOSAL_READER,
      requestId: NEVER,
      keyDigest: NEVER,
      inputDigest: NEVER,
    },
  },
  ProposalCalendar: {
    key: 'key',
    rows: ALWAYS,
    fields: {
      key: NEVER,
      year: NEVER,
      programCode: NEVER,
      cutOffDay: NEVER,
      pullDay: NEVER,
      mostRollOvers: NEVER,
      source: NEVER,
    },
  },
} as const satisfies Policy<'Proposal' | 'ProposalStep' | 'ProposalCalendar'>;
