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

const COLUMNS = {
  id: 'uuid',
  household_id: 'uuid',
  person_id: 'uuid',
  subject: 'bytea',
  reference: 'text',
  program_id: 'uuid',
  rule_version_id: 'uuid',
  registry_version: 'text',
  as_of: 'date',
  decided_at: 'timestamptz',
  purpose: '"AccessPurpose"',
  actor: 'text',
  partner_id: 'uuid',
  territory: 'text',
  village_code: 'text',
  outcome: '"EligibilityOutcome"',
  facts: 'json',
  findings: 'json',
  result: 'json',
} as const;

const OF_ENTRY = {
  ledger_id: 'uuid',
  access_id: 'uuid',
  request_id: 'text',
  tier: 'text',
  legal_basis: 'text',
  fields: 'text[]',
} as const;

interface Counted {
  readonly ledgerId: string;
  /** Hexadecimal. */
  readonly subject: string;
}

type Row = Record<keyof typeof COLUMNS | keyof typeof OF_ENTRY, unknown>;

const OF_DECISION = Object.keys(COLUMNS).join(', ');
const RECORD = Object.entries({ ...COLUMNS, ...OF_ENTRY })
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

// One statement is one transaction: the decision, the entry of the look at the person, and the person in the count of the
// asker's day stand or fall together. Counted in order, so that two statements never wait for each other.
const RECORD_STATEMENT = `
WITH r AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS r(${RECORD})
), decided AS (
  INSERT INTO decision (${OF_DECISION}) SELECT ${OF_DECISION} FROM r
), counted AS (
  INSERT INTO counted_person (ledger_id, subject)
  SELECT DISTINCT ledger_id, subject FROM r WHERE ledger_id IS NOT NULL ORDER BY ledger_id, subject
  ON CONFLICT DO NOTHING RETURNING ledger_id, subject
), looked AS (
INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
  fields, people, person_ids, decision_id)
SELECT access_id, decided_at, request_id, 'checkEligibility', 'ALLOWED', actor, tier, territory, partner_id, purpose,
  legal_basis, fields, 1, CASE WHEN person_id IS NULL THEN '{}'::uuid[] ELSE ARRAY[person_id] END, id
FROM r)
SELECT ledger_id AS "ledgerId", encode(subject, 'hex') AS subject FROM counted`;

/**
 * Writes decisions and the access entry of each, durable when this returns, in one statement. If it throws, none was
 * recorded and no answer may be given.
 *
 * @returns for each decision whether its person was counted by it.
 */
export async function recordDecisions(
  sql: Sql,
  decisions: readonly DecisionToRecord[],
): Promise<boolean[]> {
  const rows = [JSON.stringify(decisions.map(rowOf))];
  const counted = await sql.query<Counted>(RECORD_STATEMENT, rows, 'record-decisions');
  const left = new Set(counted.map(({ ledgerId, subject }) => `${ledgerId} ${subject}`));
  return decisions.map(({ question: { charge, nikIndex } }) =>
    left.delete(`${charge.ledgerId} ${Buffer.from(nikIndex).toString('hex')}`),
  );
}

function rowOf({ question, decision, accessId, villageCode }: DecisionToRecord): Row {
  const { asker } = question;
  const { facts, evaluation } = decision;
  const { findings, outcome, registryVersion, ...result } = evaluation;
  return {
    id: decision.id,
    household_id: facts.household?.id ?? null,
    person_id: facts.person?.id ?? null,
    subject: bytea(question.nikIndex),
    reference: decision.reference,
    program_id: decision.program.id,
    rule_version_id: decision.rule.id,
    registry_version: registryVersion,
    as_of: decision.asOf,
    decided_at: decision.decidedAt,
    purpose: asker.purpose,
    actor: asker.subject,
    partner_id: asker.partnerId,
    territory: asker.territory,
    village_code: villageCode,
    outcome,
    facts,
    findings,
    result,
    ledger_id: question.charge.ledgerId,
    access_id: accessId,
    request_id: asker.requestId,
    tier: asker.tier,
    legal_basis: asker.legalBasis,
    fields: disclosedFields(asker.purpose),
  };
}

/** Bytes in the text form of PostgreSQL. */
function bytea(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`;
}
