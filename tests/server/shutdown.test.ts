import { afterEach, describe, expect, test } from 'vitest';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.js';

let server: SpawnedServer;

const start = async () => {
  server = await spawnServer('tests/support/serve-stub.ts');
};

afterEach(() => server.child.kill('SIGKILL'));

const slow = async (ms: number) => {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `{ slow(ms: ${ms}) }` }),
  });
  const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
  return [answer.status, data, errors];
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('R13: SIGTERM', () => {
  test('under load loses no request and ends with 0', async () => {
    await start();
    const inFlight = Array.from({ length: 20 }, (_, at) => slow(500 + at * 50));
    await pause(200);
    server.child.kill('SIGTERM');
    await pause(50);
    const ready = await fetch(`${server.url}/ready`);
    expect(ready.status).toBe(503);
    expect(await slow(10)).toEqual([200, { slow: 'done' }, undefined]);
    for (const answer of await Promise.all(inFlight)) {
      expect(answer).toEqual([200, { slow: 'done' }, undefined]);
    }
    expect(await server.exited()).toBe(0);
    await expect(slow(10)).rejects.toThrow();
  });

  test('a second one ends it at once with 1', async () => {
    await start();
    const lost = slow(20_000).catch(() => 'lost');
    await pause(200);
    server.child.kill('SIGTERM');
    await pause(400);
    const startedAt = Date.now();
    server.child.kill('SIGTERM');
    expect(await server.exited()).toBe(1);
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect(await lost).toBe('lost');
  });

  test('a request that hangs is cut off at the deadline, and the end says so with 1', async () => {
    await start();
    const lost = slow(60_000).catch(() => 'lost');
    await pause(200);
    server.child.kill('SIGTERM');
    expect(await server.exited()).toBe(1);
    expect(await lost).toBe('lost');
  });
});
