import { checkHeads, type CheckedHeads, type Problem } from './check-heads.js';
import { entryHash } from './entry-hash.js';
import { peopleCommitment } from './people-commitment.js';
import { readLine } from './read-line.js';
import type { ConsistencyLine, EntryLine, HeadLine, TrailHeader } from './trail-file.js';
import type { SignedTreeHead, TrailKey } from './tree-head.js';
import { verifyInclusion } from './verify-inclusion.js';

/** What an exported trail is held against. */
export interface Witness {
  /** Heads as they were published outside, in the order in which they came. */
  readonly heads: readonly SignedTreeHead[];
  /** Public keys of the trail. */
  readonly keys: readonly TrailKey[];
}

/** Whether an exported trail is what was signed; if not, the first entry that is not, and why. */
export type Verdict =
  | { readonly ok: true; readonly from: number; readonly to: number; readonly until: string }
  | { readonly ok: false; readonly index: number; readonly reason: string };

/** How far the clocks of several servers may differ, and how long the longest transaction of the cluster may hold places up. */
const CLOCKS_MS = 2 * 60_000;
const LONGEST_WRITE_MS = 60 * 60_000;

/**
 * Checks an exported trail line by line, offline: signatures of the heads, their order and consistency, and for every entry
 * its place, its proof and its clock. Names the first entry that is not vouched for.
 */
export async function verifyTrail(
  lines: AsyncIterable<string> | Iterable<string>,
  { heads: published, keys }: Witness,
): Promise<Verdict> {
  let header: TrailHeader | null = null;
  let checked: CheckedHeads | null = null;
  let next = 0;
  const exported: HeadLine[] = [];
  const proofs: ConsistencyLine[] = [];
  const check = (is: TrailHeader) => checkHeads({ header: is, exported, proofs, published, keys });
  for await (const text of lines) {
    const line = readLine(text);
    if (line === null) return bad({ index: next, reason: 'a line is malformed' }, checked);
    if (header === null) {
      if (line.kind !== 'trail') return bad({ index: 0, reason: 'the first line is no header' });
      header = line;
      next = line.from;
    } else if (line.kind === 'entry') {
      checked ??= check(header);
      const reason = reasonAgainst(line, next, checked.good);
      if (reason !== null) return bad({ index: Math.min(next, line.index), reason }, checked);
      next++;
    } else if (checked !== null || line.kind === 'trail') {
      return bad(
        { index: next, reason: `a line of kind ${line.kind} stands at the wrong place` },
        checked,
      );
    } else if (line.kind === 'head') exported.push(line);
    else proofs.push(line);
  }
  if (header === null) return bad({ index: 0, reason: 'the file is empty' });
  checked ??= check(header);
  const { to } = header;
  if (next < to)
    return bad({ index: next, reason: `entries ${next} to ${to - 1} are missing` }, checked);
  if (checked.problem !== null) return bad(checked.problem);
  return { ok: true, from: header.from, to, until: header.until };
}

/** The earlier of what was found now and what the heads had shown. */
function bad(found: Problem, checked: CheckedHeads | null = null): Verdict {
  const of = checked?.problem ?? null;
  const { index, reason } = of !== null && of.index <= found.index ? of : found;
  return { ok: false, index, reason };
}

function reasonAgainst(
  { index, entry, proof, revealed }: EntryLine,
  expected: number,
  heads: readonly SignedTreeHead[],
): string | null {
  if (index > expected) return `entry ${expected} is missing`;
  if (index < expected) return `entry ${index} stands there twice, or out of order`;
  const at = heads.findIndex(({ size }) => size > index);
  const head = heads[at];
  if (head === undefined) return `no good head covers entry ${index}`;
  const claim = {
    ...{ index, size: head.size, leaf: entryHash(entry), root: Buffer.from(head.root, 'hex') },
    proof: proof.map((hash) => Buffer.from(hash, 'hex')),
  };
  if (!verifyInclusion(claim))
    return `entry ${index} is not the one in the tree of size ${head.size}`;
  if (revealed !== undefined) {
    const { salt, personIds } = revealed;
    if (peopleCommitment(salt, personIds) !== entry.commitment) {
      return `the people of entry ${index} are not those that were written down`;
    }
  }
  return reasonOfClock(entry.at, head, heads[at - 1]);
}

function reasonOfClock(
  instant: string,
  head: SignedTreeHead,
  before: SignedTreeHead | undefined,
): string | null {
  const at = Date.parse(instant);
  if (at > Date.parse(head.at) + CLOCKS_MS)
    return 'the entry is later than the head that covers it';
  return before !== undefined && at < Date.parse(before.at) - LONGEST_WRITE_MS
    ? 'the entry is dated back, before the head that should have held it'
    : null;
}
