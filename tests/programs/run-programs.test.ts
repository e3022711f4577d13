import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimsOf } from '../../api/access/claims-of.js';
import type { Principal } from '../../api/auth/principal.js';
import { withClaims } from '../../prisma/claims.js';
import { officerOf } from '../support/act-as.js';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.js';
import { serverSide } from '../support/hands.js';
import { CHECK, type ShownAnswer } from '../support/shown-decision.js';

const MINISTRY = officerOf('NATIONAL', null, ['ministry_program_owner']);
const GARUT = officerOf('REGENCY', '32.05', ['regency_head']);
const BANDUNG = officerOf('REGENCY', '32.73', ['regency_head']);
const WEST_JAVA = officerOf('PROVINCE', '32', ['province_head']);
/** Asep Contoh, of a household in Garut in decile 2. */
const ASEP = '3205011704829901';

interface Answer {
  readonly __typename: string;
  readonly code: string;
  readonly administeringTier?: string;
  readonly registeredBy?: string | null;
  readonly owner?: { readonly code: string; readonly name: string } | null;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
  readonly ruleVersions?: readonly {
    readonly version: string;
    readonly publishedBy: string | null;
    readonly criteria: readonly { readonly code: string }[];
  }[];
}

const PROGRAM = `__typename
  ... on AidProgram { code administeringTier registeredBy owner { code name }
    ruleVersions { version publishedBy criteria { code message(language: EN) } } }
  ... on Error { code message }`;
const REGISTER = `mutation ($input: RegisterProgramInput!) { answer: registerProgram(input: $input) { ${PROGRAM} } }`;
const PUBLISH = `mutation ($input: PublishRuleVersionInput!) { answer: publishRuleVersion(input: $input) { ${PROGRAM}
  ... on RuleSetRefusedError { issues { path message } } } }`;

const NEW_YEAR = new Date('2027-01-02T03:00:00Z');
let at = TEST_NOW;
let home: TestApp;
const apps = new Map<Principal, TestApp>();
let text: string;
beforeAll(async () => {
  home = await createTestApp();
  text = await readFile(new URL('../../docs/rules.md', import.meta.url), 'utf8');
});
afterAll(async () => {
  for (const app of apps.values()) await app.close();
  await home.close();
});

beforeEach(() => {
  at = TEST_NOW;
});

async function as(principal: Principal): Promise<TestApp> {
  const known = apps.get(principal);
  if (known !== undefined) return known;
  const { database } = home.app;
  const app = await createTestApp({ principal, database, now: () => at });
  apps.set(principal, app);
  return app;
}

async function ask(principal: Principal, document: string, input: object) {
  const app = await as(principal);
  const { data, errors } = await app.graphql<{ answer: Answer }>(document, { input });
  return { answer: data?.answer, fault: errors?.[0]?.extensions.code };
}

/** The code of a refusal or fault; null = it was done. */
async function refusalOf(principal: Principal, document: string, input: object) {
  const { answer, fault } = await ask(principal, document, input);
  return fault ?? (answer?.__typename === 'AidProgram' ? null : answer?.code);
}

function block(language: string, turn = 0): string {
  const found = [...text.matchAll(new RegExp('```' + language + '\\n([\\s\\S]*?)```', 'g'))];
  return found[turn]![1]!;
}

function program(code: string, more: object = {}) {
  const [nameId, nameEn] = ['Bantuan Contoh', 'Example Aid'];
  return { code, nameId, nameEn, unit: 'HOUSEHOLD', legalBasis: 'Peraturan contoh', ...more };
}

async function decide(principal: Principal, code: string, asOf?: string) {
  const app = await as(principal);
  const input = { nik: ASEP, program: code, purpose: 'SOCIAL_SERVICE', asOf };
  return app.graphql<ShownAnswer>(CHECK, { input });
}

test("what docs/rules.md says runs: the regency's program decides from the first day of its rules on", async () => {
  const { input } = JSON.parse(block('json')) as { input: object };
  const garut = await as(GARUT);
  const registered = await garut.graphql(block('graphql'), { input });
  expect(registered.data).toEqual({
    registerProgram: {
      __typename: 'AidProgram',
      code: 'APBD-32.05-RICE',
      administeringTier: 'REGENCY',
      owner: { name: 'Kabupaten Garut' },
    },
  });
  const rules = { program: 'APBD-32.05-RICE', ruleSet: block('yaml') };
  const published = await garut.graphql<{ publishRuleVersion: Answer }>(block('graphql', 1), {
    input: rules,
  });
  expect(published.data?.publishRuleVersion).toMatchObject({
    __typename: 'AidProgram',
    ruleVersions: [{ version: '2027-01-01' }],
  });
  expect((await decide(GARUT, 'APBD-32.05-RICE')).errors?.[0]).toMatchObject({
    message: 'No rule of this program was in force on asOf.',
    extensions: { code: 'BAD_USER_INPUT' },
  });
  at = NEW_YEAR;
  const { data } = await decide(GARUT, 'APBD-32.05-RICE');
  expect(data?.decision).toMatchObject({
    outcome: 'ELIGIBLE',
    ruleVersion: 'APBD-32.05-RICE@2027-01-01',
    entitlement: { perYear: 1_200_000 },
  });
});

