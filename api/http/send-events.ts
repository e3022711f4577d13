import type { ServerResponse } from 'node:http';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { Refusal } from './refusal.js';

/** Streams of events that are open in this process. */
export interface EventStreams {
  /**
   * Sends each result as an event, until there are no more, the reader is gone, or the server stops.
   *
   * @param render the text of a result, in which every error was rewritten.
   * @throws Refusal 429 where the caller has too many open.
   */
  send(
    response: ServerResponse,
    caller: string,
    results: AsyncIterable<ExecutionResult>,
    render: (result: ExecutionResult) => string,
  ): Promise<void>;
}

const MOST_OF_CALLER = 10;
const MOST = 500;
const TICK_MS = 500;
const TICKS_TO_BEAT = 20;

/** Event streams as GraphQL over SSE (distinct connections) has them: `next` with a result, then `complete`. */
export function createEventStreams(isStopping: () => boolean): EventStreams {
  const open = new Map<string, number>();
  let all = 0;
  const count = (caller: string, by: number): void => {
    all += by;
    const now = (open.get(caller) ?? 0) + by;
    if (now === 0) open.delete(caller);
    else open.set(caller, now);
  };
  return {
    async send(response, caller, results, render) {
      if ((open.get(caller) ?? 0) >= MOST_OF_CALLER || all >= MOST) {
        const message = 'Too many subscriptions are open. Close one, or ask again later.';
        throw new Refusal(429, 'RATE_LIMITED', message, { 'retry-after': '10' });
      }
      count(caller, 1);
      try {
        response.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        });
        response.flushHeaders();
        await pass(response, results[Symbol.asyncIterator](), render, isStopping);
      } finally {
        count(caller, -1);
      }
    },
  };
}

async function pass(
  response: ServerResponse,
  results: AsyncIterator<ExecutionResult>,
  render: (result: ExecutionResult) => string,
  isStopping: () => boolean,
): Promise<void> {
  const write = (result: ExecutionResult): void =>
    void response.write(`event: next\ndata: ${render(result)}\n\n`);
  let waiting = results.next();
  for (let ticks = 1; !response.destroyed; ticks++) {
    try {
      const next = await Promise.race([waiting, tick()]);
      if (next !== null && next.done === true) break;
      if (next !== null) {
        write(next.value);
        waiting = results.next();
      } else if (isStopping()) break;
      else if (ticks % TICKS_TO_BEAT === 0) response.write(':\n\n');
    } catch (error) {
      write({ errors: [new GraphQLError('', { originalError: error as Error })] });
      break;
    }
  }
  waiting.catch(() => undefined);
  void results.return?.().catch(() => undefined);
  response.end('event: complete\ndata:\n\n');
}

function tick(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), TICK_MS));
}
