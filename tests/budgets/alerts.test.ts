import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import { parseRegionCode } from '../../api/values/region-code.js';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.js';
import { check, PAYEE, strangerNik } from '../support/budgets.js';
import { codesOf } from '../support/registry.js';

const ALERTS = `query ($first: Int, $after: String, $acknowledged: Boolean) {
  accessAlerts(first: $first, after: $after, acknowledged: $acknowledged) {
    edges { cursor node { id kind actor clientId tier territory partnerId purpose windowStart windowEnd
      looked missed sequential usual acknowledgement { actor note } } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const ACKNOWLEDGE = `mutation ($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) { __typename
  ... on AccessAlert { id acknowledgement { actor note } } ... on Error { code } } }`;

interface Alert {
  readonly id: string;
  readonly kind: string;
  readonly actor: string;
  readonly looked: number;
  readonly missed: number;
  readonly sequential: number;
  readonly usual: number | null;
  readonly territory: string | null;
}

/** A data-protection officer of an area; the ministry's where it is null. */
function protector(
  territory: string | null,
  roles: Principal['roles'] = ['data_protection_officer'],
) {
  return {
    subject: `dpo:${territory ?? 'ID'}`,
    clientId: 'sandbox-officers',
    name: 'Pejabat PDP Contoh',
    tier: territory === null ? 'NATIONAL' : territory.length === 2 ? 'PROVINCE' : 'REGENCY',
    territory: parseRegionCode(territory),
    roles,
    purpose: 'SOCIAL_SERVICE',
    partner: null,
    scopes: ['registry:read', 'registry:write'],
    expiresAt: Infinity,
  } satisfies Principal;
}

const SERVICE = { ...PAYEE, purpose: 'SOCIAL_SERVICE' };
const PERSON = 'query ($nik: NIK!) { person(by: { nik: $nik }) { name } }';
/** NIKs in a row: one day, one district, one serial after the other. */
const inARow = (index: number): string => `320501010190${9_100 + index}`;

const clock = { at: TEST_NOW };
const now = () => clock.at;
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ now });
});
afterAll(() => app.close());

/** The same server as somebody else sees it. */
async function as<T>(principal: Principal, work: (seen: TestApp) => Promise<T>): Promise<T> {
  const seen = await createTestApp({ database: app.app.database, principal, now });
  try {
    return await work(seen);
  } finally {
    await seen.close();
  }
}

async function alertsFor(principal: Principal, variables: object = {}): Promise<Alert[]> {
  return as(principal, async (seen) => {
    const { data, errors } = await seen.graphql<{
      accessAlerts: { edges: { node: Alert }[] };
    }>(ALERTS, variables);
    expect(errors).toBeUndefined();
    return data!.accessAlerts.edges.map(({ node }) => node);
  });
}

describe('what raises an alert', () => {
  test('honest work raises none (negative control)', async () => {
    const niks = ['3273054208939901', '3205011704829901', '3510014501489901', '3205014112859901'];
    for (let index = 0; index < 60; index++) await check(app, niks[index % niks.length]!);
    const { sql } = app.app.database;
    const rows = await sql.query<{ text: string }>('SELECT a::text AS text FROM access_alert a');
    expect(rows).toEqual([]);
  });

  test('a partner that tries numbers in a row, once an hour', async () => {
    for (let index = 0; index < 80; index++) await check(app, inARow(index));
    const [alert, ...others] = (await alertsFor(protector(null))).filter(
      ({ kind }) => kind === 'SEQUENTIAL_NIKS',
    );
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      actor: 'sandbox:bank',
      tier: 'PARTNER',
      partnerId: '019b76da-a800-7000-8000-000000000001',
      purpose: 'PAYEE_VERIFICATION',
      windowStart: '2026-11-01T03:00:00.000Z',
      windowEnd: '2026-11-01T04:00:00.000Z',
      looked: 50,
      usual: null,
    });
    expect(alert!.sequential).toBeGreaterThanOrEqual(30);
    clock.at = new Date('2026-11-01T04:10:00Z');
    await check(app, inARow(81));
    const again = await alertsFor(protector(null));
    expect(again.filter(({ kind }) => kind === 'SEQUENTIAL_NIKS')).toHaveLength(2);
  });

  test('an officer who guesses numbers that nobody has', async () => {
    for (let index = 0; index < 50; index++) {
      await app.graphql(PERSON, { nik: strangerNik(index) }, 'officer:32.05');
    }
    const own = (await alertsFor(protector('32.05'))).filter(
      ({ actor }) => actor === 'sandbox:officer:32.05',
    );
    expect(own).toMatchObject([
      { kind: 'HIGH_MISS_RATE', looked: 50, missed: 50, sequential: 0, territory: '32.05' },
    ]);
  });

  test('an officer who looks up far more people than usual, before the day is over', async () => {
    const { sql } = app.app.database;
    const people = async (days: number, taken: number) => {
      await sql.query(
        `INSERT INTO people_ledger (id, budget, day, taken, granted, taken_at)
         SELECT gen_random_uuid(), 'officer:sandbox:officer:35.10', DATE '2026-11-01' - d, $2, 0, now()
         FROM generate_series(1, $1::int4) AS d`,
        [days, taken],
      );
    };
    await people(3, 400);
    const ask = async (from: number) => {
      const rows = Array.from({ length: 500 }, (_, at) => ({ nik: strangerNik(from + at) }));
      await app.graphql(
        'query ($input: CheckEligibilitiesInput!) { checkEligibilities(input: $input) { __typename } }',
        { input: { ...SERVICE, people: rows } },
        'officer:35.10',
      );
    };
    const bulk = async () =>
      (await alertsFor(protector(null))).filter(({ kind }) => kind === 'BULK_READING');
    for (const from of [0, 500]) await ask(from);
    expect(await bulk()).toEqual([]);
    for (const from of [1_000, 1_500]) await ask(from);
    expect(await bulk()).toMatchObject([
      { actor: 'sandbox:officer:35.10', usual: 400, territory: '35.10', missed: 0 },
    ]);
    expect((await bulk())[0]!.looked).toBeGreaterThan(1_200);
  });

  test('no alert and no log line holds a number of a person', async () => {
    const { sql } = app.app.database;
    const rows = await sql.query<{ text: string }>('SELECT a::text AS text FROM access_alert a');
    expect(rows.length).toBeGreaterThan(3);
    for (const text of [...rows.map((row) => row.text), ...app.logs]) {
      for (let index = 0; index < 80; index++) {
        expect(text).not.toContain(inARow(index));
        expect(text).not.toContain(strangerNik(index));
      }
    }
  });
});

describe('who sees alerts', () => {
  const kinds = (alerts: readonly Alert[]) => new Set(alerts.map(({ territory }) => territory));

  test("the ministry's data-protection officer sees all, a region's those of the own territory", async () => {
    expect(kinds(await alertsFor(protector(null)))).toEqual(new Set([null, '32.05', '35.10']));
    expect(kinds(await alertsFor(protector('32')))).toEqual(new Set(['32.05']));
    expect(kinds(await alertsFor(protector('35.10')))).toEqual(new Set(['35.10']));
    expect(await alertsFor(protector('32.73'))).toEqual([]);
  });

  test("a partner that a region manages is that region's to watch", async () => {
    await app.app.database.sql.query(
      `UPDATE partner SET owner_code = '32.05' WHERE slug = 'sandbox-post'`,
    );
    for (let index = 0; index < 55; index++) await check(app, inARow(index), 'post');
    const seen = await alertsFor(protector('32.05'));
    expect(seen.some(({ actor }) => actor === 'sandbox:post')).toBe(true);
    expect(
      (await alertsFor(protector('35.10'))).some(({ actor }) => actor === 'sandbox:post'),
    ).toBe(false);
  });

  test.each([
    ['a verifier', protector('32.05', ['regency_verifier'])],
    ['the ministry without the role', protector(null, ['ministry_determination'])],
  ])('%s sees none and acknowledges none', async (_who, principal) => {
    await as(principal, async (seen) => {
      expect(codesOf(await seen.graphql(ALERTS))).toEqual(['FORBIDDEN']);
      const input = { id: '01900000-0000-7000-8000-0000000000ff' };
      expect(codesOf(await seen.graphql(ACKNOWLEDGE, { input }))).toEqual(['FORBIDDEN']);
    });
  });

  test.each(['bank', 'citizen-desk', 'officer-national'])('%s sees none', async (persona) => {
    expect(codesOf(await app.graphql(ALERTS, {}, persona))).toEqual(['FORBIDDEN']);
  });

  test('pages go on where they ended, newest first', async () => {
    await as(protector(null), async (seen) => {
      interface Page {
        readonly accessAlerts: {
          readonly edges: { readonly node: Alert }[];
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
        };
      }
      const all = await seen.graphql<Page>(ALERTS, { first: 100 });
      const ids = all.data!.accessAlerts.edges.map(({ node }) => node.id);
      expect(ids).toEqual(ids.toSorted().toReversed());
      const first = await seen.graphql<Page>(ALERTS, { first: 2 });
      const { endCursor, hasNextPage } = first.data!.accessAlerts.pageInfo;
      expect(hasNextPage).toBe(true);
      const rest = await seen.graphql<Page>(ALERTS, { first: 100, after: endCursor });
      expect(rest.data!.accessAlerts.edges.map(({ node }) => node.id)).toEqual(ids.slice(2));
    });
  });
});

describe('an alert is acknowledged', () => {
  const acknowledge = (principal: Principal, input: object) =>
    as(principal, async (seen) => {
      const answer = await seen.graphql<{ acknowledgeAlert: Record<string, unknown> }>(
        ACKNOWLEDGE,
        { input },
      );
      return { codes: codesOf(answer), result: answer.data?.acknowledgeAlert };
    });

  test('once, by the data-protection officer of its territory, and never taken back', async () => {
    const { id } = (await alertsFor(protector('35.10')))[0]!;
    expect((await acknowledge(protector('32.05'), { id })).result).toEqual({
      __typename: 'AlertNotFoundError',
      code: 'ALERT_NOT_FOUND',
    });
    const note = 'Verifikasi massal atas perintah kepala dinas.';
    expect((await acknowledge(protector('35.10'), { id, note })).result).toMatchObject({
      id,
      acknowledgement: { actor: 'dpo:35.10', note },
    });
    expect((await acknowledge(protector(null), { id })).result).toMatchObject({
      code: 'ALERT_ACKNOWLEDGED',
    });
    const open = await alertsFor(protector('35.10'), { acknowledged: false });
    expect(open.map((alert) => alert.id)).not.toContain(id);
    expect(await alertsFor(protector('35.10'), { acknowledged: true })).toHaveLength(1);
    const { sql } = app.app.database;
    for (const statement of [
      'UPDATE alert_acknowledgement SET note = NULL',
      'DELETE FROM alert_acknowledgement',
      'UPDATE access_alert SET looked = 1',
      'DELETE FROM access_alert',
    ]) {
      await expect(sql.query(statement)).rejects.toThrow(/never edited/);
    }
  });

  test.each([
    ['a number of a person', 'Ini tentang 3205 0117 0482 9901'],
    ['more than 500 characters', 'x'.repeat(501)],
    ['nothing but spaces', '   '],
  ])('but not with a note that holds %s', async (_what, note) => {
    const [alert] = await alertsFor(protector(null), { acknowledged: false });
    const { codes } = await acknowledge(protector(null), { id: alert!.id, note });
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });

  test.each(['x', '01900000-0000-7000-8000-0000000000ff', ''])(
    'and an id that names none (%s) is refused like one of elsewhere',
    async (id) => {
      expect((await acknowledge(protector(null), { id })).result).toMatchObject({
        code: 'ALERT_NOT_FOUND',
      });
    },
  );
});
