import { readFile } from 'node:fs/promises';
import { buildSchema, type GraphQLSchema } from 'graphql';

/** The schema of the last release and the one that the code gives. */
export interface Schemas {
  readonly released: GraphQLSchema;
  /** Day of the last release, `YYYY-MM-DD`. */
  readonly releasedOn: string;
  readonly current: GraphQLSchema;
}

/** Where the SDL of the last release stands, with its day in the first line. */
export const RELEASED = 'schema/released.graphql';
/** Where the SDL stands that `npm run generate` writes. */
export const CURRENT = 'schema/schema.graphql';
const FIRST_LINE = /^# Released (\d{4}-\d{2}-\d{2})\b/;

/** Reads both from the working directory. @throws Error where a file is missing or says no day. */
export async function readSchemas(): Promise<Schemas> {
  const [before, now] = await Promise.all([readFile(RELEASED, 'utf8'), readFile(CURRENT, 'utf8')]);
  const [, releasedOn] = FIRST_LINE.exec(before) ?? [];
  if (releasedOn === undefined) throw new Error(`${RELEASED} does not begin with its day.`);
  return { released: buildSchema(before), releasedOn, current: buildSchema(now) };
}
