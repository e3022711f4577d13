import type { IncomingMessage } from 'node:http';
import { malformed, Refusal } from './refusal.js';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/;

/**
 * A check that a request names this server: one Host header, with a name from the list. It keeps a page of a foreign
 * name that resolves to this address (DNS rebinding) from reading answers.
 *
 * @param allowed lower-case names without port; empty = loopback names.
 */
export function createHostCheck(allowed: readonly string[]): (request: IncomingMessage) => void {
  const names = new Set(allowed.length === 0 ? LOOPBACK : allowed);
  return ({ rawHeaders, headers, url }) => {
    const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
    if (hosts.length > 1 || !(url ?? '').startsWith('/'))
      throw malformed('The request is not valid.');
    const name = HOST.exec((headers.host ?? '').toLowerCase())?.[1];
    if (name === undefined || !names.has(name)) {
      throw new Refusal(421, 'BAD_USER_INPUT', 'This server does not go by that name.');
    }
  };
}
