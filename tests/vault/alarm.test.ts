import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { memberId, registerFamily, type ChangeAnswer } from '../support/changes.js';

/* P3 at the front door: somebody who can write to the database, but has no key, moves and bends what is sealed. */
const OFFICER = 'officer-regency';
let app: TestApp;
let mine: ChangeAnswer;
let theirs: ChangeAnswer;
let kept: object[] = [];
beforeAll(async () => {
  app = await createTestApp({ schema });
  mine = await registerFamily(app);
  theirs = await registerFamily(app);
  kept = await stored();
});
afterEach(restoreRows);
afterAll(() => app.close());

const stored = () =>
  app.app.database.sql.query<object>(
    `SELECT p.id, encode(p.identity, 'hex') AS identity, encode(k.wrapped, 'hex') AS wrapped, k.wrapping_key_id FROM person p
      JOIN person_key k ON k.person_id = p.id WHERE p.household_id = ANY($1::uuid[])`,
    [[mine.id, theirs.id]],
  );

async function restoreRows(): Promise<void> {
  const { sql } = app.app.database;
  for (const row of kept as { id: string; identity: string; wrapped: string }[]) {
    const { id, identity, wrapped } = row;
    await sql.query(`UPDATE person SET identity = decode($2, 'hex') WHERE id = $1::uuid`, [
      ...[id, identity],
    ]);
    await sql.query(
      `INSERT INTO person_key SELECT $1::uuid, decode($2, 'hex'), 1
        ON CONFLICT (person_id) DO UPDATE SET wrapped = excluded.wrapped`,
      [id, wrapped],
    );
  }
}

const READ = `query ($id: ID!) { household(by: { id: $id }) { address members { relationship person { id name nik } } } }`;

async function read(id: string) {
  const before = app.logs.length;
  const answer = await app.graphql(READ, { id }, OFFICER);
  const alarms = app.logs
    .slice(before)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ event }) => event === 'seal_broken');
  return { answer, alarms };
}

describe('whoever reads what was tampered with gets a fault, and the log one alarm without data', () => {
  test.each([
    [
      "one person's identity under another",
      `UPDATE person p SET identity = o.identity FROM person o WHERE p.id = $1::uuid AND o.id = $2::uuid`,
    ],
    [
      "one person's key under another",
      `UPDATE person_key p SET wrapped = o.wrapped FROM person_key o WHERE p.person_id = $1::uuid AND o.person_id = $2::uuid`,
    ],
    [
      'identity and key together',
      `WITH k AS (UPDATE person_key p SET wrapped = o.wrapped FROM person_key o WHERE p.person_id = $1::uuid AND o.person_id = $2::uuid)
       UPDATE person p SET identity = o.identity FROM person o WHERE p.id = $1::uuid AND o.id = $2::uuid`,
    ],
    [
      "a household's key and identity under a person",
      `WITH k AS (UPDATE person_key p SET wrapped = o.wrapped FROM household_key o JOIN person q ON q.household_id = o.household_id
         WHERE p.person_id = $1::uuid AND q.id = $2::uuid)
       UPDATE person p SET identity = o.identity FROM household o JOIN person q ON q.household_id = o.id
         WHERE p.id = $1::uuid AND q.id = $2::uuid`,
    ],
    [
      'a flipped bit',
      `UPDATE person SET identity = set_byte(identity, 40, get_byte(identity, 40) # 1) WHERE id = $1::uuid AND $2::uuid IS NOT NULL`,
    ],
    [
      'a value cut short',
      `UPDATE person SET identity = substring(identity FROM 1 FOR 40) WHERE id = $1::uuid AND $2::uuid IS NOT NULL`,
    ],
    [
      'nothing where the key was',
      `DELETE FROM person_key WHERE person_id = $1::uuid AND $2::uuid IS NOT NULL`,
    ],
  ])('%s', async (_what, attack) => {
    const [victim, other] = [memberId(mine, 'HEAD'), memberId(theirs, 'SPOUSE')];
    await app.app.database.sql.query(attack, [victim, other]);
    const { answer, alarms } = await read(mine.id);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toContain(
      'INTERNAL_SERVER_ERROR',
    );
    expect(JSON.stringify(answer)).not.toMatch(/Contoh HEAD|320501020385/);
    expect(alarms).toHaveLength(1);
    expect(Object.keys(alarms[0]!).sort()).toEqual([
      ...['count', 'event', 'level', 'requestId', 'time'],
    ]);
  });

  test('and a key that says another wrapping key wraps it is refused by the database itself', async () => {
    await expect(
      app.app.database.sql.query(
        `UPDATE person_key SET wrapping_key_id = 2 WHERE person_id = $1::uuid`,
        [memberId(mine, 'HEAD')],
      ),
    ).rejects.toThrow();
  });

  test('and where nothing was tampered with there is neither fault nor alarm', async () => {
    const { answer, alarms } = await read(mine.id);
    expect(answer.errors).toBeUndefined();
    expect(alarms).toEqual([]);
  });
});

describe('the exception for sealing anew', () => {
  const BEND = `UPDATE change_entry SET row = jsonb_set(row, '{identity}', '"\\\\x02"') WHERE table_name = 'person'`;
  const asRole = (role: string, setting: string, statement: string) =>
    app.app.database.sql.transaction(async (sql) => {
      await sql.query(`SET LOCAL ROLE ${role}`);
      await sql.query(`SELECT set_config('dinsos.reseal', $1, true)`, [setting]);
      await sql.query(statement);
    });

  beforeAll(async () => {
    const { sql } = app.app.database;
    await sql.query(`UPDATE person SET occupation = 'FISHER' WHERE id = $1::uuid`, [
      memberId(theirs, 'HEAD'),
    ]);
  });

  test.each([
    ['who is no steward', 'CURRENT_USER', 'on', BEND],
    ['the steward who does not say so', 'dinsos_steward', 'off', BEND],
    [
      'the steward at anything but the sealed bytes',
      'dinsos_steward',
      'on',
      `UPDATE change_entry SET row = jsonb_set(row, '{sex}', '"X"') WHERE table_name = 'person'`,
    ],
    [
      'the steward at an image that holds nothing sealed',
      'dinsos_steward',
      'on',
      `UPDATE change_entry SET row = row || '{"identity": "x"}' WHERE NOT row ? 'identity'`,
    ],
  ])('is refused to %s', async (_who, role, setting, statement) => {
    const { sql } = app.app.database;
    await sql.query(
      `UPDATE household_member SET relationship = relationship, since = since - 1 WHERE person_id = $1::uuid`,
      [memberId(theirs, 'HEAD')],
    );
    const attempt =
      role === 'CURRENT_USER'
        ? sql
            .query(`SELECT set_config('dinsos.reseal', 'on', false)`)
            .then(() => sql.query(statement))
        : asRole(role, setting, statement);
    await expect(attempt).rejects.toThrow(/never edited/);
  });

  test('leaves a change by anybody else what it is: one that history keeps', async () => {
    const { sql } = app.app.database;
    const count = async () => {
      const [row] = await sql.query<{ n: number }>(
        'SELECT count(*)::int4 AS n FROM change_entry WHERE row_id = $1::uuid',
        [memberId(theirs, 'HEAD')],
      );
      return row!.n;
    };
    const before = await count();
    await sql.query(`UPDATE person SET name_tokens = '{1}' WHERE id = $1::uuid`, [
      memberId(theirs, 'HEAD'),
    ]);
    expect(await count()).toBe(before + 1);
  });
});
