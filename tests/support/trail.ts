import { setTimeout as sleep } from 'node:timers/promises';
import { createHeadSigner, type HeadSigner } from '../../api/trail/head-signer.js';
import { exportTrail, type TrailPart } from '../../api/trail/export-trail.js';
import { readHeads } from '../../api/trail/read-heads.js';
import { createSequencer, type Sequencer } from '../../api/trail/sequencer.js';
import type { SignedTreeHead } from '../../api/trail/verifier/tree-head.js';
import type { Verdict } from '../../api/trail/verifier/verify-trail.js';
import { verifyTrail } from '../../api/trail/verifier/verify-trail.js';
import { createLog } from '../../api/log.js';
import { freshKeys, loadKeys } from '../../api/keys.js';
import type { Sql } from '../../prisma/sql.js';

/** A clock that a test moves. */
export interface TestClock {
  readonly now: () => Date;
  /** Lets time pass. */
  pass(minutes: number): void;
}

/** A clock that stands at ten in the morning in Jakarta, 2026-11-01. */
export function testClock(): TestClock {
  let at = Date.parse('2026-11-01T03:00:00Z');
  return { now: () => new Date(at), pass: (minutes) => void (at += minutes * 60_000) };
}

/** A signer with keys of its own. */
export async function freshSigner(): Promise<HeadSigner> {
  return createHeadSigner((await loadKeys({ json: await freshKeys(false) })).trail);
}

/** A sequencer that works in small batches, and whose log lines are kept. */
export function testSequencer(
  sql: Sql,
  signer: HeadSigner,
  { now }: TestClock,
  options: { headsFile?: string; batch?: number; logs?: string[] } = {},
): Sequencer {
  const { headsFile = null, batch = 7, logs = [] } = options;
  const log = createLog('debug', { write: (line) => void logs.push(line) });
  return createSequencer({ sql, signer, now, log, headsFile, batch, everyMs: 5 });
}

/** Writes access entries straight into the table, and gives their ids. */
export async function addEntries(
  sql: Sql,
  count: number,
  { now }: TestClock,
  action = 'household',
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
       fields, people, person_ids, decision_id)
     SELECT uuid_v7(), $2::timestamptz, 'request-' || n, $3, 'ALLOWED', 'officer-é"' || n, 'REGENCY', '32.05', NULL, 'SOCIAL_SERVICE',
       'UU 13/2011', ARRAY['identity', 'a "group"'], 2, ARRAY[gen_random_uuid(), gen_random_uuid()], NULL
     FROM generate_series(1, $1::int4) AS n RETURNING id`,
    [count, now().toISOString(), action],
  );
  return rows.map(({ id }) => id);
}

/** The ids of the entries that have a place, in the order of their places; a gap or a double fails. */
export async function placedEntries(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ position: bigint; id: string }>(
    'SELECT position, entry_id AS id FROM trail_leaf ORDER BY position',
  );
  rows.forEach(({ position }, at) => {
    if (Number(position) !== at) throw new Error(`Place ${at} is empty.`);
  });
  return rows.map(({ id }) => id);
}

/** How many entries have no place yet. */
export async function unplacedCount(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int4 AS count FROM access_entry e
     WHERE NOT EXISTS (SELECT 1 FROM trail_leaf l WHERE l.entry_id = e.id)`,
  );
  return row?.count ?? 0;
}

/** Rounds until every entry has a place and a head covers it. Transactions of other tests on the server hold places up. */
export async function sequenceAll(sql: Sql, sequencer: Sequencer, clock: TestClock): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    await sequencer.round();
    if ((await unplacedCount(sql)) === 0) {
      clock.pass(1);
      return sequencer.round();
    }
    await sleep(25);
  }
  throw new Error('Some entries get no place.');
}

/** Every signed head, oldest first. */
export function allHeads(sql: Sql): Promise<SignedTreeHead[]> {
  return readHeads(sql, 'ORDER BY tree_head.at');
}

/** The whole trail, or a part of it, as the lines of an export. */
export async function exportedLines(
  sql: Sql,
  { now }: TestClock,
  part: Partial<TrailPart> = {},
): Promise<string[]> {
  const lines: string[] = [];
  const whole = { since: null, until: now(), reveal: false };
  for await (const line of exportTrail(sql, { ...whole, ...part }))
    lines.push(JSON.stringify(line));
  return lines;
}

/** What the verifier says of a trail as it is exported now. */
export async function verdictOn(sql: Sql, signer: HeadSigner, clock: TestClock): Promise<Verdict> {
  const lines = await exportedLines(sql, clock);
  return verifyTrail(lines, { heads: await allHeads(sql), keys: signer.keys });
}
