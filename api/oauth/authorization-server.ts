import type { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, type JWK } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { App } from '../app.js';
import type { KnownIssuer } from '../auth/authenticate.js';
import { AUDIENCE } from '../auth/trusted-issuer.js';
import { isDatabaseUnavailable } from '../http/is-database-unavailable.js';
import type { ClientRegister } from './client-register.js';
import { createProvider } from './create-provider.js';
import { plainAnswers } from './plain-answers.js';
import type { PublicAddress } from './public-address.js';
import { createReplayStore } from './replay-store.js';

/** What became of a request, for the log: words and an opaque id. */
export interface OauthOutcome {
  /** The client, once it has proved who it is; null before. */
  readonly clientId: string | null;
  /** OAuth word of the refusal, or null. */
  readonly error: string | null;
  /** Code or class of a fault of ours, or null. */
  readonly cause: string | null;
}

/** The authorization server of partners, in this process. */
export interface AuthorizationServer {
  /** What the resource server needs in order to believe its tokens: the keys at hand, no HTTP. */
  readonly known: KnownIssuer;
  readonly address: PublicAddress;
  readonly register: ClientRegister;
  /** Answers a request to one of its routes. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<OauthOutcome>;
}

/** What the authorization server needs of its surroundings. */
export interface AuthorizationServerParts {
  readonly app: Pick<App, 'database' | 'now'>;
  /** Private ES256 JWKs: the first signs, all are published and believed. */
  readonly keys: readonly JWK[];
  readonly address: PublicAddress;
  readonly register: ClientRegister;
}

/** An authorization server over the database; made in full with the first request to it. */
export function createAuthorizationServer(parts: AuthorizationServerParts): AuthorizationServer {
  const { app, keys, address, register } = parts;
  const faults = new WeakMap<object, unknown>();
  let callback: ReturnType<typeof start> | null = null;

  async function start() {
    const replays = createReplayStore(app.database.sql, app.now);
    const provider = await createProvider({ address, keys, register, replays, now: app.now });
    provider.on('server_error', (ctx, error) => void faults.set(ctx.req, error));
    // Koa prints what nobody listens for.
    (provider as EventEmitter).on('error', (error: unknown, ctx?: KoaContextWithOIDC) => {
      if (ctx !== undefined) faults.set(ctx.req, error);
    });
    const outcomes = new WeakMap<IncomingMessage, OauthOutcome>();
    provider.use(async (ctx, next) => {
      await next();
      const { error } = ctx.state as { error?: string };
      // `oidc` exists on the library's own routes alone, and holds a client that may not have authenticated.
      const { oidc } = ctx as unknown as Partial<KoaContextWithOIDC>;
      const proven = error === 'invalid_client' ? undefined : oidc?.client?.clientId;
      const fault = faults.get(ctx.req);
      outcomes.set(ctx.req, {
        clientId: proven ?? null,
        error: error ?? null,
        cause: fault === undefined ? null : causeOf(fault),
      });
    });
    provider.use(plainAnswers((ctx) => isDatabaseUnavailable(faults.get(ctx.req))));
    return { serve: provider.callback(), outcomes };
  }

  return {
    known: {
      get issuer() {
        return address.known() ?? '';
      },
      audience: AUDIENCE,
      keys: createLocalJWKSet({ keys: keys.map(publicKey) }),
      dpop: true,
      ownClients: true,
    },
    address,
    register,
    async handle(request, response) {
      callback ??= start();
      const { serve, outcomes } = await callback;
      dress(request, address.issuer());
      await serve(request, response);
      return outcomes.get(request) ?? { clientId: null, error: null, cause: null };
    },
  };
}

/** The request as the library shall see it: at the issuer's address, and with nothing that changes the form of answers. */
function dress({ headers }: IncomingMessage, issuer: string): void {
  const { protocol, host } = new URL(issuer);
  for (const name of Object.keys(headers)) {
    if (/^(x-forwarded-|forwarded$|origin$|authorization$|cookie$|x-http-method)/.test(name)) {
      delete headers[name];
    }
  }
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
  headers['x-forwarded-host'] = host;
  headers.accept = 'application/json';
}

function publicKey({ kty, crv, x, y, kid }: JWK): JWK {
  return { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' } as JWK;
}

function causeOf(fault: unknown): string {
  const code = (fault as { code?: unknown } | null)?.code;
  if (typeof code === 'string') return code;
  return fault instanceof Error ? fault.constructor.name : typeof fault;
}
