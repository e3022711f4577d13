import type { EligibilityJobRefusal } from '../../prisma/generated/enums.js';
import { rowFilter } from '../access/row-filter.js';
import type { Context } from '../context.js';
import type { RefusalCode } from '../eligibility/check-eligibilities.js';
import type { ShownDecision } from '../eligibility/disclosure.js';
import { replayDecision } from '../eligibility/replay-decision.js';
import { signReceipt } from '../eligibility/sign-receipt.js';

/** Which results of a job are read. */
export interface ResultsAsked {
  readonly jobId: string;
  readonly ruleVersionId: string;
  /** Number of the first row, from 1. */
  readonly from: number;
  /** Whether each decision is shown with its receipt. */
  readonly receipts: boolean;
}

interface ResultRow {
  readonly ord: number;
  readonly number: number;
  readonly reference: string | null;
  readonly refusal: EligibilityJobRefusal | null;
  readonly message: string | null;
  readonly duplicateOf: number | null;
  readonly decisionId: string | null;
}

const CHUNK_STATEMENT = `
SELECT r.ord, c.number, r.reference, r.refusal, r.message, r.duplicate_of AS "duplicateOf",
  c.decisions[r.ord - c.first_ord + 1] AS "decisionId"
FROM eligibility_job_chunk c
JOIN eligibility_job_row r ON r.job_id = c.job_id AND r.ord BETWEEN greatest(c.first_ord, $2::int4) AND c.last_ord
WHERE c.job_id = $1::uuid AND c.number = coalesce($3::int4 + 1, (
  SELECT min(f.number) FROM eligibility_job_chunk f WHERE f.job_id = $1::uuid AND f.last_ord >= $2::int4))
ORDER BY r.ord`;

/** Decisions that are replayed in one turn of the event loop: requests come between. */
const AT_A_TIME = 100;

/**
 * The results of a completed job as lines of NDJSON, in the order of its rows, some at a time: each decision replayed from its
 * record and cut to the caller's purpose, or why the row was refused.
 */
export async function* streamResults(
  context: Context,
  asked: ResultsAsked,
): AsyncGenerator<string, void, void> {
  const { sql } = context.app.database;
  for (let last: number | null = null; ;) {
    const params = [asked.jobId, asked.from, last];
    const rows: ResultRow[] = await sql.query<ResultRow>(CHUNK_STATEMENT, params, 'job-results');
    if (rows.length === 0) return;
    for (let at = 0; at < rows.length; at += AT_A_TIME) {
      yield await linesOf(context, asked, rows.slice(at, at + AT_A_TIME));
    }
    last = rows[0]!.number;
  }
}

async function linesOf(
  context: Context,
  { ruleVersionId, receipts }: ResultsAsked,
  rows: readonly ResultRow[],
): Promise<string> {
  const { app, principal } = context;
  const ids = rows.flatMap(({ decisionId }) => decisionId ?? []);
  const recorded = await app.database.prisma.decision.findMany({
    where: { AND: [{ id: { in: ids } }, rowFilter('Decision', principal)] },
  });
  const programs = [...(await app.programs.readWith([ruleVersionId])).values()];
  const shown = new Map(
    recorded.map((one) => [one.id, replayDecision(programs, one, principal.purpose)]),
  );
  const lines = await Promise.all(
    rows.map(async (row) => {
      const { ord, reference, decisionId } = row;
      if (decisionId === null) return { row: ord, reference, refused: refusalOf(row) };
      const decision = shown.get(decisionId);
      if (decision === undefined) throw new Error('A decision of a job is missing.');
      const receipt = receipts ? { receipt: await signReceipt(context, decision) } : {};
      return { row: ord, reference, decision: { ...partsOf(decision), ...receipt } };
    }),
  );
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function partsOf({
  criteria,
  nextSteps,
  program: _program,
  reference: _reference,
  ...decision
}: ShownDecision) {
  return {
    ...decision,
    criteria: criteria.map(({ code, finding, message, legalBasis }) => ({
      ...{ code, finding, message: { id: message.id, en: message.en }, legalBasis },
    })),
    nextSteps: nextSteps.map(({ code, message, office }) => ({
      ...{ code, message: { id: message.id, en: message.en }, office },
    })),
    decidedAt: decision.decidedAt.toISOString(),
  };
}

function refusalOf({ refusal, message, duplicateOf }: ResultRow): {
  code: RefusalCode;
  message: string;
} {
  switch (refusal) {
    case null:
      return {
        code: 'OVER_BUDGET',
        message: "The agreement's daily number of people is used up.",
      };
    case 'DUPLICATE_IN_REQUEST':
      return { code: refusal, message: `Row ${duplicateOf} of this job asks about the same NIK.` };
    case 'MALFORMED_NIK':
      return {
        code: refusal,
        message: message ?? 'A NIK has 16 digits: region, birth date (+40 for women), serial.',
      };
    case 'INVALID_CLAIMS':
      return { code: refusal, message: message ?? 'The claims cannot be meant.' };
  }
}
