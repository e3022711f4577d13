import type { Sql } from '../../prisma/sql.js';
import type { ProposalAction } from '../../prisma/generated/enums.js';
import { jakartaDate } from '../values/calendar-date.js';
import { EVIDENCE, type Evidence } from './evidence.js';
import type { DecidedStep } from './decide-step.js';
import type { LoadedProposal } from './load-situation.js';
import { openPeriod } from './open-period.js';
import { TRANSITIONS } from './transitions.js';

/** Who a step is written down for. */
export interface StepAuthor {
  readonly subject: string;
  readonly office: string | null;
  readonly requestId: string | null;
  /** Null = the system's, which is not asked twice. */
  readonly key: { readonly digest: string; readonly input: string } | null;
}

/** What a step needs of the server. */
export interface StepTools {
  readonly sql: Sql;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** A step that was decided, as it is written. */
export interface TakenNow extends DecidedStep {
  readonly action: ProposalAction;
  readonly evidence: Evidence;
  readonly author: StepAuthor;
  /** The household that the entry registered. */
  readonly householdId?: string | null;
}

const STEP_STATEMENT = `
INSERT INTO proposal_step (id, proposal_id, number, action, from_state, to_state, period, at, actor, role, office, evidence,
  request_id, key_digest, input_digest)
VALUES ($1::uuid, $2::uuid, $3::int4, $4::"ProposalAction", $5::"ProposalState", $6::"ProposalState", $7, $8::timestamptz, $9, $10,
  $11, $12::json, $13, $14, $15)`;

// Whoever it was the turn of had it since the state was entered; what is recorded beside does not begin it anew.
const MOVE_STATEMENT = `
UPDATE proposal SET state = $2::"ProposalState", held_state = $3::"ProposalState", period = $4, version = version + 1,
  roll_overs = roll_overs + $5::int4, household_id = coalesce($6::uuid, household_id),
  turn_since = CASE WHEN state = $2::"ProposalState" AND held_state IS NULL THEN turn_since ELSE $7::timestamptz END
WHERE id = $1::uuid`;

/**
 * Writes a decided step, which alone moves nothing.
 *
 * @throws ZodError where the evidence has not the form that the state machine asks of the step; callers validate first.
 */
export async function insertStep(
  { sql, now, newId }: StepTools,
  step: TakenNow & { readonly id: string; readonly number: number; readonly period: string },
): Promise<void> {
  const { id, number, period, action, from, to, role, author } = step;
  const kind = TRANSITIONS.find((one) => one.action === action)!.evidence;
  const evidence: unknown = EVIDENCE[kind].parse(step.evidence);
  await sql.query(
    STEP_STATEMENT,
    [
      ...[newId(), id, number, action, from, to, period, now().toISOString()],
      ...[author.subject, role, author.office, JSON.stringify(evidence), author.requestId],
      ...[author.key?.digest ?? null, author.key?.input ?? null],
    ],
    'write-proposal-step',
  );
}

/**
 * Writes a decided step and moves the proposal by it. The database lets it move by no other way.
 *
 * @throws as {@link insertStep}
 */
export async function writeStep(
  { sql, now, newId }: StepTools,
  proposal: Pick<LoadedProposal, 'id' | 'version' | 'state' | 'period' | 'calendar'>,
  step: TakenNow,
): Promise<void> {
  const { from, to, householdId = null } = step;
  const at = now().toISOString();
  const isRolledOver = to === 'ROLLED_OVER';
  // What was rejected keeps its period until it is entered again, which is then for the open one.
  const isMoved = isRolledOver || proposal.state === 'REJECTED_BY_SYSTEM';
  const open = openPeriod(jakartaDate(now()), proposal.calendar);
  const period = isMoved && open > proposal.period ? open : proposal.period;
  await insertStep(
    { sql, now, newId },
    { ...step, id: proposal.id, number: proposal.version + 1, period },
  );
  await sql.query(
    MOVE_STATEMENT,
    [
      ...[proposal.id, to, isRolledOver ? from : null, period, isRolledOver ? 1 : 0],
      ...[householdId, at],
    ],
    'move-proposal',
  );
}
