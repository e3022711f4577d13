import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { parseJson } from '../../api/http/parse-json.js';
import { Refusal } from '../../api/http/refusal.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { noDatabase } from '../support/no-database.js';
import { createPlainYoga } from '../support/plain-yoga.js';
import { stubSchema, written } from '../support/stub-schema.js';

let sandbox: TestApp;
let token: string;
const plain = createPlainYoga();

beforeAll(async () => {
  sandbox = await createTestApp({ schema: stubSchema, profile: 'sandbox', database: noDatabase() });
  token = await sandbox.tokenFor('bank');
});

afterAll(() => sandbox.close());

const send = (body: BodyInit, headers: Record<string, string> = {}) =>
  sandbox.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body,
  });

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));

const WRITE = 'mutation ($t: String) { write(text: $t) }';
const writing = (text: string) => JSON.stringify({ query: WRITE, variables: { t: text } });

describe('H6: JSON', () => {
  test.each<[string, string]>([
    ['nested 33 deep', `{"query":"{actor}","variables":{"a":${'['.repeat(31)}${']'.repeat(31)}}}`],
    [
      'nested 10,000 deep',
      `{"query":"{actor}","variables":${'{"a":'.repeat(9_999)}1${'}'.repeat(9_999)}}`,
    ],
    ['with a key twice', '{"query":"{actor}","query":"{bug}"}'],
    ['with a key twice, once escaped', '{"query":"{actor}","qu\\u0065ry":"{bug}"}'],
    ['cut short', '{"query":"{actor}"'],
    ['with a comment', '{"query":"{actor}"} // x'],
    ['that is a list of operations', '[{"query":"{actor}"}]'],
    ['that is a string', '"{actor}"'],
    ['with another parameter', '{"query":"{actor}","id":"1"}'],
    ['with single quotes', "{'query':'{actor}'}"],
  ])('a body %s is refused', async (_what, body) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    const { errors } = (await answer.json()) as {
      errors: { message: string; extensions: object }[];
    };
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(errors[0]?.message).not.toContain('actor');
  });

  test('32 levels are enough for everybody', async () => {
    const deep = `${'['.repeat(30)}${']'.repeat(30)}`;
    expect((await send(`{"query":"{actor}","variables":{"a":${deep}}}`)).status).toBe(200);
  });

  test('__proto__ is left out and pollutes nothing', async () => {
    const answer = await send(
      '{"query":"{actor}","variables":{"__proto__":{"polluted":1},"a":{"__pr\\u006fto__":{"polluted":1}}}}',
    );
    expect(answer.status).toBe(200);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    const parsed = parseJson(bytes('{"a":{"__proto__":{"x":1},"b":2}}'));
    expect(parsed).toEqual({ a: { b: 2 } });
    expect(Object.getPrototypeOf((parsed as { a: object }).a)).toBe(Object.prototype);
  });

  test.each(['1e400', '9007199254740993', '2147483648', '1.5', '"seven"'])(
    'the number %s is no Int, and is not shown again',
    async (number) => {
      const query = 'query ($c: Int) { people(first: $c) { name } }';
      const answer = await send(`{"query":${JSON.stringify(query)},"variables":{"c":${number}}}`, {
        accept: 'application/graphql-response+json',
      });
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain(number.replaceAll('"', ''));
    },
  );

  test('reads every JSON value as JSON.parse does, but for __proto__', () => {
    const safe = (text: string): unknown =>
      JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const read = readOrRefusal(text);
        if (!(read instanceof Refusal)) expect(read).toEqual(safe(text));
        else expect(text).toMatch(/\\u0000|"([^"]*)":.*"\1":|\\ud[89a-f]/i);
      }),
      { examples: [['{"":{"__proto__":""}}'], ['[{"__proto__":{"a":1},"b":[]}]']] },
    );
  });
});

function readOrRefusal(text: string): unknown {
  try {
    return parseJson(bytes(text));
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return error;
  }
}

