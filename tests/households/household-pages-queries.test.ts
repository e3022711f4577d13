import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestAnswer, type TestApp } from '../support/app.js';
import { codesOf, householdIdOf } from '../support/registry.js';

const JAKARTA_KK = '3171011612169901';

interface Page {
  readonly households: {
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly id: string; readonly village: { readonly code: string } };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
const PAGE = /* GraphQL */ `
  query ($within: RegionCode, $first: Int, $after: String) {
    households(within: $within, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          village {
            code
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function walk(
  persona: string,
  first: number,
  within?: string,
): Promise<Page['households']['edges'][number][]> {
  const seen = [];
  let after: string | null = null;
  do {
    const answer: TestAnswer<Page> = await app.graphql(PAGE, { first, after, within }, persona);
    const { data, errors } = answer;
    expect(errors).toBeUndefined();
    const { edges, pageInfo } = data!.households;
    expect(edges.length).toBeLessThanOrEqual(first);
    seen.push(...edges);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return seen;
}

describe('pages of households', () => {
  test('walked to the end show each household of the territory once, whatever their size', async () => {
    const [row] = await app.app.database.sql.query<{ count: number }>(
      'SELECT count(*)::int4 AS count FROM household',
    );
    const large = (await walk('officer-national', 100)).map(({ node }) => node.id);
    expect(large).toHaveLength(row!.count);
    expect(new Set(large).size).toBe(large.length);
    expect((await walk('officer-national', 9)).map(({ node }) => node.id)).toEqual(large);
  });

  test.each([
    ['officer-national', ''],
    ['officer-province', '32'],
    ['officer-regency', '32.05'],
    ['officer-district', '32.05.01'],
    ['officer-village', '32.05.01.1001'],
    ['officer:31', '31'],
  ])('of %s lie in %s', async (persona, territory) => {
    const seen = await walk(persona, 50);
    expect(seen.length).toBeGreaterThan(0);
    for (const { node } of seen) {
      expect(`${node.village.code}.`.startsWith(territory === '' ? '' : `${territory}.`)).toBe(
        true,
      );
    }
  });

  test('within an area hold that area alone, and outside the territory nothing', async () => {
    const garut = await walk('officer-national', 50, '32.05');
    for (const { node } of garut) expect(node.village.code).toMatch(/^32\.05\./);
    expect(garut).toEqual(await walk('officer-regency', 50));
    expect(await walk('officer-regency', 50, '32')).toEqual(garut);
    expect(await walk('officer-regency', 50, '31')).toEqual([]);
    expect(await walk('officer-village', 50, '32.05.01.1002')).toEqual([]);
    expect(await walk('officer-province', 50, '32.99')).toEqual([]);
  });

  test('a cursor is our id and nothing else; one of another list or of garbage is refused', async () => {
    const [edge] = await walk('officer-village', 100);
    expect(Buffer.from(edge!.cursor, 'base64').toString()).toBe(edge!.node.id);
    for (const key of ['32.05', '', "x' OR true", '3205011501799901', 'GPC:S:abc']) {
      const after = Buffer.from(key).toString('base64');
      expect(codesOf(await app.graphql(PAGE, { after }, 'officer-village'))).toEqual([
        'BAD_USER_INPUT',
      ]);
    }
  });

  test('a household of another territory is no place in the list, nor is one that does not exist', async () => {
    const there = Buffer.from(await householdIdOf(app, JAKARTA_KK)).toString('base64');
    const unknown = Buffer.from('01900000-0000-7000-8000-000000000000').toString('base64');
    const after = async (cursor: string) =>
      (await app.graphql<Page>(PAGE, { after: cursor, first: 100 }, 'officer-regency')).data;
    expect((await after(there))?.households.edges).toEqual([]);
    expect(await after(there)).toEqual(await after(unknown));
    const { data } = await app.graphql<Page>(PAGE, { after: there, first: 100 }, 'officer:31');
    expect(data?.households.edges.length).toBeGreaterThan(0);
  });

  test.each([0, -1, 101, -2_147_483_648, 2_147_483_647, 2_147_483_648])(
    'of %d households are refused',
    async (first) => {
      const answer = await app.graphql(PAGE, { first }, 'officer-national');
      expect(answer.data ?? null).toBeNull();
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    },
  );

  test('of 1 and of 100 households are given, and of 20 where no size is said', async () => {
    for (const [first, length] of [
      [1, 1],
      [undefined, 20],
      [null, 20],
    ] as const) {
      const { data } = await app.graphql<Page>(PAGE, { first }, 'officer-national');
      expect(data?.households.edges).toHaveLength(length);
    }
    const { data, errors } = await app.graphql<Page>(PAGE, { first: 100 }, 'officer-national');
    expect(errors).toBeUndefined();
    expect(data!.households.edges.length).toBeGreaterThan(60);
  });

  test('a negative size does not pay for the rest of an operation that asks for too much', async () => {
    const heavy =
      'edges { node { members { person { memberships { household { members { id person { id name } } } } } } } }';
    const answer = await app.graphql(
      `{ a: households(first: 100) { ${heavy} } b: households(first: -1000000) { ${heavy} } }`,
      {},
      'officer-national',
    );
    expect(codesOf(answer)).toEqual(['OPERATION_TOO_COMPLEX']);
  });

  test('are forward only', async () => {
    const answer = await app.graphql(
      '{ households(last: 2) { edges { cursor } } }',
      {},
      'officer-national',
    );
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  });
});
