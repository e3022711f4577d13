import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { noDatabase } from '../support/no-database.js';
import { createPlainYoga } from '../support/plain-yoga.js';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.js';
import { stubSchema } from '../support/stub-schema.js';

let production: TestApp;
const plain = createPlainYoga();

beforeAll(async () => {
  production = await createTestApp({
    schema: stubSchema,
    profile: 'production',
    database: noDatabase(),
  });
});

afterAll(() => production.close());

const ask = (document: string, variables: object = {}) =>
  production.graphql(document, variables, 'bank');

/** Fragments of which each spreads the next twice: `levels` lines, 2^levels fields. */
function bomb(levels: number): string {
  const steps = Array.from(
    { length: levels },
    (_, level) =>
      `fragment F${level} on Person { a: friend { ...F${level + 1} } b: friend { ...F${level + 1} } }`,
  );
  return `{ person { ...F0 } } ${steps.join(' ')} fragment F${levels} on Person { name }`;
}

const post = async (body: BodyInit, headers: Record<string, string> = {}) =>
  production.fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await production.tokenFor('bank')}`,
      ...headers,
    },
    body,
  });

describe('H1: a fragment bomb', () => {
  let child: SpawnedServer;
  beforeAll(async () => {
    child = await spawnServer('tests/support/serve-stub.ts', {
      nodeOptions: ['--max-old-space-size=256'],
    });
  });
  afterAll(() => child.child.kill('SIGKILL'));

  test('of eighteen levels is refused and costs a server of 256 MB nothing', async () => {
    const send = () =>
      fetch(`${child.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
        },
        body: JSON.stringify({ query: bomb(18) }),
      });
    await send();
    const before = performance.now();
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    expect(performance.now() - before).toBeLessThan(3_000);
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
      expect(errors[0]?.extensions.code).toBe('OPERATION_TOO_COMPLEX');
    }
    const alive = await fetch(`${child.url}/health`);
    expect(alive.status).toBe(200);
  });

  test('is answered in full by a server without the guard', async () => {
    const answer = await plain(JSON.stringify({ query: bomb(12) }));
    expect((await answer.text()).length).toBeGreaterThan(50_000);
  });
});

describe('H2: nesting', () => {
  test.each([10, 100, 1_000, 8_000])('of %i levels of fields is answered or refused', async (n) => {
    const { status, errors } = await ask(
      `{ person ${'{ friend '.repeat(n)}{ name }${' }'.repeat(n)} }`,
    );
    expect(status).toBe(n <= 10 ? 200 : 400);
    if (n > 10) expect(errors?.[0]?.extensions.code).toBe('OPERATION_TOO_COMPLEX');
  });

  test.each([10, 100, 1_000, 10_000])('of %i lists in a literal never breaks', async (n) => {
    const { status } = await ask(`{ check(input: { people: ${'['.repeat(n)}${']'.repeat(n)} }) }`);
    expect(status).toBe(400);
    expect(production.logs.filter((line) => line.includes('RangeError'))).toEqual([]);
  });

  test('breaks a parser without a token limit', async () => {
    const deep = `{ person ${'{ friend '.repeat(20_000)}`;
    const answer = await plain(JSON.stringify({ query: deep }));
    expect(answer.status).toBe(500);
  });
});

