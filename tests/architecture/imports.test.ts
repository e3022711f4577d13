import { describe, expect, it } from 'vitest';
import { findCycle } from './support/find-cycle.js';
import {
  importsOf,
  readSourceFiles,
  type Import,
  type SourceFile,
} from './support/source-files.js';

const files = readSourceFiles('api', 'schema', 'prisma', 'sdk/src', 'examples');

/** What each part of the house may import by a relative path; a name that ends in `/` is a folder. */
const ARROWS: readonly { from: RegExp; may: readonly string[] }[] = [
  { from: /^sdk\//, may: ['sdk/src/'] },
  { from: /^examples\/bank\//, may: ['examples/bank/'] },
  { from: /^examples\/hospital\//, may: ['examples/hospital/'] },
  { from: /^examples\/university\//, may: ['examples/university/'] },
  { from: /^schema\//, may: ['schema/', 'api/', 'prisma/generated/'] },
  { from: /^api\/(?:server|main)\.ts$/, may: ['api/', 'prisma/', 'schema/'] },
  { from: /^api\//, may: ['api/', 'prisma/'] },
  // Commands start as the server does.
  {
    from: /^prisma\/migrate-cli\.ts$/,
    may: ['prisma/', 'api/environment.ts', 'api/describe-failure.ts'],
  },
  {
    from: /^prisma\/seed\/seed\.ts$/,
    may: ['prisma/', 'api/environment.ts', 'api/keys.ts', 'api/describe-failure.ts'],
  },
  // The seed writes what the values of api/ accept, and publishes the rule sets that api/ can read.
  {
    from: /^prisma\/seed\//,
    may: [
      'prisma/',
      'api/values/',
      'api/people/nik-warnings.ts',
      'api/eligibility/load-rule-sets.ts',
      'api/eligibility/rule-set.ts',
    ],
  },
  { from: /^prisma\//, may: ['prisma/'] },
];

/** Packages that a part may use; parts without an entry may use any that package.json names. */
const PACKAGES: readonly { from: RegExp; may: RegExp }[] = [
  { from: /^sdk\//, may: /^jose$/ },
  { from: /^examples\//, may: /^(?:@dinsos\/sdk|node:.+)$/ },
];

function forbidden({ path, imports }: SourceFile): string[] {
  return imports.filter((one) => !isAllowed(path, one)).map((one) => `${path} → ${one.specifier}`);
}

function isAllowed(path: string, { specifier, target }: Import): boolean {
  if (target === null) {
    return PACKAGES.find(({ from }) => from.test(path))?.may.test(specifier) ?? true;
  }
  const may = ARROWS.find(({ from }) => from.test(path))?.may ?? [];
  return may.some((name) => (name.endsWith('/') ? target.startsWith(name) : target === name));
}

describe('imports', () => {
  it('follow the arrows sdk → schema.graphql ← schema → api → prisma and no other', () => {
    expect(files.flatMap(forbidden)).toEqual([]);
  });

  it.each([
    "import type { A } from '../schema/a.js';",
    "import '../schema/a.js';",
    "export { a } from '../schema/a.js';",
    "import {\n  a,\n} from '../schema/a.js';",
    "const a = await import('../schema/a.js');",
  ])('are seen and refused in the form %j', (text) => {
    const path = 'prisma/example.ts';
    expect(forbidden({ path, text, imports: importsOf(path, text) })).toEqual([
      'prisma/example.ts → ../schema/a.js',
    ]);
  });

  it('form no cycle between files', () => {
    const arrows = new Map(
      files.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]),
    );
    expect(arrows.size).toBeGreaterThan(200);
    expect(findCycle(arrows)?.join('\n→ ') ?? 'no cycle').toBe('no cycle');
  });
});

describe('findCycle', () => {
  it('gives the whole cycle and not the way to it', () => {
    const arrows = new Map([
      ['entry', ['a']],
      ['a', ['leaf', 'b']],
      ['b', ['c']],
      ['c', ['a']],
      ['leaf', []],
    ]);
    expect(findCycle(arrows)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('calls no diamond a cycle', () => {
    const arrows = new Map([
      ['top', ['left', 'right']],
      ['left', ['bottom']],
      ['right', ['bottom']],
    ]);
    expect(findCycle(arrows)).toBeNull();
  });
});
