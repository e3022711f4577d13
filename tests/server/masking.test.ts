import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { faultOf } from '../../api/http/fault-of.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { noDatabase } from '../support/no-database.js';
import { createPlainYoga } from '../support/plain-yoga.js';
import { stubSchema } from '../support/stub-schema.js';

const NIK = '3201019999999999';
let failure: object = {};
let app: TestApp;

beforeAll(async () => {
  app = await createTestApp({
    schema: stubSchema,
    database: noDatabase(() => Promise.reject(failure)),
  });
});

afterAll(() => app.close());

const CHECK = 'query Check($input: CheckInput!) { check(input: $input) }';
const check = (input: unknown) => app.graphql(CHECK, { input }, 'officer-regency');

describe.each(['production', 'development', 'test', undefined])('H12: NODE_ENV=%s', (value) => {
  beforeEach(() => void vi.stubEnv('NODE_ENV', value));
  afterEach(() => void vi.unstubAllEnvs());

  test('a bug tells its request id and nothing of itself', async () => {
    const { status, errors, headers } = await app.graphql('{ bug }', {}, 'officer-regency');
    expect(status).toBe(500);
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side. Tell us the request id.',
        locations: [{ line: 1, column: 3 }],
        path: ['bug'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: headers.get('x-request-id') },
      },
    ]);
  });

  test('a bug deep in an answer spoils only its own field', async () => {
    const { status, data, errors } = await app.graphql(
      '{ person { name broken } }',
      {},
      'officer-regency',
    );
    expect(status).toBe(200);
    expect(data).toEqual({ person: { name: 'Siti Contoh', broken: null } });
    expect(JSON.stringify(errors)).not.toMatch(/secret|at Object|\.ts/);
  });
});

test('a server without the guard shows the stack when NODE_ENV is development', async () => {
  vi.stubEnv('NODE_ENV', 'development');
  const answer = await createPlainYoga()(JSON.stringify({ query: '{ bug }' }));
  vi.unstubAllEnvs();
  expect(await answer.text()).toContain('secret');
});

test('the log says where the bug is and which class it has, not what it said', async () => {
  await app.graphql('{ bug }', {}, 'officer-regency');
  const line = app.logs.findLast((each) => each.includes('"bug"'));
  expect(line).toContain('TypeError');
  expect(app.logs.join('')).not.toMatch(/secret|32010199/);
});

describe('what is wrong with a variable', () => {
  test.each<[string, unknown, RegExp]>([
    [
      'a malformed NIK',
      { nik: 'x3201x' },
      /"\$input" is not valid at "input.nik": A NIK has 16 digits/,
    ],
    ['a NIK that is a number', { nik: 3201019999999999 }, /input.nik.*A NIK has 16 digits/],
    ['a missing NIK', {}, /at "input": Field "nik" of required type "NIK!" was not provided/],
    [
      'an unknown field',
      { nik: NIK, nick: NIK },
      /Field "nick" is not defined by type "CheckInput"/,
    ],
    [
      'an unknown purpose',
      { nik: NIK, purpose: 'Siti' },
      /input.purpose": Value does not exist in "Purpose"/,
    ],
    [
      'a fraction',
      { nik: NIK, count: 1.5 },
      /input.count": Int cannot represent non-integer value\./,
    ],
    ['one bad NIK of a list', { nik: NIK, people: [NIK, 'x3201x'] }, /input.people\[1\]": A NIK/],
    ['null', null, /"\$input" of non-null type "CheckInput!" must not be null/],
    ['text for an object', 'x3201x', /at "input": Expected type "CheckInput" to be an object/],
  ])('is told for %s, without the value', async (_what, input, message) => {
    const { status, errors } = await check(input);
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(errors)).not.toMatch(/x3201x|3201019999999999|Siti|1\.5/);
  });

  test('is not told with a key that could be a number of somebody', async () => {
    const { errors } = await check({ nik: NIK, [NIK]: 1 });
    expect(JSON.stringify(errors)).not.toContain(NIK);
  });
});

