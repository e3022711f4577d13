import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import { DirectoryLockedError, lockDirectory } from '../../prisma/directory-lock.js';
import { createVault } from '../../prisma/vault/vault.js';
import { seededDirectory } from '../support/seeded-database.js';
import { runScript, spawnServer, type SpawnedServer } from '../support/spawn-server.js';

describe('R14: a data directory that a server has open', () => {
  let server: SpawnedServer;
  let env: Record<string, string>;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const data = await seededDirectory(
      createVault((await loadKeys({ json: inject('keys') })).vault),
    );
    remove = data.remove;
    env = { ...data.env, DINSOS_KEYS: inject('keys'), PORT: '0' };
    server = await spawnServer('api/main.ts', { env });
  });

  afterAll(async () => {
    server.child.kill('SIGKILL');
    await server.exited();
    await remove();
  });

  test.each([
    ['a second server', 'api/main.ts', []],
    ['the seed', 'prisma/seed/seed.ts', ['--households', '100']],
    ['the migration', 'prisma/migrate-cli.ts', []],
  ])('is refused to %s, which names the holder', async (_what, script, args) => {
    const { code, output } = await runScript(script, { args, env });
    expect(code).not.toBe(0);
    expect(output).toContain(`is in use by process ${server.child.pid}`);
    expect(output).not.toMatch(/ {4}at /);
  });

  test('is as it was after all that', async () => {
    const ready = await fetch(`${server.url}/ready`);
    expect(ready.status).toBe(200);
  });

  test('is free again after the server was killed', async () => {
    server.child.kill('SIGKILL');
    await server.exited();
    server = await spawnServer('api/main.ts', { env });
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  });
});

describe('the lock itself', () => {
  const LIVES = Math.min(process.pid, process.ppid);
  let home: string;
  let directory: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'dinsos-lock-'));
    directory = join(home, 'data');
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const leave = (holder: object) => writeFile(`${directory}.lock.7`, JSON.stringify(holder));

  test('is refused to the process that has it, too, and is free when given back', async () => {
    const unlock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(DirectoryLockedError);
    await unlock();
    await (
      await lockDirectory(directory)
    )();
    expect(await readdir(home)).toHaveLength(1);
  });

  test('of a process that lives is never taken over', async () => {
    await leave({ pid: LIVES, started: await startOf(LIVES) });
    await expect(lockDirectory(directory)).rejects.toMatchObject({ pid: LIVES });
  });

  test.each([
    ['a dead process', { pid: 4_194_303, started: 'gone' }],
    [
      'another life of the same pid, such as 1 in a container',
      { pid: process.pid, started: 'x:1' },
    ],
    ['a machine that crashed while it was written', {}],
  ])('of %s is taken over', async (_what, holder) => {
    await leave(holder);
    await (
      await lockDirectory(directory)
    )();
  });

  test('goes to one of twenty who want it at once, however stale it is', async () => {
    for (let round = 0; round < 10; round++) {
      await leave({ pid: 4_194_303, started: 'gone' });
      const tries = await Promise.allSettled(
        Array.from({ length: 20 }, () => lockDirectory(directory)),
      );
      const won = tries.filter((each) => each.status === 'fulfilled');
      expect(won).toHaveLength(1);
      for (const { value: unlock } of won) await unlock();
    }
  });

  test('is held by one at a time while many take it, work and give it back', async () => {
    let inside = 0;
    let turns = 0;
    const worker = async () => {
      while (turns < 60) {
        const unlock = await lockDirectory(directory).catch(() => null);
        if (unlock === null) continue;
        expect(++inside).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, turns++ % 3));
        inside--;
        await unlock();
      }
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    expect(turns).toBeGreaterThanOrEqual(60);
  });
});

async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  return `${boot.trim()}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}
