import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { codesOf, householdIdOf } from '../support/registry.js';

const FIRE_VICTIM_KK = '3205012111119901';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

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
      readonly asOf: {
        readonly version: number;
        readonly members: readonly { readonly name: string }[];
      } | null;
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
    await sql.query('UPDATE household SET updated_at = $2::timestamptz WHERE id = $1::uuid', [
      id,
      '2026-01-01',
    ]);
    const before = await stamp();
    await sql.query('UPDATE household SET monthly_income = 5, version = 2 WHERE id = $1::uuid', [
      id,
    ]);
    const between = await stamp();
    await sql.query(
      `UPDATE household_member SET until = DATE '2026-10-01' WHERE household_id = $1::uuid AND relationship = 'SPOUSE'`,
      [id],
    );
    await sql.query('UPDATE household SET monthly_income = 6, version = 3 WHERE id = $1::uuid', [
      id,
    ]);
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
      expect(codesOf(await app.graphql(HISTORY, { id, at }, 'officer-regency'))).toEqual([
        'BAD_USER_INPUT',
      ]);
    }
  });
});
