import type { ClientConfig } from '../client-options.js';
import { UnexpectedResponseError } from '../errors.js';
import { isRecord } from '../http/is-record.js';
import { faultOf, type ReceivedResponse } from '../http/read-response.js';
import { openStream, send } from '../http/send.js';
import type { Runtime } from '../runtime.js';
import type { Session } from '../session.js';

/** How much of an upload the registry has stored, in bytes before compression. */
export interface Stored {
  readonly offset: number;
  /** Whether it has the last part. */
  readonly complete: boolean;
}

/** A part of an upload, from the offset on. */
export interface UploadPart {
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isLast: boolean;
}

/** One request each, in the caller's name; whether to try again is for others to decide. */
export interface JobTransfer {
  stored(url: string, attempt: number, signal: AbortSignal): Promise<Stored>;
  append(url: string, part: UploadPart, attempt: number, signal: AbortSignal): Promise<number>;
  /** The results from a row on, as bytes that are still arriving; `release` ends it. */
  results(
    url: string,
    from: { readonly row: number; readonly receipts: boolean },
    attempt: number,
    signal: AbortSignal,
  ): Promise<{ readonly stream: ReadableStream<Uint8Array>; readonly release: () => void }>;
}

/** The transfers of jobs over HTTP. Tokens go to the origin of the client's `url` alone. */
export function createJobTransfer(
  config: ClientConfig,
  runtime: Runtime,
  session: Session,
): JobTransfer {
  const { fetch, timeoutMs } = config;
  const origin = new URL(config.url).origin;

  const own = (url: string): URL => {
    if (URL.canParse(url) && new URL(url).origin === origin) return new URL(url);
    throw new UnexpectedResponseError('The registry named an address of a job elsewhere.');
  };
  const demand = (response: ReceivedResponse, status: number): void => {
    if (response.status !== status) {
      throw faultOf(response, errorsOf(response.body), null, runtime.now());
    }
  };

  return {
    stored: (url, attempt, signal) => {
      const { href } = own(url);
      return session({
        ...{ operation: 'UploadOffset', documentId: null, attempt, signal },
        ...{ method: 'HEAD', url: href },
        send: (headers) => send({ fetch, method: 'HEAD', url: href, headers, timeoutMs, signal }),
        read: (response) => {
          demand(response, 204);
          const complete = response.headers.get('upload-complete') === '?1';
          return { offset: offsetOf(response), complete };
        },
      });
    },

    append: async (url, { offset, bytes, isLast }, attempt, signal) => {
      const { href } = own(url);
      const { body, encoding } = await compressed(bytes);
      return session({
        ...{ operation: 'UploadRows', documentId: null, attempt, signal },
        ...{ method: 'PATCH', url: href },
        send: (presented) =>
          send({
            ...{ fetch, method: 'PATCH', url: href, body, timeoutMs, signal },
            headers: {
              ...presented,
              ...encoding,
              'content-type': 'application/x-ndjson',
              'upload-offset': String(offset),
              'upload-complete': isLast ? '?1' : '?0',
            },
          }),
        read: (response) => {
          demand(response, 204);
          return offsetOf(response);
        },
      });
    },

    results: async (url, { row, receipts }, attempt, signal) => {
      const target = own(url);
      target.searchParams.set('from', String(row));
      if (receipts) target.searchParams.set('receipts', '1');
      let release = (): void => undefined;
      return session({
        ...{ operation: 'JobResults', documentId: null, attempt, signal },
        // What is proved is the address without its query (RFC 9449, 4.2).
        ...{ method: 'GET', url: own(url).href },
        send: async (presented) => {
          const headers = { ...presented, accept: 'application/x-ndjson' };
          const request = { fetch, method: 'GET', url: target.href, headers } as const;
          const opened = await openStream({ ...request, timeoutMs, signal });
          ({ release } = opened);
          return opened.response;
        },
        read: (response) => {
          if (response.stream !== null) return { stream: response.stream, release };
          release();
          throw faultOf(response, errorsOf(response.body), null, runtime.now());
        },
      });
    },
  };
}

function offsetOf(response: ReceivedResponse): number {
  const text = response.headers.get('upload-offset') ?? '';
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UnexpectedResponseError('The registry did not say how much of the upload it has.');
}

/** The errors of an answer, be it in the form of GraphQL or of a problem (RFC 9457). */
function errorsOf(body: unknown): readonly unknown[] {
  if (!isRecord(body)) return [];
  if (Array.isArray(body['errors'])) return body['errors'];
  return [{ message: body['detail'] ?? body['title'], extensions: body }];
}

async function compressed(bytes: Uint8Array<ArrayBuffer>): Promise<{
  body: Uint8Array<ArrayBuffer>;
  encoding: Readonly<Record<string, string>>;
}> {
  if (typeof CompressionStream !== 'function') return { body: bytes, encoding: {} };
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  const body = new Uint8Array(await new Response(stream).arrayBuffer());
  return { body, encoding: { 'content-encoding': 'gzip' } };
}
