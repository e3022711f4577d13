import { isPublicAddress } from './is-public-address.js';
import type { WebhookTargets } from './webhook-targets.js';

const LONGEST = 500;
const LONG_NUMBER = /\d{13}/;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
/** Names that only a network of its own resolves. */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|arpa|onion)$/;

/**
 * The address of an endpoint in its canonical form; null = nothing may be sent there. By its form alone: where the name leads
 * is looked at before every delivery.
 */
export function readWebhookUrl(text: string, { ports, loopback }: WebhookTargets): string | null {
  if (text.length > LONGEST || LONG_NUMBER.test(text) || text.includes('#')) return null;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const host = url.hostname;
  if (url.username !== '' || url.password !== '' || url.href.length > LONGEST) return null;
  if (LONG_NUMBER.test(url.href)) return null;
  if (loopback && url.protocol === 'http:' && LOOPBACK.test(host)) return url.href;
  if (url.protocol !== 'https:' || !ports.includes(Number(url.port || '443'))) return null;
  const name = host.replace(/\.$/, '');
  const isAddress = host.startsWith('[') || /^[\d.]+$/.test(name);
  if (isAddress) return isPublicAddress(host.replace(/^\[|\]$/g, '')) ? url.href : null;
  return name.includes('.') && !INSIDE.test(name) ? url.href : null;
}
