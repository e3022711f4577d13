/*
 * What sealing under keys that lie apart costs, against the first form, in which each value carried its own key:
 *   npx tsx tests/bench/vault-cost.ts [postgresql://…]
 * Both ways are run in turn over the same rows, so what else the machine does falls on both; read the ratios.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../prisma/database.js';
import { compileJsonQuery } from '../../prisma/json-query.js';
import { bulkSql } from '../../prisma/seed/bulk-sql.js';
import { seedPopulation } from '../../prisma/seed/seed-population.js';
import { seedReference } from '../../prisma/seed/seed-reference.js';
import { openFirstForm } from '../../prisma/vault/first-form.js';
import { createVault } from '../../prisma/vault/vault.js';
import { sealFirstForm } from '../support/first-form.js';
import { onServer } from './prepare-database.js';

const ROUNDS = 40;
const PAGE = 100;
const IDENTITIES = 10_000;
const server = process.argv[2] ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

const key = randomBytes(32);
const wrapping = { current: 1, byId: new Map([[1, key]]) };
const vault = createVault({ wrapping, index: randomBytes(32) });

interface Page {
  readonly id: string;
  readonly identity: Buffer;
  readonly key: { wrapped: Buffer } | null;
  readonly members: { person: Omit<Page, 'members'> }[];
}

const name = `dinsos_vault_cost_${randomUUID().slice(0, 8)}`;
await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`));
const url = new URL(server);
url.pathname = `/${name}`;
const database = await openDatabase({ url: url.href, poolSize: 1 });
try {
  await database.migrate();
  const sql = bulkSql(database);
  await seedReference(sql);
  await seedPopulation(sql, vault, { households: 2_000, seed: 1 });
  await twins(database);
  await sql.query('ANALYZE');
  report('opening 10,000 identities', ...(await opening(database)));
  report('the statement of a page of 100 households', ...(await pages(database, false)));
  report('that page, its look written down', ...(await pages(database, true)));
  report('that page written down, its identities opened', ...(await pages(database, true, true)));
  const [bare] = await pages(database, false);
  const [written] = await pages(database, true);
  report('writing the look down, both first form', bare, written);
} finally {
  await database.close();
  await onServer(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
}

/** Beside each table one with the same rows in the first form. */
async function twins({ sql }: Database): Promise<void> {
  for (const table of ['person', 'household'] as const) {
    await sql.query(`CREATE TABLE first_${table} AS SELECT * FROM ${table}`);
    await sql.query(`ALTER TABLE first_${table} ADD PRIMARY KEY (id)`);
    const rows = await sql.query<{ id: string; identity: Uint8Array; wrapped: Uint8Array }>(
      `SELECT id, identity, wrapped FROM ${table} JOIN ${table}_key ON ${table}_id = id`,
    );
    await sql.query(
      `UPDATE first_${table} t SET identity = decode(g.identity, 'base64') FROM unnest($1::uuid[], $2::text[]) AS g(id, identity) WHERE t.id = g.id`,
      [
        rows.map(({ id }) => id),
        rows.map(({ id, identity, wrapped }) =>
          sealFirstForm(1, key, table, id, vault.open(table, id, identity, wrapped)).toString(
            'base64',
          ),
        ),
      ],
    );
    await sql.query(`VACUUM FULL first_${table}`);
  }
  await sql.query('CREATE INDEX ON first_household (village_code, id)');
}

async function opening({ sql }: Database): Promise<[number, number]> {
  const select = (table: string, columns: string): string =>
    `SELECT t.id, t.identity, ${columns} FROM ${table} t JOIN person_key k ON k.person_id = t.id LIMIT ${IDENTITIES}`;
  const before = await sql.query<{ id: string; identity: Uint8Array }>(select('first_person', '1'));
  const after = await sql.query<{ id: string; identity: Uint8Array; wrapped: Uint8Array }>(
    select('person', 'k.wrapped'),
  );
  const repeats = IDENTITIES / after.length;
  const [one, other] = await inTurn(
    () => {
      for (const { id, identity } of before) openFirstForm(wrapping, 'person', id, identity);
    },
    () => {
      for (const { id, identity, wrapped } of after) vault.open('person', id, identity, wrapped);
    },
  );
  return [one * repeats, other * repeats];
}

function pages({ sql }: Database, isWritten: boolean, isOpened = false): Promise<[number, number]> {
  const statement = (prefix: '' | 'first_'): string => {
    const sealed = prefix === '' ? { key: { select: { wrapped: true } }, erasedAt: true } : {};
    const columns = { id: true, identity: true, ...sealed };
    const query =
      compileJsonQuery(
        'Household',
        'r',
        {
          select: {
            ...{ ...columns, version: true, village: { select: { code: true, nameId: true } } },
            members: {
              where: { until: null },
              select: {
                relationship: true,
                person: { select: { ...columns, sex: true, birthDate: true } },
              },
            },
          },
        },
        isWritten ? 3 : 1,
      ) ??
      compileJsonQuery(
        'Household',
        'r',
        { select: { ...columns, members: { select: { person: { select: columns } } } } },
        isWritten ? 3 : 1,
      );
    if (query === null) throw new Error('The page is not covered.');
    const at = (text: string): string =>
      text.replaceAll(/"(person|household)" /g, `"${prefix}$1" `);
    const found = `SELECT h.id, ARRAY(SELECT m.person_id FROM household_member m WHERE m.household_id = h.id) AS people
      FROM ${prefix}household h ORDER BY h.village_code, h.id OFFSET (random() * 500)::int LIMIT ${PAGE}`;
    const looked = `, looked AS (INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, purpose, legal_basis, fields, people, person_ids)
      SELECT uuid_v7(), now(), 'bench', 'households', 'ALLOWED', 'bench', 'REGENCY', 'SOCIAL_SERVICE', 'bench', '{}', count(*), array_agg(p) FROM found, unnest(people) AS p)`;
    return `WITH found AS MATERIALIZED (${found}) ${isWritten ? looked : ''}
      SELECT (SELECT ${at(query.expression)} FROM ${prefix}household r ${at(query.joins)} WHERE r.id = found.id) AS row FROM found`;
  };
  const run = async (prefix: '' | 'first_'): Promise<void> => {
    const rows = await sql.query<{ row: Page }>(
      statement(prefix),
      [],
      `page-${prefix}-${isWritten}`,
    );
    if (!isOpened) return;
    for (const { row } of rows) {
      openOne(prefix, 'household', row);
      for (const { person } of row.members) openOne(prefix, 'person', person);
    }
  };
  return inTurn(
    () => run('first_'),
    () => run(''),
  );
}

function openOne(prefix: string, table: 'person' | 'household', row: Omit<Page, 'members'>): void {
  const bytes = (text: unknown): Buffer => Buffer.from(text as string, 'base64');
  if (prefix === '') vault.open(table, row.id, bytes(row.identity), bytes(row.key!.wrapped));
  else openFirstForm(wrapping, table, row.id, bytes(row.identity));
}

/** Runs two ways in turn and gives the median milliseconds of each. */
async function inTurn(
  one: () => void | Promise<void>,
  other: () => void | Promise<void>,
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = -5; round < ROUNDS; round++) {
    for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const started = performance.now();
      await (at === 0 ? one : other)();
      if (round >= 0) times[at].push(performance.now() - started);
    }
  }
  const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1]!;
  return [median(times[0]), median(times[1])];
}

function report(what: string, before: number, after: number): void {
  process.stdout.write(
    `${what.padEnd(50)} ${before.toFixed(2)} → ${after.toFixed(2)} ms, × ${(after / before).toFixed(3)}\n`,
  );
}
