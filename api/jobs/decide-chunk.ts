import type { Sql } from '../../prisma/sql.js';
import { eligibilityGrant } from '../access/grant.js';
import { budgetOf } from '../budgets/budget-of.js';
import { peoplePerDay } from '../budgets/people-per-day.js';
import type { App } from '../app.js';
import type { Context } from '../context.js';
import { decideQuestions } from '../eligibility/decide-questions.js';
import type { Question } from '../eligibility/decision.js';
import type { StudentAidClaims } from '../eligibility/facts.js';
import type { CallFrame } from '../eligibility/prepare-question.js';
import { recordDecisions, type DecisionToRecord } from '../eligibility/record-decisions.js';
import { Fault } from '../errors.js';
import { isDatabaseUnavailable } from '../http/is-database-unavailable.js';
import { demandStanding } from '../partners/demand-standing.js';
import { callerOfChunk } from './caller-of-chunk.js';
import type { ClaimedChunk } from './claim-chunk.js';

interface OpenRow {
  readonly ord: number;
  readonly subject: Uint8Array<ArrayBuffer>;
  readonly reference: string | null;
  readonly claims: StudentAidClaims | null;
}

/** People whose facts are loaded and decided in one turn of the event loop: requests come between. */
const AT_A_TIME = 100;

const OPEN_STATEMENT = `
SELECT ord, subject, reference, claims FROM eligibility_job_row
WHERE job_id = $1::uuid AND ord BETWEEN $2::int4 AND $3::int4 AND refusal IS NULL ORDER BY ord`;

const DONE_STATEMENT = `
UPDATE eligibility_job_chunk c
SET done_at = $4::timestamptz, completed = $5::int4, refused = $6::int4, decisions = $7::uuid[], worker = NULL, lease_until = NULL
FROM eligibility_job j
WHERE c.job_id = $1::uuid AND c.number = $2::int4 AND c.worker = $3::uuid AND c.done_at IS NULL
  AND j.id = c.job_id AND j.status = 'RUNNING'
RETURNING c.number`;

class ChunkLostError extends Error {}

/**
 * Decides a chunk as its caller stands now: standing, agreement, budget and the people of the territory are asked again. The
 * decisions, their access entries, the people counted and the mark that the chunk is done are one transaction, which only the
 * worker that has the chunk can make, and only while the job runs.
 *
 * @returns whether the chunk was done by this; false = the job was cancelled, or another worker has it.
 * @throws Fault FORBIDDEN where the caller may no longer ask, SERVICE_UNAVAILABLE while the trail is not witnessed.
 */
export async function decideChunk(app: App, chunk: ClaimedChunk, worker: string): Promise<boolean> {
  const context: Context = { app, principal: callerOfChunk(chunk), requestId: chunk.requestId };
  const frame = await frameOf(context, chunk);
  const rows = await app.database.sql.query<OpenRow>(
    OPEN_STATEMENT,
    [chunk.id, chunk.firstOrd, chunk.lastOrd],
    'open-job-rows',
  );
  const { limits } = app.budgets;
  const perDay = await peoplePerDay(context, limits);
  const account = app.budgets.people(budgetOf(context, limits), perDay);
  const charges = await account.chargeFitting(
    rows.map(({ subject }) => Buffer.from(subject).toString('hex')),
  );
  const questions = rows.flatMap(({ subject, reference, claims }, index): Question[] => {
    const charge = charges[index] ?? null;
    return charge === null ? [] : [{ ...frame, nikIndex: subject, reference, claims, charge }];
  });
  const fitting = rows.filter((_row, index) => charges[index] !== null);
  try {
    const decided: DecisionToRecord[] = [];
    for (let at = 0; at < questions.length; at += AT_A_TIME) {
      const { now, newId, database } = app;
      const some = questions.slice(at, at + AT_A_TIME);
      decided.push(...(await decideQuestions(some, { sql: database.sql, now, newId })));
    }
    const ids = idsOf(chunk, fitting, decided);
    const counted = await app.database.sql.transaction((sql) =>
      record(sql, chunk, worker, app.now(), ids, decided),
    );
    for (const [index, { charge }] of questions.entries()) charge.answered(counted[index]!);
    return true;
  } catch (error) {
    const nothingStands = !isDatabaseUnavailable(error);
    for (const { charge } of questions) charge.failed(nothingStands);
    if (error instanceof ChunkLostError) return false;
    throw error;
  }
}

async function record(
  sql: Sql,
  { id, number, firstOrd, lastOrd }: ClaimedChunk,
  worker: string,
  at: Date,
  ids: readonly (string | null)[],
  decided: readonly DecisionToRecord[],
): Promise<boolean[]> {
  const refused = lastOrd - firstOrd + 1 - decided.length;
  const done = await sql.query(
    DONE_STATEMENT,
    [id, number, worker, at.toISOString(), decided.length, refused, ids],
    'job-chunk-done',
  );
  if (done.length === 0) throw new ChunkLostError();
  const counted: boolean[] = [];
  for (let from = 0; from < decided.length; from += AT_A_TIME) {
    counted.push(...(await recordDecisions(sql, decided.slice(from, from + AT_A_TIME))));
  }
  return counted;
}

/** The decision of each row of the chunk in order; null where it was refused. */
function idsOf(
  { firstOrd, lastOrd }: ClaimedChunk,
  rows: readonly OpenRow[],
  decided: readonly DecisionToRecord[],
): readonly (string | null)[] {
  const ids: (string | null)[] = Array.from({ length: lastOrd - firstOrd + 1 }, () => null);
  for (const [index, { ord }] of rows.entries()) {
    ids[ord - firstOrd] = decided[index]?.decision.id ?? null;
  }
  return ids;
}

async function frameOf(
  context: Context,
  { programId, ruleVersionId, asOf }: ClaimedChunk,
): Promise<CallFrame> {
  const { app, principal } = context;
  await demandStanding(app, principal);
  await app.trail.heads.demandRecent();
  const [programs, grant] = await Promise.all([
    app.programs.readWith([ruleVersionId]),
    eligibilityGrant(context),
  ]);
  const program = [...programs.values()].find(({ id }) => id === programId);
  const rule = program?.rules.find(({ id }) => id === ruleVersionId);
  if (program === undefined || rule === undefined) throw new Error('A rule version is missing.');
  if (!grant.covers(program)) {
    throw new Fault('FORBIDDEN', 'The agreement does not cover the program any more.');
  }
  return { program, rule, asOf, asker: grant.asker };
}
