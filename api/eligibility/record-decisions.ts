import type { AccessPurpose } from '../../prisma/generated/enums.js';
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

/** A column of the decisions and entries to be written, with its type. */
interface Column {
  readonly name: string;
  readonly type: string;
  readonly of: (one: DecisionToRecord) => unknown;
}

const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'uuid', of: ({ decision }) => decision.id },
  {
    name: 'household_id',
    type: 'uuid',
    of: ({ decision }) => decision.facts.household?.id ?? null,
  },
  { name: 'person_id', type: 'uuid', of: ({ decision }) => decision.facts.person?.id ?? null },
  { name: 'subject', type: 'bytea', of: ({ question }) => question.nikIndex },
  { name: 'reference', type: 'text', of: ({ decision }) => decision.reference },
  { name: 'program_id', type: 'uuid', of: ({ decision }) => decision.program.id },
  { name: 'rule_version_id', type: 'uuid', of: ({ decision }) => decision.rule.id },
  {
    name: 'registry_version',
    type: 'text',
    of: ({ decision }) => decision.evaluation.registryVersion,
  },
  { name: 'as_of', type: 'date', of: ({ decision }) => decision.asOf },
  {
    name: 'decided_at',
    type: 'timestamptz',
    of: ({ decision }) => decision.decidedAt.toISOString(),
  },
  { name: 'purpose', type: '"AccessPurpose"', of: ({ question }) => question.asker.purpose },
  { name: 'actor', type: 'text', of: ({ question }) => question.asker.subject },
  { name: 'partner_id', type: 'uuid', of: ({ question }) => question.asker.partnerId },
  { name: 'territory', type: 'text', of: ({ question }) => question.asker.territory },
  { name: 'village_code', type: 'text', of: ({ villageCode }) => villageCode },
  {
    name: 'outcome',
    type: '"EligibilityOutcome"',
    of: ({ decision }) => decision.evaluation.outcome,
  },
  { name: 'facts', type: 'json', of: ({ decision }) => JSON.stringify(decision.facts) },
  {
    name: 'findings',
    type: 'json',
    of: ({ decision }) => JSON.stringify(decision.evaluation.findings),
  },
  { name: 'result', type: 'json', of: resultOf },
  { name: 'access_id', type: 'uuid', of: ({ accessId }) => accessId },
  { name: 'request_id', type: 'text', of: ({ question }) => question.asker.requestId },
  { name: 'tier', type: 'text', of: ({ question }) => question.asker.tier },
  { name: 'legal_basis', type: 'text', of: ({ question }) => question.asker.legalBasis },
  { name: 'fields', type: 'text', of: ({ question }) => fieldsOf(question.asker.purpose) },
];

const OF_DECISION = COLUMNS.slice(0, 19)
  .map(({ name }) => name)
  .join(', ');

// One statement is one transaction: the decision and the entry of the look at the person stand or fall together.
const RECORD_STATEMENT = `
WITH r AS MATERIALIZED (
  SELECT * FROM unnest(${COLUMNS.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')})
    AS r(${COLUMNS.map(({ name }) => name).join(', ')})
), decided AS (
  INSERT INTO decision (${OF_DECISION}) SELECT ${OF_DECISION} FROM r
)
INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
  fields, people, person_ids, decision_id)
SELECT access_id, decided_at, request_id, 'checkEligibility', 'ALLOWED', actor, tier, territory, partner_id, purpose,
  legal_basis, string_to_array(fields, ','), 1, CASE WHEN person_id IS NULL THEN '{}'::uuid[] ELSE ARRAY[person_id] END, id
FROM r`;

/**
 * Writes decisions and the access entry of each, durable when this returns, in one statement. If it throws, none was
 * recorded and no answer may be given.
 */
export async function recordDecisions(
  sql: Sql,
  decisions: readonly DecisionToRecord[],
): Promise<void> {
  const columns = COLUMNS.map(({ of }) => decisions.map(of));
  await sql.query(RECORD_STATEMENT, columns, 'record-decisions');
}

function resultOf({ decision }: DecisionToRecord): string {
  const {
    findings: _findings,
    outcome: _outcome,
    registryVersion: _version,
    ...result
  } = decision.evaluation;
  return JSON.stringify(result);
}

const fields = new Map<AccessPurpose, string>();

/** The groups of fields that a purpose discloses, as one text. */
function fieldsOf(purpose: AccessPurpose): string {
  let text = fields.get(purpose);
  if (text === undefined) fields.set(purpose, (text = disclosedFields(purpose).join(',')));
  return text;
}
