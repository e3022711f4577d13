import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileJsonQuery, type JsonArguments } from '../../prisma/json-query.js';
import type { Database } from '../../prisma/database.js';
import { isWhole } from '../../prisma/whole-rows.js';
import { createTestApp, type TestApp } from '../support/app.js';

let app: TestApp;
let database: Database;

beforeAll(async () => {
  app = await createTestApp();
  ({ database } = app.app);
});
afterAll(() => app.close());

const WITHIN = { villageCode: { gte: '32', lt: '32/' } };

const COVERED: readonly (readonly [string, JsonArguments])[] = [
  ['columns', { select: { id: true, version: true, lastVerifiedOn: true, monthlyIncome: true } }],
  [
    'sealed bytes and instants',
    { select: { id: true, identity: true, kkIndex: true, createdAt: true } },
  ],
  ['a single relation', { select: { id: true, village: { select: { code: true, level: true } } } }],
  [
    'a list in the order of a relation of its own',
    {
      select: {
        id: true,
        members: {
          where: { until: null },
          orderBy: [{ relationship: 'asc' }, { person: { birthDate: 'asc' } }, { id: 'asc' }],
          include: {
            person: { select: { id: true, identity: true, birthDate: true, warnings: true } },
          },
        },
      },
    },
  ],
  [
    'a relation that may be absent',
    {
      select: {
        id: true,
        enrolments: {
          orderBy: { id: 'asc' },
          select: { id: true, status: true, person: { select: { id: true, sex: true } } },
        },
        exclusions: { orderBy: { id: 'asc' }, include: { ground: true } },
      },
    },
  ],
  [
    'a list filtered by a relation, by one of several values, and by either of two conditions',
    {
      select: {
        id: true,
        classifications: {
          where: {
            AND: [
              { household: { villageCode: { gte: '1', lt: ':' } } },
              { OR: [{ sensitivity: { in: ['R1', 'R2'] } }, { until: null }] },
            ],
          },
          orderBy: [{ since: 'desc' }, { id: 'desc' }],
          include: { category: { select: { code: true, subjects: true } } },
        },
      },
    },
  ],
  [
    'relations three deep',
    {
      select: {
        id: true,
        members: {
          orderBy: { id: 'asc' },
          select: {
            person: {
              select: {
                id: true,
                conditions: { orderBy: { id: 'asc' } },
                dukcapilMatches: { orderBy: { id: 'asc' } },
                household: { select: { id: true, listings: { orderBy: { since: 'desc' } } } },
              },
            },
          },
        },
      },
    },
  ],
];

describe('a selection as one statement', () => {
  test.each(COVERED)('gives what Prisma gives: %s', async (_what, selection) => {
    const expected = await database.prisma.household.findMany({
      ...selection,
      where: WITHIN,
      orderBy: { id: 'asc' },
    });
    expect(expected.length).toBeGreaterThan(10);
    const given = await read({ ...selection, where: WITHIN });
    expect(plain(given)).toEqual(plain(expected));
    expect(given.every(isWhole)).toBe(true);
  });

  test.each<readonly [string, JsonArguments]>([
    ['a page of a list', { select: { members: { take: 3 } } }],
    ['distinct rows', { distinct: ['villageCode'] }],
    ['a count', { select: { _count: true } }],
    ['a list of big integers', { select: { people: { select: { nameTokens: true } } } }],
    ['an operator that it does not know', { where: { villageCode: { startsWith: '32' } } }],
    ['a condition about a list', { where: { members: { some: { until: null } } } }],
    ['a column that does not exist', { select: { nickname: true } }],
    [
      'an order of another kind',
      { select: { members: { orderBy: { since: { sort: 'asc', nulls: 'last' } } } } },
    ],
  ])('leaves to Prisma what it does not cover: %s', (_what, selection) => {
    expect(compileJsonQuery('Household', 'r', selection, 1)).toBeNull();
  });

  test('no row passes an empty list of values', async () => {
    expect(await read({ select: { id: true }, where: { id: { in: [] } } })).toEqual([]);
  });
});

async function read(args: JsonArguments): Promise<Record<string, unknown>[]> {
  const query = compileJsonQuery('Household', 'r', args, 1);
  if (query === null) throw new Error('The selection is not covered.');
  const { expression, joins, condition, params, revive } = query;
  const rows = await database.sql.query<{ row: Record<string, unknown> }>(
    `SELECT ${expression} AS row FROM household r ${joins} WHERE ${condition} ORDER BY r.id`,
    params,
  );
  return rows.map(({ row }) => revive(row));
}

/** A tree in which bytes of either kind are the same. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
