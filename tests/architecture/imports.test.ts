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
  { from: /^examples\/dashboard\//, may: ['examples/dashboard/'] },
  { from: /^examples\/hospital\//, may: ['examples/hospital/'] },
  { from: /^examples\/university\//, may: ['examples/university/'] },
  { from: /^schema\//, may: ['schema/', 'api/', 'prisma/generated/'] },
  { from: /^api\/(?:server|main)\.ts$/, may: ['api/', 'prisma/', 'schema/'] },
  // Whoever checks the trail needs neither the server nor the database, and nothing of theirs.
  { from: /^api\/trail\/verifier\//, may: ['api/trail/verifier/'] },
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
  // The rules of access are the source of row-level security, as the models are of the tables.
  {
    from: /^prisma\/(?:create-migration|check-drift)\.ts$/,
    may: ['prisma/', 'api/access/row-security-drift.ts'],
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
  { from: /^sdk\/src\/testing\//, may: /^(?:jose|graphql)$/ },
  // The command line runs in Node alone, and nothing that runs elsewhere imports it.
  { from: /^sdk\/src\/cli\//, may: /^(?:cli-progress|csv-parse|csv-stringify\/sync|node:.+)$/ },
  { from: /^sdk\//, may: /^jose$/ },
  { from: /^api\/trail\/verifier\//, may: /^node:(?:crypto|fs|fs\/promises|util)$/ },
  {
    from: /^examples\/dashboard\//,
    may: /^(?:@dinsos\/sdk|react|react-dom\/client|vite|node:.+)$/,
  },
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

  it('lead from the command line to the rest of the SDK and never back', () => {
    const back = files
      .filter(({ path }) => path.startsWith('sdk/src/') && !path.startsWith('sdk/src/cli/'))
      .filter(({ imports }) => imports.some(({ target }) => target?.startsWith('sdk/src/cli/')));
    expect(back.map(({ path }) => path)).toEqual([]);
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

  it('of the verifier of the trail are its own files and what Node brings, and those are seen', () => {
    const verifier = files.filter(({ path }) => path.startsWith('api/trail/verifier/'));
    expect(verifier.length).toBeGreaterThan(10);
    for (const specifier of ['../../../prisma/sql.js', '../sequence.js', 'pg', 'node:http']) {
      const path = 'api/trail/verifier/example.ts';
      const text = `import { a } from '${specifier}';`;
      expect(forbidden({ path, text, imports: importsOf(path, text) })).toHaveLength(1);
    }
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