describe('what is wrong with a document', () => {
  test.each<[string, RegExp]>([
    [`{ person(nik: "${NIK}9") { name } }`, /A NIK has 16 digits/],
    [`{ person(nik: ${NIK}) { name } }`, /A NIK has 16 digits/],
    [`{ people(first: "${NIK}") { name } }`, /Int cannot represent non-integer value\./],
    [`{ check(input: { nik: "${NIK}", purpose: N${NIK} }) }`, /does not exist in "Purpose"/],
    [`{ person(nik: "${NIK}", nik: "${NIK}") { name } }`, /one argument named "nik"/],
    [`{ person { name${NIK} } }`, /Cannot query field "…" on type "Person"/],
    [`{ person "${NIK}" }`, /Syntax Error/],
    [`{ "${NIK}`, /Syntax Error/],
    [NIK, /Syntax Error/],
    [`query Q($n: NIK = "${NIK}1") { person(nik: $n) { name } }`, /A NIK has 16 digits/],
  ])('%s is told without the value', async (document, message) => {
    const { status, errors } = await app.graphql(document, {}, 'officer-regency');
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toMatch(message);
    expect(JSON.stringify(errors)).not.toContain(NIK.slice(0, 8));
  });

  test('a server without the guard repeats the value', async () => {
    const answer = await createPlainYoga()(
      JSON.stringify({ query: CHECK, variables: { input: { nik: NIK, count: NIK } } }),
    );
    expect(await answer.text()).toContain(NIK);
  });
});

describe('a database that cannot serve', () => {
  const SQL = '{ sql(text: "SELECT 1") }';
  test.each<[string, object]>([
    ['connection refused', Object.assign(new Error(`x ${NIK}`), { code: 'ECONNREFUSED' })],
    ['connection lost', new Error('Connection terminated unexpectedly')],
    ['pool exhausted', new Error('timeout exceeded when trying to connect')],
    ['query timed out in the driver', new Error('Query read timeout')],
    ['statement timeout', Object.assign(new Error('canceling'), { code: '57014' })],
    ['shutting down', Object.assign(new Error('terminating'), { code: '57P01' })],
    ['too many connections', Object.assign(new Error('sorry'), { code: '53300' })],
    ['disk full', Object.assign(new Error('no space'), { code: '53100' })],
    ['read only after a switch-over', Object.assign(new Error('ro'), { code: '25006' })],
    ['deadlock', Object.assign(new Error('deadlock'), { code: '40P01' })],
    ['PGlite closed', new Error('PGlite is closed')],
    ['Prisma cannot reach it', Object.assign(new Error('x'), { code: 'P1001' })],
    ['Prisma ran out of time for a transaction', Object.assign(new Error('x'), { code: 'P2028' })],
    [
      'the adapter of Prisma lost it',
      Object.assign(new Error('x'), {
        code: 'P2010',
        meta: { driverAdapterError: { cause: { kind: 'ConnectionClosed' } } },
      }),
    ],
    [
      'a cause of a cause',
      new Error('x', { cause: Object.assign(new Error('y'), { code: 'EPIPE' }) }),
    ],
  ])('is 503 with a time to wait: %s', async (_what, error) => {
    failure = error;
    const { status, errors, headers } = await app.graphql(SQL, {}, 'officer-regency');
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('1');
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retryAfterMs: 1_000,
    });
    expect(JSON.stringify(errors)).not.toMatch(/3201|Connection|PGlite|timeout/);
  });

  test('is 503 for a client of plain application/json too', async () => {
    failure = new Error('Connection terminated unexpectedly');
    const answer = await app.fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await app.tokenFor('officer-regency')}`,
      },
      body: JSON.stringify({ query: SQL }),
    });
    expect(answer.status).toBe(503);
  });

  test.each<[string, object]>([
    ['a unique violation', Object.assign(new Error(`Key (nik)=(${NIK})`), { code: '23505' })],
    ['a syntax error', Object.assign(new Error('syntax'), { code: '42601' })],
    [
      'Prisma refused a value',
      Object.assign(new Error(NIK), { code: 'P2020', meta: { value: NIK } }),
    ],
  ])('is not blamed for a bug of ours: %s', async (_what, error) => {
    failure = error;
    const { status, errors } = await app.graphql(SQL, {}, 'officer-regency');
    expect(status).toBe(500);
    expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(errors) + app.logs.join('')).not.toContain(NIK);
  });

  test('makes the server not ready, while it stays alive', async () => {
    failure = new Error('Connection terminated unexpectedly');
    expect((await app.fetch('/ready')).status).toBe(503);
    expect((await app.fetch('/health')).status).toBe(200);
  });
});

test('a refusal of a domain goes out as it was written', async () => {
  const { status, errors } = await app.graphql('{ refused }', {}, 'officer-regency');
  expect(status).toBe(403);
  expect(errors?.[0]).toMatchObject({ message: 'Not for you.', extensions: { code: 'FORBIDDEN' } });
});

test('whatever is thrown, even nothing, is a bug and not a crash', () => {
  for (const thrown of [undefined, null, 'text', 7, {}, Symbol('x'), [], new Error('')]) {
    expect(faultOf(thrown)).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  }
});
