import type { Sql } from '../../prisma/sql.js';

/** A job with a row for a client of the sandbox's bank, for others of the same agency and purpose, and for an office. */
export async function placeJobs(sql: Sql): Promise<void> {
  await sql.query(
    `WITH asking (actor, tier, roles, slug, purpose) AS (VALUES
       ('sandbox-bank', 'PARTNER', '{}'::text[], 'sandbox-bank', 'PAYEE_VERIFICATION'),
       ('somebody', 'PARTNER', '{}', 'sandbox-bank', 'PAYEE_VERIFICATION'),
       ('POOR', 'PARTNER', '{}', 'sandbox-hospital', 'HEALTH_COVERAGE_CHECK'),
       ('sandbox-officer-regency', 'REGENCY', '{regency_verifier}', NULL, 'SOCIAL_SERVICE')
     ), placed AS (
       INSERT INTO eligibility_job (id, idempotency_key, actor, client_id, tier, roles, partner_id, partner_kind, purpose,
         program_id, rule_version_id, as_of, request_id, created_at, expires_at)
       SELECT uuid_v7(), 'placed', a.actor, a.actor, a.tier, a.roles, p.id, p.kind, a.purpose::"AccessPurpose",
         r.program_id, r.id, '2026-10-01', 'placed', now(), now()
       FROM asking a LEFT JOIN partner p ON p.slug = a.slug CROSS JOIN (SELECT id, program_id FROM rule_version LIMIT 1) r
       RETURNING id, actor
     )
     INSERT INTO eligibility_job_row (job_id, ord, actor, refusal) SELECT id, 1, actor, 'MALFORMED_NIK' FROM placed`,
  );
}
