import type { IncomingMessage } from 'node:http';
import { malformed, Refusal } from './refusal.js';

/**
 * The body of a request, at most `limit` bytes of it held in memory.
 *
 * @throws Refusal 413 when it is longer, as soon as that is known; 400 when it ends early.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const fail = (error: Refusal) => {
      request
        .off('data', onData)
        .off('end', onEnd)
        .off('aborted', onAborted)
        .off('error', onAborted);
      reject(error);
    };
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) fail(tooLarge());
      else chunks.push(chunk);
    };
    const onEnd = () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length));
    const onAborted = () => fail(malformed('The body ended early.'));
    request.on('data', onData).on('end', onEnd).on('aborted', onAborted).on('error', onAborted);
  });
}

/** The refusal of a body over its limit; the connection goes with it, since the rest of the body is not read. */
export function tooLarge(): Refusal {
  return new Refusal(413, 'BAD_USER_INPUT', 'The body is too large.', { connection: 'close' });
}
