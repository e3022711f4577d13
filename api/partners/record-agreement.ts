import type { AccessPurpose } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { Context } from '../context.js';
import { purposeCovers } from '../eligibility/disclosure.js';
import { badInput } from '../errors.js';
import type { CatalogProgram } from '../programs/program-catalog.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { territoryRange, type RegionCode } from '../values/region-code.js';
import { safeText } from '../values/safe-text.js';
import { changePartner, type PartnerTarget } from './change-partner.js';
import {
  AgreementNumberInUseError,
  AgreementOverlapsError,
  ProgramOutsideError,
  PurposeUnsuitedError,
  TerritoryOutsideError,
} from './errors.js';
import { purposeSuits } from './purpose-suits.js';

/** A data-sharing agreement (perjanjian kerja sama, PKS) as it was signed. */
export interface RecordAgreementInput extends PartnerTarget {
  readonly number: string;
  readonly purpose: AccessPurpose;
  /** Codes of programs. */
  readonly programs: readonly string[];
  /** Areas that it covers; null = all of the owner's: the country for the ministry. */
  readonly territories?: readonly RegionCode[] | null | undefined;
  readonly validFrom: CalendarDate;
  /** Last day. */
  readonly validUntil: CalendarDate;
  /** Distinct people a day. */
  readonly dailyPeople: number;
}

const MOST_PROGRAMS = 50;
const MOST_TERRITORIES = 600;
const MOST_PEOPLE = 10_000_000;
const WHOLE_COUNTRY = 'ID';

const SAME_STATEMENT = `
SELECT (partner_id = $2::uuid AND purpose::text = $3 AND programs = $4::text[] AND territories = $5::text[]
  AND valid_from = $6::date AND valid_until = $7::date AND daily_people = $8::int4) AS "isSame"
FROM agreement WHERE number = $1`;
const OVERLAP_STATEMENT = `
SELECT id FROM agreement WHERE partner_id = $1::uuid AND purpose = $2::"AccessPurpose" AND ended_at IS NULL
  AND valid_from <= $4::date AND valid_until >= $3::date`;
const INSERT_STATEMENT = `
INSERT INTO agreement (id, number, partner_id, purpose, programs, territories, valid_from, valid_until, daily_people)
VALUES ($1::uuid, $2, $3::uuid, $4::"AccessPurpose", $5::text[], $6::text[], $7::date, $8::date, $9::int4)
ON CONFLICT (number) DO NOTHING RETURNING id`;

/**
 * Records an agreement and gives the partner's id. It covers what its owner has a say in: the ministry's national programs
 * anywhere, an area's own programs within that area. Nobody gives away what another runs (reference 4.2): a regency lets a
 * local bank verify its own APBD aid, and PKH stays the ministry's. Recording the same once more changes nothing.
 *
 * @throws PurposeUnsuitedError, ProgramOutsideError, TerritoryOutsideError, AgreementNumberInUseError,
 *   AgreementOverlapsError, whatever {@link changePartner} throws, and Fault BAD_USER_INPUT for terms that cannot be meant.
 */
export async function recordAgreement(
  context: Context,
  input: RecordAgreementInput,
): Promise<string> {
  const { app } = context;
  // Before the transaction: an embedded database has one session, and a read beside it would wait for ever.
  const catalog = await app.programs.read();
  return changePartner(context, 'recordAgreement', input, async ({ sql, partner, count }) => {
    const { purpose, validFrom, validUntil, dailyPeople } = input;
    const number = safeText('number', input.number, { max: 80 });
    demandTerms(input, jakartaDate(app.now()));
    if (!purposeSuits(partner.kind, purpose)) throw new PurposeUnsuitedError();
    const programs = [...new Set(input.programs)].sort();
    demandPrograms(programs, catalog, purpose, partner.ownerCode);
    const territories = await readTerritories(sql, input.territories ?? null, partner.ownerCode);
    const terms = [purpose, programs, territories, validFrom, validUntil, dailyPeople];
    const [there] = await sql.query<{ isSame: boolean }>(SAME_STATEMENT, [
      ...[number, partner.id, ...terms],
    ]);
    if (there?.isSame === true) return;
    if (there !== undefined) throw new AgreementNumberInUseError();
    await count();
    const period = [partner.id, purpose, validFrom, validUntil];
    const overlap = await sql.query(OVERLAP_STATEMENT, period);
    if (overlap.length > 0) throw new AgreementOverlapsError();
    const made = await sql.query(INSERT_STATEMENT, [app.newId(), number, partner.id, ...terms]);
    if (made.length === 0) throw new AgreementNumberInUseError();
  });
}

function demandTerms(
  { programs, territories, validFrom, validUntil, dailyPeople }: RecordAgreementInput,
  today: CalendarDate,
): void {
  if (programs.length < 1 || programs.length > MOST_PROGRAMS) {
    throw badInput(`programs must name from 1 to ${MOST_PROGRAMS} programs.`);
  }
  if (territories != null && (territories.length < 1 || territories.length > MOST_TERRITORIES)) {
    throw badInput(`territories must name from 1 to ${MOST_TERRITORIES} areas, or be absent.`);
  }
  if (validUntil < validFrom) throw badInput('validUntil must not lie before validFrom.');
  if (validUntil < today) throw badInput('validUntil must not lie in the past (Asia/Jakarta).');
  if (dailyPeople < 1 || dailyPeople > MOST_PEOPLE) {
    throw badInput('dailyPeople must be from 1 to 10 million.');
  }
}

function demandPrograms(
  codes: readonly string[],
  catalog: ReadonlyMap<string, CatalogProgram>,
  purpose: AccessPurpose,
  ownerCode: RegionCode | null,
): void {
  for (const code of codes) {
    const program = catalog.get(code);
    const isOwn = program !== undefined && program.ownerCode === ownerCode;
    if (!isOwn || !purposeCovers(purpose, program)) throw new ProgramOutsideError();
  }
}

/** The areas as they are stored, each once and in order. */
async function readTerritories(
  sql: Sql,
  given: readonly RegionCode[] | null,
  ownerCode: RegionCode | null,
): Promise<string[]> {
  if (given === null) return [ownerCode ?? WHOLE_COUNTRY];
  const codes = [...new Set(given)].sort();
  const range = ownerCode === null ? null : territoryRange(ownerCode);
  const isInside = (code: string) => range === null || (code >= range.low && code < range.high);
  const known = await sql.query('SELECT code FROM region WHERE code = ANY($1::text[])', [codes]);
  if (known.length < codes.length || !codes.every(isInside)) throw new TerritoryOutsideError();
  return codes;
}
