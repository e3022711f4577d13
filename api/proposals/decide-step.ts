import type { ProposalAction, ProposalState } from '../../prisma/generated/enums.js';
import type { Role } from '../auth/principal.js';
import { Fault } from '../errors.js';
import type { RefusalError } from '../refusal-error.js';
import { StepNotOpenError } from './errors.js';
import { GUARDS, type AskedStep } from './guards.js';
import type { ProposalActor, StandingProposal } from './situation.js';
import { TRANSITIONS, type Transition } from './transitions.js';

/** A step that may be taken: from which state, where it leads, and in which role. */
export interface DecidedStep {
  readonly from: ProposalState | null;
  readonly to: ProposalState;
  /** Null = the system's. */
  readonly role: Role | null;
}

/**
 * Decides a step by the declared machine: it is open where the proposal stands, it is the actor's work, and all its guards
 * hold. Pure: everything it goes by is in `asked`. `asked.actor` null = the system.
 *
 * @returns the refusal or fault where it may not be taken.
 */
export function decideStep(
  action: ProposalAction,
  asked: AskedStep,
): DecidedStep | RefusalError | Fault {
  const own = TRANSITIONS.filter((one) => one.action === action && roleOf(one, asked.actor));
  if (own.length === 0) return new Fault('FORBIDDEN', 'This is not for the caller to see or do.');
  const open = own.flatMap((transition) => {
    const from = openFrom(transition, asked.proposal);
    return from === undefined ? [] : [{ transition, from }];
  });
  let refusal: RefusalError | Fault = new StepNotOpenError(asked.proposal.state);
  for (const { transition, from } of open) {
    const failed = transition.guards.find((guard) => !GUARDS[guard].holds(asked));
    if (failed === undefined) {
      const role = roleOf(transition, asked.actor);
      return { from, to: transition.to ?? from, role: role === 'SYSTEM' ? null : (role ?? null) };
    }
    refusal = GUARDS[failed].refusal();
  }
  return refusal;
}

/** With what a proposal begins. @returns the fault where it is not the actor's. */
export function decideBeginning(actor: ProposalActor): DecidedStep | Fault {
  for (const transition of TRANSITIONS.filter(({ from }) => from.length === 0)) {
    const role = roleOf(transition, actor);
    if (role !== undefined && role !== 'SYSTEM' && transition.to !== null) {
      return { from: null, to: transition.to, role };
    }
  }
  return new Fault('FORBIDDEN', 'This is not for the caller to see or do.');
}

/** The state in which a transition finds a proposal; undefined = it is not open. */
function openFrom(
  { from }: Transition,
  { state, heldState }: StandingProposal,
): ProposalState | undefined {
  if (from.includes(state)) return state;
  return heldState !== null && from.includes(heldState) ? heldState : undefined;
}

/** In which role the actor takes a transition; undefined = it is not this actor's. */
function roleOf({ by }: Transition, actor: ProposalActor | null): Role | 'SYSTEM' | undefined {
  if (by === 'SYSTEM') return actor === null ? 'SYSTEM' : undefined;
  if (actor === null) return undefined;
  const roles: readonly Role[] = by[actor.tier] ?? [];
  return roles.find((role) => actor.roles.includes(role));
}
