import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The only part of IPv6 that was given out for the open internet. */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address belongs to the open internet. Everything else is refused: loopback, private, link-local (where clouds
 * keep their metadata), shared (CGNAT), unique-local, multicast, reserved and documentation ranges, and IPv6 forms that carry an
 * IPv4 address (mapped, compatible, 6to4, Teredo, NAT64), wherever that one leads.
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0 || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(GLOBAL_UNICAST_V6);
}
