import { readFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  buildSchema,
  getNamedType,
  graphql,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  isUnionType,
} from 'graphql';

import { serveExplorer } from '../../api/graphiql/serve-explorer.js';

const persona = (
  id: string,
  names: readonly [string, string],
  tier: string,
  territory: string | null,
  purpose: string,
) => ({
  id,
  name: { id: names[0], en: names[1] },
  tier,
  territory,
  purpose,
  description: {
    id: `Bertanya dengan tujuan ${purpose} atas data rekaan di bak pasir.`,
    en: `Asks for the purpose ${purpose} about invented people of the sandbox.`,
  },
});

const personas = [
  persona('bank', ['Bank Penyalur Contoh', 'Example Bank'], 'PARTNER', null, 'PAYEE_VERIFICATION'),
  persona('post', ['Kantor Pos Contoh', 'Example Post'], 'PARTNER', null, 'PAYEE_VERIFICATION'),
  persona(
    'hospital',
    ['Rumah Sakit Contoh', 'Example Hospital'],
    'PARTNER',
    null,
    'HEALTH_COVERAGE_CHECK',
  ),
  persona(
    'officer-regency',
    ['Petugas Kabupaten Garut', 'Officer of Kabupaten Garut'],
    'REGENCY',
    '32.05',
    'SOCIAL_SERVICE',
  ),
  persona('citizen-desk', ['Meja Layanan Warga', 'Citizen Desk'], 'CITIZEN', null, 'SELF_SERVICE'),
];

const scalarValues: Readonly<Record<string, unknown>> = {
  Boolean: false,
  Date: '2026-11-01',
  DateTime: '2026-11-01T08:00:00Z',
  Float: 1,
  ID: '01934f6e-0000-7000-8000-000000000001',
  Int: 4,
  RegionCode: '32.05',
  Rupiah: 6_900_000,
  String: 'Contoh',
};

function invent(type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return invent(type.ofType);
  if (isListType(type)) return [invent(type.ofType)];
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.value;
  if (isScalarType(named)) return scalarValues[named.name];
  if (isUnionType(named)) return { __typename: named.getTypes()[0]?.name };
  return { __typename: named.name };
}

const inventField: GraphQLFieldResolver<unknown, FakeCaller> = (_source, _args, caller, info) => {
  if (info.parentType.name === 'Viewer') {
    const known = personas.find((each) => each.id === caller.persona);
    if (info.fieldName === 'name') return known?.name.id;
    if (info.fieldName === 'tier') return known?.tier;
    if (info.fieldName === 'territory' && known?.territory === null) return null;
  }
  return invent(info.returnType);
};

interface FakeCaller {
  readonly persona: string | undefined;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as Record<string, unknown>;
}

function expectConfirmed(body: Record<string, unknown>): void {
  if (body['confirm'] !== true) throw new Error('A reset that nobody confirmed.');
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** A server that answers what the page needs, with values made up from the committed SDL. */
export interface FakeServer {
  readonly url: string;
  /** Persona by whose token each operation but introspection was sent, in order. */
  readonly operations: readonly { readonly persona: string | undefined; readonly name: unknown }[];
  /** How often the sandbox was made as new. */
  readonly resets: () => number;
  /** Makes the server refuse every token handed out so far. */
  refuseTokens(): void;
  close(): Promise<void>;
}

/** Starts the fake on a free port of 127.0.0.1, with a sandbox or as a server that has none. */
export async function startFakeServer({
  sandbox = true,
  embedded = true,
} = {}): Promise<FakeServer> {
  const schema = buildSchema(
    readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'),
  );
  const explorer = serveExplorer();
  const operations: { persona: string | undefined; name: unknown }[] = [];
  const tokens = new Map<string, string>();
  let resets = 0;
  let readyAt = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (explorer(request, response)) return;
    if (!sandbox && request.url?.startsWith('/sandbox/') === true) {
      json(response, 404, {});
    } else if (request.url === '/sandbox/personas') {
      json(response, 200, personas);
    } else if (request.url === '/sandbox/reset') {
      expectConfirmed(await bodyOf(request));
      if (embedded) {
        resets += 1;
        readyAt = Date.now() + 700;
        tokens.clear();
      }
      json(response, embedded ? 202 : 409, {});
    } else if (request.url === '/ready') {
      json(response, Date.now() < readyAt ? 503 : 200, {});
    } else if (request.url === '/sandbox/token') {
      const { persona: id } = await bodyOf(request);
      const token = `token-${String(id)}-${String(tokens.size)}`;
      tokens.set(token, String(id));
      json(response, 200, { access_token: token, token_type: 'Bearer', expires_in: 900 });
    } else if (request.url === '/graphql' && request.method === 'POST') {
      const { query, variables, operationName } = await bodyOf(request);
      const caller = tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''));
      if (caller === undefined) {
        const error = { message: 'Token missing.', extensions: { code: 'UNAUTHENTICATED' } };
        json(response, 401, { errors: [error] });
        return;
      }
      if (operationName !== 'IntrospectionQuery') {
        operations.push({ persona: caller, name: operationName });
      }
      const result = await graphql({
        schema,
        source: String(query),
        variableValues: variables as Record<string, unknown>,
        contextValue: { persona: caller },
        fieldResolver: inventField,
      });
      json(response, 200, result);
    } else {
      json(response, 404, {});
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      json(response, 500, { errors: [{ message: String(error) }] });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    operations,
    resets: () => resets,
    refuseTokens: () => {
      tokens.clear();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
