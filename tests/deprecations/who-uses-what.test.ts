import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import { SANDBOX_PARTNERS } from '../../prisma/seed/sandbox-partners.js';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { MINISTRY, storePartner } from '../support/partners.js';
import { codesOf, trailOf } from '../support/registry.js';

interface Page {
  readonly deprecatedUses: {
    readonly edges: readonly {
      readonly node: { readonly partner: { readonly slug: string }; readonly element: string };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

const QUERY = `query ($partner: ID, $element: String, $since: Date, $first: Int, $after: String) {
  deprecatedUses(partner: $partner, element: $element, since: $since, first: $first, after: $after) {
    edges { node { partner { slug } purpose day element uses } } pageInfo { hasNextPage endCursor } } }`;
const [bank, post] = SANDBOX_PARTNERS as unknown as [{ id: string }, { id: string }];

let app: TestApp;
let ownedId: string;
beforeAll(async () => {
  app = await createTestApp();
  ownedId = (await storePartner(app, '32.05')).partnerId;
  for (const [partner, day, element, uses] of [
    [bank.id, '2026-09-01', 'Person.nick', 7],
    [bank.id, '2026-10-01', 'Mood.OLD', 2],
    [post.id, '2026-10-01', 'Person.nick', 1],
    [ownedId, '2026-10-02', 'Query.people(name:)', 5],
  ] as const) {
    await app.app.database.sql.query(
      `INSERT INTO deprecated_use (id, partner_id, purpose, day, element, uses)
       VALUES ($1::uuid, $2::uuid, 'PAYEE_VERIFICATION', $3::date, $4, $5::int4)`,
      [app.app.newId(), partner, day, element, uses],
    );
  }
});
afterAll(() => app.close());

async function ask(principal: Principal, variables: object = {}) {
  const server = await actAs(app, principal);
  const { data, errors } = await server.graphql<Page>(QUERY, variables);
  await server.close();
  expect(errors).toBeUndefined();
  return data!.deprecatedUses;
}
const elements = async (principal: Principal, variables: object = {}) =>
  (await ask(principal, variables)).edges.map(({ node }) => node.element);

describe('who uses what is deprecated', () => {
  test('is listed for the ministry, latest first, with the day and how often', async () => {
    const { edges } = await ask(MINISTRY);
    expect(edges.map(({ node }) => node)).toEqual([
      {
        partner: { slug: expect.any(String) as string },
        ...{ purpose: 'PAYEE_VERIFICATION', day: '2026-10-02' },
        ...{ element: 'Query.people(name:)', uses: 5 },
      },
      expect.objectContaining({
        partner: { slug: 'sandbox-post' },
        element: 'Person.nick',
        uses: 1,
      }),
      expect.objectContaining({ element: 'Mood.OLD', day: '2026-10-01', uses: 2 }),
      expect.objectContaining({ element: 'Person.nick', day: '2026-09-01', uses: 7 }),
    ]);
  });

  test.each<readonly [string, () => object, readonly string[]]>([
    ['a partner', () => ({ partner: bank.id }), ['Mood.OLD', 'Person.nick']],
    ['no partner by that id', () => ({ partner: 'x' }), []],
    ['an element', () => ({ element: 'Person.nick' }), ['Person.nick', 'Person.nick']],
    ['days', () => ({ since: '2026-10-01' }), ['Query.people(name:)', 'Person.nick', 'Mood.OLD']],
    ['all of them', () => ({ partner: bank.id, element: 'Person.nick', since: '2026-09-02' }), []],
  ])('is narrowed to %s', async (_what, variables, expected) => {
    expect(await elements(MINISTRY, variables())).toEqual(expected);
  });

  test('comes in pages', async () => {
    const first = await ask(MINISTRY, { first: 3 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await ask(MINISTRY, { first: 3, after: first.pageInfo.endCursor });
    expect(rest.edges.map(({ node }) => node.element)).toEqual(['Person.nick']);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  test('is for a partner what it uses itself, whatever it asks for', async () => {
    const client: Principal = {
      ...officerOf('PARTNER', null, []),
      ...{ purpose: 'PAYEE_VERIFICATION', scopes: ['eligibility:check'] },
      partner: { id: post.id, kind: 'POST' },
    };
    expect(await elements(client)).toEqual(['Person.nick']);
    expect(await elements(client, { partner: bank.id })).toEqual([]);
  });

  test('is for the head of an area what partners of its own use', async () => {
    const head = (code: string) => officerOf('REGENCY', code, ['regency_head']);
    expect(await elements(head('32.05'))).toEqual(['Query.people(name:)']);
    expect(await elements(head('32.73'))).toEqual([]);
  });

  test('is refused to who manages and oversees nobody, and the trail says so', async () => {
    const server = await actAs(app, officerOf('VILLAGE', '32.05.01.1001'));
    const answer = await server.graphql(QUERY);
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    expect(await trailOf(app, answer)).toMatchObject([
      { action: 'deprecatedUses', outcome: 'DENIED', people: 0 },
    ]);
    await server.close();
  });
});
