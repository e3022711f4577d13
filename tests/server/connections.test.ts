import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.js';

let server: SpawnedServer;

beforeAll(async () => {
  server = await spawnServer('tests/support/serve-stub.ts');
});

afterAll(() => server.child.kill('SIGKILL'));

function open(): Socket {
  const { port, hostname } = new URL(server.url);
  return connect(Number(port), hostname).on('error', () => undefined);
}

/** Like `once` of node:events, but a reset connection is no failure of the test. */
function happens(socket: Socket, ...events: string[]): Promise<void> {
  return new Promise((resolve) => events.forEach((event) => socket.once(event, () => resolve())));
}

/** Milliseconds until the server lets go of a connection on which `act` is all that happens. */
async function heldFor(act: (socket: Socket) => void): Promise<number> {
  const socket = open();
  await happens(socket, 'connect');
  const startedAt = performance.now();
  act(socket);
  socket.resume();
  await happens(socket, 'close');
  return performance.now() - startedAt;
}

const manyTimes = (count: number, act: (socket: Socket) => void) =>
  Promise.all(Array.from({ length: count }, () => heldFor(act)));

const HEAD = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

async function honestRequest(): Promise<number> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ actor }"}',
  });
  return answer.status;
}

describe('H8: slow clients', () => {
  test('five hundred of each kind are let go of in time, while honest ones are served', async () => {
    const drip = (socket: Socket, text: string) => {
      socket.write(text.slice(0, 20));
      let at = 20;
      const timer = setInterval(() => socket.write(text[at++ % text.length] ?? 'x'), 1_000);
      socket.once('close', () => clearInterval(timer));
    };
    const held = Promise.all([
      manyTimes(500, (socket) => drip(socket, `${HEAD}X-Slow: ${'x'.repeat(1_000)}`)),
      manyTimes(200, () => undefined),
      manyTimes(300, (socket) => socket.write(`${HEAD}Content-Length: 1000\r\n\r\n{"query":`)),
    ]);
    const answers: number[] = [];
    const until = Date.now() + 4_000;
    while (Date.now() < until) answers.push(await honestRequest());
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(answers.length).toBeGreaterThan(3);
    const [headers, idle, bodies] = await held;
    expect(Math.max(...headers)).toBeLessThan(9_000);
    expect(Math.max(...idle)).toBeLessThan(9_000);
    expect(Math.max(...bodies)).toBeLessThan(14_000);
  });

  test('an idle kept connection is closed after five seconds', async () => {
    const ms = await heldFor((socket) =>
      socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    );
    expect(ms).toBeGreaterThan(3_000);
    expect(ms).toBeLessThan(9_000);
  });
});

describe('broken HTTP', () => {
  test.each([
    ['two lengths', `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two hosts', 'GET /sandbox/personas HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n'],
    ['no host', 'GET /health HTTP/1.1\r\n\r\n'],
    ['a NUL in a header', 'GET /health HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n'],
    [
      'headers of 20 KB',
      `GET /health HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    ],
    ['a bad chunk', `${HEAD}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`],
    ['noise', '\x16\x03\x01\x02\x00\x01\x00\x01'],
  ])('with %s is answered with an error or a closed connection', async (_what, text) => {
    const socket = open();
    await happens(socket, 'connect');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(text);
    await happens(socket, 'close', 'data');
    socket.destroy();
    expect(answer === '' ? 'HTTP/1.1 400' : answer).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(await honestRequest()).toBe(200);
  });
});
