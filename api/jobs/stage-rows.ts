import type { Sql } from '../../prisma/sql.js';
import type { CsvHeader } from './csv-header.js';
import type { StagedRow } from './read-row.js';

/** Rows that follow those that are stored, and where the upload then stands. */
export interface RowsToStage {
  readonly jobId: string;
  /** Where the upload must stand now. */
  readonly from: number;
  readonly to: number;
  /** How many rows are stored before these. */
  readonly after: number;
  readonly rows: readonly StagedRow[];
  /** Set with the first rows of a CSV. */
  readonly header: CsvHeader | null;
}

// One statement is one transaction: the rows and how far the upload is. Of two uploads at a time the second finds the offset
// moved and adds nothing. The first row about a person is the one that the index lets in; the rest name it.
const STAGE_STATEMENT = `
WITH job AS (
  UPDATE eligibility_job SET uploaded = $3::int8, accepted = accepted + $4::int4,
    csv_header = coalesce(csv_header, $6::jsonb)
  WHERE id = $1::uuid AND status = 'AWAITING_UPLOAD' AND uploaded = $2::int8 AND accepted = $7::int4
  RETURNING id, actor
), r AS MATERIALIZED (
  SELECT * FROM json_to_recordset($5::json) AS r(ord int4, subject text, reference text, claims json,
    refusal "EligibilityJobRefusal", message text)
), fresh AS (
  INSERT INTO eligibility_job_row (job_id, ord, actor, subject, reference, claims, refusal, message)
  SELECT job.id, r.ord, job.actor, decode(r.subject, 'hex'), r.reference, r.claims, r.refusal, r.message
  FROM job CROSS JOIN r ORDER BY r.ord
  ON CONFLICT DO NOTHING RETURNING ord, subject
), again AS (
  INSERT INTO eligibility_job_row (job_id, ord, actor, subject, reference, refusal, duplicate_of)
  SELECT job.id, r.ord, job.actor, decode(r.subject, 'hex'), r.reference, 'DUPLICATE_IN_REQUEST',
    coalesce(stored.ord, fresh.ord)
  FROM job CROSS JOIN r
  LEFT JOIN fresh ON fresh.subject = decode(r.subject, 'hex')
  LEFT JOIN eligibility_job_row stored
    ON stored.job_id = job.id AND stored.subject = decode(r.subject, 'hex') AND stored.duplicate_of IS NULL
  WHERE r.subject IS NOT NULL AND NOT EXISTS (SELECT FROM fresh same WHERE same.ord = r.ord)
)
SELECT id FROM job`;

/** Stores rows, durable when this returns; false = the upload stands elsewhere by now, or the job takes no rows any more. */
export async function stageRows(sql: Sql, part: RowsToStage): Promise<boolean> {
  const { jobId, from, to, after, rows, header } = part;
  const staged = rows.map((row, index) => ({ ord: after + index + 1, ...row }));
  const done = await sql.query(STAGE_STATEMENT, [
    ...[jobId, from, to, rows.length, JSON.stringify(staged)],
    ...[header === null ? null : JSON.stringify(header), after],
  ]);
  return done.length > 0;
}
