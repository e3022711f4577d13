import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@dinsos/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentRung } from '../../api/http/find-document.js';
import { readRegisteredOperations } from '../../api/registered-operations.js';
import { createTestApp, type TestApp } from '../support/app.js';

const OWN = 'query Desk {\n  viewer {\n    tier\n    roles\n  }\n}';
const UNKNOWN = '{ viewer { tier } }';
const RUNGS: readonly DocumentRung[] = ['any', 'log', 'registered', 'ids'];
const PERSONAS = ['bank', 'officer-national', 'officer-village', 'citizen-desk'];

let folder: string;
const apps = new Map<DocumentRung, TestApp>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dinsos-documents-'));
  await writeFile(join(folder, 'Desk.graphql'), OWN);
  const first = await createTestApp({ documentsFolder: folder });
  apps.set('any', first);
  for (const documents of RUNGS.slice(1)) {
    const database = first.app.database;
    apps.set(documents, await createTestApp({ documents, documentsFolder: folder, database }));
  }
});
afterAll(async () => {
  for (const app of [...apps.values()].toReversed()) await app.close();
  await rm(folder, { recursive: true });
});

async function ask(rung: DocumentRung, body: object, persona = 'bank') {
  const app = apps.get(rung)!;
  const response = await app.fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${await app.tokenFor(persona)}`,
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const registered = () => readRegisteredOperations(folder).all;
const viewer = () => registered().find(({ name }) => name === 'Viewer')!;
const desk = () => registered().find(({ name }) => name === 'Desk')!;

describe.each(PERSONAS)('%s', (persona) => {
  test('asks anything on the first two rungs, and nothing that is not registered on the others', async () => {
    const statuses = [];
    for (const rung of RUNGS) statuses.push((await ask(rung, { query: UNKNOWN }, persona)).status);
    expect(statuses).toEqual([200, 200, 403, 403]);
  });

  test('asks what is registered by its text on all rungs but the last, and by its id on all', async () => {
    const { id, text } = viewer();
    const statuses = [];
    for (const rung of RUNGS) {
      statuses.push([
        (await ask(rung, { query: text }, persona)).status,
        (await ask(rung, { documentId: id }, persona)).status,
      ]);
    }
    expect(statuses).toEqual([
      [200, 200],
      [200, 200],
      [200, 200],
      [403, 200],
    ]);
  });
});

test('an unknown document is written to the log on the second rung, without its text', async () => {
  const app = apps.get('log')!;
  const before = app.logs.length;
  await ask('log', { query: `query Unheard { viewer { tier } }` });
  const lines = app.logs.slice(before).filter((line) => line.includes('unknown_document'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('Unheard');
  await ask('log', { query: viewer().text });
  expect(app.logs.slice(before).filter((line) => line.includes('unknown_document'))).toHaveLength(
    1,
  );
});

test('a document of the deployment is registered beside those of the SDK, however it is spaced', async () => {
  for (const body of [{ documentId: desk().id }, { query: OWN.replaceAll(/\s+/g, ' ') }]) {
    const { status, text } = await ask('registered', body);
    expect([status, text]).toEqual([200, expect.stringContaining('"roles"')]);
  }
});

test.each(RUNGS)(
  'on the rung %s an id that nobody registered is not found, and an id with another body is refused',
  async (rung) => {
    const { id, text } = viewer();
    expect((await ask(rung, { documentId: `sha256:${'0'.repeat(64)}` })).status).toBe(404);
    expect((await ask(rung, { documentId: 'Viewer' })).status).toBe(404);
    expect((await ask(rung, { documentId: id, query: UNKNOWN })).status).toBe(400);
    expect((await ask(rung, { documentId: id, query: desk().text })).status).toBe(400);
    expect((await ask(rung, { documentId: id, query: text })).status).toBe(200);
    expect((await ask(rung, { documentId: 7 })).status).toBe(400);
    expect((await ask(rung, {})).status).toBe(400);
  },
);

test('a large check of many people may be named by its id', async () => {
  const people = Array.from({ length: 900 }, (_none, index) => ({
    nik: '3171014202599901',
    reference: `${index}`.padEnd(110, '.'),
  }));
  const input = { program: 'BPNT', purpose: 'PAYEE_VERIFICATION', people };
  const { id } = registered().find(({ isBulk }) => isBulk)!;
  const { status } = await ask('ids', { documentId: id, variables: { input } });
  expect(status).toBe(200);
  const other = await ask('ids', { documentId: viewer().id, variables: { input } });
  expect(other.status).toBe(413);
});

test('the SDK asks by ids when told to', async () => {
  const { url } = apps.get('ids')!;
  const credentials = { sandboxPersona: 'bank' };
  const purpose = 'PAYEE_VERIFICATION';
  const client = createClient({ url, credentials, purpose, sendDocumentIds: true });
  const { outcome } = await client.eligibility.check({ nik: '3171014202599901', program: 'BPNT' });
  expect(outcome).toBe('ELIGIBLE');
  const texts = createClient({ url, credentials, purpose });
  await expect(texts.viewer()).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
