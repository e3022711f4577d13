import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { exportBreach, type BreachLine } from '../../api/privacy/export-breach.js';
import { loadKeys } from '../../api/keys.js';
import { openDatabase } from '../../prisma/database.js';
import { createVault } from '../../prisma/vault/vault.js';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestAnswer, type TestApp } from '../support/app.js';
import { householdIn, memberId, registerFamily, type ChangeAnswer } from '../support/changes.js';
import { movableClock, nikOf, writeEntry } from '../support/privacy.js';
import { codesOf, trailOf } from '../support/registry.js';
import { seededLocation } from '../support/seeded-database.js';

/*
 * P7: an incident is made by real requests: the token of one officer is stolen, from nine to ten. What is around it, before,
 * after and by others, must not be in the report; what was denied stands apart.
 */
const THIEF = 'sandbox:officer-village';
const WINDOW = { from: '2026-11-10T02:00:00Z', until: '2026-11-10T03:00:00Z' };
const clock = movableClock('2026-11-10T00:00:00Z');

let app: TestApp;
let officer: TestApp;
let jember: TestApp;
let families: ChangeAnswer[];

interface Person {
  readonly id: string;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly looks: number;
  readonly fields: readonly string[];
  readonly specificData: readonly string[];
}
interface Report {
  readonly people: number;
  readonly peopleElsewhere: number;
  readonly affected: { readonly edges: readonly { readonly node: Person }[] };
  readonly attempted: { readonly edges: readonly { readonly node: Person }[] };
}

const openPerson = (nik: string, persona: string, more = '') =>
  app.graphql(
    `query ($nik: NIK!) { person(by: { nik: $nik }) { name ${more} } }`,
    { nik },
    persona,
  );

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  officer = await actAs(app, officerOf('REGENCY', '32.05', ['data_protection_officer']));
  jember = await actAs(app, officerOf('REGENCY', '35.10', ['data_protection_officer']));
  families = [await registerFamily(app), await registerFamily(app), await registerFamily(app)];
  const [one, two, three] = families as [ChangeAnswer, ChangeAnswer, ChangeAnswer];
  clock.set('2026-11-10T01:59:59.999Z');
  await openPerson(nikOf(three, 'HEAD'), 'officer-village');
  clock.set('2026-11-10T02:00:00Z');
  await openPerson(nikOf(one, 'HEAD'), 'officer-village');
  clock.set('2026-11-10T02:20:00Z');
  await openPerson(nikOf(one, 'HEAD'), 'officer-village');
  await openPerson(nikOf(three, 'SPOUSE'), 'officer-regency');
  await app.graphql(
    'query ($id: ID!) { household(by: { id: $id }) { address } }',
    { id: two.id },
    'officer-village',
  );
  clock.set('2026-11-10T02:40:00Z');
  const input = {
    ...{ personId: memberId(three, 'CHILD'), version: 9, occupation: 'FARMER' },
  };
  await app.graphql(
    'mutation ($input: CorrectPersonInput!) { correctPerson(input: $input) { __typename } }',
    { input },
    'officer-village',
  );
  const elsewhere = (await householdIn(app, '35.10.01.2001')).personId;
  await writeEntry(app, {
    ...{ people: [elsewhere], at: '2026-11-10T02:50:00Z', actor: THIEF, fields: ['identity'] },
  });
  clock.set('2026-11-10T03:00:00Z');
  await openPerson(nikOf(three, 'HEAD'), 'officer-village');
});
afterAll(async () => {
  for (const one of [officer, jember, app]) await one.close();
});

const REPORT = `query ($input: BreachInput!, $first: Int) { breachReport(input: $input) {
  people entries firstAt lastAt deniedPeople deniedEntries peopleElsewhere notifyBy
  affected(first: $first) { edges { node { id firstAt lastAt looks fields specificData } } pageInfo { hasNextPage endCursor } }
  attempted { edges { node { id looks fields specificData } } } } }`;
const incident = (more: object = {}) => ({
  input: {
    ...{ actor: { subject: THIEF }, ...WINDOW, discoveredAt: '2026-11-10T05:00:00+07:00' },
    ...more,
  },
});

async function report(as: TestApp, variables: object): Promise<Report> {
  const { data, errors } = await as.graphql<{ breachReport: Report }>(REPORT, variables);
  expect(errors).toBeUndefined();
  return data!.breachReport;
}

