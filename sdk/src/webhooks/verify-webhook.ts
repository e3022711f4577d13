import { WebhookError } from '../errors.js';
import { readEvent } from './webhook-event.js';
import type { WebhookEvent } from './webhook-event.js';
import { base64Bytes, publicKey, secretKey } from './webhook-keys.js';
import type { WebhookKey } from './webhook-keys.js';

/** Headers as a server has them: the standard `Headers`, or an object, as of `node:http`. */
export type WebhookHeaders =
  Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Whose webhooks are believed: at least one of the two. */
export interface WebhookTrust {
  /** The endpoint's secret, `whsec_…`, or several while it is being rotated. */
  readonly secret?: string | readonly string[] | undefined;
  /** The registry's public key, `whpk_…`, or several while it is being rotated. */
  readonly publicKey?: string | readonly string[] | undefined;
  /** How far the time of sending may be from ours, either way; 1 to 86,400. @default 300 */
  readonly toleranceSeconds?: number | undefined;
  /** @default the clock of this machine */
  readonly now?: (() => Date) | undefined;
}

const LONGEST_TOLERANCE_S = 86_400;
const MOST_SIGNATURES = 20;

/**
 * Verifies a webhook of the registry and gives its event ([Standard Webhooks](https://www.standardwebhooks.com)). `payload` is
 * the body as it came, byte for byte: parsed and written again it no longer fits.
 *
 * The signature shows that the registry sent it, the time that it was sent within the tolerance. Within it the same event
 * may come again: keep the ids of events that were worked off.
 *
 * @throws {WebhookError} when it is not to be believed; `flaw` says why. {@link TypeError} when no usable key was given.
 */
export async function verifyWebhook(
  payload: string | Uint8Array,
  headers: WebhookHeaders,
  trust: WebhookTrust,
): Promise<WebhookEvent> {
  const toleranceS = toleranceOf(trust);
  const keys = await keysOf(trust);
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature').split(' ').slice(0, MOST_SIGNATURES);
  if (!/^[\x21-\x7e]{1,200}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookError('A header of the webhook is malformed.', 'MALFORMED_HEADER');
  }

  const aheadS = Number(timestamp) - (trust.now?.() ?? new Date()).getTime() / 1000;
  if (aheadS < -toleranceS) throw new WebhookError('The webhook was sent too long ago.', 'TOO_OLD');
  if (aheadS > toleranceS) throw new WebhookError('The webhook is dated ahead.', 'TOO_NEW');

  const body = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  const content = join(new TextEncoder().encode(`${id}.${timestamp}.`), body);
  if (!(await isSigned(signatures, keys, content))) {
    const message = 'No signature of the webhook fits a key that is trusted.';
    throw new WebhookError(message, 'NO_MATCHING_SIGNATURE');
  }
  return readEvent(id, body);
}

function toleranceOf({ toleranceSeconds = 300 }: WebhookTrust): number {
  if (!(toleranceSeconds >= 1 && toleranceSeconds <= LONGEST_TOLERANCE_S)) {
    throw new TypeError('toleranceSeconds must be a number from 1 to 86400.');
  }
  return toleranceSeconds;
}

async function keysOf(trust: WebhookTrust): Promise<readonly WebhookKey[]> {
  const keys = await Promise.all([
    ...[trust.secret ?? []].flat().map(secretKey),
    ...[trust.publicKey ?? []].flat().map(publicKey),
  ]);
  if (keys.length === 0) throw new TypeError('Give the secret, the public key, or both.');
  return keys;
}

async function isSigned(
  signatures: readonly string[],
  keys: readonly WebhookKey[],
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const text of signatures) {
    const comma = text.indexOf(',');
    const signature = base64Bytes(text.slice(comma + 1));
    if (comma < 0 || signature === null) continue;
    for (const key of keys) {
      if (key.version !== text.slice(0, comma)) continue;
      if (await key.verifies(signature, content)) return true;
    }
  }
  return false;
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value = isHeaders(headers) ? headers.get(name) : findHeader(headers, name);
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookError(`The webhook has no ${name}.`, 'MISSING_HEADER');
}

function isHeaders(headers: WebhookHeaders): headers is Headers {
  return typeof headers.get === 'function';
}

function findHeader(
  headers: Exclude<WebhookHeaders, Headers>,
  name: string,
): string | readonly string[] | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
