import { readFileSync } from 'node:fs';
import { buildSchema, graphql } from 'graphql';
import { expect } from 'vitest';
import type { Fetch } from '../../../sdk/src/http/send.js';

const schema = buildSchema(
  readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8'),
);

/** A request as the registry saw it. */
export interface Received {
  readonly url: string;
  readonly headers: Headers;
  readonly operation: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

export interface Person {
  readonly nik: string;
  readonly reference?: string | null;
  readonly claims?: unknown;
}

/** Answers instead of the registry, or lets it answer by giving undefined. */
export type Interrupt = (
  received: Received,
  count: number,
) => Response | undefined | Promise<Response | undefined>;

/**
 * A registry without a network: it runs what it is sent against the committed schema, so that documents, variables and
 * answers have the true form. Nobody with the NIK {@link UNKNOWN_NIK} exists; {@link ODD_NIK} has an impossible date.
 */
export function createFakeRegistry(interrupt: Interrupt = () => undefined) {
  const received: Received[] = [];
  const tokens: string[] = [];

  const fetch: Fetch = async (url, init) => {
    const body = JSON.parse(init.body as string) as Record<string, unknown>;
    const request: Received = {
      url,
      headers: new Headers(init.headers),
      operation: typeof body['operationName'] === 'string' ? body['operationName'] : null,
      variables: (body['variables'] ?? {}) as Record<string, unknown>,
      signal: init.signal ?? new AbortController().signal,
    };
    received.push(request);
    request.signal.throwIfAborted();
    const interrupted = await interrupt(request, received.length);
    if (interrupted !== undefined) return interrupted;
    if (url.endsWith('/sandbox/token')) {
      tokens.push(`sandbox-token-${tokens.length + 1}`);
      return json({ access_token: tokens.at(-1), token_type: 'Bearer', expires_in: 600 });
    }
    const result = await graphql({
      schema,
      source: String(body['query']),
      variableValues: request.variables,
      rootValue: answers,
    });
    return json({ ...result, extensions: { cost: COST } }, 200, {
      'content-type': 'application/graphql-response+json',
    });
  };

  return {
    fetch,
    received,
    tokens,
    /** What was sent to the GraphQL endpoint. */
    get queries(): readonly Received[] {
      return received.filter(({ url }) => url.endsWith('/graphql'));
    },
  };
}

/** What every answer of the fake registry costs. */
export const COST = {
  requested: 96,
  actual: 96,
  remaining: 5_999_904,
  refill: { to: 6_000_000, at: '2026-11-01T03:01:00.000Z' },
  people: {
    asked: 1,
    counted: 1,
    remaining: 999_999,
    refill: { to: 1_000_000, at: '2026-11-01T17:00:00.000Z' },
  },
};

const UNKNOWN_NIK = '3273050101909999';
export const ODD_NIK = '3273059902909901';

/** The nth NIK of an invented village. */
export function nikOf(n: number): string {
  return `327305010190${String(n).padStart(4, '0')}`;
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** An answer of HTTP 200 with one error. */
export function fault(code: string, message = 'A sentence of the registry.', status = 200) {
  const extensions = { code, requestId: 'req-7' };
  return json({ errors: [{ message, extensions }] }, status);
}

/** What a rejected promise was rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => ({ rejected: false as const }),
    (reason: unknown) => ({ rejected: true as const, reason }),
  );
  expect(outcome.rejected).toBe(true);
  return outcome.rejected ? outcome.reason : undefined;
}

const program = (code: string) => ({
  id: `program-${code}`,
  code,
  name: ({ language }: { language?: string }) => `${code} in ${language ?? 'no language'}`,
  administeringTier: 'NATIONAL',
  legalBasis: 'Permensos 1/2018',
});

const PROGRAMS = ['BPNT', 'KIP_KULIAH', 'PBI_JK', 'PKH', 'RST'];

function decide(person: Person, code: string, asOf: string | null | undefined) {
  const known = person.nik !== UNKNOWN_NIK;
  return {
    __typename: 'EligibilityDecision',
    id: `decision-${person.nik.slice(-4)}`,
    reference: person.reference ?? null,
    program: program(code),
    outcome: known ? 'ELIGIBLE' : 'INELIGIBLE',
    criteria: [
      {
        code: 'ALIVE',
        finding: known ? 'MET' : 'UNKNOWN',
        message: ({ language }: { language?: string }) => `alive (${language ?? ''})`,
        legalBasis: 'Permensos 3/2021',
      },
    ],
    nextSteps: [],
    warnings: [],
    enrolment: 'NOT_ENROLLED',
    entitlement: known ? { perYear: 2_400_000, lines: [] } : null,
    route: null,
    ruleVersion: '2026-01-01',
    registryVersion: '2026-Q4',
    asOf: asOf ?? '2026-11-01',
    decidedAt: '2026-11-01T02:00:00Z',
    receipt: 'a.b.c',
  };
}

interface ListArguments {
  readonly first?: number;
  readonly after?: string | null;
  readonly parent?: string | null;
}

function page<T>(nodes: readonly T[], { first = 20, after }: ListArguments) {
  const start = after == null ? 0 : Number(after);
  const end = Math.min(start + first, nodes.length);
  return {
    edges: nodes.slice(start, end).map((node, i) => ({ node, cursor: String(start + i + 1) })),
    pageInfo: { hasNextPage: end < nodes.length, hasPreviousPage: false, endCursor: String(end) },
  };
}

interface CheckInput extends Person {
  readonly program: string;
  readonly asOf?: string | null;
  readonly people: readonly Person[];
}

const answers = {
  viewer: { tier: 'PARTNER', name: 'Bank Contoh', scopes: ['eligibility:check'] },
  aidProgram: ({ code }: { code: string }) => (PROGRAMS.includes(code) ? program(code) : null),
  aidPrograms: (list: ListArguments) => page(PROGRAMS.map(program), list),
  ppksCategories: [
    {
      code: 'POOR',
      number: 26,
      name: ({ language }: { language?: string }) => (language === 'EN' ? 'Poor' : 'Fakir miskin'),
      definition: 'Someone without a livelihood.',
    },
  ],
  regions: (list: ListArguments) =>
    page([{ code: `${list.parent ?? '32'}.05`, name: 'Garut', parent: null }], list),
  checkEligibility: ({ input }: { input: CheckInput }) => decide(input, input.program, input.asOf),
  checkEligibilities: ({ input }: { input: CheckInput }) =>
    input.people.map((person) =>
      person.nik === ODD_NIK
        ? {
            __typename: 'EligibilityCheckRefused',
            reference: person.reference,
            code: 'MALFORMED_NIK',
            message: 'The NIK has no possible date.',
          }
        : decide(person, input.program, input.asOf),
    ),
  eligibilityDecision: ({ id }: { id: string }) =>
    id === 'decision-9999' ? null : decide({ nik: nikOf(Number(id.slice(-4))) }, 'PKH', null),
};
