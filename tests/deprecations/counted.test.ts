import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import { SANDBOX_PARTNERS } from '../../prisma/seed/sandbox-partners.js';
import { officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';

const GOING = '@deprecated(reason: "Use name. Since 2026-01-01. Sunset 2026-12-31.")';
const schema = buildSchema(`
  type Place { name: String nick(style: Int ${GOING}): String ${GOING} }
  enum Mood { GOOD OLD ${GOING} }
  input Wish { text: String plain: String ${GOING} mood: Mood more: [Wish!] }
  type Query { households(mood: Mood, wish: Wish, wishes: [Wish!]): [Place!] }
`);
schema.getQueryType()!.getFields()['households']!.resolve = () => [{ name: 'Contoh' }];

const REGISTERED = 'query Registered($mood: Mood) {\n  households(mood: $mood) {\n    nick\n  }\n}';
const [bank, post] = SANDBOX_PARTNERS.map(({ id, kind, agreement }): Principal => ({
  ...officerOf('PARTNER', null, []),
  ...{ partner: { id, kind }, purpose: agreement.purpose },
})) as [Principal, Principal];
const NICK = { 'Place.nick': 1 };
const MORNING = new Date('2026-11-01T03:00:00Z');

let app: TestApp;
let folder: string;
let caller = bank;
let now = MORNING;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dinsos-deprecated-'));
  await writeFile(join(folder, 'Registered.graphql'), REGISTERED);
  app = await serve();
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  [caller, now] = [bank, MORNING];
  await app.app.deprecatedUses.flush();
  await app.app.database.sql.query('DELETE FROM deprecated_use');
});

const serve = (more: object = {}) =>
  createTestApp({
    ...{ schema, documentsFolder: folder, authenticate: () => Promise.resolve(caller) },
    ...{ now: () => now, ...more },
  });

/** Rows that were written, after what was counted has been. */
async function counted(): Promise<Record<string, number>> {
  await app.app.deprecatedUses.flush();
  const rows = await app.app.database.sql.query<{ what: string; uses: number }>(
    `SELECT concat_ws(' ', p.slug, u.day, u.element) AS what, u.uses FROM deprecated_use u JOIN partner p ON p.id = u.partner_id`,
  );
  return Object.fromEntries(rows.map(({ what, uses }) => [what, uses]));
}

const ofBank = (elements: Readonly<Record<string, number>>, day = '2026-11-01') =>
  Object.fromEntries(
    Object.entries(elements).map(([element, uses]) => [`sandbox-bank ${day} ${element}`, uses]),
  );

