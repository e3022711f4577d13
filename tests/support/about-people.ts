import type { TestApp } from './app.js';

const CHANGED = '__typename ... on Error { code }';
/** Whose work most changes are. */
export const OFFICER = 'officer-regency';

/** An operation about people, asked for somebody who may. */
export interface Asked {
  readonly document: string;
  readonly variables: object;
  readonly persona: string;
}

/** How to ask an operation, and which groups of fields its entry names at least. */
export interface OperationAboutPeople {
  readonly fields: readonly string[];
  /** What its entries call it, where that is not its name. */
  readonly action?: string;
  /** The registered operation of the SDK, which takes the lane. */
  readonly registered?: string;
  ask(app: TestApp): Promise<Asked>;
}

/** A change of a household, and what it is given. */
export function mutation(
  field: string,
  fields: readonly string[],
  input: (app: TestApp) => Promise<object>,
  persona = OFFICER,
): OperationAboutPeople {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  return {
    fields: ['identity', 'household', 'members', ...fields],
    ask: async (app) => ({
      document: `mutation ($input: ${type}!) { ${field}(input: $input) { ${CHANGED} } }`,
      variables: { input: await input(app) },
      persona,
    }),
  };
}

/** A question, and what it is given. */
export function query(
  document: string,
  fields: readonly string[],
  variables: object = {},
  persona = 'officer-village',
): OperationAboutPeople {
  return { fields, ask: () => Promise.resolve({ document, variables, persona }) };
}
