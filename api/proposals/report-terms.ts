import type { NeedKind, ProposalKind } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import { Fault } from '../errors.js';
import { HouseholdNotFoundError, VillageNotFoundError } from '../households/errors.js';
import { PersonNotFoundError } from '../people/errors.js';
import { isUuid } from '../values/is-uuid.js';
import type { CodeRange, RegionCode } from '../values/region-code.js';
import { ProgramNotProposableError } from './errors.js';
import type { REPORT_SOURCES } from './evidence.js';
import { KINDS } from './kinds.js';

/** A need that was reported. It names no person by name or number. */
export interface ReportProposalInput {
  readonly idempotencyKey: string;
  readonly kind: ProposalKind;
  readonly need: NeedKind;
  readonly source: (typeof REPORT_SOURCES)[number];
  /** Number of the paper on which the village keeps who is meant. */
  readonly reference: string;
  /** Of a new entry; of a household, its own. */
  readonly villageCode?: RegionCode | null | undefined;
  readonly householdId?: string | null | undefined;
  readonly personId?: string | null | undefined;
  readonly programCode?: string | null | undefined;
  readonly groundCode?: string | null | undefined;
  readonly toVillageCode?: RegionCode | null | undefined;
}

interface Subject {
  readonly villageCode: string;
  readonly isMember: boolean;
}

interface Terms {
  readonly villageKnown: boolean;
  readonly program: { readonly ownerCode: string | null; readonly unit: string } | null;
  readonly calendar: { readonly cutOffDay: number; readonly pullDay: number };
  readonly groundKnown: boolean;
  readonly destinationKnown: boolean;
}

const SUBJECT_STATEMENT = `
SELECT h.village_code AS "villageCode", EXISTS (SELECT FROM household_member m
  WHERE m.household_id = h.id AND m.person_id = $4::uuid AND m.until IS NULL) AS "isMember"
FROM household h WHERE h.id = $1::uuid AND h.village_code >= $2 AND h.village_code < $3`;

const TERMS_STATEMENT = `
SELECT EXISTS (SELECT FROM region r WHERE r.code = $1 AND r.level = 'VILLAGE') AS "villageKnown",
  (SELECT json_build_object('ownerCode', g.owner_code, 'unit', g.unit) FROM program g WHERE g.code = $2) AS program,
  (SELECT json_build_object('cutOffDay', c.cut_off_day, 'pullDay', c.pull_day) FROM proposal_calendar c
    WHERE c.program_code IS NULL OR c.program_code = $2
    ORDER BY c.year <= $3::int4 DESC, c.program_code IS NOT NULL DESC, c.year DESC LIMIT 1) AS calendar,
  EXISTS (SELECT FROM exclusion_ground e WHERE e.code = $4) AS "groundKnown",
  EXISTS (SELECT FROM region t WHERE t.code = $5 AND t.level = 'VILLAGE') AS "destinationKnown"`;

/** The program that a proposal of this kind is for; null = none. */
export function programOf({ kind, programCode }: ReportProposalInput): string | null {
  const { program } = KINDS[kind];
  return typeof program === 'object' ? program.always : (programCode ?? null);
}

/** The village that proposes: the household's, or the one that is named for a new entry. @throws the refusals of what is not there */
export async function villageOf(
  sql: Sql,
  range: CodeRange,
  { villageCode, householdId, personId }: ReportProposalInput,
): Promise<string> {
  if (householdId == null) {
    if (villageCode == null || villageCode < range.low || villageCode >= range.high) {
      throw new VillageNotFoundError();
    }
    return villageCode;
  }
  if (!isUuid(householdId)) throw new HouseholdNotFoundError();
  if (personId != null && !isUuid(personId)) throw new PersonNotFoundError();
  const [subject] = await sql.query<Subject>(SUBJECT_STATEMENT, [
    ...[householdId, range.low, range.high, personId ?? null],
  ]);
  if (subject === undefined) throw new HouseholdNotFoundError();
  if (personId != null && !subject.isMember) throw new PersonNotFoundError();
  return subject.villageCode;
}

/** What the catalogs say of a report. @throws the refusals of what does not fit */
export async function termsOf(
  sql: Sql,
  villageCode: string,
  input: ReportProposalInput,
  today: string,
): Promise<Terms> {
  const { groundCode = null, toVillageCode = null, personId = null } = input;
  const program = programOf(input);
  const [terms] = await sql.query<Terms>(TERMS_STATEMENT, [
    ...[villageCode, program, Number(today.slice(0, 4)), groundCode, toVillageCode],
  ]);
  if (terms === undefined || !terms.villageKnown) throw new VillageNotFoundError();
  if (groundCode !== null && !terms.groundKnown) {
    throw new Fault('NOT_FOUND', 'There is no such ground of exclusion.');
  }
  if (toVillageCode !== null && (!terms.destinationKnown || toVillageCode === villageCode)) {
    throw new VillageNotFoundError();
  }
  if (program !== null && !isProposable(terms.program, villageCode, input.kind, personId)) {
    throw new ProgramNotProposableError();
  }
  return terms;
}

/** A program that there is, that is for the village, and for whom the proposal is about: a person or a family. */
function isProposable(
  program: Terms['program'],
  villageCode: string,
  kind: ProposalKind,
  personId: string | null,
): boolean {
  if (program === null) return false;
  const { ownerCode, unit } = program;
  if (ownerCode !== null && !villageCode.startsWith(`${ownerCode}.`)) return false;
  return kind === 'PROGRAM_MEMBERSHIP' ? (unit === 'PERSON') === (personId !== null) : true;
}
