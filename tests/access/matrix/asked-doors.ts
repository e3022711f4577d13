import { isObjectType, type GraphQLSchema } from 'graphql';
import type { Principal } from '../../../api/auth/principal.js';
import type { TestAnswer } from '../../support/app.js';
import type { Asking } from './asking.js';
import { DOORS, type Door } from './doors.js';
import type { Letter } from './letters.js';
import type { MatrixRecord } from './record.js';

type TestError = NonNullable<TestAnswer['errors']>[number];

const isFree = (argument: string) => argument === 'language';
const TYPES: Readonly<Record<string, string>> = {
  ...{ householdId: 'ID!', personId: 'ID!', kkNumber: 'KkNumber!', nik: 'NIK!', id: 'ID!' },
  ...{ after: 'String!', at: 'DateTime!', unknown: 'NIK!', program: 'String!' },
  ...{
    purpose: 'AccessPurpose!',
    claims: 'ProgramClaimsInput',
    childNik: 'NIK!',
    client: 'String!',
  },
};
/** In a list a NIK is plain text. */
const TEXT_IN_LISTS = { nik: 'String!', unknown: 'String!' };

/** Root fields and fields with arguments that no door goes through. */
export function missingDoors(schema: GraphQLSchema): string[] {
  const through = new Set(DOORS.flatMap((door) => door.through));
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__') && type !== schema.getMutationType())
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter(
          ({ args }) => type === schema.getQueryType() || args.some(({ name }) => !isFree(name)),
        )
        .map(({ name }) => `${type.name}.${name}`),
    )
    .filter((name) => !through.has(name));
}

/** What a caller gets through each door. */
export async function askDoors(
  asking: Pick<Asking, 'ask'>,
  record: MatrixRecord,
  caller: Principal,
  withCatalogs: boolean,
): Promise<Map<string, Letter>> {
  const letters = await askNested(asking, record, caller);
  for (const door of DOORS) {
    if (door.isNested === true || (door.isCatalog === true && !withCatalogs)) continue;
    letters.set(door.name, await askDoor(asking, door, record, caller));
  }
  return letters;
}

async function askNested(
  { ask }: Pick<Asking, 'ask'>,
  record: MatrixRecord,
  caller: Principal,
): Promise<Map<string, Letter>> {
  const doors = DOORS.filter(({ isNested }) => isNested);
  const texts = doors.map(({ selection }, index) => `d${index}: ${selection}`);
  const { householdId, personId } = record;
  const { data, errors = [] } = await ask(
    caller,
    `query Doors($householdId: ID!, $personId: ID!) { ${texts.join(' ')} }`,
    { householdId, personId },
  );
  const refused = new Set(errors.map((error) => refusedAlias(error)));
  return new Map(
    doors.map(({ name, shows }, index): [string, Letter] => {
      const answer = data?.[`d${index}`];
      if (refused.has(`d${index}`)) return [name, 'x'];
      return [name, shows(answer, record) ? 'R' : '-'];
    }),
  );
}

function refusedAlias({ path, extensions, message }: TestError): string | number | undefined {
  if (extensions.code === 'FORBIDDEN' && path !== undefined) return path[0];
  throw new Error(`The doors cannot be tried: ${extensions.code} ${message}`);
}

async function askDoor(
  { ask }: Pick<Asking, 'ask'>,
  { selection, variables: give, shows, name }: Door,
  record: MatrixRecord,
  caller: Principal,
): Promise<Letter> {
  const variables = Object.fromEntries(
    Object.entries(give?.(record, caller) ?? {}).filter(([key]) =>
      new RegExp(`\\$${key}\\b`).test(selection),
    ),
  );
  const types = selection.startsWith('checkEligibilities') ? { ...TYPES, ...TEXT_IN_LISTS } : TYPES;
  const declared = Object.keys(variables).map((key) => `$${key}: ${types[key]}`);
  const head = declared.length === 0 ? '' : `(${declared.join(', ')})`;
  const { data, errors = [] } = await ask(caller, `query Door${head} { ${selection} }`, variables);
  const [error] = errors;
  if (error !== undefined) {
    if (error.extensions.code === 'FORBIDDEN') return 'x';
    if (error.extensions.code === 'NOT_FOUND') return '-';
    throw new Error(
      `The door "${name}" cannot be tried: ${error.extensions.code} ${error.message}`,
    );
  }
  const roots = Object.values(data ?? {});
  return shows(roots.length === 1 ? roots[0] : roots, record) ? 'R' : '-';
}
