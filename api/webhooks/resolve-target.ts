import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isPublicAddress } from './is-public-address.js';

/** Gives all addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/**
 * The one address to connect to; null = the name leads, with any of its addresses, where nothing may be sent. Whoever connects
 * must connect to this very address: a name that is asked again may answer otherwise.
 *
 * @param isLoopback plain http to this machine, which tests alone are allowed: then it must lead nowhere else.
 * @throws Error where the name cannot be resolved.
 */
export async function resolveTarget(
  host: string,
  isLoopback: boolean,
  resolve: Resolve,
): Promise<LookupAddress | null> {
  const bare = host.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  const addresses = family === 0 ? await resolve(bare) : [{ address: bare, family }];
  const isAllowed = isLoopback ? isLoopbackAddress : isPublicAddress;
  const [first] = addresses;
  return first !== undefined && addresses.every(({ address }) => isAllowed(address)) ? first : null;
}

function isLoopbackAddress(address: string): boolean {
  return isIP(address) !== 0 && ipaddr.parse(address).range() === 'loopback';
}
