import type { ProposalAction, ProposalState } from '../../prisma/generated/enums.js';
import type { Role, Tier } from '../auth/principal.js';
import type { RegionCode } from '../values/region-code.js';
import { GUARDS } from './guards.js';
import type { ProposalActor, StandingProposal, TakenStep } from './situation.js';
import { TRANSITIONS, type Transition } from './transitions.js';

/** An office of which it is the turn. */
export interface Turn {
  readonly tier: Tier;
  readonly roles: readonly Role[];
  /** The area; null = the ministry. */
  readonly office: RegionCode | null;
}

/** A proposal as far as it says what may be done with it. */
export interface OpenProposal {
  readonly proposal: StandingProposal;
  readonly steps: readonly TakenStep[];
}

/** What guards that go by the case alone need of the rest: nothing. */
const NOTHING = {
  facts: { isRegistered: true, hasNik: true, hasKkNumber: true, dukcapil: [] },
  today: '' as never,
  days: { cutOffOn: '' as never, pullOn: '' as never },
  mostRollOvers: 0,
  evidence: {},
};
const LENGTHS: Partial<Record<Tier, number>> = {
  PROVINCE: 2,
  REGENCY: 5,
  DISTRICT: 8,
  VILLAGE: 13,
};

/**
 * What an officer may do with a proposal now, as far as the case itself says. Papers, numbers and Dukcapil are asked when a
 * step is taken, and may refuse it then.
 */
export function openActions(open: OpenProposal, actor: ProposalActor): ProposalAction[] {
  const actions = transitionsFrom(open.proposal)
    .filter(({ by, guards }) => {
      if (by === 'SYSTEM') return false;
      const roles: readonly Role[] = by[actor.tier] ?? [];
      const asked = { ...NOTHING, ...open, actor };
      return (
        roles.some((role) => actor.roles.includes(role)) &&
        guards.every((name) => 'isLate' in GUARDS[name] || GUARDS[name].holds(asked))
      );
    })
    .map(({ action }) => action);
  return [...new Set(actions)];
}

/** Whose turn it is: the offices whose step the proposal waits for. Empty = it is decided, or waits for the system. */
export function turnsOf(proposal: StandingProposal): Turn[] {
  const { state, ownerCode, villageCode } = proposal;
  const turns = new Map<Tier, Set<Role>>();
  for (const { action, by, isAwaited } of transitionsFrom(proposal)) {
    if (!isAwaited || by === 'SYSTEM') continue;
    for (const [tier, roles] of Object.entries(by) as [Tier, readonly Role[]][]) {
      const isTheirs = !DETERMINATIONS.has(action) || determines(tier, ownerCode, state);
      if (isTheirs) turns.set(tier, new Set([...(turns.get(tier) ?? []), ...roles]));
    }
  }
  return [...turns].map(([tier, roles]) => ({
    ...{ tier, roles: [...roles] },
    office: tier === 'NATIONAL' ? null : (villageCode.slice(0, LENGTHS[tier]) as RegionCode),
  }));
}

const DETERMINATIONS: ReadonlySet<ProposalAction> = new Set([
  ...(['DETERMINE', 'DECLINE', 'PUT_ON_WAITING_LIST'] as const),
]);

/** Which of the tiers that determine has this one: what is endorsed and national waits for the pull first. */
function determines(tier: Tier, ownerCode: string | null, state: ProposalState): boolean {
  return ownerCode === null
    ? tier === 'NATIONAL' && state !== 'ENDORSED'
    : LENGTHS[tier] === ownerCode.length;
}

function transitionsFrom({ state, heldState }: StandingProposal): Transition[] {
  return TRANSITIONS.filter(
    ({ from }) => from.includes(state) || (heldState !== null && from.includes(heldState)),
  );
}
