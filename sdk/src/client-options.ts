import type { Cost } from './cost.js';
import type { AccessPurpose, Language } from './generated/types.js';
import type { Fetch } from './http/send.js';
import { signingAlgorithmOf } from './tokens/signing-algorithm.js';

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

/** A private key as JSON (JWK, RFC 7517): P-256, Ed25519 or RSA. `JSON.parse` of the file, or what WebCrypto exports. */
export interface PrivateJwk {
  readonly kty?: string;
  readonly crv?: string;
  readonly alg?: string;
  readonly kid?: string;
  readonly d?: string;
}

/** How an agency proves who it is: by a key whose public half it registered. Nothing secret is ever sent. */
export interface ClientKey {
  /** The OAuth client: one agency × one purpose. */
  readonly clientId: string;
  /** A JWK, or a `CryptoKey` that may sign: ES256, EdDSA or PS256. */
  readonly privateKey: PrivateJwk | CryptoKey;
  /** The key's registered id, where the key does not say it. @default the JWK's `kid`, else its thumbprint (RFC 7638) */
  readonly keyId?: string | undefined;
  /** Who gives the tokens. @default the origin of `url` */
  readonly issuer?: string | undefined;
  readonly credentials?: never;
}

/** A token from elsewhere, or a persona of the sandbox. */
export interface GivenCredentials {
  readonly credentials: Credentials;
  readonly clientId?: never;
  readonly privateKey?: never;
  readonly keyId?: never;
  readonly issuer?: never;
}

/** What is about to be sent: nothing of a person, so it may be logged and traced. */
export interface RequestEvent {
  /** The operation's name; null where it has none. `UploadRows`, `UploadOffset` and `JobResults` are transfers of a job. */
  readonly operation: string | null;
  /** Hash of the document's text, as registries name it; null for a transfer, and for a text that holds a long number. */
  readonly documentId: string | null;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** What came of a request, once for each {@link RequestEvent}: nothing of a person either. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** Milliseconds from sending to the end of the answer; of results, to its beginning. */
  readonly durationMs: number;
  /** Null where the answer tells none. */
  readonly cost: Cost | null;
  /** The registry's id of the request, for its support desk; null where none came. */
  readonly requestId: string | null;
  /** Code of the error that it ended with, `ABORTED` where the caller ended it; null where it was answered. */
  readonly code: string | null;
}

/** What an answer cost, and what is left: nothing of a person, so it may be logged. */
export interface CostEvent extends Cost {
  /** The operation's name; null where it has none. */
  readonly operation: string | null;
}

/** Options of {@link createClient}: who asks, and how. */
export type ClientOptions = CommonOptions & (ClientKey | GivenCredentials);

/** Options that do not say who asks. */
export interface CommonOptions {
  /** The registry's address: its origin, or the GraphQL endpoint itself. */
  readonly url: string;
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
  /**
   * Name documents by their id instead of sending their text: for registries that answer registered documents alone. The
   * SDK's own are registered everywhere. @default false
   */
  readonly sendDocumentIds?: boolean | undefined;
  /**
   * Wait before a request that the points left of the minute cannot pay, as the answers before it tell, instead of being
   * refused first. @default true
   */
  readonly pacing?: boolean | undefined;
  /** Called before everything that is sent, but for what gets a token. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called after each of them, however it ended. */
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Called with the cost of every answer that tells it, refused ones included. */
  readonly onCost?: ((event: CostEvent) => void) | undefined;
}

/** Who asks, once it was checked. */
export type Identity =
  | { readonly credentials: Credentials; readonly client: null }
  | {
      readonly client: Pick<ClientKey, 'clientId' | 'privateKey' | 'keyId'> & {
        readonly issuer: string;
      };
      readonly credentials: null;
    };

/** Options that were checked and completed. */
export interface ClientConfig {
  readonly url: string;
  readonly identity: Identity;
  readonly purpose: AccessPurpose | undefined;
  readonly language: Language;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly sendDocumentIds: boolean;
  readonly pacing: boolean;
  /** Whether a hook wants to know the ids of documents. */
  readonly observed: boolean;
  readonly onRequest: (event: RequestEvent) => void;
  readonly onResponse: (event: ResponseEvent) => void;
  readonly onCost: (event: CostEvent) => void;
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
  const url = endpointOf(options.url);
  return {
    url,
    identity: identityOf(options, url),
    purpose: options.purpose,
    language: options.language ?? 'ID',
    fetch: options.fetch ?? ((target, init) => globalThis.fetch(target, init)),
    timeoutMs,
    maxRetries,
    sendDocumentIds: options.sendDocumentIds === true,
    pacing: options.pacing !== false,
    observed: options.onRequest !== undefined || options.onResponse !== undefined,
    onRequest: options.onRequest ?? (() => undefined),
    onResponse: options.onResponse ?? (() => undefined),
    onCost: options.onCost ?? (() => undefined),
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

function identityOf(options: ClientOptions, url: string): Identity {
  const { credentials, clientId, privateKey, keyId, issuer } = options as Partial<
    Record<keyof ClientKey, unknown>
  >;
  if (credentials !== undefined) {
    if (clientId !== undefined || privateKey !== undefined) {
      throw new TypeError('Give either credentials, or clientId and privateKey.');
    }
    return { credentials: checkedCredentials(credentials as Credentials), client: null };
  }
  if (typeof clientId !== 'string' || !/^[\x21-\x7e]{1,120}$/.test(clientId)) {
    throw new TypeError('clientId must be the id of a registered client.');
  }
  if (keyId !== undefined && (typeof keyId !== 'string' || keyId === '')) {
    throw new TypeError('keyId must be the id of a registered key.');
  }
  const server = issuer ?? new URL(url).origin;
  if (typeof server !== 'string' || !URL.canParse(server) || !/^https?:[^?#]+$/.test(server)) {
    throw new TypeError('issuer must be an absolute http or https address.');
  }
  signingAlgorithmOf(privateKey);
  const client = { clientId, privateKey: privateKey as ClientKey['privateKey'], keyId };
  return { client: { ...client, issuer: server }, credentials: null };
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
