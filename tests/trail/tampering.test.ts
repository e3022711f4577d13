import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HeadSigner } from '../../api/trail/head-signer.js';
import { merkleTree } from '../../api/trail/merkle-tree.js';
import { fold } from '../../api/trail/stored-nodes.js';
import { entryHash } from '../../api/trail/verifier/entry-hash.js';
import type { TrailLine } from '../../api/trail/verifier/trail-file.js';
import type { SignedTreeHead, TrailKey } from '../../api/trail/verifier/tree-head.js';
import { verifyTrail, type Verdict } from '../../api/trail/verifier/verify-trail.js';
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

/* The trail as it was when it was witnessed: heads over 10, 20, 30 and 40 entries. */
const clock = testClock();
let signer: HeadSigner;
let database: Database;
let sql: Sql;
let heads: SignedTreeHead[];
let honest: string[];

beforeAll(async () => {
  signer = await freshSigner();
  database = await openEmptyDatabase(4);
  ({ sql } = database);
  const sequencer = testSequencer(sql, signer, clock, { batch: 1_000 });
  for (let turn = 0; turn < 4; turn++) {
    await addEntries(sql, 10, clock);
    await sequenceAll(sql, sequencer, clock);
  }
  heads = await allHeads(sql);
  honest = await exportedLines(sql, clock, { reveal: true });
});
afterAll(() => database.close());

interface Changed {
  lines: TrailLine[];
  published: SignedTreeHead[];
  keys: readonly TrailKey[];
}

/** What the verifier says once somebody has had the file, the published heads or the keys in hand. */
async function tampered(change: (given: Changed) => void | Promise<void>): Promise<Verdict> {
  const given: Changed = {
    lines: honest.map((line) => JSON.parse(line) as TrailLine),
    published: structuredClone(heads),
    keys: signer.keys,
  };
  await change(given);
  const lines = given.lines.map((line) => JSON.stringify(line));
  return verifyTrail(lines, { heads: given.published, keys: given.keys });
}

type EntryLine = Extract<TrailLine, { kind: 'entry' }>;
type Loose<T> = { -readonly [K in keyof T]: T[K] };

const entriesOf = (lines: readonly TrailLine[]): Loose<EntryLine>[] =>
  lines.filter((line): line is EntryLine => line.kind === 'entry');
const entryAt = (lines: readonly TrailLine[], index: number) =>
  entriesOf(lines).find((line) => line.index === index)!;
const sizes = () => [...new Set(heads.map(({ size }) => size))];

test('an honest trail is whole, with and without the ids of people', async () => {
  const whole = { ok: true, from: 0, to: 40 };
  expect(await tampered(() => undefined)).toMatchObject(whole);
  expect(await verdictOn(sql, signer, clock)).toMatchObject(whole);
  expect(honest.join('')).toContain('personIds');
  expect((await exportedLines(sql, clock)).join('')).not.toMatch(/personIds|salt/);
  expect(sizes()).toContain(40);
});

test('a part of it verifies by itself', async () => {
  const middle = heads.find(({ size }) => size === 20)!;
  const lines = await exportedLines(sql, clock, { since: new Date(middle.at) });
  expect(JSON.parse(lines[0]!)).toMatchObject({ from: 20, to: 40 });
  const verdict = await verifyTrail(lines, { heads, keys: signer.keys });
  expect(verdict).toMatchObject({ ok: true, from: 20, to: 40 });
});

