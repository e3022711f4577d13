import type { SignedTreeHead } from '../../api/trail/verifier/tree-head.js';
import { builder } from '../builder.js';

const TreeHead = builder.objectRef<SignedTreeHead>('TreeHead').implement({
  description:
    'What was signed about the trail of looks at an instant: how many entries it had, and the root of the Merkle tree over them (RFC 9162). It tells nothing about anybody; keep it to find out later whether the trail was altered.',
  fields: (t) => ({
    size: t.exposeFloat('size', { description: 'How many entries; a whole number.' }),
    root: t.exposeString('root', {
      description: 'Root over the entries, 64 hexadecimal digits (SHA-256).',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was signed.' }),
    kid: t.exposeString('kid', {
      description: 'Which key signed it; /.well-known/tree-head.json has the keys.',
    }),
    signature: t.exposeString('signature', {
      description:
        'ES256, base64url, over the canonical JSON (RFC 8785) of type "dinsos-tree-head", version 1, size, root and at.',
    }),
  }),
});

builder.queryField('treeHead', (t) =>
  t.field({
    type: TreeHead,
    nullable: true,
    description:
      'The latest signed head of the trail of looks, for witnesses; null while none was signed. Open to every caller.',
    resolve: (_root, _args, { app }) => app.trail.heads.latest(),
  }),
);
