import { pino, type DestinationStream } from 'pino';

/** What a log line may say, and nothing else: no message, value, name, number or token has a place in it. */
export interface LogFields {
  readonly requestId?: string;
  /** Name of a GraphQL operation. */
  readonly operation?: string;
  /** Token subject: an opaque id. */
  readonly actor?: string;
  readonly status?: number;
  /** Fault codes of the answer. */
  readonly codes?: readonly string[];
  /** Class or error code of what went wrong underneath. */
  readonly cause?: string;
  /** Place in our own code: file, line, column. */
  readonly where?: string;
  readonly ms?: number;
  readonly count?: number;
  readonly signal?: string;
  /** Where the server listens. */
  readonly url?: string;
  readonly names?: readonly string[];
}

/** What happened; a closed list, so that a line is searchable and never a sentence made of data. */
export type LogEvent =
  | 'request'
  | 'refused'
  | 'unknown_document'
  | 'bug'
  /** An alarm: what is sealed was altered or moved, or a key is missing. */
  | 'seal_broken'
  | 'database_unavailable'
  | 'overload'
  | 'listening'
  | 'working'
  | 'migrated'
  | 'seeded'
  | 'sandbox_reset'
  | 'stopping'
  | 'stopped'
  | 'start_failed'
  | 'login_bypasses_row_security'
  | 'tree_head'
  | 'proposals_moved'
  | 'proposals_stuck'
  | 'trail_failed'
  | 'jobs_completed'
  /** A job ended before its last row: its caller may no longer ask, or a part of it cannot be decided. */
  | 'job_ended'
  | 'job_failed'
  /** A delivery to a partner that did not succeed: the status or why, and nothing of address or content. */
  | 'webhook_failed'
  | 'webhooks_stuck'
  /** Uses of what is deprecated could not be written down; they are kept for the next time. */
  | 'uses_not_counted'
  | 'library';

/** Structured, allow-listed logging. */
export interface Log {
  debug(event: LogEvent, fields?: LogFields): void;
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  error(event: LogEvent, fields?: LogFields): void;
}

const WORD = /^[A-Za-z0-9_]{1,60}$/;
const OPAQUE = /^[\w.:@/-]{1,160}$/;
const LONG_NUMBER = /\d{13}/;
const DROPPED = '[dropped]';

const FORMS: Record<keyof LogFields, RegExp | 'number'> = {
  requestId: /^[\w-]{1,64}$/,
  operation: WORD,
  actor: OPAQUE,
  status: 'number',
  codes: WORD,
  cause: WORD,
  where: OPAQUE,
  ms: 'number',
  count: 'number',
  signal: WORD,
  url: /^http:\/\/[\w.[\]:-]{1,80}$/,
  names: WORD,
};

const BUFFER = 4_096;
const LONGEST_BUFFERED_MS = 250;

/** Standard output, written a few lines at a time; the last of them when the process ends. */
export function bufferedStdout(): DestinationStream {
  const stdout = pino.destination({ dest: 1, sync: false, minLength: BUFFER });
  setInterval(() => stdout.flush(), LONGEST_BUFFERED_MS).unref();
  return stdout;
}

/** A log that writes JSON lines to `destination` (stdout when absent). */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const lines = destination === undefined ? pino(options) : pino(options, destination);
  const write =
    (name: 'debug' | 'info' | 'warn' | 'error') =>
    (event: LogEvent, fields: LogFields = {}) => {
      if (lines.isLevelEnabled(name)) lines[name]({ event, ...allowed(fields) });
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, form] of Object.entries(FORMS) as [keyof LogFields, RegExp | 'number'][]) {
    const value = fields[name];
    if (value === undefined) continue;
    kept[name] = Array.isArray(value) ? value.map((item) => fit(item, form)) : fit(value, form);
  }
  return kept;
}

function fit(value: unknown, form: RegExp | 'number'): unknown {
  if (form === 'number') return typeof value === 'number' ? Math.round(value * 10) / 10 : DROPPED;
  const fits = typeof value === 'string' && form.test(value) && !LONG_NUMBER.test(value);
  return fits ? value : DROPPED;
}
