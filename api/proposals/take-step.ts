import type { ProposalAction } from '../../prisma/generated/enums.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { changeHousehold, type OpenChange } from '../households/change-household.js';
import { StaleVersionError } from '../households/errors.js';
import { isUuid } from '../values/is-uuid.js';
import { jakartaDate } from '../values/calendar-date.js';
import { decideStep } from './decide-step.js';
import { ProposalNotFoundError } from './errors.js';
import { EVIDENCE, type Evidence } from './evidence.js';
import { findStep } from './find-step.js';
import { loadSituation, lockProposal, situationOf, type LoadedProposal } from './load-situation.js';
import { settleProposal } from './settle-proposal.js';
import { stepKey } from './step-key.js';
import { TRANSITIONS } from './transitions.js';
import { writeStep } from './write-step.js';

/** What every mutation of a proposal says. */
export interface StepInput {
  readonly id: string;
  /** Of the proposal, as the caller read it. */
  readonly version: number;
  /** The caller's own: the same key again is the same step. */
  readonly idempotencyKey: string;
}

/** A step that an officer asks for. */
export interface AskedForStep {
  /** The mutation's field. */
  readonly field: string;
  readonly action: ProposalAction;
  /** What the caller gave, all of it. */
  readonly input: StepInput & { readonly [name: string]: unknown };
  /** The papers, of the proposal as it stands. */
  readonly evidence: (proposal: LoadedProposal) => Evidence;
  /** Blind indexes of the NIKs that the caller named. */
  readonly nikIndexes?: readonly Uint8Array[];
  /** What is done before the step is decided, in its transaction; gives the household that was registered for it. */
  readonly prepare?: (open: OpenChange, proposal: LoadedProposal) => Promise<string | null>;
}

/**
 * Takes a step of a proposal and gives the proposal's id, in one transaction: the proposal is locked and its version compared,
 * what the system owes it is done first, the state machine decides, the step is written with its evidence, and the entry of
 * the trail stands before it is committed. The same key with the same input gives the step that was taken before.
 *
 * @throws ProposalNotFoundError, StaleVersionError, StepNotOpenError and what the guards of the step refuse; Fault FORBIDDEN,
 *   BAD_USER_INPUT for papers that cannot be meant, CONFLICT where the key was used for another input.
 */
export async function takeStep(context: Context, asked: AskedForStep): Promise<string> {
  const { app, principal, requestId } = context;
  const { field, action, input } = asked;
  const key = stepKey(field, input);
  const today = jakartaDate(app.now());
  return changeHousehold(
    context,
    { field, fields: ['proposal'], personIds: [], nikIndexes: asked.nikIndexes ?? [] },
    async (open) => {
      const { sql, range } = open;
      if (!isUuid(input.id) || !(await lockProposal(sql, input.id, range))) {
        throw new ProposalNotFoundError();
      }
      const found = await loadSituation(sql, input.id, today);
      if (found.personId !== null) open.address(found.personId);
      const before = await findStep(sql, principal.subject, key);
      if (before !== undefined) return { result: before.id, householdId: before.householdId };
      if (found.version !== input.version) throw new StaleVersionError(found.id, found.version);
      const tools = { sql, now: app.now, newId: app.newId };
      const standing = await settleProposal(tools, found, requestId);
      const registered = (await asked.prepare?.(open, standing)) ?? null;
      const proposal =
        registered === null ? standing : await loadSituation(sql, input.id, today, registered);
      const evidence = readEvidence(action, asked.evidence(proposal));
      const decided = decideStep(action, {
        ...situationOf(proposal, today),
        ...{ actor: principal, evidence },
      });
      if (decided instanceof Error) throw decided;
      const author = { subject: principal.subject, office: principal.territory, requestId, key };
      await writeStep(tools, proposal, {
        ...{ ...decided, action, evidence, author, householdId: registered },
      });
      const after = await loadSituation(sql, input.id, today);
      await settleProposal(tools, after, requestId);
      return { result: proposal.id, householdId: proposal.householdId };
    },
  );
}

/** Papers that have the form of the step. @throws Fault BAD_USER_INPUT, which names what is wrong and never its value. */
function readEvidence(action: ProposalAction, evidence: Evidence): Evidence {
  const kind = TRANSITIONS.find((one) => one.action === action)!.evidence;
  const read = EVIDENCE[kind].safeParse(evidence);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw badInput(
    `${String(issue?.path[0] ?? 'evidence')} must be as described: the number of a paper has a digit and no run of thirteen.`,
  );
}
