import type { IncomingMessage } from 'node:http';

const WHOLE_BODY_MS = 10_000;
const BETWEEN_PIECES_MS = 30_000;
const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/**
 * Lets go of a connection whose body does not come: a whole one within ten seconds, as Node itself would see to; of an upload,
 * which may take long, something every thirty.
 */
export function limitBodyTime(request: IncomingMessage, isUpload: boolean): void {
  const { socket } = request;
  const cut = (): void => {
    if (request.complete) return;
    socket.end(TIMED_OUT, () => socket.destroy());
  };
  if (isUpload) {
    request.setTimeout(BETWEEN_PIECES_MS, cut);
    return;
  }
  const timer = setTimeout(cut, WHOLE_BODY_MS);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}
