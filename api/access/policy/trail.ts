import { NEVER } from '../rule.js';
import type { Policy } from './policy.js';

/** The tree over the trail of looks: read only by its own functions, which show nothing but signed heads. */
export const trailPolicy = {
  TrailLeaf: {
    key: 'position',
    rows: NEVER,
    floor: 'open',
    fields: { position: NEVER, entryId: NEVER, salt: NEVER, hash: NEVER },
  },
  TrailNode: {
    key: 'position',
    rows: NEVER,
    floor: 'open',
    fields: { level: NEVER, position: NEVER, hash: NEVER },
  },
  TreeHead: {
    key: 'at',
    rows: NEVER,
    floor: 'open',
    fields: { at: NEVER, size: NEVER, root: NEVER, kid: NEVER, signature: NEVER },
  },
} as const satisfies Policy<'TrailLeaf' | 'TrailNode' | 'TreeHead'>;
