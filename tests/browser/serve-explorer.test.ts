import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { serveExplorer } from '../../api/graphiql/serve-explorer.js';

const script = 'console.log("explorer");\n'.repeat(50);

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A server that answers 418 to what the explorer leaves to it. */
async function listen(directory: URL): Promise<Server> {
  const explorer = serveExplorer(directory);
  const server = createServer((request, response) => {
    if (!explorer(request, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

describe('serveExplorer', () => {
  let directory: string;
  let built: URL;
  let page: Server;

  /** Sends a path as it stands, without the cleaning that `fetch` does. */
  const ask = async (
    path: string,
    {
      method = 'GET',
      headers = {},
      server = page,
    }: { method?: string; headers?: Record<string, string>; server?: Server } = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const call = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const body = Buffer.concat(parts);
          resolve({ status: response.statusCode, headers: response.headers, body });
        });
      });
      call.on('error', reject).end();
    });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'explorer-'));
    await writeFile(join(directory, 'index.html'), '<!doctype html><title>explorer</title>');
    await writeFile(join(directory, 'main-abc123.js'), script);
    await writeFile(join(directory, 'main-abc123.js.br'), brotliCompressSync(script));
    await writeFile(join(directory, 'main-abc123.js.gz'), gzipSync(script));
    await writeFile(join(directory, 'notes.txt'), 'not part of the page');
    built = pathToFileURL(`${directory}/`);
    page = await listen(built);
  });

  afterAll(async () => {
    await stop(page);
    await rm(directory, { recursive: true });
  });

  it('serves the page at the root, checked at every visit and closed to other hosts', async () => {
    const { status, headers, body } = await ask('/?anything=1');
    expect(status).toBe(200);
    expect(body.toString()).toContain('<title>explorer</title>');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|blob:/);
  });

  it('answers 304 to a visitor who has the page already', async () => {
    const first = await ask('/');
    const again = await ask('/', { headers: { 'if-none-match': String(first.headers['etag']) } });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    const stale = await ask('/', { headers: { 'if-none-match': '"another"' } });
    expect(stale.status).toBe(200);
  });

  it('serves a hashed file for a year in the best coding that the client takes', async () => {
    const codings: [string, string | undefined][] = [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
      ['br;q=0.0', undefined],
      ['identity', undefined],
      ['', undefined],
    ];
    for (const [accepted, expected] of codings) {
      const { status, headers, body } = await ask('/explorer/main-abc123.js', {
        headers: { 'accept-encoding': accepted },
      });
      expect(status).toBe(200);
      expect(headers['content-encoding']).toBe(expected);
      expect(headers['content-length']).toBe(String(body.length));
      expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['vary']).toBe('accept-encoding');
      if (expected === undefined) expect(body.toString()).toBe(script);
    }
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const { status, headers, body } = await ask('/explorer/main-abc123.js', { method: 'HEAD' });
    expect(status).toBe(200);
    expect(headers['content-length']).toBe(String(script.length));
    expect(body).toHaveLength(0);
  });

  it('leaves every other request to the rest of the server', async () => {
    const others = [
      '/graphql',
      '/explorer',
      '/explorer/',
      '/explorer/index.html',
      '/explorer/notes.txt',
      '/explorer/main-abc123.js.br',
      '/explorer/../index.html',
      '/explorer/..%2f..%2fpackage.json',
      '/explorer//etc/passwd',
      '/explorer/constructor',
      '//',
    ];
    for (const path of others) expect((await ask(path)).status, path).toBe(418);
    expect((await ask('/', { method: 'POST' })).status).toBe(418);
  });

  it('names the command that builds the page when it was never built', async () => {
    const unbuilt = await listen(new URL('nothing-here/', built));
    const { status, headers, body } = await ask('/', { server: unbuilt });
    await stop(unbuilt);
    expect(status).toBe(503);
    expect(headers['cache-control']).toBe('no-store');
    expect(body.toString()).toContain('npm run build:explorer');
  });
});