describe('the verifier names the first bad entry when somebody', () => {
  test.each([
    ['who', { actor: 'somebody-else' }],
    ['when', { at: '2026-11-01T03:00:00.001Z' }],
    ['what', { action: 'viewer' }],
    ['whether', { outcome: 'DENIED' }],
    ['how many', { people: 0 }],
    ['which fields', { fields: [] }],
    ['why', { purpose: 'SELF_SERVICE' }],
    ['by which right', { legalBasis: '' }],
    ['for whom', { partnerId: null, territory: '31' }],
    ['which request', { requestId: 'r' }],
    ['which people', { commitment: 'x' }],
    ['which decision', { decisionId: '01900000-0000-7000-8000-000000000001' }],
  ])('updates %s', async (_what, other) => {
    const verdict = await tampered(({ lines }) => {
      const line = entryAt(lines, 23);
      line.entry = { ...line.entry, ...other };
    });
    expect(verdict).toMatchObject({ ok: false, index: 23 });
  });

  test('hands out other people than were written down', async () => {
    const verdict = await tampered(({ lines }) => {
      const line = entryAt(lines, 31);
      line.revealed = { salt: line.revealed!.salt, personIds: [] };
    });
    expect(verdict).toMatchObject({ ok: false, index: 31, reason: /people/ });
  });

  test('deletes one', async () => {
    const verdict = await tampered((given) => {
      given.lines = given.lines.filter((line) => line.kind !== 'entry' || line.index !== 17);
    });
    expect(verdict).toEqual({ ok: false, index: 17, reason: 'entry 17 is missing' });
  });

  test('deletes one and moves the others up', async () => {
    const verdict = await tampered((given) => {
      given.lines = given.lines.filter((line) => line.kind !== 'entry' || line.index !== 17);
      for (const line of entriesOf(given.lines)) {
        if (line.index > 17) line.index--;
      }
    });
    expect(verdict).toMatchObject({ ok: false, index: 17 });
  });

  test('inserts one', async () => {
    const verdict = await tampered(({ lines }) => {
      const at = lines.indexOf(entryAt(lines, 12));
      lines.splice(at, 0, structuredClone(entryAt(lines, 12)));
    });
    expect(verdict).toMatchObject({ ok: false, index: 12, reason: /twice/ });
  });

  test('inserts one of his own and moves the others down', async () => {
    const verdict = await tampered(({ lines }) => {
      const at = lines.indexOf(entryAt(lines, 12));
      const own = structuredClone(entryAt(lines, 12));
      own.entry = { ...own.entry, action: 'person' };
      for (const line of entriesOf(lines)) {
        if (line.index >= 12) line.index++;
      }
      lines.splice(at, 0, own);
    });
    expect(verdict).toMatchObject({ ok: false, index: 12 });
  });

  test('exchanges two', async () => {
    const verdict = await tampered(({ lines }) => {
      const [a, b] = [entryAt(lines, 21), entryAt(lines, 28)];
      [a.entry, b.entry] = [b.entry, a.entry];
      [a.proof, b.proof] = [b.proof, a.proof];
    });
    expect(verdict).toMatchObject({ ok: false, index: 21 });
  });

  test('lets them come in another order', async () => {
    const verdict = await tampered(({ lines }) => {
      const at = lines.indexOf(entryAt(lines, 21));
      [lines[at], lines[at + 1]] = [lines[at + 1]!, lines[at]!];
    });
    expect(verdict).toMatchObject({ ok: false, index: 21, reason: /missing/ });
  });

  test('cuts the end off, heads and all', async () => {
    const verdict = await tampered((given) => {
      given.lines = given.lines.filter(
        (line) =>
          (line.kind !== 'entry' || line.index < 30) &&
          (line.kind !== 'head' || line.size <= 30) &&
          (line.kind !== 'consistency' || line.to <= 30),
      );
      (given.lines[0] as Loose<{ to: number }>).to = 30;
    });
    expect(verdict).toMatchObject({ ok: false, index: 30, reason: /ends before the published/ });
  });

  test('cuts the last entries off and leaves the heads', async () => {
    const verdict = await tampered((given) => {
      given.lines = given.lines.filter((line) => line.kind !== 'entry' || line.index < 36);
    });
    expect(verdict).toMatchObject({ ok: false, index: 36, reason: /36 to 39 are missing/ });
  });

  test('signs another tree of the same size (fork)', async () => {
    const verdict = await tampered(({ lines }) => {
      const at = lines.findIndex((line) => line.kind === 'head' && line.size === 30);
      const { size, at: when } = lines[at] as SignedTreeHead;
      lines[at] = { kind: 'head', ...signer.sign({ size, at: when, root: 'ab'.repeat(32) }) };
    });
    expect(verdict).toMatchObject({ ok: false, index: 20, reason: /different roots/ });
  });

  test('signs another tree, and nobody has published its heads', async () => {
    const verdict = await tampered((given) => {
      given.published = [];
      const at = given.lines.findIndex((line) => line.kind === 'head' && line.size === 30);
      const { size, at: when } = given.lines[at] as SignedTreeHead;
      given.lines[at] = { kind: 'head', ...signer.sign({ size, at: when, root: 'ab'.repeat(32) }) };
    });
    expect(verdict).toMatchObject({ ok: false, index: 20, reason: /not shown to contain/ });
  });

  test('shows an old head again as the latest', async () => {
    const verdict = await tampered(({ published }) => {
      published.push(published.find(({ size }) => size === 20)!);
    });
    expect(verdict).toMatchObject({ ok: false, index: 20, reason: /comes after/ });
  });

  test('shows an old head again among the exported ones', async () => {
    const verdict = await tampered(({ lines }) => {
      const old = lines.find((line) => line.kind === 'head' && line.size === 10)!;
      const last = lines.findLastIndex(({ kind }) => kind === 'head');
      lines.splice(last + 1, 0, old);
    });
    expect(verdict).toMatchObject({ ok: false, index: 40, reason: /not later/ });
  });

  test('leaves a published head out', async () => {
    const verdict = await tampered((given) => {
      given.lines = given.lines.filter((line) => line.kind !== 'head' || line.size !== 20);
    });
    expect(verdict).toMatchObject({ ok: false, index: 10, reason: /size 20 is not in the export/ });
  });

  test('signs with another key, whatever it calls itself', async () => {
    const other = await freshSigner();
    const verdict = await tampered(({ lines }) => {
      const at = lines.findIndex((line) => line.kind === 'head' && line.size === 20);
      const kid = signer.keys[0]!.kid!;
      const { size, root, at: when } = lines[at] as SignedTreeHead;
      lines[at] = { kind: 'head', ...other.sign({ size, root, at: when }), kid };
    });
    expect(verdict).toMatchObject({ ok: false, index: 10, reason: /not signed/ });
    const keys = await tampered((given) => void (given.keys = other.keys));
    expect(keys).toMatchObject({ ok: false, index: 0, reason: /not signed/ });
  });

  test.each([
    ['back', -300, /dated back/],
    ['ahead', 300, /later than the head/],
  ])('writes an entry that is dated %s, properly signed', async (_how, minutes, reason) => {
    const verdict = await tampered(async (given) => {
      const { lines } = given;
      const at = lines.findIndex((line) => line.kind === 'head' && line.size === 40);
      const head = lines[at] as SignedTreeHead;
      const dated = new Date(Date.parse(head.at) + minutes * 60_000).toISOString();
      entryAt(lines, 39).entry = { ...entryAt(lines, 39).entry, at: dated };
      const leaves = entriesOf(lines).map(({ entry }) => entryHash(entry));
      const tree = merkleTree((level, position) =>
        Promise.resolve(fold(leaves.slice(position * 2 ** level, (position + 1) * 2 ** level))),
      );
      const hex = (proof: readonly Buffer[]) => proof.map((hash) => hash.toString('hex'));
      const root = (await tree.root(40)).toString('hex');
      lines[at] = { kind: 'head', ...signer.sign({ size: 40, at: head.at, root }) };
      given.published = [];
      for (const line of entriesOf(lines).slice(30)) {
        line.proof = hex(await tree.inclusion(line.index, 40));
      }
      const shown = lines.findIndex((line) => line.kind === 'consistency' && line.to === 40);
      const proof = hex(await tree.consistency(30, 40));
      lines[shown] = { kind: 'consistency', from: 30, to: 40, proof };
    });
    expect(verdict).toMatchObject({ ok: false, index: 39, reason });
  });

  test.each([
    '',
    '{}',
    '{"kind":"entry"}',
    'null',
    '[]',
    '{"kind":"__proto__"}',
    '{"kind":"trail"}',
  ])('writes %j into the file', async (text) => {
    const lines = honest.toSpliced(honest.length - 5, 0, text);
    const verdict = await verifyTrail(lines, { heads, keys: signer.keys });
    expect(verdict).toMatchObject({ ok: false, index: 35, reason: /malformed/ });
    expect(await verifyTrail([text], { heads, keys: signer.keys })).toMatchObject({ ok: false });
  });

  test('gives no file at all', async () => {
    expect(await verifyTrail([], { heads, keys: signer.keys })).toMatchObject({
      ok: false,
      index: 0,
    });
  });
});
