import { canonicalJson } from './canonical-json.js';
import type { TreeHead } from './tree-head.js';

/** What is signed of a tree head: canonical JSON that says what it is, so that no other signature of the key fits. */
export function headText({ size, root, at }: TreeHead): string {
  return canonicalJson({ type: 'dinsos-tree-head', version: 1, size, root, at });
}