describe('H3: floods', () => {
  const aliases = (count: number) =>
    `{ ${Array.from({ length: count }, (_, at) => `a${at}: actor`).join(' ')} }`;

  test('thirty aliases are served and thirty-one are not', async () => {
    expect((await ask(aliases(30))).status).toBe(200);
    const { status, errors } = await ask(aliases(31));
    expect(status).toBe(400);
    expect(errors?.[0]).toMatchObject({
      message: 'The operation has too many aliases.',
      extensions: { code: 'OPERATION_TOO_COMPLEX' },
    });
  });

  test('twenty thousand aliases are refused by the token limit', async () => {
    const { status, errors } = await ask(aliases(5_000));
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions.code).toBe('OPERATION_TOO_COMPLEX');
    const token = `Bearer ${await production.tokenFor('bank')}`;
    const { status: tooLong } = await post(JSON.stringify({ query: aliases(20_000) }), {
      authorization: token,
    });
    expect(tooLong).toBe(413);
  });

  test('a guess of many NIKs by aliases is refused', async () => {
    const guesses = Array.from({ length: 100 }, (_, at) => {
      return `p${at}: person(nik: "32010199999${String(10_000 + at)}") { name }`;
    });
    expect((await ask(`{ ${guesses.join(' ')} }`)).status).toBe(400);
  });

  test('nine directives are too many', async () => {
    const skip = '@skip(if: false) ';
    expect((await ask(`{ ${`actor ${skip}`.repeat(8)} }`)).status).toBe(200);
    expect((await ask(`{ ${`actor ${skip}`.repeat(9)} }`)).status).toBe(400);
  });

  test('are answered by a server without the guard', async () => {
    expect((await plain(JSON.stringify({ query: aliases(1_000) }))).status).toBe(200);
  });
});

describe('H5: size', () => {
  test.each([10, 50])('a body of %i MB is refused without being held', async (megabytes) => {
    const before = process.memoryUsage.rss();
    const answer = await post('x'.repeat(megabytes * 1_000_000)).catch(() => null);
    expect(answer?.status ?? 413).toBe(413);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000);
  });

  test('a body without a length is cut off at the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        if (sent++ > 400) controller.close();
        else controller.enqueue(new Uint8Array(50_000).fill(32));
      },
    });
    const token = `Bearer ${await production.tokenFor('bank')}`;
    const answer = await production
      .fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: token },
        body: endless,
        duplex: 'half',
      } as RequestInit)
      .catch(() => null);
    expect(answer?.status ?? 413).toBe(413);
    expect(sent).toBeLessThan(400);
  });

  test('a hundred kilobytes is the limit, and a registered check of many people may bring more', async () => {
    const [bulk] = await bulkDocument();
    const padded = (query: string, bytes: number) =>
      JSON.stringify({ query, variables: { padding: 'x'.repeat(bytes) } });
    expect((await post(padded('{ actor }', 99_000))).status).toBe(200);
    expect((await post(padded('{ actor }', 101_000))).status).toBe(413);
    expect((await post(padded(bulk, 900_000))).status).not.toBe(413);
    expect((await post(padded(`${bulk} # spaced otherwise`, 900_000))).status).not.toBe(413);
    expect((await post(padded(bulk, 1_100_000))).status).toBe(413);
    expect((await post(padded(`${bulk} { more: __typename }`, 900_000))).status).toBe(413);
  });

  test('nobody without a token has a body read', async () => {
    const answer = await production.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{ not even JSON',
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  test('ten megabytes are taken by a server without the guard', async () => {
    const answer = await plain(
      JSON.stringify({ query: '{ actor }', variables: { a: 'x'.repeat(10_000_000) } }),
    );
    expect(answer.status).toBe(200);
  });
});

describe('H9: fields that overlap', () => {
  test('within the token limit cost less than half a second of processor time', async () => {
    const fragments = Array.from(
      { length: 60 },
      (_, at) => `fragment F${at} on Person { name friend { name friend { name } } }`,
    ).join(' ');
    const spreads = Array.from({ length: 60 }, (_, at) => `...F${at}`).join(' ');
    const before = process.cpuUsage();
    const { status } = await ask(`{ person { ${spreads} } } ${fragments}`);
    expect(status).toBeLessThan(500);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_500);
  });
});

async function bulkDocument(): Promise<[string]> {
  const { readRegisteredOperations } = await import('../../api/registered-operations.js');
  const bulk = readRegisteredOperations().all.find(({ isBulk }) => isBulk);
  if (bulk === undefined) throw new Error('The SDK has no bulk check.');
  return [bulk.text];
}
