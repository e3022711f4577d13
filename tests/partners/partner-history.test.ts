import { afterAll, beforeAll, expect, test } from 'vitest';
import { actAs } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  changePartnerAs,
  freshPublicKey,
  freshSlug,
  MINISTRY,
  refusalOf,
  storePartner,
  terms,
} from '../support/partners.js';

let app: TestApp;
let ministry: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  ministry = await actAs(app, MINISTRY);
});
afterAll(async () => {
  await ministry.close();
  await app.close();
});

const CHANGES = `query ($id: ID!, $first: Int!, $after: String) { partner(by: { id: $id }) { changes(first: $first, after: $after) {
  edges { node { actor action record recordId fields } } pageInfo { hasNextPage endCursor } } } }`;

interface Changes {
  readonly partner: {
    readonly changes: {
      readonly edges: readonly { readonly node: { action: string; record: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

async function changesOf(id: string, first = 50, after: string | null = null) {
  const { data } = await ministry.graphql<Changes>(CHANGES, { id, first, after });
  return data!.partner.changes;
}

/** A rule of the database, or the want of a right. */
const REFUSED = expect.stringMatching(/^(23...|42501)$/) as string;
const PURPOSE = { purpose: 'PAYEE_VERIFICATION' };

test('history tells who changed what: one entry a change, none for what was refused or done already', async () => {
  const slug = freshSlug();
  const made = await changePartnerAs(ministry, 'registerPartner', {
    ...{ slug, name: 'Bank Contoh', kind: 'BANK' },
  });
  const at = (version: number) => ({ partnerId: made.id, version });
  const clientId = `${slug}.payee-verification`;
  await changePartnerAs(ministry, 'addPartnerClient', { ...at(1), ...PURPOSE });
  await changePartnerAs(ministry, 'addPartnerClient', { ...at(2), ...PURPOSE });
  const publicKey = freshPublicKey();
  await changePartnerAs(ministry, 'addClientKey', { ...at(2), clientId, publicKey });
  await changePartnerAs(ministry, 'recordAgreement', { ...at(3), ...terms(`PKS-${slug}`) });
  await changePartnerAs(ministry, 'suspendPartner', at(4));
  expect(await refusalOf(ministry, 'resumePartner', at(4))).toBe('STALE_VERSION');
  await changePartnerAs(ministry, 'resumePartner', at(5));
  const { edges } = await changesOf(made.id);
  const told = edges.map(({ node }) => node);
  // Ids made in one millisecond have no order among themselves.
  expect(told.map(({ action, record }) => `${action} ${record}`).sort()).toEqual(
    [
      ...['registerPartner partner', 'addPartnerClient partner_client'],
      ...['addClientKey client_key', 'recordAgreement agreement'],
      ...['suspendPartner partner', 'resumePartner partner'],
    ].sort(),
  );
  expect(told.find(({ action }) => action === 'suspendPartner')).toMatchObject({
    ...{ actor: MINISTRY.subject, recordId: made.id, fields: ['suspended_at'] },
  });
  expect(told.find(({ action }) => action === 'addClientKey')).toMatchObject({
    fields: expect.arrayContaining(['jwk', 'kid']) as string[],
  });
  const page = await changesOf(made.id, 2);
  expect(page.pageInfo.hasNextPage).toBe(true);
  const rest = await changesOf(made.id, 50, page.pageInfo.endCursor);
  expect([...page.edges, ...rest.edges]).toEqual(edges);
});

test('history keeps every state that was, and nobody edits it', async () => {
  const { partnerId } = await storePartner(app, null);
  await changePartnerAs(ministry, 'suspendPartner', { partnerId, version: 1 });
  const { sql } = app.app.database;
  const states = await sql.query<{ operation: string; since: string | null }>(
    `SELECT operation, row ->> 'suspended_at' AS since FROM partner_change WHERE row_id = $1::uuid ORDER BY at`,
    [partnerId],
  );
  expect(states).toMatchObject([
    { operation: 'INSERT', since: null },
    { operation: 'UPDATE', since: expect.any(String) as string },
  ]);
  for (const statement of [
    `UPDATE partner_change SET actor = 'somebody'`,
    'DELETE FROM partner_change',
    'TRUNCATE partner_change',
  ]) {
    await expect(sql.query(statement)).rejects.toMatchObject({ code: REFUSED });
  }
  await expect(
    sql.query('DELETE FROM partner WHERE id = $1::uuid', [partnerId]),
  ).rejects.toMatchObject({ code: REFUSED });
});

test('the role of the server suspends, ends and retires, and edits nothing else, not even history', async () => {
  const { partnerId, number, kid } = await storePartner(app, null);
  const asServer = (statement: string, params: unknown[]) =>
    app.app.database.sql.transaction(async (sql) => {
      await sql.query('SET LOCAL ROLE dinsos_app');
      return sql.query(statement, params);
    });
  for (const [statement, param] of [
    ['SELECT id FROM partner WHERE id = $1::uuid FOR UPDATE', partnerId],
    [
      'UPDATE partner SET suspended_at = now(), version = version + 1 WHERE id = $1::uuid',
      partnerId,
    ],
    ['UPDATE agreement SET suspended_at = now(), ended_at = now() WHERE number = $1', number],
    ['UPDATE client_key SET retired_at = now() WHERE kid = $1', kid],
  ] as const) {
    await asServer(statement, [param]);
  }
  const kept = await app.app.database.sql.query(
    'SELECT id FROM partner_change WHERE partner_id = $1::uuid AND operation = $2',
    [partnerId, 'UPDATE'],
  );
  expect(kept).toHaveLength(3);
  for (const [statement, param] of [
    ["UPDATE partner SET owner_code = '32.05' WHERE id = $1::uuid", partnerId],
    ['UPDATE agreement SET daily_people = 9 WHERE number = $1', number],
    ["UPDATE agreement SET territories = '{ID}' WHERE number = $1", number],
    ["UPDATE client_key SET jwk = '{}' WHERE kid = $1", kid],
    ['DELETE FROM client_key WHERE kid = $1', kid],
    [
      `INSERT INTO partner_change (id, partner_id, table_name, row_id, operation, row, at, actor, action)
       VALUES (gen_random_uuid(), $1::uuid, 'partner', $1::uuid, 'UPDATE', '{}', now(), 'nobody', 'nothing')`,
      partnerId,
    ],
  ] as const) {
    await expect(asServer(statement, [param])).rejects.toMatchObject({ code: '42501' });
  }
});

test('two officers who change a partner at once do not overwrite each other', async () => {
  const { partnerId, clientId } = await storePartner(app, null);
  const input = () => ({ partnerId, version: 1, clientId, publicKey: freshPublicKey() });
  const codes = await Promise.all(
    Array.from({ length: 4 }, () => refusalOf(ministry, 'addClientKey', input())),
  );
  expect(codes.sort()).toEqual([null, ...Array<string>(3).fill('STALE_VERSION')].sort());
});

test('a page of partners takes as many statements however long it is', async () => {
  for (let count = 0; count < 6; count += 1) await storePartner(app, null);
  const document = `query ($first: Int!) { partners(first: $first) { edges { node { name owner { name } clients { keys { kid } }
    agreements { status } changes(first: 2) { edges { node { action } } } } } } }`;
  const counts: number[] = [];
  for (const first of [1, 6]) {
    await app.graphql(document, { first }, 'program-owner');
    app.statements();
    const { data, errors } = await app.graphql(document, { first }, 'program-owner');
    expect(errors).toBeUndefined();
    expect((data as { partners: { edges: object[] } }).partners.edges).toHaveLength(first);
    counts.push(app.statements().length);
  }
  expect(counts[1]).toBe(counts[0]);
  expect(counts[0]).toBeLessThanOrEqual(3);
});
