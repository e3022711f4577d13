import { v7 } from 'uuid';
import type { Sql } from '../../prisma/sql.js';
import type { Chronicle, PersonChronicle } from './chronicle.js';

type Row = Readonly<Record<string, unknown>>;

/** Programs and grounds that chronicles may name. */
export const CHRONICLE_PROGRAMS = ['PKH', 'BPNT', 'PBI_JK'] as const;
export const CHRONICLE_GROUNDS = ['ACTIVE_STATE_EMPLOYEE', 'FAMILY_OF_STATE_EMPLOYEE'] as const;
export const CHRONICLE_VILLAGES = [
  '32.05.01.1001',
  '32.05.02.2001',
  '32.73.05.1001',
  '31.71.01.1001',
] as const;

/** The blind index that stands for a person in a chronicle: any sixteen bytes do. */
export function nikIndexOf(personId: string): Uint8Array {
  return Buffer.from(personId.replaceAll('-', ''), 'hex');
}

/** What chronicles refer to: regions, programs, grounds. Once a database. */
export async function insertReferences(
  sql: Sql,
  villages: readonly string[] = CHRONICLE_VILLAGES,
): Promise<void> {
  const codes = villages.flatMap((code) => [
    code.slice(0, 2),
    code.slice(0, 5),
    code.slice(0, 8),
    code,
  ]);
  const levels: Readonly<Record<number, string>> = { 2: 'PROVINCE', 5: 'REGENCY', 8: 'DISTRICT' };
  await insert(
    sql,
    'region',
    [...new Set(codes)]
      .toSorted((one, other) => one.length - other.length)
      .map((code) => ({
        code,
        name: code,
        level: levels[code.length] ?? 'VILLAGE',
        village_kind: code.length === 13 ? 'DESA' : null,
        parent_code: code.length === 2 ? null : code.slice(0, code.lastIndexOf('.')),
      })),
  );
  await insert(
    sql,
    'program',
    CHRONICLE_PROGRAMS.map((code) => ({
      id: v7(),
      code,
      name_id: code,
      name_en: code,
      administering_tier: 'NATIONAL',
      unit: 'HOUSEHOLD',
      owner_code: null,
      legal_basis: 'none',
    })),
  );
  await insert(
    sql,
    'exclusion_ground',
    CHRONICLE_GROUNDS.map((code) => ({
      code,
      name_id: code,
      name_en: code,
      scope: 'FAMILY',
      legal_basis: 'none',
    })),
  );
}

/** Writes a chronicle as rows. What is sealed in a real registry is empty here. */
export async function insertChronicle(sql: Sql, { households, people }: Chronicle): Promise<void> {
  const homeOf = (person: PersonChronicle) => {
    const home = households[person.memberships.at(-1)?.household ?? 0];
    if (home === undefined) throw new Error('a person needs a household');
    return home;
  };
  const ofPeople = (rows: (person: PersonChronicle) => readonly Row[]): Row[] =>
    people.flatMap((person) =>
      rows(person).map((row) => ({
        id: v7(),
        household_id: homeOf(person).id,
        person_id: person.id,
        ...row,
      })),
    );
  const ofHouseholds = (rows: (household: Chronicle['households'][number]) => readonly Row[]) =>
    households.flatMap((household) =>
      rows(household).map((row) => ({ id: v7(), household_id: household.id, ...row })),
    );

  await insert(
    sql,
    'household',
    households.map(({ id, villageCode }) => ({ id, village_code: villageCode, identity: '\\x' })),
  );
  await insert(
    sql,
    'person',
    people.map((person) => ({
      id: person.id,
      household_id: homeOf(person).id,
      village_code: homeOf(person).villageCode,
      identity: '\\x',
      nik_index: `\\x${Buffer.from(nikIndexOf(person.id)).toString('hex')}`,
      name_tokens: [],
      sex: person.sex,
      birth_date: person.birthDate,
      death_date: person.deathDate,
      warnings: person.warnings,
    })),
  );
  await insert(
    sql,
    'household_member',
    people.flatMap((person) =>
      person.memberships.map(({ household, ...span }) => ({
        id: v7(),
        household_id: households[household]?.id,
        person_id: person.id,
        ...span,
      })),
    ),
  );
  await insert(
    sql,
    'person_condition',
    ofPeople(({ conditions }) => conditions.map(spread)),
  );
  await insert(
    sql,
    'dukcapil_match',
    ofPeople(({ dukcapil }) =>
      dukcapil.map(({ status, checkedOn }) => ({
        status,
        checked_on: checkedOn,
        mismatched_fields: [],
      })),
    ),
  );
  await insert(sql, 'exclusion', [
    ...ofHouseholds(({ exclusions }) => exclusions.map(groundRow)),
    ...ofPeople(({ exclusions }) => exclusions.map(groundRow)),
  ]);
  await insert(sql, 'enrolment', [
    ...ofHouseholds(({ enrolments }) => enrolments.map(enrolmentRow)),
    ...ofPeople(({ enrolments }) => enrolments.map(enrolmentRow)),
  ]);
  await insert(
    sql,
    'registry_listing',
    ofHouseholds(({ listings }) => listings.map(spread)),
  );
  await insert(
    sql,
    'housing_condition',
    ofHouseholds(({ housing }) =>
      housing.map(({ recordedOn, floorAreaDm2, ownsLand, earlierHousingAid, ...rest }) => ({
        ...rest,
        recorded_on: recordedOn,
        floor_area_dm2: floorAreaDm2,
        owns_land: ownsLand,
        earlier_housing_aid: earlierHousingAid,
      })),
    ),
  );
  await insert(
    sql,
    'disaster_loss',
    ofHouseholds(({ losses }) =>
      losses.map(({ kind, happenedOn, verifiedOn, damage }) => ({
        kind,
        damage,
        happened_on: happenedOn,
        verified_on: verifiedOn,
      })),
    ),
  );
}

async function insert(sql: Sql, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  await sql.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

function spread(row: object): Row {
  return { ...row };
}

function groundRow({
  ground,
  since,
  until,
}: {
  ground: string;
  since: string;
  until: string | null;
}): Row {
  return { ground_code: ground, since, until };
}

function enrolmentRow(row: {
  program: string;
  status: string;
  since: string;
  until: string | null;
}): Row {
  const { program, ...rest } = row;
  return { program_code: program, ...rest };
}
