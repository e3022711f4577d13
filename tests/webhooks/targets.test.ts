import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../api/webhooks/is-public-address.js';
import { readWebhookUrl } from '../../api/webhooks/read-webhook-url.js';
import type { Resolve } from '../../api/webhooks/resolve-target.js';
import { sendWebhook } from '../../api/webhooks/send-webhook.js';
import { USUAL_TARGETS } from '../../api/webhooks/webhook-targets.js';

const LOOPBACK = { ports: [443], loopback: true };

describe('an address', () => {
  test.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.254'],
    ...['127.0.0.1', '127.255.255.255', '169.254.0.1', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.0.0.1', '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.1.1'],
    ...['198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.1.1.1'],
    ...['240.0.0.1', '255.255.255.255', '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1'],
    ...['::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1', '64:ff9b::1'],
    ...['64:ff9b::7f00:1', '64:ff9b:1::a00:1', '100::1', '2001::1', '2001:0:4136:e378::1'],
    ...['2001:db8::1', '2002:7f00:1::', '2002:a00:1::1', 'fc00::1', 'fd00:ec2::254', 'fd12::1'],
    ...[
      'fe80::1',
      'fe80::1%eth0',
      'febf::1',
      'fec0::1',
      'ff02::1',
      'ff05::2',
      '4000::1',
      'abcd::1',
    ],
    ...['3fff::1', '', 'localhost', '127.1', '0x7f.1', '2130706433', '8.8.8.8 ', '1.2.3.4.5'],
  ])('%s is not of the open internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '36.95.1.1',
    '103.10.60.1',
    '2606:4700:4700::1111',
    '2400:9800::1',
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('a URL', () => {
  test.each([
    ...[
      'http://hooks.bank.example/in',
      'ftp://hooks.bank.example',
      'file:///etc/passwd',
      'gopher://a.b',
    ],
    ...['javascript:alert(1)', 'hooks.bank.example', '', 'https://', 'https://localhost/in'],
    ...[
      'https://LOCALHOST./in',
      'https://a.localhost/in',
      'https://db/in',
      'https://db.internal/in',
    ],
    ...['https://printer.local/', 'https://router.lan', 'https://127.0.0.1/in', 'https://127.1/in'],
    ...['https://0/', 'https://0x7f000001/', 'https://2130706433/', 'https://0177.0.0.1/'],
    ...['https://0x7f.0.0.1/', 'https://127.0.0.1./', 'https://10.1.2.3/', 'https://192.168.0.1/'],
    ...[
      'https://172.20.0.1/',
      'https://169.254.169.254/latest/meta-data',
      'https://100.100.100.200/',
    ],
    ...[
      'https://[::1]/',
      'https://[::]/',
      'https://[::ffff:127.0.0.1]/',
      'https://[fd00:ec2::254]/',
    ],
    ...[
      'https://[fe80::1]/',
      'https://[64:ff9b::a00:1]/',
      'https://①②⑦.⓪.⓪.①/',
      'https://127。0。0。1/',
    ],
    ...[
      'https://user@hooks.bank.example/',
      'https://user:pass@hooks.bank.example/',
      'https://hooks.bank.example@127.0.0.1/',
    ],
    ...[
      'https://hooks.bank.example:8443/',
      'https://hooks.bank.example:22/',
      'https://hooks.bank.example/#x',
    ],
    ...[
      'https://hooks.bank.example/3205011704829901',
      'https://hooks.bank.example/?n=3205011704829901',
    ],
    `https://hooks.bank.example/${'a'.repeat(500)}`,
    'http://127.0.0.1:4000/graphql',
  ])('%s is refused', (url) => {
    expect(readWebhookUrl(url, USUAL_TARGETS)).toBeNull();
  });

  test.each([
    ['https://hooks.bank.example/in?key=a', 'https://hooks.bank.example/in?key=a'],
    ['HTTPS://Hooks.Bank.Example:443', 'https://hooks.bank.example/'],
    ['https://8.8.8.8/in', 'https://8.8.8.8/in'],
    ['https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
  ])('%s is taken', (url, canonical) => {
    expect(readWebhookUrl(url, USUAL_TARGETS)).toBe(canonical);
  });

  test('may have another port, or lead to this machine, where the deployment says so', () => {
    expect(
      readWebhookUrl('https://a.example:8443/', { ports: [8443], loopback: false }),
    ).not.toBeNull();
    expect(readWebhookUrl('https://a.example/', { ports: [8443], loopback: false })).toBeNull();
    expect(readWebhookUrl('http://127.0.0.1:5000/in', LOOPBACK)).toBe('http://127.0.0.1:5000/in');
    expect(readWebhookUrl('http://10.0.0.1:5000/in', LOOPBACK)).toBeNull();
    expect(readWebhookUrl('http://a.example/in', LOOPBACK)).toBeNull();
    expect(readWebhookUrl('https://127.0.0.1/in', LOOPBACK)).toBeNull();
  });
});

describe('sending', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function serve(listener: Parameters<typeof createServer>[1], host = '127.0.0.1') {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, host, resolve);
    });
    return (server.address() as AddressInfo).port;
  }
  const send = (url: string, resolve: Resolve, timeoutMs = 5_000) =>
    sendWebhook(
      { targets: LOOPBACK, resolve, timeoutMs, now: () => new Date() },
      { url, headers: { 'content-type': 'application/json' }, body: '{}' },
    );
  const to =
    (...addresses: string[]): Resolve =>
    () =>
      Promise.resolve(
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );

  test.each([
    [['10.0.0.1']],
    [['8.8.8.8', '127.0.0.1']],
    [['2606:4700:4700::1111', 'fd00::1']],
    [['::ffff:169.254.169.254']],
    [[]],
  ])('a name that leads to %j is refused, and nothing is connected to', async (addresses) => {
    expect(await send('https://hooks.bank.example/in', to(...addresses))).toMatchObject({
      ...{ failure: 'ADDRESS_REFUSED', status: null },
    });
  });

  test('a name that answers otherwise the second time gets nowhere', async () => {
    const asked: string[] = [];
    let hits = 0;
    const port = await serve((_request, response) => {
      hits += 1;
      response.writeHead(204).end();
    });
    const rebinding: Resolve = (host) => {
      asked.push(host);
      return to(asked.length === 1 ? '127.0.0.1' : '169.254.169.254')(host);
    };
    expect(await send(`http://localhost:${port}/`, rebinding)).toMatchObject({ failure: null });
    // One question an attempt: what was looked at is what is connected to.
    expect([asked.length, hits]).toEqual([1, 1]);
    expect(await send(`http://localhost:${port}/`, rebinding)).toMatchObject({
      failure: 'ADDRESS_REFUSED',
    });
    expect([asked.length, hits]).toEqual([2, 1]);
  });

  test('goes to the very address that was looked at, whatever the system says of the name', async () => {
    const port = await serve((_request, response) => response.writeHead(204).end(), '127.0.0.3');
    expect(await send(`http://localhost:${port}/`, to('127.0.0.3'))).toMatchObject({ status: 204 });
    expect(await send(`http://localhost:${port}/`, to('127.0.0.4'))).toMatchObject({
      failure: 'CONNECTION_FAILED',
    });
  });

  test('follows no redirect', async () => {
    let followed = 0;
    const target = await serve((_request, response) => {
      followed += 1;
      response.writeHead(204).end();
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const port = await serve((_request, response) =>
        response.writeHead(status, { location: `http://127.0.0.1:${target}/` }).end(),
      );
      expect(await send(`http://127.0.0.1:${port}/`, to())).toMatchObject({
        ...{ failure: 'REDIRECTED', status },
      });
    }
    expect(followed).toBe(0);
  });

  test('reads nothing of an answer but its head, and hangs up', async () => {
    let close: (written: number) => void = () => undefined;
    const closed = new Promise<number>((resolve) => (close = resolve));
    const port = await serve((_request, response) => {
      let written = 0;
      const chunk = Buffer.alloc(65_536);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
        written += chunk.length;
      };
      response.writeHead(200);
      response.on('drain', more);
      response.on('close', () => close(written));
      more();
    });
    expect(await send(`http://127.0.0.1:${port}/`, to())).toMatchObject({
      failure: null,
      status: 200,
    });
    expect(await closed).toBeLessThan(64 * 1_024 * 1_024);
  });

  test('gives up on a receiver that does not answer, and on a name that does not', async () => {
    const port = await serve(() => undefined);
    expect(await send(`http://127.0.0.1:${port}/`, to(), 100)).toMatchObject({
      ...{ failure: 'TIMEOUT', status: null },
    });
    const silent: Resolve = () => new Promise(() => undefined);
    expect(await send('https://hooks.bank.example/', silent, 100)).toMatchObject({
      failure: 'TIMEOUT',
    });
    const unknown: Resolve = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await send('https://hooks.bank.example/', unknown)).toMatchObject({
      failure: 'NAME_UNRESOLVED',
    });
  });
});
