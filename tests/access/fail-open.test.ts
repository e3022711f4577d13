import {
  getNamedType,
  isInputObjectType,
  isObjectType,
  isUnionType,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import { schema } from '../../schema/index.js';
import { startAsking, type Asking } from './matrix/asking.js';
import { callersOf, type Caller } from './matrix/callers.js';
import { makeRecord, type MatrixRecord } from './matrix/record.js';
import { ARGUMENTS } from './matrix/ways.js';

/* Z8: nothing that is broken in a claim or in an argument ever shows more than the honest call. */
const GARBAGE: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['an empty list', []],
  ['an empty object', {}],
  ['an empty OR', { OR: [] }],
  ['a filter', { not: 'x' }],
  ['an empty text', ''],
  ['a wildcard', '%'],
  ['a one-letter wildcard', '_'],
  ['a dot', '.'],
  ['a prefix', '3'],
  ['a bound of a range', '32/'],
  ['half a code', '32.0'],
  ['SQL', "32' OR '1'='1"],
  ['a list of codes', ['32.05', '31']],
  ['zero', 0],
  ['yes', true],
];
const OPERATIONS = [
  '{ households(first: 100) { edges { node { id } } } }',
  `{ here: people(name: "Contoh", within: "32", first: 100) { edges { node { id } } }
     there: people(name: "Contoh", within: "31", first: 100) { edges { node { id } } } }`,
];

let asking: Asking;
let record: MatrixRecord;
let callers: Caller[];
beforeAll(async () => {
  asking = await startAsking();
  record = await makeRecord(asking);
  callers = callersOf(record.partners);
});
afterAll(() => asking.app.close());

function caller(who: string): Principal {
  return callers.find((one) => one.who === who)!.from.get('own')!;
}

/** Our ids in an answer, wherever they stand. */
function idsIn(data: unknown): string[] {
  const text = JSON.stringify(data ?? null);
  return [...text.matchAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g)].map(([id]) => id);
}

function expectNoMore(found: readonly string[], honest: ReadonlySet<string>): void {
  expect(found.filter((id) => !honest.has(id))).toEqual([]);
}

const CLAIMS = ['subject', 'tier', 'territory', 'roles', 'purpose', 'partner', 'scopes'] as const;
const WHO = ['village_operator', 'regency_verifier', 'tagana@REGENCY'];
const OUTSIDERS = ['citizen desk', 'BANK for PAYEE_VERIFICATION', 'no role@REGENCY'];

describe.each(CLAIMS)('a broken %s of the token', (claim) => {
  test.each([...WHO, ...OUTSIDERS])('shows %s nothing more', async (who) => {
    for (const document of OPERATIONS) {
      const honest = new Set(idsIn((await asking.ask(caller(who), document)).data));
      for (const [, value] of GARBAGE) {
        const broken = { ...caller(who), [claim]: value } as Principal;
        expectNoMore(idsIn((await asking.ask(broken, document)).data), honest);
      }
    }
  });
});

test('the honest calls do show something, so that more could have been shown', async () => {
  for (const who of WHO) {
    const { data } = await asking.ask(caller(who), OPERATIONS[0]!);
    expect(idsIn(data).length, who).toBeGreaterThan(0);
  }
  const everywhere = idsIn(
    (await asking.ask(caller('ministry_determination'), OPERATIONS[0]!)).data,
  );
  const here = idsIn((await asking.ask(caller('village_operator'), OPERATIONS[0]!)).data);
  expect(() => expectNoMore(everywhere, new Set(here))).toThrow();
});

/** What an answer is asked for: ids, as deep as pages and unions go. */
function idsOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isUnionType(named)) {
    const members = named.getTypes().map((one) => `... on ${one.name} ${idsOf(one)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(named)) return '';
  const fields = named.getFields();
  const inner = ['edges', 'node']
    .filter((name) => name in fields)
    .map((name) => `${name} ${idsOf(fields[name]!.type)}`);
  return `{ __typename ${'id' in fields ? 'id' : ''} ${inner.join(' ')} }`;
}

/** Every place of an argument, the optional ones and those inside inputs too. */
function pathsOf(name: string, type: GraphQLInputType): string[][] {
  const named = getNamedType(type);
  const inner = isInputObjectType(named)
    ? Object.values(named.getFields()).flatMap((field) => pathsOf(field.name, field.type))
    : [];
  return [[name], ...inner.map((path) => [name, ...path])];
}

function withValue(values: object, [key, ...rest]: readonly string[], value: unknown): object {
  const inside = (values as Record<string, unknown>)[key!];
  const next =
    rest.length === 0
      ? value
      : withValue(Array.isArray(inside) ? (inside[0] as object) : (inside ?? {}), rest, value);
  return { ...values, [key!]: Array.isArray(inside) && rest.length > 0 ? [next] : next };
}

const FIELDS = Object.values(schema.getQueryType()!.getFields()).filter(
  ({ args }) => args.length > 0,
);

describe.each(FIELDS.map((field) => [field.name, field] as const))(
  'a broken argument of %s',
  (name, field) => {
    const declared = field.args.map((one) => `$${one.name}: ${String(one.type)}`).join(', ');
    const passed = field.args.map((one) => `${one.name}: $${one.name}`).join(', ');
    const document = `query Broken(${declared}) { ${name}(${passed}) ${idsOf(field.type)} }`;
    // A catalog shows all of itself to everybody: there is no more to see.
    const isCatalog = /^(?:aidPrograms?|regions?)$/.test(name);

    test.each(WHO.slice(1))('shows %s nothing more than the honest call', async (who) => {
      if (isCatalog) return expect(name).not.toMatch(/household|person|people|eligib/i);
      const asks = caller(who);
      const honestVariables = ARGUMENTS[`Query.${name}`]!(record, asks);
      const widest = { ...honestVariables, within: null };
      const honest = new Set([
        ...idsIn((await asking.ask(asks, document, honestVariables)).data),
        ...idsIn((await asking.ask(asks, document, widest)).data),
      ]);
      for (const path of field.args.flatMap((one) => pathsOf(one.name, one.type))) {
        for (const [, value] of GARBAGE) {
          const variables = withValue(honestVariables, path, value);
          const { data, status } = await asking.ask(asks, document, variables);
          expect(status).not.toBe(500);
          const isDecided = name.startsWith('checkEligib');
          if (!isDecided) expectNoMore(idsIn(data), honest);
        }
      }
    });
  },
);

describe('a page', () => {
  test.each([0, -1, -5_000, 101, 2 ** 31, 1e300, 1.5, '100', null, []])(
    'of %j rows is refused, or no longer than a hundred',
    async (first) => {
      const document =
        'query Page($first: Int) { households(first: $first) { edges { node { id } } } }';
      const { data } = await asking.ask(caller('ministry_determination'), document, { first });
      expect(idsIn(data).length).toBeLessThanOrEqual(first === null ? 20 : 100);
      if (first !== null) expect(data ?? null).toBeNull();
    },
  );
});
