import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobWorker } from '../../api/jobs/job-worker.js';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { workerOf } from '../support/jobs.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = ['bank', 'hospital', 'university'] as const;

let app: TestApp;
let worker: JobWorker;
let folder: string;
beforeAll(async () => {
  app = await createTestApp({ schema });
  worker = workerOf(app, { idleMs: 20 });
  await worker.start();
  folder = await mkdtemp(join(tmpdir(), 'dinsos-examples-'));
});
afterAll(async () => {
  await worker.stop();
  await app.close();
  await rm(folder, { recursive: true });
});

async function readme(name: string): Promise<{ commands: string[]; prints: string | undefined }> {
  const page = await readFile(`${ROOT}/examples/${name}/README.md`, 'utf8');
  const block = (language: string) =>
    new RegExp('```' + language + '\\n([\\s\\S]*?)```').exec(page)?.[1];
  const commands = (block('sh') ?? '')
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, ''))
    .filter((line) => line !== '');
  return { commands, prints: block('text') };
}

describe.each(EXAMPLES)('the README of the %s', (name) => {
  test('starts the server, and its command prints what it says', async () => {
    const { commands, prints } = await readme(name);
    expect(commands).toEqual(['npm start', expect.stringContaining(`example:${name}`)]);
    // Whatever it writes belongs into a folder of this test.
    const command = commands[1]!.replace(/ (reports|piles)$/, ` '${folder}/$1'`);
    const child = spawn('sh', ['-c', command], {
      cwd: ROOT,
      env: { ...process.env, DINSOS_URL: app.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [printed, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect(complained.split('\n').filter((line) => !line.startsWith('npm warn'))).toEqual(['']);
    expect(printed).toContain(prints);
    expect(printed).not.toMatch(/\d{16}/);
  });
});

test('the README of the dashboard names its commands and files as they are', async () => {
  const { commands } = await readme('dashboard');
  expect(commands).toEqual(['npm start', 'npm run example:dashboard']);
  const scripts = await readFile(`${ROOT}/package.json`, 'utf8');
  expect(scripts).toContain('"example:dashboard": "vite examples/dashboard"');
});
