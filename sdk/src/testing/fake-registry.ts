import {
  buildSchema,
  execute,
  GraphQLError,
  parse,
  validate,
  type GraphQLScalarType,
} from 'graphql';
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import { documentIdOf } from '../document-id.js';
import * as documents from '../generated/documents.js';
import type { Fetch } from '../http/send.js';
import { catalog, regionOf } from './catalog.js';
import { checks, type Asking, type Desk } from './checks.js';
import { answerOf, FakeFault, type FakeFaultCode } from './fake-fault.js';
import { parseCalendarDate, parseNik, parseRegionCode } from './generated/engine.js';
import { registry } from './generated/registry.js';
import { schemaText } from './generated/schema-text.js';
import type { FakePersona } from './registry-data.js';

/** A registry in this process, with invented people whose answers never change. */
export interface FakeRegistry {
  /** Give it to `createClient` as `url`; nothing listens there. */
  readonly url: string;
  /** Give it to `createClient`, and to `createReceiptVerifier`, as `fetch`. */
  readonly fetch: Fetch;
  /** Names of the operations that were asked, in order. */
  readonly operations: readonly (string | null)[];
  /** The next request, or the next `times`, fails so, as a registry in trouble would. */
  failNext(
    failure: { readonly code: FakeFaultCode; readonly retryAfterMs?: number } | 'NETWORK',
    times?: number,
  ): void;
}

/** Options of {@link createFakeRegistry}. */
export interface FakeRegistryOptions {
  /** Its clock. @default always ten in the morning in Jakarta on 2026-11-01 */
  readonly now?: (() => Date) | undefined;
}

const URL_OF_FAKE = 'https://registry.invalid';
const MORNING = new Date(`${registry.today}T03:00:00Z`);
const LIFE_S = 900;

/**
 * A registry for tests: offline, in this process, with the sandbox's personas and the people of the contract. Checks go
 * through the rules and the functions of the registry itself, so it answers what the sandbox answers, but for ids and
 * signatures. It knows eligibility, programs, PPKS categories, provinces and the areas of its people, and who is asking;
 * households and people it does not show, to nobody. Needs the package `graphql`.
 */
export function createFakeRegistry(options: FakeRegistryOptions = {}): FakeRegistry {
  const operations: (string | null)[] = [];
  const failures: (Parameters<FakeRegistry['failNext']>[0] & (object | string))[] = [];
  const keys = newKeys();
  let count = 0;
  const desk: Desk = {
    now: options.now ?? (() => MORNING),
    newId: () => `01934f6e-0000-7000-8000-${(++count).toString(16).padStart(12, '0')}`,
    sign: async (payload) => (await keys).sign(payload),
    decisions: new Map(),
  };

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === '/.well-known/jwks.json') return Response.json({ keys: [(await keys).jwk] });
    if (pathname === '/sandbox/token') return tokenFor(await request.json());
    const requestId = desk.newId();
    const failure = failures.shift();
    if (failure === 'NETWORK') throw new TypeError('fetch failed');
    if (failure !== undefined) {
      const fault = new FakeFault(
        failure.code,
        'A failure that the test asked for.',
        failure.retryAfterMs,
      );
      return answerOf({ errors: [fault] }, requestId);
    }
    const persona = personaOf(request.headers.get('authorization'));
    if (persona === null) {
      const fault = new FakeFault('UNAUTHENTICATED', 'An access token is needed.');
      return answerOf({ errors: [fault] }, requestId);
    }
    const question = (await request.json()) as Question;
    operations.push(question.operationName ?? null);
    return answerOf(await run(question, { persona, desk }), requestId);
  };

  return Object.freeze({
    url: URL_OF_FAKE,
    fetch: async (url, init) => answer(new Request(url, init)),
    operations,
    failNext: (failure, times = 1) => {
      for (let left = times; left > 0; left -= 1) failures.push(failure);
    },
  } satisfies FakeRegistry);
}

interface Question {
  readonly query?: string;
  readonly documentId?: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

const schema = buildSchema(schemaText);
for (const [name, read] of Object.entries({
  NIK: parseNik,
  RegionCode: parseRegionCode,
  Date: parseCalendarDate,
})) {
  const scalar = schema.getType(name) as GraphQLScalarType;
  scalar.parseValue = (value) => {
    const parsed = read(value);
    if (parsed === null) throw new FakeFault('BAD_USER_INPUT', `This is no ${name}.`);
    return parsed;
  };
}

async function run(question: Question, asking: Asking) {
  const { variables, operationName } = question;
  try {
    const query = question.query ?? (await textOf(question.documentId));
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length > 0) return { errors };
    return await execute({
      schema,
      document,
      rootValue: { ...catalog, ...checks, viewer: () => viewerOf(asking.persona) },
      contextValue: asking,
      variableValues: variables ?? null,
      operationName: operationName ?? null,
      fieldResolver: resolve,
    });
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

/** The text of a document of the SDK, by its id. */
async function textOf(id: string | undefined): Promise<string> {
  for (const text of Object.values<string>(documents)) {
    if ((await documentIdOf(text)) === id) return text;
  }
  throw new FakeFault('NOT_FOUND', 'No document with this id is registered.');
}

/** GraphQL's own resolver, but that a root field which the fake does not have says so. */
function resolve(
  source: unknown,
  args: object,
  asking: Asking,
  info: { fieldName: string },
): unknown {
  const value = (source as Record<string, unknown>)[info.fieldName];
  if (typeof value === 'function') {
    return (value as (args: object, asking: Asking) => unknown)(args, asking);
  }
  if (value === undefined) {
    throw new FakeFault('FORBIDDEN', 'The fake registry shows no households and no people.');
  }
  return value;
}

function viewerOf({ id: _id, territory, partner, name, ...persona }: FakePersona): object {
  return {
    ...persona,
    name: name.id,
    territory: territory === null ? null : regionOf(territory),
    partner: partner === null ? null : { ...partner, name: name.id },
  };
}

function tokenFor(body: unknown): Response {
  const wanted = (body as { persona?: unknown }).persona;
  const persona = registry.personas.find(({ id }) => id === wanted);
  if (persona === undefined) {
    return Response.json({ errors: [{ message: 'No such persona.' }] }, { status: 404 });
  }
  return Response.json({
    access_token: `fake.${persona.id}`,
    token_type: 'Bearer',
    expires_in: LIFE_S,
  });
}

function personaOf(authorization: string | null): FakePersona | null {
  const id = /^Bearer fake\.(.+)$/.exec(authorization ?? '')?.[1];
  return registry.personas.find((persona) => persona.id === id) ?? null;
}

async function newKeys(): Promise<{ jwk: JWK; sign(payload: object): Promise<string> }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    jwk: { ...jwk, kid, alg: 'ES256', use: 'sig' },
    sign: (payload) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'dinsos-receipt+jws' })
        .sign(privateKey),
  };
}
