import type { DecisionModel } from '../../prisma/generated/models.js';
import type { Sql } from '../../prisma/sql.js';

/** A decision of a partner about somebody whose household was touched. */
export type TouchedDecision = Pick<
  DecisionModel,
  | ('id' | 'reference' | 'personId' | 'subject' | 'programId' | 'ruleVersionId')
  | ('registryVersion' | 'asOf' | 'decidedAt' | 'purpose' | 'outcome' | 'facts' | 'findings')
  | 'result'
> & { readonly partnerId: string };

type Row = Omit<TouchedDecision, 'asOf' | 'decidedAt'> & {
  readonly asOf: string;
  readonly decidedAt: string;
};

// A function of the database (migration 0014): nobody else sees decisions of all partners.
const TOUCHED_STATEMENT = `
SELECT id, NULL AS reference, person_id AS "personId", subject, program_id AS "programId", rule_version_id AS "ruleVersionId",
  registry_version AS "registryVersion", as_of::text AS "asOf",
  to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "decidedAt", purpose::text,
  outcome::text, facts, findings, result, partner_id AS "partnerId"
FROM decisions_touched($1::uuid[])`;

/** The latest decision of each partner with an endpoint about everybody of these households, a program each. */
export async function touchedDecisions(
  sql: Sql,
  households: readonly string[],
): Promise<TouchedDecision[]> {
  const rows = await sql.query<Row>(TOUCHED_STATEMENT, [households], 'touched-decisions');
  return rows.map(({ asOf, decidedAt, ...row }) => ({
    ...row,
    asOf: new Date(asOf),
    decidedAt: new Date(decidedAt),
  }));
}
