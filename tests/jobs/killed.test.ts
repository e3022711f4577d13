import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import { createVault } from '../../prisma/vault/vault.js';
import { seededLocation } from '../support/seeded-database.js';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.js';

const ROWS = 3_000;
const KILLS = 3;

let server: SpawnedServer;
let env: Record<string, string>;
let remove: () => Promise<void>;

beforeAll(async () => {
  const vault = createVault((await loadKeys({ json: inject('keys') })).vault);
  const location = await seededLocation(vault);
  remove = location.remove;
  env = { ...location.env, DINSOS_KEYS: inject('keys'), PORT: '0' };
  server = await spawnServer('api/main.ts', { env });
});

afterAll(async () => {
  server.child.kill('SIGKILL');
  await server.exited();
  await remove();
});

async function token(): Promise<string> {
  const answer = await fetch(`${server.url}/sandbox/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"persona":"bank"}',
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Year and serial of an invented NIK. */
const nikEnd = (at: number): number => (Math.floor(at / 999) + 1) * 10_000 + 9_001 + (at % 999);

interface Job {
  readonly id: string;
  readonly status: string;
  readonly accepted: number;
  readonly completed: number;
  readonly refused: number;
}

async function ask(query: string, variables: object): Promise<Job> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data } = (await answer.json()) as { data: Record<string, Job> };
  return Object.values(data)[0]!;
}

const START = `mutation { startEligibilityJob(input: { program: "PKH", purpose: PAYEE_VERIFICATION, idempotencyKey: "killed" }) {
  id status } }`;
const READ =
  'query ($id: ID!) { eligibilityJob(id: $id) { id status accepted completed refused } }';

test('kill -9 in the middle of a job loses and doubles nothing, and it goes on where it was', async () => {
  const { id } = await ask(START, {});
  const body = Array.from(
    { length: ROWS },
    (_, at) => `{"nik":"32050117048${nikEnd(at)}","reference":"${at}"}\n`,
  ).join('');
  const upload = await fetch(`${server.url}/jobs/${id}/rows`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${await token()}`,
      'content-type': 'application/x-ndjson',
      'upload-offset': '0',
      'upload-complete': '?1',
    },
    body,
  });
  expect(upload.status).toBe(204);
  let decided = -1;
  for (let kill = 0; kill < KILLS; kill++) {
    let job = await ask(READ, { id });
    const before = job.completed;
    const until = Date.now() + 90_000;
    while (job.completed <= Math.max(decided, before) && job.status === 'RUNNING') {
      if (Date.now() > until) throw new Error('The job stands still.');
      await new Promise((resolve) => setTimeout(resolve, 20));
      job = await ask(READ, { id });
    }
    if (job.status !== 'RUNNING') break;
    expect(job.completed).toBeGreaterThan(decided);
    decided = job.completed;
    server.child.kill('SIGKILL');
    await server.exited();
    server = await spawnServer('api/main.ts', { env });
    expect((await ask(READ, { id })).completed).toBeGreaterThanOrEqual(decided);
  }
  expect(decided).toBeGreaterThan(0);
  let job = await ask(READ, { id });
  while (job.status === 'RUNNING') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    job = await ask(READ, { id });
  }
  expect(job).toEqual({ id, status: 'COMPLETED', accepted: ROWS, completed: ROWS, refused: 0 });
  const answer = await fetch(`${server.url}/jobs/${id}/results`, {
    headers: { authorization: `Bearer ${await token()}` },
  });
  const lines = (await answer.text())
    .trimEnd()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { row: number; reference: string; decision: { id: string } },
    );
  expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_, at) => at + 1));
  expect(lines.map(({ reference }) => Number(reference) + 1)).toEqual(lines.map(({ row }) => row));
  expect(new Set(lines.map(({ decision }) => decision.id)).size).toBe(ROWS);
}, 400_000);
