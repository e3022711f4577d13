import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { inject } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import { sandboxClients } from '../../prisma/seed/sandbox-clients.js';
import type { TestApp } from './app.js';

/** A partner's client as a test plays it: it can sign whatever it likes. */
export interface TestClient {
  readonly clientId: string;
  /** Private JWK with `kid` and `alg`. */
  readonly key: JWK;
  /** Private JWK that proofs are signed with. */
  readonly proofKey: JWK;
}

/** What an attack changes in something signed. A claim or header field that is undefined is left out. */
export interface Changes {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: JWK;
}

/** What the token endpoint answered. */
export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A fresh private JWK. */
export async function newKey(alg = 'ES256', kid?: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg, kid: kid ?? randomUUID() };
}

/** The public half of a JWK. */
export function publicOf({ d, p, q, dp, dq, qi, alg, kid, ...rest }: JWK): JWK {
  void [d, p, q, dp, dq, qi, alg, kid];
  return rest;
}

/** The client of a sandbox partner: `bank`, `post`, `hospital`, `university`. */
export async function clientOf(partner: string): Promise<TestClient> {
  const { sandboxIssuer } = await loadKeys({ json: inject('keys') });
  if (sandboxIssuer === null) throw new Error('The test keys have no sandbox issuer.');
  const clients = await sandboxClients(sandboxIssuer);
  const client = clients.find(({ clientId }) => clientId.startsWith(`sandbox-${partner}.`));
  if (client === undefined) throw new Error(`There is no sandbox partner ${partner}.`);
  return { clientId: client.clientId, key: client.privateKey, proofKey: await newKey() };
}

const nowS = (): number => Math.floor(Date.now() / 1000);

async function sign(claims: JWTPayload, header: Record<string, unknown>, key: JWK) {
  const kept = Object.fromEntries(
    Object.entries(header).filter(([, value]) => value !== undefined),
  );
  const { alg: _alg, ...bare } = key;
  const privateKey = await importJWK(bare, String(kept['alg']));
  return new SignJWT(JSON.parse(JSON.stringify(claims)) as JWTPayload)
    .setProtectedHeader(kept as { alg: string })
    .sign(privateKey, { crit: { exotic: true } });
}

/** A client assertion, honest but for `changes`. */
export function assertionOf(client: TestClient, issuer: string, changes: Changes = {}) {
  const { clientId, key } = client;
  const claims = {
    ...{ iss: clientId, sub: clientId, aud: issuer, jti: randomUUID() },
    ...{ iat: nowS(), exp: nowS() + 30 },
    ...changes.claims,
  };
  return sign(claims, { alg: key.alg, kid: key.kid, ...changes.header }, changes.key ?? key);
}

/** A DPoP proof, honest but for `changes`. With a token it is one for the API. */
export function proofOf(
  client: TestClient,
  htu: string,
  token: string | null,
  changes: Changes = {},
) {
  const { proofKey } = client;
  const claims = {
    ...{ htm: 'POST', htu, jti: randomUUID(), iat: nowS() },
    ...(token === null ? {} : { ath: createHash('sha256').update(token).digest('base64url') }),
    ...changes.claims,
  };
  const header = { alg: proofKey.alg, typ: 'dpop+jwt', jwk: publicOf(proofKey), ...changes.header };
  return sign(claims, header, changes.key ?? proofKey);
}

/** What a test changes in a token request. */
export interface TokenRequest {
  readonly assertion?: string;
  readonly proof?: string | null;
  readonly form?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks the token endpoint of an app, honestly but for `request`. */
export async function askToken(
  app: Pick<TestApp, 'url'>,
  client: TestClient,
  request: TokenRequest = {},
  issuer = app.url,
): Promise<TokenAnswer> {
  const form: Record<string, string | readonly string[] | null> = {
    grant_type: 'client_credentials',
    scope: 'eligibility:check',
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: request.assertion ?? (await assertionOf(client, issuer)),
    ...request.form,
  };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of value === null ? [] : [value].flat()) body.append(name, one);
  }
  const proof =
    request.proof === undefined
      ? await proofOf(client, `${issuer}/oauth/token`, null)
      : request.proof;
  const response = await fetch(`${app.url}/oauth/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(proof === null ? {} : { dpop: proof }),
      ...request.headers,
    },
    body: body.toString(),
  });
  const text = await response.text();
  const parsed = JSON.parse(text) as TokenAnswer['body'];
  return { status: response.status, headers: response.headers, text, body: parsed };
}

/** An access token, which must be given. */
export async function tokenOf(
  app: Pick<TestApp, 'url'>,
  client: TestClient,
  issuer = app.url,
): Promise<string> {
  const { status, body } = await askToken(app, client, {}, issuer);
  const token = body['access_token'];
  if (status !== 200 || typeof token !== 'string') throw new Error(`No token: ${String(status)}`);
  return token;
}

/** How a test presents a token to the API. */
export interface Presentation {
  readonly scheme?: string;
  readonly proof?: string | null;
  readonly changes?: Changes;
}

/** Asks the API who it takes the caller for. */
export async function askViewer(
  app: Pick<TestApp, 'url'>,
  client: TestClient,
  token: string,
  { scheme = 'DPoP', proof, changes = {} }: Presentation = {},
  issuer = app.url,
): Promise<{ status: number; challenge: string | null; body: Record<string, unknown> }> {
  const given =
    proof === undefined ? await proofOf(client, `${issuer}/graphql`, token, changes) : proof;
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `${scheme} ${token}`,
      ...(given === null ? {} : { dpop: given }),
    },
    body: JSON.stringify({ query: '{ viewer { name tier purpose partner { kind } scopes } }' }),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, challenge: response.headers.get('www-authenticate'), body };
}
