import type { ShippedProgram } from '../../api/eligibility/load-rule-sets.js';
import type { RuleSet } from '../../api/eligibility/rule-set.js';
import { owningRegion } from '../../api/values/owning-region.js';
import { parseRegionCode } from '../../api/values/region-code.js';
import type { BulkSql } from './bulk-sql.js';
import { stableId } from './stable-id.js';

/** 2026-01-01T00:00:00Z: the time part of the ids that ship. */
const SHIPPED = 1_767_225_600_000;

/**
 * Writes programs and their rule versions. A program's words follow the file; a rule version that is stored already is
 * left as it is, whatever the file says now: a change of rules is a new version.
 */
export async function seedPrograms(
  sql: BulkSql,
  programs: readonly ShippedProgram[],
): Promise<void> {
  for (const program of programs) {
    const { code, name, administeringTier, unit, owner, legalBasis } = program;
    const region = parseRegionCode(owner);
    if (region !== null && owningRegion(region) !== region) {
      throw new Error(`${code} belongs to the province: its cities own no program.`);
    }
    await sql.query(
      `INSERT INTO program (id, code, name_id, name_en, administering_tier, unit, owner_code, legal_basis)
       VALUES ($1, $2, $3, $4, $5::"AdministeringTier", $6::"ProgramUnit", $7, $8)
       ON CONFLICT (code) DO UPDATE SET name_id = excluded.name_id, name_en = excluded.name_en,
         legal_basis = excluded.legal_basis
       WHERE (program.name_id, program.name_en, program.legal_basis)
         IS DISTINCT FROM (excluded.name_id, excluded.name_en, excluded.legal_basis)`,
      [
        stableId(SHIPPED, 'program', code),
        code,
        name.id,
        name.en,
        administeringTier,
        unit,
        owner,
        legalBasis,
      ],
    );
    for (const ruleSet of program.versions) await insertRuleVersion(sql, code, ruleSet);
  }
}

async function insertRuleVersion(
  sql: BulkSql,
  programCode: string,
  ruleSet: RuleSet,
): Promise<void> {
  const { version, inForceFrom, inForceUntil, legalBasis } = ruleSet;
  await sql.query(
    `INSERT INTO rule_version
       (id, program_id, version, in_force_from, in_force_until, legal_basis, rule_set)
     SELECT $1, program.id, $3, $4::date, $5::date, $6, $7::jsonb FROM program WHERE program.code = $2
     ON CONFLICT (program_id, version) DO NOTHING`,
    [
      stableId(SHIPPED, 'rule_version', programCode, version),
      programCode,
      version,
      inForceFrom,
      inForceUntil ?? null,
      legalBasis,
      JSON.stringify(ruleSet),
    ],
  );
}
