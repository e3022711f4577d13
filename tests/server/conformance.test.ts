import { auditServer, type AuditResult } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { stubSchema } from '../support/stub-schema.js';

let development: TestApp;
let production: TestApp;

beforeAll(async () => {
  development = await createTestApp({ schema: stubSchema });
  const { database } = development.app;
  production = await createTestApp({ schema: stubSchema, profile: 'production', database });
});

afterAll(async () => {
  await production.close();
  await development.close();
});

/** graphql-http's audits, run with a token: without one nothing but the refusal could be audited. */
async function audit(url: string, token: string): Promise<AuditResult[]> {
  const fetchFn = (input: string, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  };
  return auditServer({ url: `${url}/graphql`, fetchFn });
}

const failedIds = (results: readonly AuditResult[]) =>
  results.filter(({ status }) => status !== 'ok').map(({ id }) => id);

test('the development profile passes all 61 audits of GraphQL over HTTP', async () => {
  const results = await audit(development.url, await development.tokenFor('bank'));
  expect(results).toHaveLength(61);
  expect(failedIds(results)).toEqual([]);
});

test('the production profile fails exactly the audits that need GET or introspection', async () => {
  const results = await audit(production.url, await production.tokenFor('bank'));
  expect(failedIds(results).sort()).toEqual(['28B9', '2EA1', '5A70', '6A70', 'D6D5']);
});

test('the audits find fault with a server that says yes to everything', async () => {
  const yes = () =>
    Promise.resolve(new Response('{}', { headers: { 'content-type': 'application/json' } }));
  const results = await auditServer({ url: 'http://yes/graphql', fetchFn: yes });
  expect(failedIds(results).length).toBeGreaterThan(10);
});
