import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../api/context.js';
import type { Database } from '../../prisma/database.js';
import { officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { serverSide } from '../support/hands.js';
import { as, BANDUNG, GARUT, homeIn, regenciesBy, undone, type Home } from '../support/offices.js';

let app: TestApp;
/** As the test handles it: every row. */
let hands: Database;
/** As the server works with it. */
let database: Database;
let bandung: Home;

beforeAll(async () => {
  app = await createTestApp();
  hands = app.app.database;
  database = serverSide(hands);
  bandung = await homeIn(hands, '32.73');
});
afterAll(() => app.close());

const PEOPLE = [
  ...['household', 'household_member', 'person', 'person_condition', 'dukcapil_match'],
  ...['registry_listing', 'housing_condition', 'disaster_loss', 'exclusion', 'enrolment'],
  ...['classification', 'decision'],
];

describe('whoever asks for everything', () => {
  test('gets no row about people where nobody is named', async () => {
    for (const table of PEOPLE) {
      const all = await hands.sql.query(`SELECT FROM ${table}`);
      if (table !== 'decision') expect(all.length, table).toBeGreaterThan(0);
      expect(await as(null, () => database.sql.query(`SELECT FROM ${table}`)), table).toEqual([]);
      expect(await database.sql.query(`SELECT FROM ${table}`), table).toEqual([]);
    }
  });

  test('gets his own regency and no other, by raw SQL', async () => {
    expect((await regenciesBy(hands.sql)).length).toBeGreaterThan(2);
    expect(await as(GARUT, () => regenciesBy(database.sql))).toEqual(['32.05']);
    expect(await as(BANDUNG, () => regenciesBy(database.sql))).toEqual(['32.73']);
  });

  test('gets his own regency and no other, by Prisma: in lists, in what is nested, in counts', async () => {
    const person = { select: { villageCode: true } } as const;
    const members = { where: { until: null }, select: { person } } as const;
    const households = await as(GARUT, () =>
      database.prisma.household.findMany({ select: { villageCode: true, members } }),
    );
    expect(households.length).toBeGreaterThan(0);
    for (const household of households) {
      const inside = household.members.map((member) => member.person.villageCode);
      for (const code of [household.villageCode, ...inside]) {
        expect(code).toMatch(/^32\.05\./);
      }
    }
    const village = await as(GARUT, () =>
      database.prisma.region.findFirstOrThrow({
        where: { code: bandung.village },
        include: { households: true, _count: { select: { households: true } } },
      }),
    );
    expect(village.households).toEqual([]);
    expect(village._count).toEqual({ households: 0 });
    expect(await as(GARUT, () => database.prisma.person.count())).toBe(
      await hands.prisma.person.count({ where: { villageCode: { gte: '32.05', lt: '32.05/' } } }),
    );
    const stranger = { where: { id: bandung.personId } };
    expect(await as(GARUT, () => database.prisma.person.findUnique(stranger))).toBeNull();
  });

  test('gets his own regency and no other, in a transaction of either kind', async () => {
    expect(await as(GARUT, () => database.sql.transaction(regenciesBy))).toEqual(['32.05']);
    const people = await as(GARUT, () =>
      database.prisma.$transaction(async (inner) => [
        ...(await inner.person.findMany({ select: { villageCode: true } })),
        ...(await inner.person.findMany({ select: { villageCode: true } })),
      ]),
    );
    expect(new Set(people.map(({ villageCode }) => villageCode.slice(0, 5)))).toEqual(
      new Set(['32.05']),
    );
  });

  test('gets no R3 classification without the role of the case team', async () => {
    const r3 = `SELECT FROM classification WHERE sensitivity = 'R3'`;
    expect((await hands.sql.query(r3)).length).toBeGreaterThan(0);
    const ministry = officerOf('NATIONAL', null);
    expect(await as(ministry, () => database.sql.query(r3))).toEqual([]);
    const [place] = await hands.sql.query<{ code: string }>(
      `SELECT left(h.village_code, 5) AS code FROM classification c JOIN household h ON h.id = c.household_id
       WHERE c.sensitivity = 'R3' LIMIT 1`,
    );
    const caseTeam = officerOf('REGENCY', place!.code, ['social_worker']);
    expect((await as(caseTeam, () => database.sql.query(r3))).length).toBeGreaterThan(0);
  });

  test('gets nothing by the functions that see more than he does', async () => {
    const { sql } = database;
    const names = `SELECT people_by_name('1', ':', $1::int8[], 1, 1, 100, NULL)`;
    const [token] = await hands.sql.query<{ token: bigint }>(
      'SELECT name_tokens[1] AS token FROM person WHERE id = $1::uuid',
      [bandung.personId],
    );
    const tokens = [[String(token!.token)]];
    expect((await as(BANDUNG, () => sql.query(names, tokens))).length).toBeGreaterThan(0);
    expect(await as(GARUT, () => sql.query(names, tokens))).toEqual([]);
    expect(await as(null, () => sql.query(names, tokens))).toEqual([]);
    const days = 'SELECT * FROM days_of_memberships($1::uuid)';
    expect(await as(BANDUNG, () => sql.query(days, [bandung.personId]))).toHaveLength(1);
    expect(await as(GARUT, () => sql.query(days, [bandung.personId]))).toEqual([]);
    const state = `SELECT * FROM household_states(ARRAY[$1::uuid], ARRAY['2099-01-01'::timestamptz], '1', ':')`;
    expect(await as(BANDUNG, () => sql.query(state, [bandung.id]))).toHaveLength(1);
    expect(await as(GARUT, () => sql.query(state, [bandung.id]))).toEqual([]);
    expect(await as(null, () => sql.query(state, [bandung.id]))).toEqual([]);
    await hands.sql.query('UPDATE household SET monthly_income = 7 WHERE id = $1::uuid', [
      bandung.id,
    ]);
    const changes = `SELECT * FROM household_changes(ARRAY[$1::uuid], ARRAY[10], ARRAY[NULL::uuid], '1', ':')`;
    expect(await as(BANDUNG, () => sql.query(changes, [bandung.id]))).toHaveLength(1);
    expect(await as(GARUT, () => sql.query(changes, [bandung.id]))).toEqual([]);
  });

  test('gets every row once row-level security is off: it is what the tests above see', async () => {
    const seen = await undone(hands.sql, async (sql) => {
      await sql.query('ALTER TABLE person NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY');
      await sql.query('SET LOCAL ROLE dinsos_app');
      return regenciesBy(sql);
    });
    expect(seen).toEqual(await regenciesBy(hands.sql));
  });
});

describe('a resolver that forgets every filter', () => {
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType<unknown, Context>({
      name: 'Query',
      fields: {
        people: {
          type: new GraphQLNonNull(GraphQLInt),
          resolve: (_root, _args, context) => context.app.database.prisma.person.count(),
        },
        households: {
          type: new GraphQLNonNull(GraphQLInt),
          async resolve(_root, _args, { app: { database: its } }) {
            await new Promise((resolve) => setTimeout(resolve, 1));
            return (await its.sql.query('SELECT FROM household')).length;
          },
        },
      },
    }),
  });

  test.each(['{ people households }', '{ households people }'])(
    'shows each caller his own, however they come together: %s',
    async (document) => {
      const forgetful = await createTestApp({ schema, database });
      const [country, here] = await Promise.all(
        ['1', '32.05'].map(async (low) => {
          const range = { villageCode: { gte: low, lt: low === '1' ? ':' : '32.05/' } };
          return {
            people: await hands.prisma.person.count({ where: range }),
            households: await hands.prisma.household.count({ where: range }),
          };
        }),
      );
      const personas = ['officer-national', 'officer-regency', 'bank'];
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          forgetful.graphql(document, {}, personas[index % personas.length]),
        ),
      );
      answers.forEach(({ data }, index) => {
        const expected = [country, here, { people: 0, households: 0 }][index % personas.length];
        expect(data).toEqual(expected);
      });
      expect(here!.people).toBeGreaterThan(0);
      expect(country!.people).toBeGreaterThan(here!.people);
      await forgetful.close();
    },
  );
});
