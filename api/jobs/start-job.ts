import { createHash } from 'node:crypto';
import type { AccessPurpose } from '../../prisma/generated/enums.js';
import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import { prepareCall, type CallFrame } from '../eligibility/prepare-question.js';
import { badInput, Fault } from '../errors.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { findJob } from './find-job.js';
import { UPLOAD_HOURS, type Job } from './job.js';

/** What all people of a job are asked about. */
export interface StartJobInput {
  readonly program: string;
  readonly purpose: AccessPurpose;
  readonly asOf?: CalendarDate | null | undefined;
  /** The caller's own: the same key again is the same job. */
  readonly idempotencyKey: string;
}

const LONGEST_KEY = 200;
const HOUR_MS = 3_600_000;

const INSERT_STATEMENT = `
INSERT INTO eligibility_job (id, idempotency_key, actor, client_id, tier, territory, roles, partner_id, partner_kind, purpose,
  program_id, rule_version_id, as_of, asked_as_of, request_id, created_at, expires_at)
VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::text[], $8::uuid, $9::"PartnerKind", $10::"AccessPurpose", $11::uuid, $12::uuid,
  $13::date, $14::date, $15, $16::timestamptz, $17::timestamptz)
ON CONFLICT DO NOTHING RETURNING id`;

const SAME_STATEMENT = `
SELECT id, program_id = $4::uuid AND asked_as_of IS NOT DISTINCT FROM $5::date AS same
FROM eligibility_job WHERE actor = $1 AND client_id = $2 AND idempotency_key = $3`;

/**
 * Starts a job that awaits its upload. The rule in force is chosen here, so that all people are decided by one version. The
 * same key with the same input gives the job that it started before.
 *
 * @throws Fault as {@link prepareCall}, BAD_USER_INPUT for a key that is empty or too long, and CONFLICT where the key was used
 *   for another input, or for a job that has expired.
 */
export async function startJob(context: Context, input: StartJobInput): Promise<Job> {
  const { app } = context;
  if (input.idempotencyKey === '' || input.idempotencyKey.length > LONGEST_KEY) {
    throw badInput(`idempotencyKey must have from 1 to ${LONGEST_KEY} characters.`);
  }
  const frame = await prepareCall(context, input);
  const id = app.newId();
  await app.database.sql.transaction(async (sql) => {
    const made = await sql.query(INSERT_STATEMENT, valuesOf(context, input, frame, id));
    if (made.length === 0) return;
    const { legalBasis } = frame.asker;
    await recordAccess(
      context,
      { action: 'startEligibilityJob', fields: [], personIds: [], legalBasis },
      sql,
    );
  });
  return (await findJob(context, id)) ?? startedBefore(context, input, frame);
}

async function startedBefore(
  context: Context,
  { asOf, idempotencyKey }: StartJobInput,
  { program }: CallFrame,
): Promise<Job> {
  const { app, principal } = context;
  const [before] = await app.database.sql.query<{ id: string; same: boolean }>(SAME_STATEMENT, [
    ...[principal.subject, principal.clientId, digestOf(idempotencyKey)],
    ...[program.id, asOf ?? null],
  ]);
  if (before?.same !== true) {
    throw new Fault('CONFLICT', 'idempotencyKey was used for a job with another input.');
  }
  const job = await findJob(context, before.id);
  if (job === null)
    throw new Fault('CONFLICT', 'idempotencyKey was used for a job that has expired.');
  return job;
}

function valuesOf(
  { app, principal, requestId }: Context,
  { asOf, idempotencyKey }: StartJobInput,
  { program, rule, asOf: day }: CallFrame,
  id: string,
): unknown[] {
  const { subject, clientId, tier, territory, roles, partner, purpose } = principal;
  const now = app.now();
  const expiresAt = new Date(now.getTime() + UPLOAD_HOURS * HOUR_MS);
  return [
    ...[id, digestOf(idempotencyKey), subject, clientId, tier, territory, roles],
    ...[partner?.id ?? null, partner?.kind ?? null, purpose, program.id, rule.id, day],
    ...[asOf ?? null, requestId, now.toISOString(), expiresAt.toISOString()],
  ];
}

/** What is kept of a key: callers may put anything in it, also what must not lie in clear. */
function digestOf(idempotencyKey: string): string {
  return createHash('sha256').update(idempotencyKey).digest('base64url');
}
