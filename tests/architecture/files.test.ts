import { describe, expect, it } from 'vitest';
import { readSourceFiles } from './support/source-files.js';

const code = readSourceFiles('api', 'schema', 'prisma', 'sdk/src', 'examples');
const all = [...code, ...readSourceFiles('tests')];
const named = (files: readonly { path: string }[]) => files.map(({ path }) => path);

const LONGEST = 300;
/** The one file of the server that reads the environment; an example is a program of its own. */
const READS_ENVIRONMENT = /^api\/environment\.ts$|^examples\/\w+\/index\.ts$/;
const CONFIGURATION = /(?:^|\/)\w+\.config\.ts$/;

describe('a source file', () => {
  it(`has at most ${LONGEST} lines`, () => {
    const lines = ({ text }: { text: string }) => text.trimEnd().split('\n').length;
    expect(named(all.filter((file) => lines(file) > LONGEST))).toEqual([]);
  });

  it('has a name in kebab case that says what is in it', () => {
    const stem = (path: string) =>
      path.replace(/^.*\//, '').replace(/(?:\.test|\.test-d|\.config)?\.tsx?$/, '');
    const bad = all.filter(
      ({ path }) =>
        !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(stem(path)) ||
        /(?:^|-)(?:utils?|helpers?|misc|common)$/.test(stem(path)),
    );
    expect(named(bad)).toEqual([]);
  });

  it('has no class whose name says only that it does something', () => {
    const vague = all.filter(({ text }) =>
      /^(?:export )?class \w*(?:Manager|Service|Helper|Util)\b/m.test(text),
    );
    expect(named(vague)).toEqual([]);
  });

  it('reads no environment variable but where the environment is read', () => {
    const readers = code.filter(({ text }) => /process\.env\b(?!`)/.test(text));
    expect(named(readers).filter((path) => !READS_ENVIRONMENT.test(path))).toEqual([]);
    expect(named(readers)).toContain('api/environment.ts');
  });

  it('works with the database as the server, but for what is done before it listens and by commands', () => {
    const others = code.filter(
      ({ path, text }) => /^(?:api|schema)\//.test(path) && /\.as\('(?!dinsos_app)/.test(text),
    );
    expect(named(others).filter((path) => !path.endsWith('-cli.ts'))).toEqual([
      ...['api/demand-row-security.ts', 'api/prepare-database.ts'],
    ]);
  });

  it('exports by name', () => {
    const defaults = all.filter(({ text }) => /^export default\b/m.test(text));
    expect(named(defaults).filter((path) => !CONFIGURATION.test(path))).toEqual([]);
  });

  it('re-exports nothing, except the two doors of the SDK', () => {
    const barrels = code.filter(({ text }) =>
      /^export (?:type )?(?:\*|\{[^}]*\}) from /m.test(text),
    );
    expect(named(barrels)).toEqual(['sdk/src/index.ts', 'sdk/src/testing/index.ts']);
  });
});
