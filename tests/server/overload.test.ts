import { afterEach, expect, test } from 'vitest';
import { createOverloadGate } from '../../api/http/overload.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { noDatabase } from '../support/no-database.js';
import { stubSchema } from '../support/stub-schema.js';

let app: TestApp | undefined;

afterEach(() => app?.close());

test('who comes when all places are taken is told to come back, and health still answers', async () => {
  app = await createTestApp({
    schema: stubSchema,
    database: noDatabase(),
    overload: { inFlight: 2, delayMs: 60_000 },
  });
  const { graphql } = app;
  const served = [1, 2].map(() => graphql('{ slow(ms: 800) }', {}, 'bank'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { status, errors, headers } = await graphql('{ actor }', {}, 'bank');
  expect(status).toBe(503);
  expect(headers.get('retry-after')).toBe('1');
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    retryAfterMs: 1_000,
  });
  expect((await app.fetch('/health')).status).toBe(200);
  for (const answer of await Promise.all(served)) expect(answer.status).toBe(200);
  expect((await graphql('{ actor }', {}, 'bank')).status).toBe(200);
});

test('a place is given back however the request ends', async () => {
  app = await createTestApp({
    schema: stubSchema,
    database: noDatabase(),
    overload: { inFlight: 1, delayMs: 60_000 },
  });
  for (const document of ['{ bug }', '{', '{ actor }', '{ refused }']) {
    await app.graphql(document, {}, 'bank');
    await app.graphql(document, {});
  }
  expect((await app.graphql('{ actor }', {}, 'bank')).status).toBe(200);
});

/** Holds the event loop in turns of `ms` for `turns` turns. */
async function busy(ms: number, turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    const until = performance.now() + ms;
    while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

test('nobody new enters while every turn of the event loop is long, and all may when it is over', async () => {
  const gate = createOverloadGate({ inFlight: 10, delayMs: 100 });
  await busy(250, 8);
  expect(gate.enter()).toBe(false);
  let entered = false;
  for (let at = 0; at < 50 && !entered; at++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    entered = gate.enter();
  }
  expect(entered).toBe(true);
  expect(gate.inFlight).toBe(1);
  gate.stop();
});
