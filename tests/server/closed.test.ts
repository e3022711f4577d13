import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { noDatabase } from '../support/no-database.js';
import { createPlainYoga } from '../support/plain-yoga.js';
import { stubSchema } from '../support/stub-schema.js';

let production: TestApp;
let development: TestApp;
const explorer: NonNullable<Parameters<typeof createTestApp>[0]>['explorer'] = (
  request,
  response,
) => {
  if (request.url !== '/') return false;
  response.end('explorer');
  return true;
};

beforeAll(async () => {
  const options = { schema: stubSchema, database: noDatabase(), explorer };
  production = await createTestApp({ ...options, profile: 'production' });
  development = await createTestApp(options);
});

afterAll(async () => {
  await production.close();
  await development.close();
});

const WORDS = ['actr', 'persn', 'peopl', 'chek', 'bugg', 'nam', 'frend', 'writ', 'slo', 'refuse'];
const SUGGESTED = /Did you mean|"(actor|person|people|check|bug|name|friend|write|slow|refused)"/;

describe('H13: what production tells', () => {
  test('introspection is closed, in every spelling', async () => {
    for (const query of [
      getIntrospectionQuery(),
      '{ __schema { types { name } } }',
      '{ a: __schema { queryType { name } } }',
      '{ ...__schema } fragment __schema on Query { __schema { queryType { name } } }',
      'query Q { __type(name: "Person") { fields { name } } }',
    ]) {
      const { status, data } = await production.graphql(query, {}, 'bank');
      expect(status).toBe(400);
      expect(data).toBeUndefined();
    }
    expect(await production.graphql('{ __typename }', {}, 'bank')).toMatchObject({ status: 200 });
  });

  test('a word list finds no name by suggestions', async () => {
    for (const word of WORDS) {
      const answers = await Promise.all([
        production.graphql(`{ ${word} }`, {}, 'bank'),
        production.graphql(`{ person { ${word} } }`, {}, 'bank'),
        production.graphql(`{ person(${word}: 1) { name } }`, {}, 'bank'),
        production.graphql(`mutation { ${word} }`, {}, 'bank'),
        production.graphql(`{ check(input: { nik: "1", purpose: PAYE, ${word}: 1 }) }`, {}, 'bank'),
      ]);
      for (const { errors } of answers) {
        for (const { message } of errors ?? []) {
          expect(message.replaceAll(/on (type|field) "[^"]+"/g, '')).not.toMatch(SUGGESTED);
        }
      }
    }
  });

  test('variables with a misspelled field get no suggestion either', async () => {
    const document = 'query ($i: CheckInput!) { check(input: $i) }';
    const { errors } = await production.graphql(
      document,
      { i: { nikk: '1', purpose: 'PAYE' } },
      'bank',
    );
    expect(JSON.stringify(errors)).not.toContain('Did you mean');
  });

  test('there is no explorer, landing page or sandbox', async () => {
    for (const path of ['/', '/graphiql', '/explorer/x.js', '/sandbox/personas', '/.env', '//x']) {
      const answer = await production.fetch(`${production.url}${path}`, {
        headers: { accept: 'text/html' },
      });
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('<');
    }
    const token = await production.fetch('/sandbox/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"persona":"bank"}',
    });
    expect(token.status).toBe(404);
  });

  test('health says that it lives and nothing else', async () => {
    const answer = await production.fetch('/health');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ok' });
    expect([...answer.headers.keys()]).not.toContain('x-powered-by');
    expect([...answer.headers.keys()]).not.toContain('server');
  });

  test('a server without the guard gives its names away', async () => {
    const answer = await plain(JSON.stringify({ query: '{ persn }' }));
    expect(await answer.text()).toContain('Did you mean');
  });
});

const plain = createPlainYoga();