interface AffectedPage {
  readonly breachReport: {
    readonly affected: {
      readonly edges: readonly { readonly node: Person }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

const affectedAfter = (after: string | null) =>
  officer.graphql<AffectedPage>(
    `query ($input: BreachInput!, $after: String) { breachReport(input: $input) {
      affected(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }`,
    { ...incident(), after },
  );

describe('the report of an incident', () => {
  test('names exactly the people and fields, nothing more and nothing less', async () => {
    const [one, two, three] = families as [ChangeAnswer, ChangeAnswer, ChangeAnswer];
    const found = await report(officer, incident());
    const at = '2026-11-10T02:20:00.000Z';
    const householdLook = {
      ...{ firstAt: at, lastAt: at, looks: 1, fields: ['household', 'identity', 'members'] },
    };
    const expected = [
      {
        ...{ id: memberId(one, 'HEAD'), firstAt: '2026-11-10T02:00:00.000Z', lastAt: at, looks: 2 },
        ...{ fields: ['identity', 'person'], specificData: ['HEALTH'] },
      },
      { id: memberId(two, 'HEAD'), ...householdLook, specificData: ['HEALTH', 'FINANCE'] },
      { id: memberId(two, 'SPOUSE'), ...householdLook, specificData: ['HEALTH', 'FINANCE'] },
      {
        id: memberId(two, 'CHILD'),
        ...householdLook,
        specificData: ['CHILD', 'HEALTH', 'FINANCE'],
      },
    ].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(found).toMatchObject({
      ...{ people: 4, entries: 3, firstAt: '2026-11-10T02:00:00.000Z', lastAt: at },
      ...{ deniedPeople: 1, deniedEntries: 1, peopleElsewhere: 1 },
      notifyBy: '2026-11-12T22:00:00.000Z',
    });
    expect(found.affected.edges.map(({ node }) => node)).toEqual(expected);
    expect(found.attempted.edges.map(({ node }) => node)).toEqual([
      {
        ...{ id: memberId(three, 'CHILD'), looks: 1, fields: ['occupation'] },
        specificData: ['CHILD'],
      },
    ]);
  });

  test('leaves those who live elsewhere to their own officer', async () => {
    const found = await report(jember, incident());
    expect(found).toMatchObject({ people: 1, entries: 1, deniedPeople: 0, peopleElsewhere: 4 });
    expect(found.affected.edges[0]?.node.fields).toEqual(['identity']);
  });

  test('is empty for a neighbour of the incident: another actor, another hour', async () => {
    for (const more of [
      { actor: { subject: 'sandbox:officer-villag' } },
      { actor: { subject: '%' } },
      { actor: { client: 'nobody' } },
      { from: '2026-11-09T00:00:00Z', until: '2026-11-10T01:59:59.999Z' },
    ]) {
      const found = await report(officer, incident(more));
      expect(found).toMatchObject({ people: 0, entries: 0, firstAt: null, deniedEntries: 0 });
      expect(found.affected.edges).toEqual([]);
    }
  });

  test('of a client holds all that it asked for its purpose, and nothing of another purpose', async () => {
    const partnerId = '019b76da-a800-7000-8000-000000000001';
    const { sql } = app.app.database;
    await sql.query(
      `INSERT INTO partner_client (id, client_id, partner_id, purpose)
       VALUES (gen_random_uuid(), 'stolen.payee', $1::uuid, 'PAYEE_VERIFICATION') ON CONFLICT DO NOTHING`,
      [partnerId],
    );
    const [client] = await sql.query<{ id: string }>(
      `SELECT client_id AS id FROM partner_client WHERE partner_id = $1::uuid AND purpose = 'PAYEE_VERIFICATION'`,
      [partnerId],
    );
    const entry = { tier: 'PARTNER', territory: null, partnerId, at: '2026-11-10T02:30:00Z' };
    const [one, two] = families as [ChangeAnswer, ChangeAnswer];
    const people = [memberId(one, 'SPOUSE')];
    await writeEntry(app, { ...entry, people, purpose: 'PAYEE_VERIFICATION', fields: ['outcome'] });
    const other = [memberId(two, 'SPOUSE')];
    await writeEntry(app, { ...entry, people: other, purpose: 'STUDENT_AID_SCREENING' });
    const found = await report(officer, incident({ actor: { client: client!.id } }));
    expect(
      found.affected.edges.map(({ node }) => [node.id, node.fields, node.specificData]),
    ).toEqual([[memberId(one, 'SPOUSE'), ['outcome'], []]]);
  });

  test('is read page by page, each in one statement, and written down with those whom it showed', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      app.statements();
      const answer: TestAnswer<AffectedPage> = await affectedAfter(after);
      expect(app.statements()).toHaveLength(2);
      const { edges, pageInfo } = answer.data!.breachReport.affected;
      const shown = edges.map(({ node }) => node.id);
      expect((await trailOf(app, answer)).map(({ action, persons }) => [action, persons])).toEqual([
        ['breachReport', []],
        ['breachReport', shown],
      ]);
      seen.push(...shown);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });

  test.each(['officer-regency', 'officer-national', 'social-worker', 'citizen-desk', 'bank'])(
    'is not for %s',
    async (persona) => {
      expect(codesOf(await app.graphql(REPORT, incident(), persona))).toEqual(['FORBIDDEN']);
    },
  );

  test('nor for an auditor, and an empty window is refused', async () => {
    const auditor = await actAs(app, officerOf('REGENCY', '32.05', ['auditor']));
    expect(codesOf(await auditor.graphql(REPORT, incident()))).toEqual(['FORBIDDEN']);
    await auditor.close();
    const empty = await officer.graphql(REPORT, incident({ until: WINDOW.from }));
    expect(codesOf(empty)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the export', () => {
  test('has the same people as the report, those affected and those attempted apart', async () => {
    const lines: BreachLine[] = [];
    const { database, now, newId } = app.app;
    const context = {
      ...{ app: { database, now, newId }, requestId: 'export' },
      principal: officerOf('REGENCY', '32.05', ['data_protection_officer']),
    };
    const window = { from: new Date(WINDOW.from), until: new Date(WINDOW.until) };
    for await (const line of exportBreach(context, {
      ...{ actor: { subject: THIEF }, ...window, discoveredAt: new Date(WINDOW.until) },
    })) {
      lines.push(line);
    }
    const found = await report(officer, incident());
    expect(lines[0]).toMatchObject({ kind: 'report', people: 4, deniedPeople: 1 });
    expect(lines.slice(1)).toEqual([
      ...found.affected.edges.map(({ node }) => ({ kind: 'affected', ...node })),
      ...found.attempted.edges.map(({ node }) =>
        expect.objectContaining({ kind: 'attempted', ...node }),
      ),
    ]);
  });

  test('runs as a command, line by line, and is itself in the trail', async () => {
    const keys = await loadKeys({ json: inject('keys') });
    const { env, remove } = await seededLocation(createVault(keys.vault));
    const location = 'DATABASE_URL' in env ? { url: env['DATABASE_URL'] } : null;
    const program = fileURLToPath(
      new URL('../../api/privacy/breach-report-cli.ts', import.meta.url),
    );
    const run = (...args: string[]) =>
      promisify(execFile)(
        process.execPath,
        ['--import', import.meta.resolve('tsx'), program, ...args],
        {
          env: { ...process.env, ...env },
        },
      );
    const window = ['--from', WINDOW.from, '--to', WINDOW.until, '--territory', '32.05'];
    const { stdout } = await run('--actor', THIEF, ...window, '--discovered', WINDOW.until);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as BreachLine);
    expect(lines).toEqual([expect.objectContaining({ kind: 'report', people: 0, entries: 0 })]);
    expect(lines[0]).toMatchObject({ notifyBy: '2026-11-13T03:00:00.000Z' });
    await expect(run('--actor', THIEF, ...window, '--client', 'x')).rejects.toMatchObject({
      code: 2,
    });
    const database = await openDatabase(
      location ?? { directory: `${env['DINSOS_DATA']!}/database` },
    );
    const entries = await database
      .as('login')
      .sql.query<{ actor: string }>(`SELECT actor FROM access_entry WHERE action = 'breachReport'`);
    await database.close();
    await remove();
    expect(entries.length).toBeGreaterThan(0);
    for (const { actor } of entries) expect(actor).toMatch(/^command:/);
  });
});
