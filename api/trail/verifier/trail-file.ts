import type { RevealedPeople, TrailEntry } from './trail-entry.js';
import type { SignedTreeHead } from './tree-head.js';

/** The first line of an exported trail: which entries it holds, and up to which instant the trail was asked for. */
export interface TrailHeader {
  readonly kind: 'trail';
  readonly version: 1;
  /** First entry. */
  readonly from: number;
  /** The entry after the last. */
  readonly to: number;
  /** ISO 8601 in UTC. Heads that were published after it are not part of the export. */
  readonly until: string;
}

/** A head over the trail as it was when it was exported, oldest first; all heads stand before all entries. */
export type HeadLine = SignedTreeHead & { readonly kind: 'head' };

/** Shows that one head's tree begins with the tree of the head before it. */
export interface ConsistencyLine {
  readonly kind: 'consistency';
  readonly from: number;
  readonly to: number;
  /** Hashes, 64 hexadecimal digits each. */
  readonly proof: readonly string[];
}

/** An entry and the proof that it stands in the tree of the first head that covers it. */
export interface EntryLine {
  readonly kind: 'entry';
  readonly index: number;
  readonly entry: TrailEntry;
  readonly proof: readonly string[];
  /** Only where ids are handed out. */
  readonly revealed?: RevealedPeople;
}

/** A line of an exported trail. */
export type TrailLine = TrailHeader | HeadLine | ConsistencyLine | EntryLine;
