import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { UnauthenticatedError } from '../../sdk/src/errors.js';
import { buildTestClient, createTestRuntime } from './support/build-test-client.js';
import { createFakeRegistry, fault, json, rejectionOf } from './support/fake-registry.js';
import type { Received } from './support/fake-registry.js';

const bearerOf = ({ headers }: Received): string | null => headers.get('authorization');
const asBank = { credentials: { sandboxPersona: 'bank' } } as const;

describe('a token', () => {
  it('that the caller holds is sent with every request', async () => {
    const registry = createFakeRegistry();
    await buildTestClient(registry.fetch).viewer();
    expect(registry.received.map(bearerOf)).toEqual(['Bearer secret-token']);
  });

  it('that is refused, and has no other behind it, is an error at once', async () => {
    const registry = createFakeRegistry(() => fault('UNAUTHENTICATED', 'Expired.', 401));
    const error = await rejectionOf(buildTestClient(registry.fetch).viewer());
    expect(error).toBeInstanceOf(UnauthenticatedError);
    expect(registry.received).toHaveLength(1);
  });

  it("comes from the caller's function before each request, and once for those of the same time", async () => {
    let asked = 0;
    const token = async (): Promise<string> => {
      asked += 1;
      const mine = asked;
      await delay(5);
      return `asked-${mine}`;
    };
    const registry = createFakeRegistry();
    const client = buildTestClient(registry.fetch, { credentials: { token } });
    await Promise.all([client.viewer(), client.viewer(), client.viewer()]);
    expect(registry.received.map(bearerOf)).toEqual(Array(3).fill('Bearer asked-1'));
    await client.viewer();
    expect(asked).toBe(2);
  });

  it("of the caller's function is asked for once more when it is refused", async () => {
    let asked = 0;
    const registry = createFakeRegistry((request) =>
      bearerOf(request) === 'Bearer asked-1' ? fault('UNAUTHENTICATED') : undefined,
    );
    const token = (): string => `asked-${++asked}`;
    const client = buildTestClient(registry.fetch, { credentials: { token } });
    await expect(client.viewer()).resolves.toMatchObject({ tier: 'PARTNER' });
    expect(registry.received.map(bearerOf)).toEqual(['Bearer asked-1', 'Bearer asked-2']);
  });

  it('that could not be a header is refused before anything is sent', async () => {
    const registry = createFakeRegistry();
    for (const bad of ['two words', 'line\nbreak', '', 7 as unknown as string]) {
      const client = buildTestClient(registry.fetch, { credentials: { token: () => bad } });
      await expect(client.viewer()).rejects.toBeInstanceOf(TypeError);
    }
    expect(() => buildTestClient(registry.fetch, { credentials: { token: 'two words' } })).toThrow(
      TypeError,
    );
    expect(registry.received).toEqual([]);
  });
});

describe('a sandbox persona', () => {
  it('is given a token by the origin of the registry, which is kept', async () => {
    const registry = createFakeRegistry();
    const client = buildTestClient(registry.fetch, {
      ...asBank,
      url: 'http://registry.test/graphql',
    });
    await client.viewer();
    await client.viewer();
    expect(registry.received.map(({ url }) => url)).toEqual([
      'http://registry.test/sandbox/token',
      'http://registry.test/graphql',
      'http://registry.test/graphql',
    ]);
    expect(registry.queries.map(bearerOf)).toEqual(Array(2).fill('Bearer sandbox-token-1'));
  });

  it('never asks twice at once', async () => {
    const registry = createFakeRegistry(async ({ url }) => {
      if (url.endsWith('/token')) await delay(10);
      return undefined;
    });
    const client = buildTestClient(registry.fetch, asBank);
    await Promise.all(Array.from({ length: 20 }, () => client.viewer()));
    expect(registry.tokens).toHaveLength(1);
  });

  it('asks again shortly before its token expires', async () => {
    const registry = createFakeRegistry();
    const test = createTestRuntime();
    const client = buildTestClient(registry.fetch, asBank, test.runtime);
    await client.viewer();
    test.advance(569_000);
    await client.viewer();
    expect(registry.tokens).toHaveLength(1);
    test.advance(1_000);
    await client.viewer();
    expect(registry.tokens).toHaveLength(2);
  });

  it('is given one new token when many requests find the old one refused', async () => {
    const registry = createFakeRegistry((request) =>
      bearerOf(request) === 'Bearer sandbox-token-1'
        ? fault('UNAUTHENTICATED', 'No.', 401)
        : undefined,
    );
    const client = buildTestClient(registry.fetch, asBank);
    await Promise.all(Array.from({ length: 5 }, () => client.viewer()));
    expect(registry.tokens).toHaveLength(2);
  });

  it('that is refused with a new token too is an error after one retry', async () => {
    const registry = createFakeRegistry(({ url }) =>
      url.endsWith('/graphql') ? fault('UNAUTHENTICATED') : undefined,
    );
    const error = await rejectionOf(buildTestClient(registry.fetch, asBank).viewer());
    expect(error).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(registry.queries).toHaveLength(2);
  });

  it('that does not exist is UNAUTHENTICATED, without its name', async () => {
    const registry = createFakeRegistry(() => json({ error: 'no persona clown' }, 400));
    const client = buildTestClient(registry.fetch, { credentials: { sandboxPersona: 'clown' } });
    expect(await rejectionOf(client.viewer())).toMatchObject({
      code: 'UNAUTHENTICATED',
      status: 400,
      message: 'The sandbox gave no token for this persona.',
    });
  });

  it('is asked for again after the token endpoint was unavailable', async () => {
    const registry = createFakeRegistry((_request, count) =>
      count === 1 ? new Response(null, { status: 503 }) : undefined,
    );
    await expect(buildTestClient(registry.fetch, asBank).viewer()).resolves.toBeDefined();
  });
});
