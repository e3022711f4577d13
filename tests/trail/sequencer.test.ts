import { appendFile, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { HeadSigner } from '../../api/trail/head-signer.js';
import { publishHeads } from '../../api/trail/publish-heads.js';
import { readHead } from '../../api/trail/verifier/read-line.js';
import { verifyHead } from '../../api/trail/verifier/verify-head.js';
import type { Database } from '../../prisma/database.js';
import type { Sql } from '../../prisma/sql.js';
import { openEmptyDatabase } from '../support/empty-database.js';
import {
  addEntries,
  allHeads,
  freshSigner,
  placedEntries,
  sequenceAll,
  testClock,
  testSequencer,
  unplacedCount,
  verdictOn,
} from '../support/trail.js';

const clock = testClock();
let signer: HeadSigner;
let database: Database;
let sql: Sql;
let directory: string;
let headsFile: string;

beforeAll(async () => {
  signer = await freshSigner();
  database = await openEmptyDatabase(6);
  ({ sql } = database);
  directory = await mkdtemp(join(inject('runDirectory'), 'heads-'));
  headsFile = join(directory, 'heads.ndjson');
});
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});

const published = async () =>
  (await readFile(headsFile, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => readHead(line));

describe('a sequencer', () => {
  test('signs a head over nothing, so that the beginning is witnessed', async () => {
    await testSequencer(sql, signer, clock, { headsFile }).round();
    const [head, ...others] = await allHeads(sql);
    expect(others).toEqual([]);
    expect(head).toMatchObject({ size: 0, at: clock.now().toISOString() });
    expect(verifyHead(head!, signer.keys)).toBe(true);
    expect(await published()).toEqual([head]);
  });

  test('gives every entry a place without a gap, whatever the size of its batches', async () => {
    const sequencer = testSequencer(sql, signer, clock, { headsFile });
    for (const count of [1, 6, 7, 8, 40]) {
      await addEntries(sql, count, clock);
      await sequenceAll(sql, sequencer, clock);
    }
    expect(await placedEntries(sql)).toHaveLength(62);
    expect(await verdictOn(sql, signer, clock)).toMatchObject({ ok: true, from: 0, to: 62 });
    expect(await published()).toEqual(await allHeads(sql));
  });

  test('signs once a minute where something is new, and once in ten minutes where nothing is', async () => {
    const sequencer = testSequencer(sql, signer, clock);
    const before = (await allHeads(sql)).length;
    const signed = async () => (await allHeads(sql)).length - before;
    await sequencer.round();
    clock.pass(9);
    await sequencer.round();
    expect(await signed()).toBe(0);
    clock.pass(1);
    await sequencer.round();
    expect(await signed()).toBe(1);
    await addEntries(sql, 1, clock);
    await sequencer.round();
    expect(await signed()).toBe(1);
    await sequenceAll(sql, sequencer, clock);
    expect(await signed()).toBeGreaterThan(1);
  });

  test('loses no entry whose transaction ends late: places wait for it, and no request does', async () => {
    const sequencer = testSequencer(sql, signer, clock);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let late: string[] = [];
    let written = (): void => undefined;
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const slow = sql.transaction(async (inner) => {
      late = await addEntries(inner, 3, clock, 'slow');
      written();
      await held;
    });
    await isWritten;
    clock.pass(1);
    if (database.kind === 'server') {
      // Others commit while it is open, and before it in the order of places.
      const quick = await addEntries(sql, 5, clock, 'quick');
      await sequencer.round();
      const placed = new Set(await placedEntries(sql));
      expect(late.filter((id) => placed.has(id))).toEqual([]);
      expect(quick.filter((id) => placed.has(id))).toEqual([]);
    }
    const round = sequencer.round();
    release();
    await slow;
    await round;
    await sequenceAll(sql, sequencer, clock);
    const placed = await placedEntries(sql);
    expect(late.map((id) => placed.filter((one) => one === id).length)).toEqual([1, 1, 1]);
    expect(await verdictOn(sql, signer, clock)).toMatchObject({ ok: true });
  });

  test('loses no entry of a transaction that began before one that is placed already', async () => {
    const sequencer = testSequencer(sql, signer, clock);
    // The number is taken when the transaction first writes; its entry comes only after another round.
    let between = (): Promise<void> => Promise.resolve();
    if (database.kind === 'server') {
      between = async () => {
        await addEntries(sql, 2, clock);
        clock.pass(1);
        await sequencer.round();
      };
    }
    await sql.transaction(async (inner) => {
      await inner.query('SELECT pg_current_xact_id()');
      await between();
      await addEntries(inner, 1, clock, 'old number');
    });
    await sequenceAll(sql, sequencer, clock);
    expect(await unplacedCount(sql)).toBe(0);
    expect(await verdictOn(sql, signer, clock)).toMatchObject({ ok: true });
  });

  test('of several, one works at a time, and none gives a place twice', async () => {
    const several = [1, 2, 3].map(() => testSequencer(sql, signer, clock, { batch: 3 }));
    for (let turn = 0; turn < 5; turn++) {
      await addEntries(sql, 20, clock);
      clock.pass(1);
      await Promise.all(several.map((one) => one.round()));
    }
    await sequenceAll(sql, several[0]!, clock);
    const placed = await placedEntries(sql);
    expect(new Set(placed).size).toBe(placed.length);
    expect(await verdictOn(sql, signer, clock)).toMatchObject({ ok: true });
  });

  test('finds entries that a backup brought, whose transactions this server has yet to reach', async () => {
    await sql.query('ALTER TABLE access_entry DISABLE TRIGGER refuse_edit');
    const old = await addEntries(sql, 4, clock, 'from a backup');
    await sql.query(`UPDATE access_entry SET tx = '900000000000' WHERE action = 'from a backup'`);
    await sql.query('ALTER TABLE access_entry ENABLE TRIGGER refuse_edit');
    await sequenceAll(sql, testSequencer(sql, signer, clock), clock);
    await addEntries(sql, 4, clock);
    await sequenceAll(sql, testSequencer(sql, signer, clock), clock);
    const placed = new Set(await placedEntries(sql));
    expect(old.filter((id) => placed.has(id))).toEqual(old);
    expect(await verdictOn(sql, signer, clock)).toMatchObject({ ok: true });
  });
});

describe('a sequencer that is killed', () => {
  /** The database, until the given number of statements was sent: then nothing more is, and what is open is undone. */
  function dyingAfter(statements: number): { sql: Sql; died: () => boolean } {
    let left = statements;
    const dying = (over: Sql): Sql => ({
      query: (...call) => {
        if (left-- <= 0) return Promise.reject(new Error('killed'));
        return over.query(...call);
      },
      transaction: (work) => over.transaction((inner) => work(dying(inner))),
    });
    return { sql: dying(sql), died: () => left < 0 };
  }

  test('at any statement leaves a tree that the next one goes on with', async () => {
    let at = 0;
    // A round that outlived its statements may have found nothing to place yet: on a server, what is written elsewhere
    // meanwhile holds entries back. The last round counted is one that did the whole work.
    for (let isWhole = false; !isWhole; at++) {
      await addEntries(sql, 17, clock);
      clock.pass(60);
      const doomed = dyingAfter(at);
      await testSequencer(doomed.sql, signer, clock, { headsFile })
        .round()
        .catch(() => undefined);
      isWhole = !doomed.died() && (await unplacedCount(sql)) === 0;
      await sequenceAll(sql, testSequencer(sql, signer, clock, { headsFile }), clock);
      expect(await unplacedCount(sql)).toBe(0);
    }
    expect(at).toBeGreaterThan(10);
    expect(await verdictOn(sql, signer, clock)).toMatchObject({ ok: true });
    expect(await published()).toEqual(await allHeads(sql));
  });

  test('in the middle of a line leaves a file that the next one mends', async () => {
    await appendFile(headsFile, '{"size":12,"root":"ab');
    await sequenceAll(sql, testSequencer(sql, signer, clock, { headsFile }), clock);
    expect(await published()).toEqual(await allHeads(sql));
    const { length } = await readFile(headsFile);
    await truncate(headsFile, length - 30);
    await publishHeads(sql, headsFile);
    expect(await published()).toEqual(await allHeads(sql));
  });
});

describe('no head is signed', () => {
  test('where it cannot be published', async () => {
    const before = await allHeads(sql);
    await addEntries(sql, 1, clock);
    clock.pass(60);
    const nowhere = join(directory, 'no', 'such', 'folder');
    const logs: string[] = [];
    const sequencer = testSequencer(sql, signer, clock, { headsFile: nowhere, logs });
    await expect(sequencer.round()).rejects.toThrow('ENOENT');
    sequencer.start();
    await sequencer.stop();
    expect(logs.join('')).toMatch(/"trail_failed"/);
    expect(await allHeads(sql)).toEqual(before);
  });

  test('where the file holds a head that the database does not have', async () => {
    const other = join(directory, 'other.ndjson');
    const head = signer.sign({ size: 9, root: 'ab'.repeat(32), at: clock.now().toISOString() });
    await appendFile(other, `${JSON.stringify(head)}\n`);
    const before = await allHeads(sql);
    clock.pass(60);
    const sequencer = testSequencer(sql, signer, clock, { headsFile: other });
    await expect(sequencer.round()).rejects.toThrow('not those of this database');
    expect(await allHeads(sql)).toEqual(before);
  });

  test('over a tree that is not the one that was signed', async () => {
    const sequencer = testSequencer(sql, signer, clock);
    await sequenceAll(sql, sequencer, clock);
    const before = await allHeads(sql);
    await sql.query('ALTER TABLE trail_node DISABLE TRIGGER refuse_edit');
    const top = `level = (SELECT max(level) FROM trail_node) AND position = 0`;
    const [was] = await sql.query<{ hash: Uint8Array }>(`SELECT hash FROM trail_node WHERE ${top}`);
    const change = (hash: Uint8Array) =>
      sql.query(`UPDATE trail_node SET hash = $1::bytea WHERE ${top}`, [hash]);
    await change(Buffer.alloc(32));
    await addEntries(sql, 1, clock);
    clock.pass(60);
    await expect(sequencer.round()).rejects.toThrow('not the one that was signed');
    expect(await allHeads(sql)).toEqual(before);
    await change(was!.hash);
    await sql.query('ALTER TABLE trail_node ENABLE TRIGGER refuse_edit');
    await sequenceAll(sql, sequencer, clock);
    expect((await allHeads(sql)).length).toBeGreaterThan(before.length);
  });

  test.each(['trail_leaf', 'trail_node', 'tree_head'])('%s is never edited', async (table) => {
    for (const statement of [
      `UPDATE ${table} SET ${table === 'tree_head' ? 'size = size' : 'hash = hash'}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
    ]) {
      await expect(sql.query(statement)).rejects.toThrow(/never edited/);
    }
  });
});
