import type { ServerResponse } from 'node:http';
import type { AnswerType } from './accepted-type.js';
import type { Refusal } from './refusal.js';

const SLOWEST_READER_MS = 10_000;

/** Writes a whole answer. A reader that has not taken it after ten seconds is cut off. */
export function writeAnswer(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = '',
): void {
  if (response.destroyed || response.writableEnded) return;
  const length = Buffer.byteLength(body);
  response.writeHead(status, { ...headers, 'content-length': length });
  response.end(response.req.method === 'HEAD' ? undefined : body);
  if (response.writableFinished) return;
  const cut = setTimeout(() => response.destroy(), SLOWEST_READER_MS);
  cut.unref();
  response.once('close', () => clearTimeout(cut));
}

/** Writes JSON that is no GraphQL answer. */
export function writeJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = { 'cache-control': 'no-store' },
): void {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  writeAnswer(response, status, { ...type, ...headers }, JSON.stringify(value));
}

/** Writes a refusal in the shape of a GraphQL answer, so that one client code reads all. */
export function writeRefusal(
  response: ServerResponse,
  refusal: Pick<Refusal, 'status' | 'code' | 'message' | 'headers'>,
  requestId: string,
  type: AnswerType = 'application/json',
): void {
  const { status, code, message, headers } = refusal;
  const retryAfterS = headers['retry-after'];
  const extensions = {
    code,
    ...(retryAfterS === undefined ? {} : { retryAfterMs: Number(retryAfterS) * 1000 }),
    requestId,
  };
  writeAnswer(
    response,
    status,
    { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...headers },
    JSON.stringify({ errors: [{ message, extensions }] }),
  );
}

/** Writes a refusal as a problem document (RFC 9457) that also holds the errors as a GraphQL answer has them. */
export function writeProblem(
  response: ServerResponse,
  { status, code, message, headers }: Pick<Refusal, 'status' | 'code' | 'message' | 'headers'>,
  requestId: string,
): void {
  const errors = [{ message, extensions: { code, requestId } }];
  writeAnswer(
    response,
    status,
    { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    JSON.stringify({ title: message, status, code, requestId, errors }),
  );
}
