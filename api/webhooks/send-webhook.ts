import type { LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { readWebhookUrl } from './read-webhook-url.js';
import { resolveTarget, type Resolve } from './resolve-target.js';
import type { WebhookTargets } from './webhook-targets.js';

/** Why an attempt failed. */
export type WebhookFailure =
  /** The address is none that may be sent to, or its name leads where nothing may be sent. */
  | 'ADDRESS_REFUSED'
  | 'NAME_UNRESOLVED'
  | 'CONNECTION_FAILED'
  | 'TIMEOUT'
  /** Redirects are never followed. */
  | 'REDIRECTED'
  | 'STATUS_REFUSED'
  /** 410: the endpoint wants nothing more. */
  | 'GONE';

/** What came of an attempt. */
export interface SentWebhook {
  /** HTTP status; null = there was no answer. */
  readonly status: number | null;
  /** Null = it was taken (2xx). */
  readonly failure: WebhookFailure | null;
  readonly retryAfterMs: number | null;
  readonly ms: number;
}

/** A request to an endpoint, signed. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How webhooks are sent. */
export interface SendParts {
  readonly targets: WebhookTargets;
  readonly resolve: Resolve;
  readonly timeoutMs: number;
  readonly now: () => Date;
}

/**
 * Sends a webhook once, to an address that was looked at, over a connection of its own. Nothing is followed, no proxy is asked,
 * and nothing of the answer is read but its head. Never throws.
 */
export async function sendWebhook(
  { targets, resolve, timeoutMs, now }: SendParts,
  { url, headers, body }: WebhookRequest,
): Promise<SentWebhook> {
  const started = performance.now();
  const ended = (
    failure: WebhookFailure | null,
    status: number | null = null,
    retryAfterMs: number | null = null,
  ): SentWebhook => ({ status, failure, retryAfterMs, ms: performance.now() - started });
  if (readWebhookUrl(url, targets) !== url) return ended('ADDRESS_REFUSED');
  const { protocol, hostname } = new URL(url);
  const signal = AbortSignal.timeout(timeoutMs);
  let target: LookupAddress | null;
  try {
    target = await within(signal, resolveTarget(hostname, protocol === 'http:', resolve));
  } catch {
    return ended(signal.aborted ? 'TIMEOUT' : 'NAME_UNRESOLVED');
  }
  if (target === null) return ended('ADDRESS_REFUSED');
  try {
    const { status, retryAfter } = await post(url, target, { headers, signal }, body);
    return ended(failureOf(status), status, readRetryAfter(retryAfter, now()));
  } catch {
    return ended(signal.aborted ? 'TIMEOUT' : 'CONNECTION_FAILED');
  }
}

function post(
  url: string,
  target: LookupAddress,
  { headers, signal }: Pick<WebhookRequest, 'headers'> & { readonly signal: AbortSignal },
  body: string,
): Promise<{ readonly status: number; readonly retryAfter: string | undefined }> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      ...{ method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      ...{ agent: false, signal, maxHeaderSize: 8_192 },
      // The very address that was looked at, in both forms in which Node asks for it.
      lookup: (_host, options, done) => {
        if (options.all === true) done(null, [target]);
        else done(null, target.address, target.family);
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      resolve({
        status: response.statusCode ?? 0,
        retryAfter: response.headers['retry-after'],
      });
      response.destroy();
    });
    sent.end(body);
  });
}

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('It took too long.')), { once: true });
    work.then(resolve, reject);
  });
}

function failureOf(status: number): WebhookFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'GONE';
  return status >= 300 && status < 400 ? 'REDIRECTED' : 'STATUS_REFUSED';
}

function readRetryAfter(text: string | undefined, now: Date): number | null {
  if (text === undefined) return null;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? null : Math.max(ms, 0);
}