describe('what development tells', () => {
  test('introspection and suggestions are open to learn in', async () => {
    expect((await development.graphql(getIntrospectionQuery(), {}, 'bank')).status).toBe(200);
    const { errors } = await development.graphql('{ persn }', {}, 'bank');
    expect(errors?.[0]?.message).toContain('Did you mean "person"');
  });

  test('the explorer and the sandbox are there', async () => {
    expect(await (await development.fetch('/')).text()).toBe('explorer');
    const personas = (await (await development.fetch('/sandbox/personas')).json()) as {
      id: string;
    }[];
    expect(personas.map(({ id }) => id)).toEqual([
      ...['bank', 'post', 'hospital', 'university'],
      ...['officer-national', 'program-owner', 'officer-province', 'officer-regency'],
      ...['social-worker', 'regency-head'],
      ...['officer-district', 'officer-village', 'citizen-desk'],
      ...['village-head', 'tagana', 'auditor', 'data-protection-officer'],
    ]);
  });

  test('a persona gets a token that works, and nobody else gets one', async () => {
    const ask = (body: string) =>
      development.fetch('/sandbox/token', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    const answer = await ask('{"persona":"officer:35.10"}');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const issued = (await answer.json()) as { access_token: string };
    expect(issued).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    const who = await development.fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${issued.access_token}`,
      },
      body: '{"query":"{ actor }"}',
    });
    expect(await who.json()).toMatchObject({ data: { actor: 'sandbox:officer:35.10' } });
    expect((await ask('{"persona":"root"}')).status).toBe(404);
    expect((await ask('{"persona":1}')).status).toBe(400);
    expect((await ask(`{"persona":"${'x'.repeat(2_000)}"}`)).status).toBe(413);
  });
});

describe('names of the server', () => {
  test('a request that names another host is refused, whatever it asks', async () => {
    const { request } = await import('node:http');
    const status = (host: string, path = '/sandbox/personas') =>
      new Promise<number | undefined>((resolve, reject) => {
        const { port } = new URL(development.url);
        request({ port, host: '127.0.0.1', path, headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await status('localhost')).toBe(200);
    expect(await status('LOCALHOST:4000')).toBe(200);
    expect(await status('evil.example')).toBe(421);
    expect(await status('127.0.0.1.evil.example')).toBe(421);
    expect(await status('localhost', 'http://evil.example/sandbox/personas')).toBe(400);
  });
});

describe('graphql-cop', () => {
  const ask = async (body: unknown, headers: Record<string, string> = {}) =>
    production.fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await production.tokenFor('bank')}`,
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const aliases = Array.from({ length: 101 }, (_, at) => `a${at}:__typename`).join(' ');
  const directives = `__typename ${'@aa'.repeat(10)}`;

  test.each<[string, () => Promise<boolean>]>([
    ['alias overloading', async () => 'data' in (await json(ask({ query: `{ ${aliases} }` })))],
    ['array batching', async () => Array.isArray(await json(ask([{ query: '{ __typename }' }])))],
    [
      'directive overloading',
      async () => (await errorsOf(ask({ query: `{ ${directives} }` }))).length >= 10,
    ],
    [
      'circular introspection',
      async () =>
        'data' in
        (await json(
          ask({ query: '{ __schema { types { fields { type { fields { type { name } } } } } } }' }),
        )),
    ],
    [
      'introspection',
      async () => 'data' in (await json(ask({ query: '{ __schema { types { name } } }' }))),
    ],
    [
      'field duplication',
      async () => 'data' in (await json(ask({ query: `{ ${'__typename '.repeat(5_000)} }` }))),
    ],
    [
      'suggestions',
      async () =>
        JSON.stringify(await errorsOf(ask({ query: '{ acto }' }))).includes('Did you mean'),
    ],
    [
      'queries by GET',
      async () => (await production.fetch('/graphql?query={__typename}')).status === 200,
    ],
    [
      'mutations by GET',
      async () => (await production.fetch('/graphql?query=mutation{__typename}')).status === 200,
    ],
    [
      'forms',
      async () =>
        (
          await ask('query=%7B__typename%7D', {
            'content-type': 'application/x-www-form-urlencoded',
          })
        ).status === 200,
    ],
    [
      'tracing',
      async () => {
        const answer = await json(ask({ query: '{ __typename }' }, { 'x-apollo-tracing': '1' }));
        return JSON.stringify(answer).includes('tracing');
      },
    ],
    [
      'an IDE',
      async () => {
        const pages = ['/', '/graphql', '/graphiql', '/playground'].map(async (path) => {
          const page = await production.fetch(path, { headers: { accept: 'text/html' } });
          return (await page.text()).includes('<');
        });
        return (await Promise.all(pages)).includes(true);
      },
    ],
  ])('finds nothing by %s', async (_check, finds) => {
    expect(await finds()).toBe(false);
  });
});

async function json(answer: Promise<Response>): Promise<object> {
  return (await (await answer).json()) as object;
}

async function errorsOf(answer: Promise<Response>): Promise<object[]> {
  return ((await json(answer)) as { errors?: object[] }).errors ?? [];
}
