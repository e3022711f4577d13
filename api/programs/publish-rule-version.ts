import { isDeepStrictEqual } from 'node:util';
import type { ProgramUnit } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import { demandOwner } from '../access/demand-owner.js';
import type { Context } from '../context.js';
import { parseRuleSet } from '../eligibility/parse-rule-set.js';
import type { RuleSet } from '../eligibility/rule-set.js';
import { jakartaDate } from '../values/calendar-date.js';
import { ProgramNotFoundError, RuleVersionInPastError, RuleVersionInUseError } from './errors.js';
import { readRuleSet } from './read-rule-set.js';

/** Rules that are to hold from a day on. */
export interface PublishRuleVersionInput {
  /** Code of the program. */
  readonly program: string;
  /** One version in the form of `prisma/reference/programs`, as YAML or JSON. */
  readonly ruleSet: string;
}

interface Program {
  readonly id: string;
  readonly code: string;
  readonly unit: ProgramUnit;
  readonly legalBasis: string;
}

const PROGRAM_STATEMENT = `
SELECT id, code, unit::text, legal_basis AS "legalBasis" FROM program
WHERE code = $1 AND owner_code IS NOT DISTINCT FROM $2`;

const INSERT_STATEMENT = `
INSERT INTO rule_version
  (id, program_id, version, in_force_from, in_force_until, legal_basis, rule_set, published_at, published_by)
VALUES ($1::uuid, $2::uuid, $3, $4::date, $5::date, $6, $7::jsonb, $8::timestamptz, $9)
ON CONFLICT DO NOTHING RETURNING id`;

const SAME_STATEMENT = `
SELECT rule_set AS "ruleSet" FROM rule_version WHERE program_id = $1::uuid AND version = $2`;

/**
 * Publishes a version of the rules of a program that the caller runs, and gives the program's code. It holds from its first day
 * until a later version begins, or until its own end; earlier versions stay for the days that they held. The same once more
 * changes nothing. This server honours it at once, others within 30 seconds.
 *
 * @throws ProgramNotFoundError, alike for a program of somebody else; RuleSetRefusedError; RuleVersionInPastError;
 *   RuleVersionInUseError; Fault FORBIDDEN, and BAD_USER_INPUT for a text that is too long.
 */
export async function publishRuleVersion(
  context: Context,
  input: PublishRuleVersionInput,
): Promise<string> {
  const { app, principal } = context;
  const owner = demandOwner(principal, 'publishRuleVersion');
  const { sql } = app.database;
  const [program] = await sql.query<Program>(PROGRAM_STATEMENT, [input.program, owner]);
  if (program === undefined) throw new ProgramNotFoundError();
  const { code, unit, legalBasis } = program;
  const ruleSet = await readRuleSet(input.ruleSet, { program: code, unit, legalBasis });
  if (await isPublished(sql, program, ruleSet)) return code;
  if (ruleSet.inForceFrom < jakartaDate(app.now())) throw new RuleVersionInPastError();
  const made = await sql.query(INSERT_STATEMENT, [
    ...[app.newId(), program.id, ruleSet.version, ruleSet.inForceFrom],
    ...[ruleSet.inForceUntil ?? null, ruleSet.legalBasis, JSON.stringify(ruleSet)],
    ...[app.now().toISOString(), principal.subject],
  ]);
  // Somebody published the same version meanwhile.
  if (made.length === 0) await isPublished(sql, program, ruleSet);
  app.programs.refresh();
  return code;
}

/** Whether just this is published. @throws RuleVersionInUseError where the version holds other rules. */
async function isPublished(sql: Sql, { id }: Program, ruleSet: RuleSet): Promise<boolean> {
  const [stored] = await sql.query<{ ruleSet: unknown }>(SAME_STATEMENT, [id, ruleSet.version]);
  if (stored === undefined) return false;
  if (isDeepStrictEqual(parseRuleSet(stored.ruleSet), ruleSet)) return true;
  throw new RuleVersionInUseError();
}
