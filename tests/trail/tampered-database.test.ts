import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HeadSigner } from '../../api/trail/head-signer.js';
import { verifyTrail } from '../../api/trail/verifier/verify-trail.js';
import type { Database } from '../../prisma/database.js';
import type { Sql } from '../../prisma/sql.js';
import { openEmptyDatabase } from '../support/empty-database.js';
import {
  addEntries,
  allHeads,
  exportedLines,
  freshSigner,
  sequenceAll,
  testClock,
  testSequencer,
  verdictOn,
} from '../support/trail.js';

const its = testClock();
let signer: HeadSigner;
let own: Database;

beforeAll(async () => {
  signer = await freshSigner();
  own = await openEmptyDatabase(4);
  const sequencer = testSequencer(own.sql, signer, its, { batch: 1_000 });
  for (let turn = 0; turn < 3; turn++) {
    await addEntries(own.sql, 20, its);
    await sequenceAll(own.sql, sequencer, its);
  }
  for (const table of ['access_entry', 'trail_leaf', 'trail_node', 'tree_head']) {
    await own.sql.query(`ALTER TABLE ${table} DISABLE TRIGGER refuse_edit`);
  }
});
afterAll(() => own.close());

/** Does something to the database and undoes it. */
async function undone(work: (sql: Sql) => Promise<void>): Promise<void> {
  const done = new Error('undo it');
  await own.sql
    .transaction(async (sql) => {
      await work(sql);
      throw done;
    })
    .catch((error: unknown) => {
      if (error !== done) throw error;
    });
  expect(await verdictOn(own.sql, signer, its)).toMatchObject({ ok: true });
}

const idAt = async (position: number) => {
  const [row] = await own.sql.query<{ id: string }>(
    'SELECT entry_id AS id FROM trail_leaf WHERE position = $1',
    [position],
  );
  return row!.id;
};

describe('somebody who owns the database', () => {
  test('cannot change an entry', async () => {
    const id = await idAt(27);
    await undone(async (sql) => {
      await sql.query(`UPDATE access_entry SET person_ids = '{}' WHERE id = $1::uuid`, [id]);
      expect(await verdictOn(sql, signer, its)).toMatchObject({ ok: false, index: 27 });
    });
  });

  test('cannot delete an entry', async () => {
    const id = await idAt(44);
    await undone(async (sql) => {
      await sql.query('DELETE FROM access_entry WHERE id = $1::uuid', [id]);
      expect(await verdictOn(sql, signer, its)).toMatchObject({ ok: false, index: 44 });
    });
  });

  test('cannot exchange two entries', async () => {
    const [a, b] = [await idAt(5), await idAt(9)];
    await undone(async (sql) => {
      const place = (position: number, id: string) =>
        sql.query('UPDATE trail_leaf SET entry_id = $2::uuid WHERE position = $1', [position, id]);
      await place(5, '01900000-0000-7000-8000-0000000000ff');
      await place(9, a);
      await place(5, b);
      expect(await verdictOn(sql, signer, its)).toMatchObject({ ok: false, index: 5 });
    });
  });

  test('cannot take a place away with its leaf: what one head covers is in doubt from its first entry on', async () => {
    await undone(async (sql) => {
      await sql.query('DELETE FROM trail_leaf WHERE position = 27');
      expect(await verdictOn(sql, signer, its)).toMatchObject({ ok: false, index: 20 });
    });
  });

  test('cannot let the last entries and heads go, once these are published', async () => {
    const published = await allHeads(own.sql);
    await undone(async (sql) => {
      await sql.query('DELETE FROM trail_leaf WHERE position >= 40');
      await sql.query('DELETE FROM tree_head WHERE size > 40');
      const lines = await exportedLines(sql, its);
      const verdict = await verifyTrail(lines, { heads: published, keys: signer.keys });
      expect(verdict).toMatchObject({ ok: false, index: 40, reason: /ends before/ });
    });
  });

  test('cannot put a backup back and go on from it', async () => {
    const published = await allHeads(own.sql);
    await own.sql.query('DELETE FROM trail_leaf WHERE position >= 40');
    await own.sql.query(
      'DELETE FROM access_entry e WHERE NOT EXISTS (SELECT 1 FROM trail_leaf l WHERE l.entry_id = e.id)',
    );
    await own.sql.query('DELETE FROM trail_node WHERE level = 4 AND position >= 2');
    await own.sql.query('DELETE FROM tree_head WHERE size > 40');
    await addEntries(own.sql, 20, its);
    await sequenceAll(own.sql, testSequencer(own.sql, signer, its), its);
    const lines = await exportedLines(own.sql, its);
    const verdict = await verifyTrail(lines, { heads: published, keys: signer.keys });
    expect(verdict).toMatchObject({ ok: false, index: 40, reason: /different roots/ });
  });
});
