import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { schema } from '../../schema/index.js';

const README = new URL('../../README.md', import.meta.url);
// Inside the repository, so that the snippet finds @dinsos/sdk by its package name.
const SCRATCH = new URL('../../node_modules/.cache/readme/', import.meta.url);

let app: TestApp;
let text: string;
beforeAll(async () => {
  app = await createTestApp({ schema });
  text = await readFile(README, 'utf8');
});
afterAll(async () => {
  await app.close();
  await rm(SCRATCH, { recursive: true, force: true });
});

function block(language: string): string {
  const found = new RegExp('```' + language + '\\n([\\s\\S]*?)```').exec(text)?.[1];
  if (found === undefined) throw new Error(`README.md has no ${language} block.`);
  return found;
}

test('the query in the README gives the answer in the README', async () => {
  const { data, errors } = await app.graphql(block('graphql'), {}, 'bank');
  expect(errors).toBeUndefined();
  expect(data).toEqual(JSON.parse(block('json')));
});

test('the SDK call in the README prints what its comment says', async () => {
  const code = block('ts');
  const said = /\/\/ (.+)\n$/.exec(code)?.[1];
  expect(said).toBeDefined();
  await mkdir(SCRATCH, { recursive: true });
  const file = new URL(`snippet-${process.pid}.ts`, SCRATCH);
  await writeFile(file, code.replace('http://127.0.0.1:4000', app.url));
  const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await import(file.href);
  expect(printed.mock.calls.map((words) => words.join(' '))).toEqual([said]);
  printed.mockRestore();
});

test('every command that the README names exists', async () => {
  const { scripts } = JSON.parse(
    await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { scripts: Record<string, string> };
  const named = [...text.matchAll(/npm (?:run )?(start|test|[a-z]+:?[a-z]*)\b/g)]
    .map(([, name]) => name!)
    .filter((name) => !['ci', 'run'].includes(name));
  expect(named.length).toBeGreaterThan(10);
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});

test('every variable of the environment stands in the README, and no other', async () => {
  const code = await readFile(new URL('../../api/environment.ts', import.meta.url), 'utf8');
  const read = [...code.matchAll(/^ {2}([A-Z][A-Z_]+): z/gm)].map(([, name]) => name!);
  expect(read.length).toBeGreaterThan(8);
  const [, table = ''] = /### Settings\n([^]*?)\n## /.exec(text) ?? [];
  const named = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name!);
  expect(named.sort()).toEqual(read.sort());
});

test('every file that the README links to exists', async () => {
  for (const [, path] of text.matchAll(/\]\(([^)h][^)]*)\)/g)) {
    await expect(
      import('node:fs/promises').then(({ stat }) =>
        stat(new URL(`../../${path}`, import.meta.url)),
      ),
    ).resolves.toBeDefined();
  }
});
