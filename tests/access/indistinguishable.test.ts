import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRegisteredOperations } from '../../api/registered-operations.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { allowPeople, PAYEE, strangerNik } from '../support/budgets.js';

const ASEP = '3205011704829901';
const GARUT = '32.05';
const registered = (name: string): string =>
  readRegisteredOperations().all.find((one) => one.name === name)!.text;
const OPEN = (name: string): string => `${registered(name)} `;

/** Somebody of Garut, and somebody whom nobody knows; neither has been asked about today. */
const PEOPLE = { elsewhere: ASEP, nobody: strangerNik(1) };

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  // A bank whose agreement covers Jember alone.
  await app.app.database.sql.query(
    `UPDATE agreement SET territories = '{35.10}' WHERE number = 'PKS-CONTOH-BANK-01'`,
  );
  await allowPeople(app, 'sandbox-bank', 1_000);
});
afterAll(() => app.close());

interface Seen {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
  readonly statements: readonly string[];
}

/** What a caller sees of an answer, and what the server did for it: without ids, instants and signatures. */
async function ask(document: string, variables: object, persona: string): Promise<Seen> {
  const token = await app.tokenFor(persona);
  app.statements();
  const response = await app.fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query: document, variables }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: [...response.headers]
      .filter(([name]) => name !== 'x-request-id' && name !== 'date')
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    body: bare(text),
    statements: app.statements(),
  };
}

/** Replaces what is fresh in every answer by its length, and a receipt by what it says. */
function bare(text: string): string {
  return text
    .replaceAll(/[\w-]+\.[\w-]+\.[\w-]{40,}/g, (receipt) => {
      const { jti: _id, ...payload } = decodeJwt(receipt);
      return `${receipt.length} ${JSON.stringify(payload)}`;
    })
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/"remaining":\d+/g, '"remaining":N');
}

const check = (nik: string) => ({ input: { ...PAYEE, nik } });
const checkMany = (nik: string) => ({ input: { ...PAYEE, people: [{ nik, reference: 'r' }] } });
const asOfficer = { program: 'PKH', purpose: 'SOCIAL_SERVICE' };

describe('a person who does not exist and one outside the territory or agreement', () => {
  test.each([
    ['a check of a partner, by the lane', 'bank', registered('CheckEligibility'), check],
    ['a check of a partner, by the open path', 'bank', OPEN('CheckEligibility'), check],
    ['a list of a partner, by the lane', 'bank', registered('CheckEligibilities'), checkMany],
    ['a list of a partner, by the open path', 'bank', OPEN('CheckEligibilities'), checkMany],
    [
      'a check of an officer',
      'officer:35.10',
      registered('CheckEligibility'),
      (nik: string) => ({ input: { ...asOfficer, nik } }),
    ],
    [
      'a person by NIK',
      'officer:35.10',
      'query ($nik: NIK!) { person(by: { nik: $nik }) { id name household { address } } }',
      (nik: string) => ({ nik }),
    ],
  ])(
    '%s answers the same bytes, for the same statements',
    async (_what, persona, document, variablesOf) => {
      // Once for somebody else, so that what is held in memory is held.
      await ask(document, variablesOf(strangerNik(50)), persona);
      const elsewhere = await ask(document, variablesOf(PEOPLE.elsewhere), persona);
      const nobody = await ask(document, variablesOf(PEOPLE.nobody), persona);
      expect(elsewhere).toEqual(nobody);
      expect(nobody.status).toBe(200);
      // And again, when both have been counted.
      expect(await ask(document, variablesOf(PEOPLE.elsewhere), persona)).toEqual(
        await ask(document, variablesOf(PEOPLE.nobody), persona),
      );
      // Negative control: where the caller may see the person, the answers differ.
      const own = persona === 'bank' ? 'post' : `officer:${GARUT}`;
      const known = await ask(document, variablesOf(PEOPLE.elsewhere), own);
      const unknown = await ask(document, variablesOf(PEOPLE.nobody), own);
      expect(known.body).not.toBe(unknown.body);
    },
  );

  test('are counted alike, and use up the budget alike', async () => {
    const left = async (nik: string): Promise<unknown> => {
      const answer = await app.graphql(registered('CheckEligibility'), check(nik), 'bank');
      return answer.extensions!.cost!.people;
    };
    const first = (await left('3205014112859901')) as { remaining: number };
    const second = (await left(strangerNik(77))) as { remaining: number };
    expect(second).toEqual({ ...first, remaining: first.remaining - 1 });
  });

  test('leave the same trail: a look that names nobody', async () => {
    const trail = async (nik: string) => {
      const { headers } = await app.graphql(registered('CheckEligibility'), check(nik), 'bank');
      return app.app.database.sql.query(
        `SELECT action, outcome::text, fields, people, person_ids::text FROM access_entry WHERE request_id = $1`,
        [headers.get('x-request-id')],
      );
    };
    expect(await trail(PEOPLE.elsewhere)).toEqual(await trail(PEOPLE.nobody));
  });
});

describe('an id of somebody elsewhere and one that nobody has', () => {
  const idOf = async (table: string) => {
    const [row] = await app.app.database.sql.query<{ id: string }>(
      `SELECT id FROM ${table} WHERE village_code LIKE '32.05%' LIMIT 1`,
    );
    return row!.id;
  };
  test.each([
    ['person', 'query ($id: ID!) { person(by: { id: $id }) { id name } }'],
    ['household', 'query ($id: ID!) { household(by: { id: $id }) { id address } }'],
  ])('%s by id', async (table, document) => {
    const unknown = '01900000-0000-7000-8000-0000000000ff';
    const id = await idOf(table);
    await ask(document, { id: unknown }, 'officer:35.10');
    expect(await ask(document, { id }, 'officer:35.10')).toEqual(
      await ask(document, { id: unknown }, 'officer:35.10'),
    );
    const own = await ask(document, { id }, `officer:${GARUT}`);
    expect(own.body).not.toBe((await ask(document, { id: unknown }, `officer:${GARUT}`)).body);
  });
});