describe('what a partner uses of what is deprecated', () => {
  test('is counted by client and element, once an operation', async () => {
    for (let time = 0; time < 3; time++) {
      await app.graphql('{ households { nick a: nick } again: households { nick(style: 1) } }');
    }
    caller = post;
    await app.graphql('{ households(mood: OLD) { name } }');
    expect(await counted()).toEqual({
      ...ofBank({ 'Place.nick': 3, 'Place.nick(style:)': 3 }),
      'sandbox-post 2026-11-01 Mood.OLD': 1,
    });
  });

  test.each<readonly [string, string, object, Readonly<Record<string, number>>]>([
    ['in a fragment', '{ households { ...F } } fragment F on Place { nick }', {}, NICK],
    [
      'though it is skipped',
      'query ($no: Boolean = false) { households { name nick @include(if: $no) } }',
      {},
      NICK,
    ],
    ['as a value in the document', '{ households(mood: OLD) { name } }', {}, { 'Mood.OLD': 1 }],
    [
      'as an input field in the document',
      '{ households(wish: { more: [{ plain: "x" }] }) { name } }',
      {},
      { 'Wish.plain': 1 },
    ],
    [
      'as a default',
      'query ($mood: Mood = OLD) { households(mood: $mood) { name } }',
      {},
      { 'Mood.OLD': 1 },
    ],
    [
      'as a variable',
      'query ($mood: Mood) { households(mood: $mood) { name } }',
      { mood: 'OLD' },
      { 'Mood.OLD': 1 },
    ],
    [
      'deep in variables',
      'query ($wishes: [Wish!]) { households(wishes: $wishes) { name } }',
      { wishes: [{ text: 'x' }, { more: [{ mood: 'OLD' }, { plain: 'y', mood: 'GOOD' }] }] },
      { 'Mood.OLD': 1, 'Wish.plain': 1 },
    ],
    [
      'in a list of one, written without the list',
      'query ($wishes: [Wish!]) { households(wishes: $wishes) { name } }',
      { wishes: { plain: 'x' } },
      { 'Wish.plain': 1 },
    ],
  ])('is found %s', async (_where, document, variables, elements) => {
    const { errors } = await app.graphql(document, variables);
    expect(errors).toBeUndefined();
    expect(await counted()).toEqual(ofBank(elements));
  });

  test.each<readonly [string, string, object]>([
    ['uses none', '{ households(mood: GOOD) { name } }', {}],
    [
      'could, and does not',
      'query ($wish: Wish) { households(wish: $wish) { name } }',
      { wish: { text: 'plain', mood: 'GOOD' } },
    ],
    ['is not valid', '{ households { nick nothing } }', {}],
    [
      'has it in a text of another name',
      'query ($wish: Wish) { households(wish: $wish) { name } }',
      { wish: { text: 'OLD' } },
    ],
  ])('is nothing of an operation that %s', async (_what, document, variables) => {
    await app.graphql(document, variables);
    app.statements();
    await app.app.deprecatedUses.flush();
    expect(app.statements()).toEqual([]);
  });

  test('is not counted for an operation of the same document that does not run', async () => {
    await app.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query A { households { name } } query B { households { nick } }',
        operationName: 'A',
      }),
    });
    expect(await counted()).toEqual({});
  });

  test('is counted alike before and after a document is compiled, and for registered ones', async () => {
    const often = '{ households { nick } }';
    for (let time = 0; time < 25; time++) await app.graphql(often);
    expect(await counted()).toEqual(ofBank({ 'Place.nick': 25 }));
    await app.graphql(REGISTERED, { mood: 'OLD' });
    await app.graphql(REGISTERED, { mood: 'GOOD' });
    expect(await counted()).toEqual(ofBank({ 'Place.nick': 27, 'Mood.OLD': 1 }));
  });

  test('is not counted for officers, nor for a partner that is not registered here', async () => {
    caller = officerOf('REGENCY', '32.05');
    await app.graphql('{ households { nick } }');
    caller = { ...bank, partner: { ...bank.partner!, id: '01900000-0000-7000-8000-00000000dead' } };
    await app.graphql('{ households { nick } }');
    expect(await counted()).toEqual({});
  });

  test('goes by the day of Jakarta', async () => {
    now = new Date('2026-11-01T16:59:59Z');
    await app.graphql('{ households { nick } }');
    now = new Date('2026-11-01T17:00:00Z');
    await app.graphql('{ households { nick } }');
    expect(await counted()).toEqual({
      ...ofBank({ 'Place.nick': 1 }),
      ...ofBank({ 'Place.nick': 1 }, '2026-11-02'),
    });
  });

  test('is one sum of several processes, each with one statement', async () => {
    const other = await serve({ database: app.app.database });
    for (const { graphql } of [app, other, app]) {
      await graphql('{ households(mood: OLD) { nick } }');
    }
    app.statements();
    await Promise.all([app.app.deprecatedUses.flush(), other.app.deprecatedUses.flush()]);
    expect(app.statements().filter((text) => text.includes('deprecated_use'))).toHaveLength(2);
    expect(await counted()).toEqual(ofBank({ 'Place.nick': 3, 'Mood.OLD': 3 }));
    await other.close();
  });
});
