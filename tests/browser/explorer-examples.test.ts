import { readFileSync, readdirSync } from 'node:fs';

import {
  Kind,
  type OperationDefinitionNode,
  buildSchema,
  getVariableValues,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';

import { explorerExamples } from '../../api/graphiql/examples.js';

const schema = buildSchema(
  readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'),
);

const operationOf = (document: string): OperationDefinitionNode => {
  const operations = parse(document).definitions.filter(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  );
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) throw new Error('not one operation');
  return operation;
};

describe('explorer examples', () => {
  it.each(explorerExamples)('$name asks only what the schema has', ({ document, variables }) => {
    expect(validate(schema, parse(document)).map((error) => error.message)).toEqual([]);
    const { variableDefinitions = [] } = operationOf(document);
    const { errors } = getVariableValues(schema, variableDefinitions, variables);
    expect(errors?.map((error) => error.message)).toBeUndefined();
    const declared = variableDefinitions.map((each) => each.variable.name.value);
    expect(declared).toEqual(expect.arrayContaining(Object.keys(variables)));
  });

  it.each(explorerExamples)('$name explains itself in both languages', ({ document, title }) => {
    expect(document).toMatch(/^# \[ID\] \S.{20,}\n# \[EN\] \S.{20,}\n\n/);
    expect(title.id).not.toBe('');
    expect(title.en).not.toBe('');
  });

  it('gives every operation a name of its own, since tabs are called by it', () => {
    const names = explorerExamples.map(({ document }) => operationOf(document).name?.value);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(explorerExamples.length);
  });

  it('lists every file of the folder once', () => {
    const files = readdirSync(new URL('../../api/graphiql/examples/', import.meta.url));
    expect(files.toSorted()).toEqual(
      explorerExamples.map(({ name }) => `${name}.graphql`).toSorted(),
    );
  });

  it('has examples of its own for every kind of caller', () => {
    const callers = [
      'bank',
      'post',
      'hospital',
      'university',
      'officer-national',
      'officer-province',
      'officer-regency',
      'social-worker',
      'officer-district',
      'officer-village',
      'citizen-desk',
    ];
    for (const caller of callers) {
      const own = explorerExamples.filter(({ personas }) => personas.includes(caller));
      expect(own.length, caller).toBeGreaterThan(1);
    }
  });
});
