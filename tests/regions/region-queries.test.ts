import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestAnswer, type TestApp } from '../support/app.js';
import { codesOf } from '../support/registry.js';

interface RegionsAnswer {
  readonly regions: {
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly code: string };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const PAGE = /* GraphQL */ `
  query ($parent: RegionCode, $first: Int, $after: String) {
    regions(parent: $parent, first: $first, after: $after) {
      edges {
        cursor
        node {
          code
          level
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;

const ONE = /* GraphQL */ `
  query ($code: RegionCode!) {
    region(code: $code) {
      code
      name
      level
      villageKind
      parent {
        code
        parent {
          code
          parent {
            code
          }
        }
      }
      aliases {
        retiredCode
        name
      }
    }
  }
`;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function walk(parent: string | null, first: number): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const answer: TestAnswer<RegionsAnswer> = await app.graphql(
      PAGE,
      { parent, first, after },
      'bank',
    );
    const { data, errors } = answer;
    expect(errors).toBeUndefined();
    const { edges, pageInfo } = data!.regions;
    pages.push(edges.map(({ node }) => node.code));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return pages;
}

test('there are 38 provinces, each once, on however many pages', async () => {
  const whole = (await walk(null, 100)).flat();
  expect(whole).toHaveLength(38);
  expect(whole).toEqual([...new Set(whole)].sort());
  const pages = await walk(null, 7);
  expect(pages).toHaveLength(6);
  expect(pages.flat()).toEqual(whole);
});

test('a page that ends with the last region names no further page', async () => {
  const pages = await walk(null, 19);
  expect(pages.map((page) => page.length)).toEqual([19, 19]);
});

test('the regencies of a province lie in it, and its districts in them', async () => {
  const regencies = (await walk('32', 50)).flat();
  expect(regencies).toHaveLength(27);
  for (const code of regencies) expect(code).toMatch(/^32\.\d{2}$/);
  const districts = (await walk('32.05', 50)).flat();
  for (const code of districts) expect(code).toMatch(/^32\.05\.\d{2}$/);
  expect((await walk('32.05.01.1001', 10)).flat()).toEqual([]);
});

test('a village knows its kind and every area that it lies in', async () => {
  const { data } = await app.graphql(ONE, { code: '32.05.01.1001' }, 'citizen-desk');
  expect(data?.['region']).toMatchObject({
    code: '32.05.01.1001',
    level: 'VILLAGE',
    villageKind: 'KELURAHAN',
    parent: { code: '32.05.01', parent: { code: '32.05', parent: { code: '32' } } },
    aliases: [],
  });
});

test.each([
  ['91.01', '93.01', 'Kabupaten Merauke'],
  ['92.71', '96.71', 'Kota Sorong'],
  ['64.73', '65.71', 'Kota Tarakan'],
])('the retired code %s finds its successor %s', async (code, successor, name) => {
  const { data } = await app.graphql(ONE, { code }, 'bank');
  expect(data?.['region']).toMatchObject({
    code: successor,
    aliases: [{ retiredCode: code, name }],
  });
});

test('a code of which no successor is known, and one that never was, find nothing', async () => {
  for (const code of ['64.04', '99', '32.99', '32.05.01.1999']) {
    const { data, errors } = await app.graphql(ONE, { code }, 'bank');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ region: null });
  }
});

test('a cursor is the code and nothing else, and what is no such cursor is refused', async () => {
  const { data } = await app.graphql<RegionsAnswer>(PAGE, { first: 1 }, 'bank');
  const [edge] = data!.regions.edges;
  expect(Buffer.from(edge!.cursor, 'base64').toString()).toBe(edge!.node.code);
  for (const after of [
    '',
    'xx',
    '%',
    Buffer.from("11' OR 1=1").toString('base64'),
    'a'.repeat(99),
  ]) {
    const answer = await app.graphql(PAGE, { after }, 'bank');
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toBe('after must be a cursor of this list.');
  }
});

test.each([0, -1, 101, 2_147_483_647])('a page of %d regions is refused', async (first) => {
  const answer = await app.graphql(PAGE, { first }, 'bank');
  expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
});

test('a malformed code is refused without being repeated', async () => {
  for (const code of ['3205', '32.5', '32.05.01.4001', '0', '%', '32.05.01.1001.1']) {
    const answer = await app.graphql(ONE, { code }, 'bank');
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).not.toContain(`"${code}"`);
  }
});