describe('H7: encodings', () => {
  test.each<[string, Uint8Array, number]>([
    ['UTF-8 cut in a character', bytes('{"query":"{actor} #', [0xc3], '"}'), 400],
    ['overlong UTF-8', bytes('{"query":"{actor} #', [0xc0, 0xaf], '"}'), 400],
    ['a surrogate in UTF-8', bytes('{"query":"{actor} #', [0xed, 0xa0, 0x80], '"}'), 400],
    ['UTF-16', new Uint8Array(Buffer.from('{"query":"{actor}"}', 'utf16le')), 400],
    ['a byte-order mark', bytes([0xef, 0xbb, 0xbf], '{"query":"{actor}"}'), 400],
    ['a raw NUL', bytes('{"query":"{actor} #', [0], '"}'), 400],
  ])('%s is refused', async (_what, body, status) => {
    const answer = await send(body as BodyInit);
    expect(answer.status).toBe(status);
  });

  test.each([
    ['an escaped NUL', '{"query":"{actor}","variables":{"t":"a\\u0000b"}}'],
    ['an escaped NUL in a key', '{"query":"{actor}","variables":{"a\\u0000":1}}'],
    ['half a character', '{"query":"{actor}","variables":{"t":"\\ud83d"}}'],
    ['half a character in a key', '{"query":"{actor}","variables":{"\\udc00":1}}'],
  ])('%s is refused', async (_what, body) => {
    expect((await send(body)).status).toBe(400);
  });

  test.each<[string, Record<string, string>]>([
    ['gzip', { 'content-encoding': 'gzip' }],
    ['brotli', { 'content-encoding': 'br' }],
    ['UTF-16', { 'content-type': 'application/json; charset=utf-16' }],
    ['Latin-1', { 'content-type': 'application/json; charset=iso-8859-1' }],
  ])('a body declared as %s is refused unread', async (_what, headers) => {
    const answer = await send(new Uint8Array(gzipSync('{"query":"{actor}"}')), headers);
    expect(answer.status).toBe(415);
    expect(await answer.text()).not.toContain('\u001f');
  });

  test('any well-formed text goes in and comes out the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        fc.pre(!text.includes('\u0000'));
        const answer = await send(writing(text));
        expect(await answer.json()).toMatchObject({ data: { write: text } });
      }),
      { numRuns: 50 },
    );
  });

  test('a server without the guard takes invalid UTF-8 and writes something else', async () => {
    const body = bytes('{"query":"mutation { write(text: \\"', [0xc3], '\\") }"}');
    const answer = await plain(body as unknown as string);
    expect(await answer.text()).toContain('\ufffd');
  });
});

describe('H11: requests that a foreign page could send', () => {
  const form = new URLSearchParams({ query: WRITE, variables: '{"t":"forged"}' });
  test.each<[string, BodyInit, Record<string, string>]>([
    ['a form', form, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a multipart form', 'x', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['plain text', writing('forged'), { 'content-type': 'text/plain' }],
    ['GraphQL as text', WRITE, { 'content-type': 'application/graphql' }],
    ['no content type', bytes(writing('forged')) as BodyInit, { 'content-type': '' }],
    [
      'several content types',
      writing('forged'),
      { 'content-type': 'text/plain, application/json' },
    ],
  ])('%s writes nothing and is told to nobody', async (_what, body, headers) => {
    const before = written.length;
    const answer = await send(body, { origin: 'https://evil.example', ...headers });
    expect(answer.status).toBe(415);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(written.length).toBe(before);
  });

  test('a mutation by GET writes nothing', async () => {
    const before = written.length;
    const answer = await sandbox.fetch(`/graphql?${form}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect(written.length).toBe(before);
  });

  test('a preflight gets no permission, and an honest answer carries none', async () => {
    const preflight = await sandbox.fetch('/graphql', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(405);
    const honest = await send('{"query":"{actor}"}', { origin: 'https://evil.example' });
    expect(honest.status).toBe(200);
    for (const { headers } of [preflight, honest]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('event streams and other media types are not made', async () => {
    for (const accept of ['text/event-stream', 'multipart/mixed', 'text/html', 'application/xml']) {
      expect((await send('{"query":"{actor}"}', { accept })).status).toBe(406);
    }
  });

  test('a server without the guard lets a foreign form write', async () => {
    const before = written.length;
    const answer = await plain(form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://evil.example',
    });
    expect(written.length).toBe(before + 1);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://evil.example');
  });
});