describe('a program', () => {
  test('belongs to the office of whoever registers it, and says so to its kind alone', async () => {
    const owned = [
      [MINISTRY, 'BEASISWA_CONTOH', 'NATIONAL', null],
      [WEST_JAVA, 'PROV-32-CONTOH', 'PROVINCE', '32'],
      [BANDUNG, 'APBD-32.73-CONTOH', 'REGENCY', '32.73'],
    ] as const;
    for (const [caller, code, administeringTier, owner] of owned) {
      const { answer } = await ask(caller, REGISTER, program(code));
      expect(answer).toMatchObject({ code, administeringTier, registeredBy: caller.subject });
      expect(answer?.owner?.code ?? null).toBe(owner);
    }
    const monitor = officerOf('REGENCY', '32.05', ['regency_verifier']);
    const seen = await (
      await as(monitor)
    ).graphql('{ aidProgram(code: "APBD-32.73-CONTOH") { code registeredBy } }');
    expect(seen.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('is the same when it is registered once more, and refused with other words', async () => {
    const same = program('APBD-32.05-SAMA');
    expect(await refusalOf(GARUT, REGISTER, same)).toBeNull();
    expect(await refusalOf(GARUT, REGISTER, same)).toBeNull();
    expect(await refusalOf(GARUT, REGISTER, { ...same, nameEn: 'Other' })).toBe(
      'PROGRAM_CODE_IN_USE',
    );
    expect(await refusalOf(MINISTRY, REGISTER, program('PKH'))).toBe('PROGRAM_CODE_IN_USE');
  });

  test.each([
    [GARUT, 'APBD-32.73-RICE'],
    [GARUT, 'PROV-32-RICE'],
    [GARUT, 'RICE'],
    [GARUT, 'APBD-32.05-'],
    [GARUT, 'APBD-32x05-RICE'],
    [WEST_JAVA, 'APBD-32.05-RICE2'],
    [MINISTRY, 'APBD_RICE'],
    [MINISTRY, 'rice'],
    [MINISTRY, 'PROV-32-RICE'],
  ])('of %#: a code that says something else of its owner is refused', async (caller, code) => {
    expect(await refusalOf(caller, REGISTER, program(code))).toBe('BAD_USER_INPUT');
  });

  test('of a city of DKI Jakarta is the province’s', async () => {
    const city = officerOf('REGENCY', '31.71', ['regency_head']);
    const jakarta = officerOf('PROVINCE', '31', ['province_head']);
    expect(await refusalOf(city, REGISTER, program('APBD-31.71-RICE'))).toBe('FORBIDDEN');
    expect(await refusalOf(jakarta, REGISTER, program('PROV-31-RICE'))).toBeNull();
  });

  test('of an area that does not exist is refused', async () => {
    const nowhere = officerOf('REGENCY', '99.99', ['regency_head']);
    expect(await refusalOf(nowhere, REGISTER, program('APBD-99.99-RICE'))).toBe('FORBIDDEN');
  });
});

describe('rules', () => {
  const CODE = 'APBD-32.05-ATURAN';
  const rules = (more = '') => `${block('yaml')}${more}`;
  const publish = (caller: Principal, ruleSet: string, code = CODE) =>
    refusalOf(caller, PUBLISH, { program: code, ruleSet });
  beforeAll(() => ask(GARUT, REGISTER, program(CODE)));

  test('are published by the owner alone: not by the ministry, the province or another regency', async () => {
    for (const other of [MINISTRY, WEST_JAVA, BANDUNG]) {
      expect(await publish(other, rules())).toBe('PROGRAM_NOT_FOUND');
    }
    expect(await publish(GARUT, rules(), 'PKH')).toBe('PROGRAM_NOT_FOUND');
    expect(await publish(GARUT, rules(), 'NO_SUCH')).toBe('PROGRAM_NOT_FOUND');
    for (const roles of [['regency_verifier'], ['social_worker'], ['auditor']] as const) {
      const officer = officerOf('REGENCY', '32.05', roles);
      expect(await publish(officer, rules())).toBe('FORBIDDEN');
    }
  });

  test('of a program of another office are refused by the database as well', async () => {
    const { sql } = serverSide(home.app.database);
    const [stored] = await sql.query<{ id: string }>('SELECT id FROM program WHERE code = $1', [
      CODE,
    ]);
    const insert = (caller: Principal | null) =>
      withClaims(caller === null ? null : claimsOf(caller), () =>
        sql.query(
          `INSERT INTO rule_version (id, program_id, version, in_force_from, legal_basis, rule_set)
           VALUES ($1::uuid, $2::uuid, $3, '2030-01-01', 'x', '{}')`,
          [home.app.newId(), stored!.id, home.app.newId()],
        ),
      );
    for (const caller of [null, MINISTRY, WEST_JAVA, BANDUNG]) {
      await expect(insert(caller)).rejects.toThrow(/row-level security/);
    }
    await expect(
      sql.query('UPDATE program SET owner_code = NULL WHERE id = $1::uuid', [stored!.id]),
    ).rejects.toThrow(/permission denied/);
  });

  test('are the same when they are published once more, and refused with other words', async () => {
    const { answer } = await ask(GARUT, PUBLISH, { program: CODE, ruleSet: rules() });
    expect(answer?.ruleVersions).toMatchObject([
      { version: '2027-01-01', publishedBy: GARUT.subject },
    ]);
    expect(await publish(GARUT, rules())).toBeNull();
    expect(await publish(GARUT, rules().replace('100000', '150000'))).toBe('RULE_VERSION_IN_USE');
  });

  test('published by several at once stand once', async () => {
    const later = rules().replace('2027-01-01', '2028-01-01');
    const done = await Promise.all([1, 2, 3, 4].map(() => publish(GARUT, later)));
    expect(done).toEqual([null, null, null, null]);
    const other = later.replace('2028-01-01', '2029-01-01');
    const raced = await Promise.all(
      [100_000, 200_000, 300_000].map((amount) =>
        publish(GARUT, other.replace('100000', `${amount}`)),
      ),
    );
    expect(raced.filter((one) => one === null)).toHaveLength(1);
    expect(raced.filter((one) => one === 'RULE_VERSION_IN_USE')).toHaveLength(2);
  });

  test('do not hold backwards', async () => {
    const on = (day: string) => publish(GARUT, rules().replace('2027-01-01', day));
    expect(await on('2026-10-31')).toBe('RULE_VERSION_IN_PAST');
    expect(await on('2026-11-01')).toBeNull();
  });

  test.each([
    ['{', '', 'neither YAML nor JSON'],
    ['- 1', '', 'expected fields'],
    ['criteria: [{ use: NO_SUCH }]\ninForceFrom: "2027-02-01"', '', 'common.yaml does not define'],
    ['criteria: []\ninForceFrom: "2027-02-01"', 'criteria', ''],
  ])('that cannot be read are refused, and told where: %s', async (ruleSet, path, message) => {
    const { answer } = await ask(GARUT, PUBLISH, { program: CODE, ruleSet });
    expect(answer?.code).toBe('RULE_SET_REFUSED');
    expect(answer?.issues).toContainEqual({
      path: expect.stringContaining(path) as string,
      message: expect.stringContaining(message) as string,
    });
  });

  test('that ask for an unknown fact are refused, and told which', async () => {
    const ruleSet = rules().replace(
      '- use: ALIVE',
      `- code: RICH
    message: { id: Kaya, en: Rich }
    legalBasis: Contoh
    holds: { fact: wealth, atMost: 3 }
    nextSteps: [PROPOSE_FOR_PROGRAM]`,
    );
    const { answer } = await ask(GARUT, PUBLISH, { program: CODE, ruleSet });
    expect(answer?.issues?.map(({ path }) => path)).toContain('criteria.1.holds.fact');
  });

  test('cannot be another program’s, however their text names it', async () => {
    const ruleSet = rules('program: PKH\nunit: PERSON\n').replace('2027-01-01', '2031-01-01');
    expect(await publish(GARUT, ruleSet)).toBeNull();
    const stored = await home.app.database.sql.query<{ program: string; unit: string }>(
      `SELECT rule_set ->> 'program' AS program, rule_set ->> 'unit' AS unit FROM rule_version WHERE version = '2031-01-01'`,
    );
    expect(stored).toEqual([{ program: CODE, unit: 'HOUSEHOLD' }]);
  });

  test('that name a part over and over, or are longer than any rules, are refused', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe'] as const) {
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`);
    }
    expect(await publish(GARUT, bomb.join('\n'))).toBe('RULE_SET_REFUSED');
    expect(await publish(GARUT, ' '.repeat(60_001))).toBe('BAD_USER_INPUT');
  });
});
