import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobWorker } from '../../api/jobs/job-worker.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { workerOf } from '../support/jobs.js';

const PAYEE = '3273054208939901';
const OTHER = '3205011704829901';
const ROWS = 4_000;

let app: TestApp;
let worker: JobWorker;
let folder: string;
beforeAll(async () => {
  app = await createTestApp();
  worker = workerOf(app, { idleMs: 20 });
  await worker.start();
  folder = await mkdtemp(join(tmpdir(), 'dinsos-cli-'));
});
afterAll(async () => {
  await worker.stop();
  await app.close();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly errors: string;
}

/** Runs the command with its standard output in a file, as a shell's `>` or `>>` has it; `kill` ends it when it resolves. */
async function dinsos(
  args: readonly string[],
  output: string,
  { flag = 'w', kill }: { flag?: 'w' | 'a'; kill?: () => Promise<void> } = {},
): Promise<Ended> {
  const file = openSync(join(folder, output), flag);
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'sdk/src/cli/main.ts', ...args, '--url', app.url, '--language', 'en'],
    { stdio: ['ignore', file, 'pipe'] },
  );
  closeSync(file);
  let errors = '';
  child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'exit');
  if (kill !== undefined) {
    await kill();
    child.kill('SIGKILL');
  }
  const [code] = (await ended) as [number | null];
  return { code, errors };
}

async function rowsOf(output: string): Promise<Record<string, string>[]> {
  const text = await readFile(join(folder, output), 'utf8');
  return parse(text, { columns: true, relax_column_count: true });
}

async function people(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

const CHECK = ['check', '--program', 'PKH', '--purpose', 'PAYEE_VERIFICATION', '--sandbox', 'bank'];

describe('npx dinsos check', () => {
  test('answers a file line by line, and says with its exit code that some were refused', async () => {
    const text = `\ufeffNIK;Reference;Branch\r\n${PAYEE};A-1;x\r\n12;A-2;x\r\n${OTHER};A-3;y\r\n`;
    const { code, errors } = await dinsos([...CHECK, await people('few.csv', text)], 'few.out');
    expect([code, errors]).toEqual([3, '2 rows decided, 1 refused.\n']);
    expect(await rowsOf('few.out')).toMatchObject([
      { row: '1', reference: 'A-1', outcome: 'ELIGIBLE', rupiah_per_year: '6900000' },
      { row: '2', reference: 'A-2', outcome: '', refused: 'MALFORMED_NIK' },
      { row: '3', reference: 'A-3', outcome: 'ELIGIBLE', rupiah_per_year: '4400000' },
    ]);
    expect(await readFile(join(folder, 'few.out'), 'utf8')).not.toMatch(/\d{16}/);
  });

  test('keeps the NIK beside the answer when it is told to', async () => {
    const file = await people('one.csv', `nik\n${PAYEE}\n`);
    expect((await dinsos([...CHECK, '--keep-nik', '--quiet', file], 'one.out')).code).toBe(0);
    expect(await rowsOf('one.out')).toMatchObject([{ row: '1', nik: PAYEE }]);
  });

  test.each([
    ['no program', ['check', '--purpose', 'PAYEE_VERIFICATION'], 2, /--program is needed/],
    ['an unknown purpose', ['check', '--program', 'PKH', '--purpose', 'X'], 2, /--purpose is one/],
    ['an unknown option', [...CHECK, '--force'], 2, /--force/],
    ['a file that is not there', [...CHECK, '/nowhere/people.csv'], 2, /cannot be read/],
    ['a program that is none', [...CHECK.with(2, 'NONE'), 'few'], 1, /NOT_FOUND|BAD_USER_INPUT/],
  ])('%s is told on the error output alone', async (_what, args, expected, message) => {
    const file = await people('few', `nik\n${PAYEE}\n`);
    const given = args.map((arg) => (arg === 'few' ? file : arg));
    const { code, errors } = await dinsos(given, 'refused.out');
    expect(code).toBe(expected);
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/\d{16}|\n\s+at /);
  });

  test('killed in the middle, goes on where it was and has every row once', async () => {
    const niks = Array.from(
      { length: ROWS },
      (_, at) => `32050117048${String(at).padStart(5, '0')}`,
    );
    const file = await people('many.csv', `nik\n${niks.join('\n')}\n`);
    const args = [...CHECK, '--quiet', '--resume', join(folder, 'state'), file];
    const half = async (): Promise<void> => {
      for (let tries = 0; tries < 2_000; tries++) {
        await delay(20);
        const state = await readFile(join(folder, 'state'), 'utf8').catch(() => '{}');
        if ((JSON.parse(state) as { jobId?: string | null }).jobId != null) return;
      }
      throw new Error('The command never began.');
    };
    expect((await dinsos(args, 'many.out', { flag: 'a', kill: half })).code).toBeNull();
    const { code } = await dinsos(args, 'many.out', { flag: 'a' });
    expect([0, 3]).toContain(code);
    const rows = await rowsOf('many.out');
    expect(rows.map(({ row }) => Number(row))).toEqual(niks.map((_nik, at) => at + 1));
    const jobs = await app.app.database.sql.query<{ accepted: number }>(
      'SELECT accepted FROM eligibility_job ORDER BY accepted DESC LIMIT 2',
    );
    expect(jobs[0]!.accepted).toBe(ROWS);
    expect(jobs[1]!.accepted).toBeLessThan(10);
  }, 120_000);
});
