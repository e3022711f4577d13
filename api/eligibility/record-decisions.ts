import type { Sql } from '../../prisma/sql.js';
import type { Decision, Question } from './decision.js';
import { disclosedFields } from './disclosure.js';

/** A decision with the question that it answers and where the person's records are held. */
export interface DecisionToRecord {
  readonly question: Question;
  readonly decision: Decision;
  readonly accessId: string;
  readonly villageCode: string | null;
}

// One statement is one transaction: the decision and the entry of the look at the person stand or fall together.
const RECORD_STATEMENT = `
WITH r AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS r(
    id uuid, "householdId" uuid, "personId" uuid, subject text, reference text, "programId" uuid, "ruleVersionId" uuid,
    "registryVersion" text, "asOf" date, "decidedAt" timestamptz, purpose text, actor text, "partnerId" uuid,
    territory text, "villageCode" text, outcome text, facts jsonb, findings jsonb, result jsonb,
    "accessId" uuid, "requestId" text, tier text, "legalBasis" text, fields json)
), decided AS (
  INSERT INTO decision (id, household_id, person_id, subject, reference, program_id, rule_version_id, registry_version,
    as_of, decided_at, purpose, actor, partner_id, territory, village_code, outcome, facts, findings, result)
  SELECT id, "householdId", "personId", decode(subject, 'hex'), reference, "programId", "ruleVersionId", "registryVersion",
    "asOf", "decidedAt", purpose::"AccessPurpose", actor, "partnerId", territory, "villageCode",
    outcome::"EligibilityOutcome", facts, findings, result
  FROM r
)
INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
  fields, people, person_ids, decision_id)
SELECT "accessId", "decidedAt", "requestId", 'checkEligibility', 'ALLOWED', actor, tier, territory, "partnerId",
  purpose::"AccessPurpose", "legalBasis", ARRAY(SELECT json_array_elements_text(fields)), 1,
  CASE WHEN "personId" IS NULL THEN '{}'::uuid[] ELSE ARRAY["personId"] END, id
FROM r`;

/**
 * Writes decisions and the access entry of each, durable when this returns, in one statement. If it throws, none was
 * recorded and no answer may be given.
 */
export async function recordDecisions(
  sql: Sql,
  decisions: readonly DecisionToRecord[],
): Promise<void> {
  await sql.query(RECORD_STATEMENT, [JSON.stringify(decisions.map(row))], 'record-decisions');
}

function row({ question, decision, accessId, villageCode }: DecisionToRecord): object {
  const { asker, nikIndex } = question;
  const { facts, evaluation } = decision;
  const { findings, outcome, registryVersion, ...result } = evaluation;
  return {
    id: decision.id,
    householdId: facts.household?.id ?? null,
    personId: facts.person?.id ?? null,
    subject: Buffer.from(nikIndex.buffer, nikIndex.byteOffset, nikIndex.byteLength).toString('hex'),
    reference: decision.reference,
    programId: decision.program.id,
    ruleVersionId: decision.rule.id,
    registryVersion,
    asOf: decision.asOf,
    decidedAt: decision.decidedAt.toISOString(),
    purpose: asker.purpose,
    actor: asker.subject,
    partnerId: asker.partnerId,
    territory: asker.territory,
    villageCode,
    outcome,
    facts,
    findings,
    result,
    accessId,
    requestId: asker.requestId,
    tier: asker.tier,
    legalBasis: asker.legalBasis,
    fields: disclosedFields(asker.purpose),
  };
}
