import type { AccessPurpose, Language } from './generated/types.js';
import type { Fetch } from './http/post-json.js';

/** How the client proves who it is. */
export type Credentials =
  | {
      /** An access token, or a function that gives one and keeps it fresh. */
      readonly token: string | (() => string | Promise<string>);
      readonly sandboxPersona?: never;
    }
  | {
      /** A persona of the sandbox: `bank`, `hospital`, `university`, `officer:32.05` … Never accepted in production. */
      readonly sandboxPersona: string;
      readonly token?: never;
    };

/** What is about to be sent: nothing of a person, so it may be logged. */
export interface RequestEvent {
  /** The operation's name; null where it has none. */
  readonly operation: string | null;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** Options of {@link createClient}. */
export interface ClientOptions {
  /** The registry's address: its origin, or the GraphQL endpoint itself. */
  readonly url: string;
  readonly credentials: Credentials;
  /** The purpose of every check that names none. One client of a partner has one purpose. */
  readonly purpose?: AccessPurpose | undefined;
  /** Language of messages and names. @default 'ID' */
  readonly language?: Language | undefined;
  /** @default globalThis.fetch */
  readonly fetch?: Fetch | undefined;
  /** Time limit of one attempt, in milliseconds. @default 30000 */
  readonly timeoutMs?: number | undefined;
  /** How often a query is sent again after a failure that passes, 0 to 10. @default 3 */
  readonly maxRetries?: number | undefined;
  /** Called before every attempt. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
}

/** Options that were checked and completed. */
export interface ClientConfig {
  readonly url: string;
  readonly credentials: Credentials;
  readonly purpose: AccessPurpose | undefined;
  readonly language: Language;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly onRequest: (event: RequestEvent) => void;
}

/**
 * Checks and completes the options.
 *
 * @throws {TypeError} when one is unusable; the message never repeats its value.
 */
export function resolveOptions(options: ClientOptions): ClientConfig {
  const { timeoutMs = 30_000, maxRetries = 3 } = options;
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > 2 ** 31 - 1) {
    throw new TypeError('timeoutMs must be a whole number of milliseconds, at least 1.');
  }
  if (!Number.isInteger(maxRetries) || maxRetries < 0 || maxRetries > 10) {
    throw new TypeError('maxRetries must be a whole number from 0 to 10.');
  }
  if (options.fetch === undefined && typeof globalThis.fetch !== 'function') {
    throw new TypeError('There is no global fetch here: give one as the option fetch.');
  }
  return {
    url: endpointOf(options.url),
    credentials: checkedCredentials(options.credentials),
    purpose: options.purpose,
    language: options.language ?? 'ID',
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    timeoutMs,
    maxRetries,
    onRequest: options.onRequest ?? (() => undefined),
  };
}

function endpointOf(url: unknown): string {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new TypeError('url must be an absolute http or https address.');
  }
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '') {
    throw new TypeError('url must hold no user, password or query.');
  }
  parsed.hash = '';
  if (parsed.pathname === '/') parsed.pathname = '/graphql';
  return parsed.href;
}

function checkedCredentials(credentials: Credentials): Credentials {
  const { token, sandboxPersona } = Object(credentials) as Partial<Record<string, unknown>>;
  const hasToken = (typeof token === 'string' && token !== '') || typeof token === 'function';
  const hasPersona = typeof sandboxPersona === 'string' && sandboxPersona !== '';
  if (hasToken === hasPersona) {
    throw new TypeError('credentials must hold either a token or a sandboxPersona.');
  }
  return credentials;
}
