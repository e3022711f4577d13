import type { ProgramUnit } from '../../prisma/generated/enums.js';
import { demandOwner } from '../access/demand-owner.js';
import type { Context } from '../context.js';
import { Fault } from '../errors.js';
import type { RegionCode } from '../values/region-code.js';
import { safeText, type TextLimits } from '../values/safe-text.js';
import { ProgramCodeInUseError } from './errors.js';

/** A program of aid that is to be run. */
export interface RegisterProgramInput {
  /** Stable code. That of an area's program says whose it is: PROV-32-KIND, APBD-32.05-KIND. */
  readonly code: string;
  readonly nameId: string;
  readonly nameEn: string;
  /** Whom it serves; for good. */
  readonly unit: ProgramUnit;
  /** The regulation that establishes it. */
  readonly legalBasis: string;
}

const NATIONAL: TextLimits = {
  max: 40,
  form: /^(?!APBD_|PROV_)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/,
  must: 'capital letters and digits joined by underscores, such as KIP_KULIAH',
};

const INSERT_STATEMENT = `
INSERT INTO program (id, code, name_id, name_en, administering_tier, unit, owner_code, legal_basis, registered_by)
SELECT $1::uuid, $2, $3, $4, $5::"AdministeringTier", $6::"ProgramUnit", $7::text, $8, $9
WHERE $7::text IS NULL OR EXISTS (SELECT FROM region WHERE code = $7::text)
ON CONFLICT DO NOTHING RETURNING code`;

const SAME_STATEMENT = `
SELECT code FROM program
WHERE code = $1 AND name_id = $2 AND name_en = $3 AND unit = $4::"ProgramUnit"
  AND owner_code IS NOT DISTINCT FROM $5 AND legal_basis = $6`;

/**
 * Registers a program of the ministry, or of the caller's area, and gives its code. Nobody can be checked for it until rules are
 * published. Registering the same once more changes nothing.
 *
 * @throws ProgramCodeInUseError; Fault FORBIDDEN, and BAD_USER_INPUT for a code, name or legal basis of another form.
 */
export async function registerProgram(
  context: Context,
  input: RegisterProgramInput,
): Promise<string> {
  const { app, principal } = context;
  const owner = demandOwner(principal, 'registerProgram');
  const code = safeText('code', input.code, owner === null ? NATIONAL : codeOf(owner));
  const nameId = safeText('nameId', input.nameId, { max: 160 });
  const nameEn = safeText('nameEn', input.nameEn, { max: 160 });
  const legalBasis = safeText('legalBasis', input.legalBasis, { max: 300 });
  const tier = tierOf(owner);
  const { sql } = app.database;
  const made = await sql.query(INSERT_STATEMENT, [
    ...[app.newId(), code, nameId, nameEn, tier, input.unit, owner, legalBasis, principal.subject],
  ]);
  if (made.length === 0) {
    const words = [code, nameId, nameEn, input.unit, owner, legalBasis];
    const same = await sql.query(SAME_STATEMENT, words);
    if (same.length === 0) {
      if (owner !== null) await demandRegion(context, owner);
      throw new ProgramCodeInUseError();
    }
  }
  app.programs.refresh();
  return code;
}

function tierOf(owner: RegionCode | null): 'NATIONAL' | 'PROVINCE' | 'REGENCY' {
  if (owner === null) return 'NATIONAL';
  return owner.length === 2 ? 'PROVINCE' : 'REGENCY';
}

function codeOf(owner: RegionCode): TextLimits {
  const prefix = `${owner.length === 2 ? 'PROV' : 'APBD'}-${owner}-`;
  return {
    max: 40,
    form: new RegExp(`^${prefix.replaceAll('.', '\\.')}[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$`, 'u'),
    must: `${prefix} and then capital letters and digits joined by underscores`,
  };
}

async function demandRegion({ app }: Context, code: RegionCode): Promise<void> {
  const found = await app.database.sql.query('SELECT code FROM region WHERE code = $1', [code]);
  if (found.length === 0) throw new Fault('FORBIDDEN', 'There is no such area.');
}
