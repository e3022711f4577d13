import { getNamedType, isAbstractType, type GraphQLSchema } from 'graphql';
import type { Principal } from '../../../api/auth/principal.js';
import type { Asking } from './asking.js';
import { ATTEMPTS, type Attempt } from './attempts.js';
import { callersOf } from './callers.js';
import { createFreshSource } from './fresh.js';
import type { Letter } from './letters.js';
import type { MatrixRecord } from './record.js';

/** Changes that nobody tries. */
export function missingAttempts(schema: GraphQLSchema): string[] {
  const tried = new Set(ATTEMPTS.map(({ field }) => field));
  return Object.keys(schema.getMutationType()?.getFields() ?? {}).filter(
    (name) => !tried.has(name),
  );
}

/** Tries the changes for one caller after the other, each on something that no change was made to before. */
export function createAttempts(asking: Asking, schema: GraphQLSchema, record: MatrixRecord) {
  const callers = callersOf(record.partners);
  const by = (who: string) => callers.find((one) => one.who === who)!.from.get('own')!;
  const fresh = createFreshSource(asking, by, record.partners);

  async function attempt(one: Attempt, caller: Principal): Promise<Letter> {
    const { name, field, input } = one;
    const given = schema.getMutationType()!.getFields()[field]!;
    const isUnion = isAbstractType(getNamedType(given.type));
    const [argument] = given.args;
    const whole = input({ ...(await fresh.give()), jobId: record.jobId }, caller);
    const value = argument!.name === 'input' ? whole : new Map(Object.entries(whole)).get('id');
    const { data, errors = [] } = await asking.ask(
      caller,
      `mutation ($given: ${String(argument!.type)}) { ${field}(${argument!.name}: $given) { __typename ${isUnion ? '... on Error { code }' : ''} } }`,
      { given: value },
    );
    const [error] = errors;
    if (error?.extensions.code === 'FORBIDDEN') return 'x';
    if (error?.extensions.code === 'NOT_FOUND') return '-';
    const result = data?.[field] as { code?: string } | undefined;
    if (error === undefined && result !== undefined && result.code === undefined) {
      fresh.spoil(one, caller);
      return 'R';
    }
    if (/NOT_(?:FOUND|IDENTIFIED)$/.test(result?.code ?? '')) return '-';
    throw new Error(`${name} cannot be tried: ${JSON.stringify(error ?? result)}`);
  }

  return async (caller: Principal): Promise<Map<string, Letter>> => {
    const letters = new Map<string, Letter>();
    for (const one of ATTEMPTS) letters.set(one.name, await attempt(one, caller));
    return letters;
  };
}
