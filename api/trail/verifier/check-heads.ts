import type { ConsistencyLine, HeadLine, TrailHeader } from './trail-file.js';
import type { SignedTreeHead, TrailKey } from './tree-head.js';
import { verifyConsistency } from './verify-consistency.js';
import { verifyHead } from './verify-head.js';

/** What is wrong, and with which entry it begins: every entry before it is vouched for. */
export interface Problem {
  readonly index: number;
  readonly reason: string;
}

/** The heads that hold, smallest first, and the first problem of the others. */
export interface CheckedHeads {
  readonly good: readonly SignedTreeHead[];
  readonly problem: Problem | null;
}

/** What heads are checked against. */
export interface HeadsToCheck {
  readonly header: TrailHeader;
  readonly exported: readonly HeadLine[];
  readonly proofs: readonly ConsistencyLine[];
  /** As they were published outside, in the order in which they came. */
  readonly published: readonly SignedTreeHead[];
  readonly keys: readonly TrailKey[];
}

/**
 * Checks the heads of an export: signed, in order, each consistent with the one before, and the same as those that were
 * published. The first head that does not hold ends what is vouched for.
 */
export function checkHeads(parts: HeadsToCheck): CheckedHeads {
  const { header, exported } = parts;
  const good: SignedTreeHead[] = [];
  for (const head of exported) {
    const reason = reasonAgainst(head, good.at(-1), parts);
    if (reason !== null) return { good, problem: { index: vouched(good, header), reason } };
    good.push(head);
  }
  const isCovered = (good.at(-1)?.size ?? 0) === header.to;
  const open = { index: vouched(good, header), reason: 'no head covers the last entry' };
  return { good, problem: isCovered ? problemOfPublished(parts) : open };
}

/** The first entry that no good head covers. */
function vouched(good: readonly SignedTreeHead[], { from }: TrailHeader): number {
  return Math.max(from, good.at(-1)?.size ?? 0);
}

function reasonAgainst(
  head: HeadLine,
  before: SignedTreeHead | undefined,
  { header, proofs, published, keys }: HeadsToCheck,
): string | null {
  const { size, at } = head;
  if (!verifyHead(head, keys))
    return `the head of size ${size} is not signed by a key of the trail`;
  const skipped = published.find(
    (one) => one.size > (before?.size ?? header.from) && one.size < size && one.at <= at,
  );
  if (skipped !== undefined)
    return `the published head of size ${skipped.size} is not in the export`;
  const fork = published.find((one) => one.size === size && one.root !== head.root);
  if (fork !== undefined) return `two heads of size ${size} have different roots`;
  if (before === undefined) {
    return size === header.from || header.from === 0
      ? null
      : `no head stands at the first entry of the export`;
  }
  if (at <= before.at) return `the head of size ${size} is not later than the one before it`;
  if (size < before.size) return `the head of size ${size} follows one of size ${before.size}`;
  if (size === before.size) {
    return head.root === before.root ? null : `two heads of size ${size} have different roots`;
  }
  const line = proofs.find(({ from, to }) => from === before.size && to === size);
  const proof = (line?.proof ?? []).map(bytes);
  const [fromRoot, toRoot] = [bytes(before.root), bytes(head.root)];
  return verifyConsistency({ from: before.size, to: size, fromRoot, toRoot, proof })
    ? null
    : `the head of size ${size} is not shown to contain the head of size ${before.size}`;
}

/** What is wrong with the published heads themselves, or what they show to be missing at the end. */
function problemOfPublished({ header, published, keys }: HeadsToCheck): Problem | null {
  let before: SignedTreeHead | undefined;
  for (const head of published) {
    const { size, at } = head;
    const index = Math.min(header.to, Math.max(header.from, before?.size ?? 0));
    if (!verifyHead(head, keys)) {
      return {
        index,
        reason: `a published head of size ${size} is not signed by a key of the trail`,
      };
    }
    if (before !== undefined && (at < before.at || size < before.size)) {
      const reason = `the published head of size ${size} comes after one of size ${before.size}`;
      return { index: Math.max(header.from, size), reason };
    }
    if (size > header.to && at <= header.until) {
      const reason = `the export ends before the published head of size ${size}`;
      return { index: header.to, reason };
    }
    before = head;
  }
  return null;
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}
