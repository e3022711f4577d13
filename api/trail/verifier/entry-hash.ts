import { canonicalJson, type Json } from './canonical-json.js';
import { leafHash } from './leaf-hash.js';
import type { TrailEntry } from './trail-entry.js';

/** The leaf hash of an entry: over its canonical JSON, every column of it named, none besides. */
export function entryHash(entry: TrailEntry): Buffer {
  const { id, at, requestId, action, outcome, actor, tier, territory, partnerId, purpose } = entry;
  const { legalBasis, fields, people, commitment, decisionId } = entry;
  const leaf: Json = {
    ...{ version: 1, id, at, requestId, action, outcome, actor, tier, territory, partnerId },
    ...{ purpose, legalBasis, fields, people, commitment, decisionId },
  };
  return leafHash(canonicalJson(leaf));
}
