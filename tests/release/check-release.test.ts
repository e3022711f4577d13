import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const RELEASED = '# Released 2026-11-24. Invented.\ntype Query { a: Int b: Int }\n';
const TSX = import.meta.resolve('tsx');

describe('the check of the schema', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dinsos-release-'));
    await Promise.all(['schema', '.changeset'].map((name) => mkdir(join(folder, name))));
    await write('schema/released.graphql', RELEASED);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const run = (script: string) => {
    const path = fileURLToPath(new URL(`../../schema/release/${script}.ts`, import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, path], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('labels what changed, fails without a changeset, and passes with the one that is written from the diff', async () => {
    await write('schema/schema.graphql', 'type Query { a: Int b: Int c: Int }\n');
    const alone = run('check-release');
    expect(alone.stdout).toMatch(/^SAFE +Field 'c' was added to object type 'Query'$/m);
    expect(alone.stderr).toMatch(/needs a changeset of size minor, and none is there/);
    expect(alone.status).toBe(1);

    expect(run('write-changeset').status).toBe(0);
    const written = await read('.changeset/schema.md');
    expect(written).toMatch(/^---\n['"]@dinsos\/sdk['"]: minor\n---\n/);
    expect(run('check-release')).toMatchObject({ status: 0, stderr: '' });

    await write('.changeset/schema.md', written.replace('Field', 'The field'));
    expect(run('write-changeset').status).not.toBe(0);
    expect(await read('.changeset/schema.md')).toContain('The field');
  });

  it('refuses a removal without notice, whatever the changeset says', async () => {
    await write('schema/schema.graphql', 'type Query { a: Int }\n');
    await write('.changeset/bold.md', "---\n'@dinsos/sdk': major\n---\n\nGone.\n");
    const { status, stdout, stderr } = run('check-release');
    expect(stdout).toMatch(/^BREAKING /);
    expect(stderr).toMatch(/refused, it was not deprecated/);
    expect(status).toBe(1);
  });

  it('refuses a deprecation without a term', async () => {
    await write(
      'schema/schema.graphql',
      'type Query { a: Int b: Int @deprecated(reason: "Old.") }\n',
    );
    await write('.changeset/minor.md', "---\n'@dinsos/sdk': minor\n---\n\nOld.\n");
    expect(run('check-release')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^\nQuery\.b: the reason must end in/) as string,
    });
  });

  it('compares with what was released last, once that is renewed', async () => {
    await write('schema/schema.graphql', 'type Query { a: Int }\n');
    expect(run('renew-released').status).toBe(0);
    expect(await read('schema/released.graphql')).toMatch(/^# Released \d{4}-\d{2}-\d{2}\b/);
    expect(run('check-release')).toMatchObject({ status: 0, stderr: '' });
  });

  it('fails where it is not said when the last release was', async () => {
    await write('schema/released.graphql', 'type Query { a: Int }\n');
    await write('schema/schema.graphql', 'type Query { a: Int }\n');
    const { status, stderr } = run('check-release');
    expect(status).not.toBe(0);
    expect(stderr).toContain('does not begin with its day');
  });
});
