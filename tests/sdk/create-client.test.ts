import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createClient } from '../../sdk/src/create-client.js';
import type { ClientOptions } from '../../sdk/src/client-options.js';
import { documentIdOf } from '../../sdk/src/document-id.js';
import { CheckEligibilityDocument } from '../../sdk/src/generated/documents.js';
import { buildTestClient } from './support/build-test-client.js';
import { createFakeRegistry, nikOf } from './support/fake-registry.js';

const VALID = { url: 'http://registry.test', credentials: { token: 'secret-token' } } as const;

describe('a client', () => {
  it('is frozen through and through', () => {
    const client = createClient(VALID);
    expect(Object.isFrozen(client)).toBe(true);
    for (const part of Object.values(client)) {
      if (typeof part === 'object') expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('shows no secret when it is printed, serialised or walked', async () => {
    const { fetch } = createFakeRegistry();
    const client = buildTestClient(fetch);
    await client.eligibility.check({ nik: nikOf(1), program: 'PKH' });
    const shown = [
      inspect(client, { depth: 9, showHidden: true }),
      JSON.stringify(client),
      JSON.stringify(Object.entries(client)),
    ];
    for (const text of shown) {
      expect(text).not.toContain('secret-token');
      expect(text).not.toContain(nikOf(1));
    }
  });

  it('keeps nothing of options that change later', async () => {
    const registry = createFakeRegistry();
    const options = { ...VALID, credentials: { token: 'secret-token' }, fetch: registry.fetch };
    const client = createClient(options);
    options.url = 'http://elsewhere.test' as typeof options.url;
    options.credentials.token = 'other';
    await client.viewer();
    expect(registry.received[0]?.url).toBe('http://registry.test/graphql');
    expect(registry.received[0]?.headers.get('authorization')).toBe('Bearer secret-token');
  });

  it('sends JSON to /graphql of an origin, or to the endpoint as given', async () => {
    for (const [url, endpoint] of [
      ['http://registry.test', 'http://registry.test/graphql'],
      ['https://registry.test/', 'https://registry.test/graphql'],
      ['https://registry.test/api/graphql#top', 'https://registry.test/api/graphql'],
    ] as const) {
      const registry = createFakeRegistry();
      await createClient({ ...VALID, url, fetch: registry.fetch }).viewer();
      expect(registry.received[0]?.url).toBe(endpoint);
    }
  });

  it('asks for a GraphQL answer and settles for JSON', async () => {
    const registry = createFakeRegistry();
    await buildTestClient(registry.fetch).viewer();
    const headers = registry.received[0]?.headers;
    expect(headers?.get('accept')).toBe(
      'application/graphql-response+json, application/json;q=0.9',
    );
    expect(headers?.get('content-type')).toBe('application/json');
  });

  it('tells its observer of every attempt, and nothing of a person', async () => {
    const events: unknown[] = [];
    const registry = createFakeRegistry((_request, count) =>
      count === 1 ? new Response(null, { status: 503 }) : undefined,
    );
    const client = buildTestClient(registry.fetch, { onRequest: (event) => events.push(event) });
    await client.eligibility.check({ nik: nikOf(1), program: 'PKH' });
    const documentId = await documentIdOf(CheckEligibilityDocument);
    expect(events).toEqual([
      { operation: 'CheckEligibility', documentId, attempt: 1 },
      { operation: 'CheckEligibility', documentId, attempt: 2 },
    ]);
  });
});

describe('an option that is unusable', () => {
  const bad: [string, Record<string, unknown>][] = [
    ['a relative address', { url: '/graphql' }],
    ['no address', { url: undefined }],
    ['another protocol', { url: 'ftp://registry.test' }],
    ['a password in the address', { url: 'http://me:hunter2@registry.test' }],
    ['a query in the address', { url: 'http://registry.test/graphql?key=hunter2' }],
    ['no credentials', { credentials: undefined }],
    ['empty credentials', { credentials: {} }],
    ['an empty token', { credentials: { token: '' } }],
    ['two kinds of credentials', { credentials: { token: 'hunter2', sandboxPersona: 'bank' } }],
    ['a negative time limit', { timeoutMs: -1 }],
    ['a broken time limit', { timeoutMs: Number.NaN }],
    ['too many retries', { maxRetries: 11 }],
    ['half a retry', { maxRetries: 0.5 }],
  ];
  it.each(bad)('is refused at once: %s', (_name, change) => {
    const options = { ...VALID, ...change } as unknown as ClientOptions;
    expect(() => createClient(options)).toThrow(TypeError);
    expect(() => createClient(options)).not.toThrow(/hunter2/);
  });
});
