import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from '../context.js';

/** One request about a job, authenticated, that runs as its caller. */
export interface JobExchange {
  readonly context: Context;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly jobId: string;
}
