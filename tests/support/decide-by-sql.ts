import { compile, type CompiledRow } from '../../api/eligibility/compile.js';
import type { EntitlementLine } from '../../api/eligibility/entitlement-line.js';
import type { Evaluation } from '../../api/eligibility/evaluate.js';
import type { Facts, StudentAidClaims } from '../../api/eligibility/facts.js';
import type { RuleSet } from '../../api/eligibility/rule-set.js';
import type { Sql } from '../../prisma/sql.js';

/** Somebody whom a compiled rule set is asked about, and the facts that say the same to `evaluate`. */
export interface Subject {
  readonly nikIndex: Uint8Array;
  readonly claims: StudentAidClaims | null;
  readonly facts: Facts;
  /** The range of villages that the caller may see; null = all. */
  readonly low: string | null;
  readonly high: string | null;
}

/** What both evaluators have to agree on. */
export interface Said {
  readonly outcome: string;
  readonly findings: readonly string[];
  readonly route: string | null;
  readonly perYear: number | null;
  readonly lines: readonly EntitlementLine[] | null;
  readonly enrolment: string;
  readonly registryVersion: string | null;
}

/** Decides subjects by one statement, in their order. */
export async function decideBySql(
  sql: Sql,
  ruleSet: RuleSet,
  asOf: string,
  subjects: readonly Subject[],
): Promise<Said[]> {
  const rows = await sql.query<CompiledRow>(compile(ruleSet), [
    asOf,
    subjects.map((_, index) => index),
    subjects.map(({ nikIndex }) => nikIndex),
    subjects.map(({ claims }) => (claims === null ? null : JSON.stringify(claims))),
    subjects.map(({ low }) => low),
    subjects.map(({ high }) => high),
  ]);
  return rows.toSorted((one, other) => one.ord - other.ord).map(saidByRow);
}

/** The same of an evaluation. */
export function saidByEvaluation(evaluation: Evaluation): Said {
  const { outcome, findings, route, entitlement, enrolment, registryVersion } = evaluation;
  return {
    outcome,
    findings: findings.map(({ finding }) => finding),
    route,
    perYear: entitlement?.perYear ?? null,
    lines: entitlement?.lines ?? null,
    enrolment,
    registryVersion,
  };
}

function saidByRow(row: CompiledRow): Said {
  return {
    outcome: row.outcome,
    findings: row.findings,
    route: row.route,
    perYear: row.per_year === null ? null : Number(row.per_year),
    lines: row.lines,
    enrolment: row.enrolment,
    registryVersion: row.registry_version,
  };
}
