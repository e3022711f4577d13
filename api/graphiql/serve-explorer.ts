import type { IncomingMessage, ServerResponse } from 'node:http';

import { type BuiltFile, readBuiltExplorer } from './read-built-explorer.js';

/**
 * Nothing is loaded from any other host, and no inline script runs. Monaco lays its lines out by
 * style attributes and puts its theme into a style element, so inline styles have to be allowed;
 * its fonts and small images travel inside the style sheet as data.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const notBuilt = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Dinsos API</title>
<h1>Dinsos API</h1>
<p>The explorer is not built yet. Build it with <code>npm run build:explorer</code> and start the server again.</p>
<p lang="id">Halaman penjelajah belum dibangun. Jalankan <code>npm run build:explorer</code>, lalu nyalakan ulang server.</p>
</html>
`;

/** Codings that the client takes: those named with a weight above zero. */
function acceptedCodings(header: string | string[] | undefined): ReadonlySet<string> {
  const accepted = new Set<string>();
  for (const part of String(header ?? '').split(',')) {
    const [coding = '', ...parameters] = part.trim().toLowerCase().split(';');
    const refused = parameters.some((each) => /^\s*q=0(?:\.0*)?\s*$/.test(each));
    if (coding !== '' && !refused) accepted.add(coding.trim());
  }
  return accepted;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  file: BuiltFile,
  cacheControl: string,
  more: Readonly<Record<string, string>> = {},
): void {
  const headers = {
    ...pageHeaders,
    ...more,
    'cache-control': cacheControl,
    etag: file.etag,
    vary: 'accept-encoding',
  };
  const known = request.headers['if-none-match']?.split(',').map((each) => each.trim());
  if (known?.some((each) => each.replace(/^W\//, '') === file.etag) === true) {
    response.writeHead(304, headers).end();
    return;
  }
  const accepted = acceptedCodings(request.headers['accept-encoding']);
  const coding = (['br', 'gzip'] as const).find(
    (each) => accepted.has(each) && file[each] !== undefined,
  );
  const body = (coding === undefined ? undefined : file[coding]) ?? file.plain;
  response.writeHead(200, {
    ...headers,
    'content-type': file.type,
    'content-length': body.length,
    ...(coding !== undefined && { 'content-encoding': coding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const download = { 'content-disposition': 'attachment; filename="dinsos.graphql"' };

/**
 * The explorer for a `node:http` server. The function that it gives answers GET and HEAD of `/` and
 * of `/schema.graphql`, the SDL to download (both checked with the server at every visit), and of
 * `/explorer/<file>` (kept for a year, since the name holds a hash), and says by `false` that a request is not its own. Files are read once, here.
 * Without a built page `/` answers 503 and names the command that builds it.
 *
 * @param directory where the build lies; the default is `dist/` beside this file
 */
export function serveExplorer(
  directory: URL = new URL('dist/', import.meta.url),
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const files = readBuiltExplorer(directory);
  const index = files?.get('index.html');
  const sdl = files?.get('schema.graphql');

  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const [path = ''] = (request.url ?? '').split('?', 1);
    if (path === '/') {
      if (index !== undefined) {
        send(request, response, index, 'no-cache');
      } else {
        response.writeHead(503, {
          ...pageHeaders,
          'cache-control': 'no-store',
          'content-type': 'text/html; charset=utf-8',
        });
        response.end(request.method === 'HEAD' ? undefined : notBuilt);
      }
      return true;
    }
    if (path === '/schema.graphql' && sdl !== undefined) {
      send(request, response, sdl, 'no-cache', download);
      return true;
    }
    const name = path.startsWith('/explorer/') ? path.slice('/explorer/'.length) : '';
    const file = files?.get(name);
    if (file === undefined || file === index || file === sdl) return false;
    send(request, response, file, 'public, max-age=31536000, immutable');
    return true;
  };
}
