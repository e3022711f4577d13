import { expect } from 'vitest';
import type { TestAnswer, TestApp } from './app.js';

/** A changed record or a refusal, as the documents below select them. */
export interface ChangeAnswer {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly code?: string;
  readonly message?: string;
  readonly pesan?: string;
  readonly recordId?: string;
  readonly currentVersion?: number;
  readonly minAgeYears?: number | null;
  readonly maxAgeYears?: number | null;
  readonly kkNumber: string | null;
  readonly name?: string | null;
  readonly erasedAt?: string | null;
  readonly address: string;
  readonly rt: string;
  readonly rw: string;
  readonly members: readonly {
    readonly relationship: string;
    readonly since: string;
    readonly person: {
      readonly id: string;
      readonly nik: string | null;
      readonly name: string;
      readonly sex: string;
      readonly birthDate: string;
      readonly deathDate: string | null;
      readonly warnings: readonly string[];
      readonly version: number;
    };
  }[];
}

const REFUSED = '... on Error { code message(language: EN) pesan: message(language: ID) }';
const STALE = '... on StaleVersionError { recordId currentVersion }';
const HOUSEHOLD = `... on Household { id version kkNumber address rt rw members { relationship since
  person { id nik name sex birthDate deathDate warnings version } } }`;

const SELECTIONS: Readonly<Record<string, string>> = {
  correctPerson: `... on Person { id version nik name sex birthDate deathDate occupation warnings }`,
  erasePerson: '... on PersonErasure { personId erasedAt isHouseholdErased }',
  classifyPerson: `... on Classification { id version since until category { code } person { id } }
    ... on AgeOutOfRangeError { minAgeYears maxAgeYears }`,
  endClassification: '... on Classification { id version since until }',
};

/** Asks for one change as a persona. */
function askChange(
  app: TestApp,
  field: string,
  input: object,
  persona: string,
): Promise<TestAnswer<Record<string, ChangeAnswer>>> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const refused = field === 'registerHousehold' ? REFUSED : `${REFUSED} ${STALE}`;
  return app.graphql(
    `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${SELECTIONS[field] ?? HOUSEHOLD} ${refused} } }`,
    { input },
    persona,
  );
}

/** Makes a change and gives its answer, a record or a refusal; a fault fails the test. */
export async function change(
  app: TestApp,
  field: string,
  input: object,
  persona: string,
): Promise<ChangeAnswer> {
  const answer = await askChange(app, field, input, persona);
  expect(answer.errors).toBeUndefined();
  return answer.data![field]!;
}

/** Makes a change that must be answered with a fault, and gives its code and message. */
export async function faultOfChange(
  app: TestApp,
  field: string,
  input: object,
  persona: string,
): Promise<{ code: string; message: string }> {
  const { errors } = await askChange(app, field, input, persona);
  expect(errors).toHaveLength(1);
  const [{ message, extensions }] = errors as [NonNullable<typeof errors>[number]];
  return { code: extensions.code, message };
}

let serial = 9000;

/** An invented NIK that prints this birth date and sex. */
export function inventNik(birthDate: string, sex: 'M' | 'F', region = '320501'): string {
  const day = String(Number(birthDate.slice(8)) + (sex === 'F' ? 40 : 0)).padStart(2, '0');
  serial += 1;
  return `${region}${day}${birthDate.slice(5, 7)}${birthDate.slice(2, 4)}${serial}`;
}

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'ke', 'li', 'mo', 'nu'];

/** An invented name of its own for each number, so that nobody is taken for somebody else. */
export function inventWord(number: number): string {
  const digits = String(Math.imul(number, 2_654_435_761) >>> 0)
    .padStart(10, '7')
    .slice(-8);
  const word = [...digits].map((digit) => SYLLABLES[Number(digit)]).join('');
  return `${word[0]!.toUpperCase()}${word.slice(1)}`;
}

/** An invented KK number. */
function inventKkNumber(): string {
  serial += 1;
  return `320501010126${serial}`;
}

/** An invented person as an input, with a NIK that fits. */
export function inventMember(
  relationship: string,
  birthDate: string,
  sex: 'M' | 'F',
  more: object = {},
): { nik?: string | null; name: string; birthDate: string; sex: string; relationship: string } {
  const nik = inventNik(birthDate, sex);
  const name = `${sex === 'F' ? 'Wati' : 'Budi'} ${inventWord(serial)} Contoh`;
  return { nik, name, birthDate, sex, relationship, ...more };
}

/** The input of an invented family: a head, a wife and a child, in a village of Garut, members since 2020. */
export function inventFamily(more: object = {}): {
  villageCode: string;
  members: ReturnType<typeof inventMember>[];
} {
  const since = { since: '2020-01-01' };
  return {
    villageCode: '32.05.01.1001',
    ...{ kkNumber: inventKkNumber(), address: 'Jalan Contoh 7', rt: '3', rw: '007' },
    ...{ monthlyIncome: 1_200_000 },
    members: [
      inventMember('HEAD', '1985-03-02', 'M', since),
      inventMember('SPOUSE', '1988-06-14', 'F', since),
      inventMember('CHILD', '2015-09-30', 'F', since),
    ],
    ...more,
  };
}

/** Registers an invented family and gives it as it stands. */
export async function registerFamily(app: TestApp, more: object = {}): Promise<ChangeAnswer> {
  const household = await change(app, 'registerHousehold', inventFamily(more), 'officer-regency');
  expect(household.__typename).toBe('Household');
  return household;
}

/** The id of the first member with this relationship. */
export function memberId({ members }: ChangeAnswer, relationship: string): string {
  const member = members.find((one) => one.relationship === relationship);
  if (member === undefined) throw new Error(`The household has no ${relationship}.`);
  return member.person.id;
}

const TABLES = [
  ...['household', 'person', 'household_member', 'person_condition', 'dukcapil_match'],
  ...['classification', 'exclusion', 'enrolment', 'housing_condition', 'disaster_loss'],
  ...['partner', 'partner_client', 'client_key', 'agreement', 'correction', 'access_delay'],
  ...['registry_listing', 'change_entry', 'proposal', 'proposal_step'],
];

/** A fingerprint of everything in the registry and its history: equal where nothing was changed. */
export async function fingerprint({ app }: TestApp): Promise<string> {
  const prints = await app.database.sql.query<{ print: string | null }>(
    TABLES.map(
      (table) => `SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) AS print FROM ${table} t`,
    ).join(' UNION ALL '),
  );
  return prints.map(({ print }) => print ?? '').join(' ');
}

/** The trail's entries of an action, the latest last. */
export function trail(
  { app }: TestApp,
  action: string,
): Promise<{ outcome: string; actor: string; people: number; person_ids: string[] }[]> {
  return app.database.sql.query(
    'SELECT outcome::text, actor, people, person_ids::text[] FROM access_entry WHERE action = $1 ORDER BY id',
    [action],
  );
}

/** A seeded household of a village, with the id of its head. */
export async function householdIn(
  { app }: TestApp,
  villageCode: string,
): Promise<{ id: string; version: number; personId: string }> {
  const [row] = await app.database.sql.query<{ id: string; version: number; personId: string }>(
    `SELECT h.id, h.version, m.person_id AS "personId" FROM household h
     JOIN household_member m ON m.household_id = h.id AND m.relationship = 'HEAD' AND m.until IS NULL
     WHERE h.village_code = $1 ORDER BY h.id LIMIT 1`,
    [villageCode],
  );
  if (row === undefined) throw new Error(`No household lives in ${villageCode}.`);
  return row;
}
