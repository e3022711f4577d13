import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClaimsPool } from '../../prisma/claims-pool.js';
import type { Database } from '../../prisma/database.js';
import { embeddedAdapter } from '../../prisma/embedded.js';
import { PrismaClient } from '../../prisma/generated/client.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { serverSide } from '../support/hands.js';
import { as, BANDUNG, GARUT, homeIn, regenciesBy, type Home } from '../support/offices.js';

let app: TestApp;
/** As the test handles it: every row. */
let hands: Database;
/** As the server works with it. */
let database: Database;
let garut: Home;
let bandung: Home;

beforeAll(async () => {
  app = await createTestApp();
  hands = app.app.database;
  database = serverSide(hands);
  garut = await homeIn(hands, '32.05');
  bandung = await homeIn(hands, '32.73');
});
afterAll(() => app.close());

describe('callers who ask at once', () => {
  /** One of the ways of asking, by turns; each gives the regencies that it was shown. */
  async function ask(index: number, home: Home): Promise<string[]> {
    const { sql, prisma } = database;
    const short = (rows: readonly { villageCode: string }[]) => [
      ...new Set(rows.map(({ villageCode }) => villageCode.slice(0, 5))),
    ];
    const select = { villageCode: true } as const;
    switch (index % 5) {
      case 0:
        return regenciesBy(sql);
      case 1:
        return sql.transaction(regenciesBy);
      case 2:
        return short(await prisma.person.findMany({ select }));
      case 3: {
        const where = { id: index % 2 === 0 ? home.personId : garut.personId };
        const found = await prisma.person.findUnique({ where, select });
        return short(found === null ? [] : [found]);
      }
      default:
        await sql.query(`SELECT 1 / 0`).catch(() => undefined);
        return short(await prisma.person.findMany({ select }));
    }
  }

  test('see by their own claims, four hundred of them over two offices, errors among them', async () => {
    const answers: { regency: string; seen: string[] }[] = [];
    // Twenty times twenty: more at once would wait for a connection longer than a request may, on a slow machine.
    for (let wave = 0; wave < 20; wave++) {
      const asked = Array.from({ length: 20 }, async (_, index) => {
        const [officer, home, regency] =
          index % 2 === 0 ? [GARUT, garut, '32.05'] : [BANDUNG, bandung, '32.73'];
        const seen = await as(officer, () => ask(Math.floor(index / 2), home));
        return { regency, seen };
      });
      answers.push(...(await Promise.all(asked)));
    }
    expect(answers).toHaveLength(400);
    const leaks = answers.filter(({ regency, seen }) => seen.some((code) => code !== regency));
    expect(leaks).toEqual([]);
    expect(answers.filter(({ seen }) => seen.length > 0).length).toBeGreaterThan(300);
  });

  test('leave nothing behind them on the connection', async () => {
    for (let round = 0; round < 12; round++) {
      expect(await as(GARUT, () => regenciesBy(database.sql))).toEqual(['32.05']);
      await expect(as(BANDUNG, () => database.sql.query('SELECT nothing'))).rejects.toThrow();
      expect(await as(null, () => regenciesBy(database.sql))).toEqual([]);
    }
  });

  const both = (prisma: PrismaClient) =>
    Promise.all(
      [GARUT, BANDUNG].map((officer) =>
        as(officer, async () =>
          Promise.all(
            [garut, bandung].map(({ personId }) =>
              prisma.person.findUnique({ where: { id: personId }, select: { villageCode: true } }),
            ),
          ),
        ),
      ),
    );

  test('share no batch of Prisma', async () => {
    const [ofGarut, ofBandung] = await both(database.prisma);
    expect(ofGarut).toEqual([{ villageCode: garut.village }, null]);
    expect(ofBandung).toEqual([null, { villageCode: bandung.village }]);
  });

  test('would share one, if Prisma were left to itself', async () => {
    const adapter =
      'session' in database.driver
        ? embeddedAdapter(database.driver.session, 'dinsos_app')
        : new PrismaPg(poolLike(database.driver.pool), { disposeExternalPool: true });
    const plain = new PrismaClient({ adapter });
    const [, ofBandung] = await both(plain);
    expect(ofBandung).not.toEqual([null, { villageCode: bandung.village }]);
    await plain.$disconnect();
  });
});

function poolLike({ options }: pg.Pool): ClaimsPool {
  return new ClaimsPool({ ...options, options: '-c role=dinsos_app' });
}
