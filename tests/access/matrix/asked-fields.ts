import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { Principal } from '../../../api/auth/principal.js';
import type { TestAnswer } from '../../support/app.js';
import type { Asking } from './asking.js';
import { documentOf, type Part } from './document.js';
import type { Letter } from './letters.js';
import type { MatrixRecord } from './record.js';
import type { Way } from './ways.js';

/** Parts of Relay, of refusals and of results whose content is governed where it is declared. */
const CARRIED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Connection$/, ['edges', 'pageInfo']],
  [/Edge$/, ['node', 'cursor']],
  [/^PageInfo$/, ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor']],
  [/Error$/, ['code', 'message']],
  [/Success$/, ['data']],
];
/** Types that are not asked for field by field, and why. Their gates are in `gates.csv` as everybody else's. */
export const NOT_ASKED: Readonly<Record<string, string>> = {
  PersonErasure:
    'It is shown once, to whoever has just erased somebody; `changes.csv` says who may.',
  WebhookSecret: 'It is shown once, to whoever has just made it; `changes.csv` says who may.',
  RemovedWebhookEndpoint: 'As above, to whoever has just removed it.',
  RuleChangeRefusedError: 'It comes instead of a ProgramSimulation, to whoever may ask for one.',
};
/** Catalogs know no territory, so that nobody asks them from more than one place. */
const CATALOGS = new Set([
  'aidPrograms',
  'exclusionGrounds',
  'ppksCategories',
  'region',
  'regions',
  'treeHead',
]);
/** Parts of one request; the server allows thirty aliases. */
const MOST_TOGETHER = 5;
/** Runs over an area, of which a caller has one at a time. */
const RUNS = new Set(['previewDetermination', 'simulateProgram']);

/** The types and fields of the schema that somebody may be refused. */
export function governedFields(schema: GraphQLSchema): Map<GraphQLObjectType, string[]> {
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  );
  return new Map(
    types
      .map((type): [GraphQLObjectType, string[]] => [
        type,
        Object.keys(type.getFields()).filter(
          (field) => !CARRIED.some(([name, own]) => name.test(type.name) && own.includes(field)),
        ),
      ])
      .filter(([, fields]) => fields.length > 0),
  );
}

/** What a caller gets of every field of every type: read, nothing there, or refused. */
export async function askFields(
  { ask }: Pick<Asking, 'ask'>,
  schema: GraphQLSchema,
  record: MatrixRecord,
  caller: Principal,
  ways: ReadonlyMap<string, Way>,
  withCatalogs: boolean,
): Promise<Map<string, Letter>> {
  const letters = new Map<string, Letter>();
  const parts = [...governedFields(schema)]
    .filter(
      ([{ name }]) =>
        name !== 'Query' && name !== 'Mutation' && name !== 'Subscription' && !(name in NOT_ASKED),
    )
    .map(([type, fields]): Part => ({ type, way: ways.get(type.name)!, fields: new Set(fields) }))
    .filter(({ way }) => withCatalogs || !CATALOGS.has(way.steps[0]!));
  for (const together of batches(parts)) {
    let open = together;
    while (open.length > 0) {
      const { document, variables } = documentOf(schema, open, record, caller);
      open = settle(open, await ask(caller, document, variables), letters);
    }
  }
  return letters;
}

/** Parts that share a root field share its fate, so that they are asked for together. */
function batches(parts: readonly Part[]): Part[][] {
  const byRoot = new Map<string, Part[]>();
  for (const part of parts) {
    const root = part.way.steps[0]!;
    byRoot.set(root, [...(byRoot.get(root) ?? []), part]);
  }
  return [...byRoot].flatMap(([root, all]) => {
    const most = RUNS.has(root) ? 1 : MOST_TOGETHER;
    return Array.from({ length: Math.ceil(all.length / most) }, (_one, batch) =>
      all.slice(batch * most, (batch + 1) * most),
    );
  });
}

/** Notes what an answer tells, and gives the parts that must be asked again without a field that was refused. */
function settle(
  parts: readonly Part[],
  { data, errors = [] }: TestAnswer,
  letters: Map<string, Letter>,
): Part[] {
  for (const { path, extensions, message } of errors) {
    if (extensions.code !== 'FORBIDDEN' || path === undefined) {
      throw new Error(
        `The matrix cannot be asked: ${extensions.code} ${message} ${path?.join('.')}`,
      );
    }
  }
  const isRootRefused = errors.some(({ path }) => path?.length === 1);
  return parts.flatMap((part, index) => {
    const { type, way, fields } = part;
    const steps = way.steps.filter((step) => !step.startsWith('...'));
    const refused = errors
      .map(({ path = [] }) => path.filter((step) => typeof step === 'string'))
      .filter(([alias]) => alias === `p${index}`)
      .map((path) => path[steps.length]);
    if (refused.length === 0 && !isRootRefused) {
      // An error elsewhere took everything with it.
      if (data === null || data === undefined) return [part];
      const rows = reach(data[`p${index}`], steps.slice(1), type.name);
      for (const name of fields) {
        letters.set(`${type.name}.${name}`, rows.some((row) => isThere(row[name])) ? 'R' : '-');
      }
      return [];
    }
    // Refused on the way, so that nothing of it was reached; or some of its fields, and the rest must be asked again.
    const isWay = isRootRefused || refused.includes(undefined);
    const left = new Set([...fields].filter((name) => !isWay && !refused.includes(name)));
    for (const name of fields) if (!left.has(name)) letters.set(`${type.name}.${name}`, 'x');
    return left.size === 0 ? [] : [{ ...part, fields: left }];
  });
}

function isThere(value: unknown): boolean {
  const holdsRows = Array.isArray(value) && typeof value[0] === 'object';
  return value !== null && value !== undefined && (!holdsRows || value.length > 0);
}

function reach(
  value: unknown,
  steps: readonly string[],
  typeName: string,
): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap((one) => reach(one, steps, typeName));
  if (typeof value !== 'object' || value === null) return [];
  const row = value as Record<string, unknown>;
  const [step, ...rest] = steps;
  if (step !== undefined) return reach(row[step], rest, typeName);
  return row['__typename'] === typeName ? [row] : [];
}
