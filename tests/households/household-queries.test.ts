import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestAnswer, type TestApp } from '../support/app.js';
import { codesOf, householdIdOf, personIdOf } from '../support/registry.js';

const FIRE_VICTIM_KK = '3205012111119901';
const JAKARTA_KK = '3171011612169901';

const WHOLE = /* GraphQL */ `
  query ($by: HouseholdBy!) {
    household(by: $by) {
      id
      kkNumber
      address
      rt
      rw
      village {
        code
      }
      monthlyIncome
      lastVerifiedOn
      version
      members {
        relationship
        since
        until
        person {
          nik
          name
          sex
          birthDate
          conditions {
            kind
            grade
          }
          dukcapilMatches {
            status
          }
          household {
            kkNumber
          }
        }
      }
      listings {
        system
        period
        listed
        decile
      }
      housing {
        floor
        floorAreaDm2
      }
      losses {
        kind
        happenedOn
        verifiedOn
        damage
      }
      exclusions {
        since
        ground {
          code
          scope
        }
        person {
          name
        }
      }
      enrolments {
        status
        since
        decree
        program {
          code
        }
        person {
          name
        }
      }
    }
  }
`;

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

async function walk(persona: string, first: number, within?: string): Promise<Page['households']['edges'][number][]> {
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

describe('one household', () => {
  test('is found by its KK number with everything that is recorded in it, the head first', async () => {
    const { data, errors } = await app.graphql(WHOLE, { by: { kkNumber: FIRE_VICTIM_KK } }, 'officer-village');
    expect(errors).toBeUndefined();
    expect(data?.['household']).toMatchObject({
      kkNumber: FIRE_VICTIM_KK,
      rt: '003',
      rw: '007',
      village: { code: '32.05.01.1001' },
      monthlyIncome: 2_400_000,
      version: 1,
      listings: [],
      losses: [
        { kind: 'FIRE', happenedOn: '2026-10-20', verifiedOn: '2026-10-21', damage: 'HEAVY' },
      ],
      members: [
        {
          relationship: 'HEAD',
          since: '2019-01-01',
          until: null,
          person: {
            nik: '3205011501799901',
            name: 'Budi Contoh',
            sex: 'M',
            birthDate: '1979-01-15',
            dukcapilMatches: [{ status: 'MATCHED' }],
            household: { kkNumber: FIRE_VICTIM_KK },
          },
        },
        { relationship: 'SPOUSE', person: { name: 'Sari Contoh' } },
        { relationship: 'CHILD', person: { name: 'Adit Contoh' } },
        { relationship: 'CHILD', since: '2019-04-18', person: { name: 'Putri Contoh' } },
      ],
    });
  });

  test('is the same by our id as by its KK number', async () => {
    const id = await householdIdOf(app, FIRE_VICTIM_KK);
    const byId = await app.graphql(WHOLE, { by: { id } }, 'officer-regency');
    const byKk = await app.graphql(WHOLE, { by: { kkNumber: FIRE_VICTIM_KK } }, 'officer-province');
    expect(byId.data?.['household']).toMatchObject({ id });
    expect(byId.data).toEqual(byKk.data);
  });

  test('shows exclusions, housing and enrolments where there are any', async () => {
    const excluded = await app.graphql(WHOLE, { by: { kkNumber: '3205012404139901' } }, 'officer-district');
    expect(excluded.data?.['household']).toMatchObject({
      exclusions: expect.arrayContaining([
        { since: '2019-01-01', ground: { code: 'FAMILY_OF_STATE_EMPLOYEE', scope: 'FAMILY' }, person: null },
        {
          since: '2019-01-01',
          ground: { code: 'ACTIVE_STATE_EMPLOYEE', scope: 'PERSON' },
          person: { name: 'Agus Contoh' },
        },
      ]),
    });
    const housed = await app.graphql(WHOLE, { by: { kkNumber: '3510013003039901' } }, 'officer:35.10');
    expect(housed.data?.['household']).toMatchObject({
      housing: [{ floor: 'EARTH', floorAreaDm2: 3_600 }],
      listings: [
        { system: 'DTSEN', period: '2026-Q4', listed: true, decile: 1 },
        { system: 'DTKS', period: '2019-Q1', listed: true, decile: 1 },
      ],
    });
    const enrolled = await app.graphql(WHOLE, { by: { kkNumber: '3171012808089901' } }, 'officer:31');
    expect(enrolled.data?.['household']).toMatchObject({
      enrolments: [
        { status: 'WAITLISTED', decree: null, program: { code: 'PKH' }, person: null },
        { status: 'ACTIVE', decree: 'SK-CONTOH/BPNT/2025-01', program: { code: 'BPNT' } },
      ],
    });
  });

  test('holds a newborn without NIK, who can be found only through it', async () => {
    const { data } = await app.graphql(WHOLE, { by: { kkNumber: '3205011404249901' } }, 'officer-village');
    expect(data?.['household']).toMatchObject({
      members: [{ relationship: 'HEAD' }, { person: { nik: null, name: 'Bayi Contoh' } }],
    });
  });

  test('of another territory answers byte for byte as one that does not exist', async () => {
    const id = await householdIdOf(app, JAKARTA_KK);
    const strip = ({ data, errors, status }: Awaited<ReturnType<TestApp['graphql']>>) =>
      JSON.stringify({ data, errors, status });
    const missing = await app.graphql(WHOLE, { by: { kkNumber: '3171011612169999' } }, 'officer-regency');
    expect(missing.data).toEqual({ household: null });
    expect(missing.errors).toBeUndefined();
    for (const by of [
      { kkNumber: JAKARTA_KK },
      { id },
      { id: '01900000-0000-7000-8000-000000000000' },
      { id: await personIdOf(app, '3205011501799901') },
      { id: 'no-id' },
      { id: '' },
    ]) {
      expect(strip(await app.graphql(WHOLE, { by }, 'officer-regency'))).toBe(strip(missing));
    }
  });

  test('is asked for by exactly one key', async () => {
    for (const by of [{}, { id: 'x', kkNumber: FIRE_VICTIM_KK }, { id: null }]) {
      expect(codesOf(await app.graphql(WHOLE, { by }, 'officer-regency'))).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('is refused by a malformed KK number without repeating it', async () => {
    for (const kkNumber of ['123', '32050121111199011', '3205012111119a01', '0000000000000000']) {
      const answer = await app.graphql(WHOLE, { by: { kkNumber } }, 'officer-regency');
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      expect(JSON.stringify(answer.errors)).not.toContain(kkNumber);
    }
  });
});

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
      expect(`${node.village.code}.`.startsWith(territory === '' ? '' : `${territory}.`)).toBe(true);
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
      expect(codesOf(await app.graphql(PAGE, { after }, 'officer-village'))).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('after a household of another territory nothing of that territory follows', async () => {
    const after = Buffer.from(await householdIdOf(app, JAKARTA_KK)).toString('base64');
    const { data } = await app.graphql<Page>(PAGE, { after, first: 100 }, 'officer-regency');
    for (const { node } of data!.households.edges) expect(node.village.code).toMatch(/^32\.05\./);
    const unknown = Buffer.from('01900000-0000-7000-8000-000000000000').toString('base64');
    const answer = await app.graphql<Page>(PAGE, { after: unknown }, 'officer-regency');
    expect(answer.data?.households.edges).toEqual([]);
  });

  test.each([0, -1, 101, -2_147_483_648, 2_147_483_647, 2_147_483_648])('of %d households are refused', async (first) => {
    const answer = await app.graphql(PAGE, { first }, 'officer-national');
    expect(answer.data ?? null).toBeNull();
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  });

  test('of 1 and of 100 households are given, and of 20 where no size is said', async () => {
    for (const [first, length] of [[1, 1], [undefined, 20], [null, 20]] as const) {
      const { data } = await app.graphql<Page>(PAGE, { first }, 'officer-national');
      expect(data?.households.edges).toHaveLength(length);
    }
    const { data, errors } = await app.graphql<Page>(PAGE, { first: 100 }, 'officer-national');
    expect(errors).toBeUndefined();
    expect(data!.households.edges.length).toBeGreaterThan(60);
  });

  test('a negative size does not pay for the rest of an operation that asks for too much', async () => {
    const heavy = 'edges { node { members { person { memberships { household { members { id person { id name } } } } } } } }';
    const answer = await app.graphql(
      `{ a: households(first: 100) { ${heavy} } b: households(first: -1000000) { ${heavy} } }`,
      {},
      'officer-national',
    );
    expect(codesOf(answer)).toEqual(['OPERATION_TOO_COMPLEX']);
  });

  test('are forward only', async () => {
    const answer = await app.graphql('{ households(last: 2) { edges { cursor } } }', {}, 'officer-national');
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('history', () => {
  const HISTORY = /* GraphQL */ `
    query ($id: ID!, $at: DateTime!, $first: Int, $after: String) {
      household(by: { id: $id }) {
        changes(first: $first, after: $after) {
          edges {
            cursor
            node {
              id
              actor
              action
              record
              recordId
              fields
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        asOf(at: $at) {
          version
          address
          kkNumber
          members {
            name
            nik
            relationship
          }
        }
      }
    }
  `;
  interface History {
    readonly household: {
      readonly changes: {
        readonly edges: readonly {
          readonly node: { readonly record: string; readonly fields: readonly string[] };
        }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
      readonly asOf: { readonly version: number; readonly members: readonly { readonly name: string }[] } | null;
    };
  }

  test('tells who changed which fields, latest first, and gives the state of an instant back', async () => {
    const { sql } = app.app.database;
    const id = await householdIdOf(app, '3205010202169901');
    const persona = 'officer-regency';
    const stamp = async (): Promise<string> => {
      const [row] = await sql.query<{ at: string }>(
        `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`,
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
      return row!.at;
    };
    await sql.query('UPDATE household SET updated_at = $2::timestamptz WHERE id = $1::uuid', [id, '2026-01-01']);
    const before = await stamp();
    await sql.query('UPDATE household SET monthly_income = 5, version = 2 WHERE id = $1::uuid', [id]);
    const between = await stamp();
    await sql.query(
      `UPDATE household_member SET until = DATE '2026-10-01' WHERE household_id = $1::uuid AND relationship = 'SPOUSE'`,
      [id],
    );
    await sql.query('UPDATE household SET monthly_income = 6, version = 3 WHERE id = $1::uuid', [id]);
    const after = await stamp();

    const ask = async (variables: object) =>
      (await app.graphql<History>(HISTORY, { id, ...variables }, persona)).data!.household;
    const then = await ask({ at: between, first: 2 });
    expect(then.changes.edges.map(({ node }) => [node.record, node.fields])).toEqual([
      ['household', ['monthly_income']],
      ['household_member', ['until']],
    ]);
    expect(then.changes.pageInfo.hasNextPage).toBe(true);
    expect(then.asOf).toMatchObject({
      version: 2,
      members: [
        { name: 'Cecep Contoh', nik: '3205013101869901', relationship: 'HEAD' },
        { name: 'Imas Contoh', relationship: 'SPOUSE' },
      ],
    });
    const rest = await ask({ at: after, first: 2, after: then.changes.pageInfo.endCursor });
    expect(rest.changes.edges.map(({ node }) => node.fields)).toEqual([['monthly_income']]);
    expect(rest.changes.pageInfo.hasNextPage).toBe(false);
    expect(rest.asOf?.version).toBe(3);
    expect(rest.asOf?.members.map(({ name }) => name)).toEqual(['Cecep Contoh']);
    expect((await ask({ at: before })).asOf?.version).toBe(1);
    expect((await ask({ at: '1999-01-01T00:00:00Z' })).asOf).toBeNull();
  });

  test('an instant without a zone is refused', async () => {
    const id = await householdIdOf(app, FIRE_VICTIM_KK);
    for (const at of ['2026-11-01', '2026-11-01T10:00:00', '2026-13-01T10:00:00Z']) {
      expect(codesOf(await app.graphql(HISTORY, { id, at }, 'officer-regency'))).toEqual(['BAD_USER_INPUT']);
    }
  });
});
