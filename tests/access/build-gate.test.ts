import SchemaBuilder from '@pothos/core';
import { GraphQLObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import '../../schema/access-gate.js';
import { policy } from '../../api/access/policy.js';
import { ruleOf, surface } from '../../api/access/surface.js';
import { getDatamodel } from '../../prisma/generated/pothos-types.js';
import { schema } from '../../schema/index.js';

/** A builder with the gate and nothing else, to be thrown away. */
function throwAwayBuilder() {
  const builder = new SchemaBuilder<object>({
    plugins: ['accessGate'],
    prisma: {
      client: () => {
        throw new Error('There is no database.');
      },
      dmmf: getDatamodel(),
    },
  });
  builder.queryType({});
  builder.queryField('viewer', (t) => t.string({ resolve: () => 'somebody' }));
  return builder;
}

describe('the schema does not build', () => {
  test('while a field of a type has no rule, and the message says what to write and where', () => {
    const builder = throwAwayBuilder();
    builder
      .objectRef<{ shoeSize: string }>('Person')
      .implement({ fields: (t) => ({ shoeSize: t.exposeString('shoeSize') }) });
    expect(() => builder.toSchema()).toThrow(
      'No rule is declared for Person.shoeSize: add it to api/access/surface.ts, or to the policy of its model.',
    );
  });

  test('while a query or a mutation has no rule', () => {
    const query = throwAwayBuilder();
    query.queryField('everything', (t) => t.string({ resolve: () => '' }));
    expect(() => query.toSchema()).toThrow('No rule is declared for Query.everything');
    const mutation = throwAwayBuilder();
    mutation.mutationType({});
    mutation.mutationField('deleteEverything', (t) => t.boolean({ resolve: () => true }));
    expect(() => mutation.toSchema()).toThrow('No rule is declared for Mutation.deleteEverything');
  });

  test('while a whole type has no rules', () => {
    const builder = throwAwayBuilder();
    builder
      .objectRef<object>('Secret')
      .implement({ fields: (t) => ({ id: t.string({ resolve: () => '' }) }) });
    expect(() => builder.toSchema()).toThrow('No rule is declared for Secret.id');
  });

  test.each([
    ['Person', 'identity'],
    ['Person', 'nikIndex'],
    ['Household', 'kkIndex'],
    ['Partner', 'agreements'],
  ])('with %s.%s, whose rule is never', (typeName, field) => {
    const builder = throwAwayBuilder();
    builder
      .objectRef<object>(typeName)
      .implement({ fields: (t) => ({ [field]: t.string({ resolve: () => '' }) }) });
    expect(() => builder.toSchema()).toThrow(
      `${typeName}.${field} is exposed, but its rule is never.`,
    );
  });

  test('and builds once every field has one', () => {
    expect(throwAwayBuilder().toSchema().getQueryType()?.getFields()).toHaveProperty('viewer');
  });
});

describe('the schema that is served', () => {
  const objects = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      type instanceof GraphQLObjectType && !type.name.startsWith('__'),
  );
  const governed = objects.filter(
    ({ name }) => !/(Connection|Edge|Error|Success)$|^PageInfo$/.test(name),
  );

  test('has no door that finds any row by a global id', () => {
    expect(schema.getQueryType()?.getFields()).not.toHaveProperty('node');
    expect(schema.getQueryType()?.getFields()).not.toHaveProperty('nodes');
    expect(schema.getType('Node')).toBeUndefined();
  });

  test('has a rule for each of its fields, and none of them is never', () => {
    for (const type of governed) {
      for (const field of Object.keys(type.getFields())) {
        const rule = ruleOf(type.name, field);
        expect(rule, `${type.name}.${field}`).toBeDefined();
        expect(rule, `${type.name}.${field}`).not.toEqual({ is: 'never' });
      }
    }
  });

  test('has every type and operation that a rule is declared for', () => {
    const names = new Set(objects.map(({ name }) => name));
    for (const [typeName, { fields = {} }] of Object.entries(surface)) {
      expect(names, typeName).toContain(typeName);
      const shown = Object.keys((schema.getType(typeName) as GraphQLObjectType).getFields());
      expect(shown).toEqual(expect.arrayContaining(Object.keys(fields)));
    }
  });

  test('exposes no column that holds what is sealed, and no blind index of it', () => {
    const sealed = ['identity', 'nikIndex', 'kkIndex', 'nameTokens', 'subject', 'facts', 'ruleSet'];
    for (const type of governed) {
      for (const column of sealed) expect(Object.keys(type.getFields())).not.toContain(column);
    }
    expect(policy.Decision.fields.facts).toEqual({ is: 'never' });
    expect(policy.AccessEntry.rows).toEqual({ is: 'never' });
  });

  test('pages every list of people, households and decisions forward only', () => {
    for (const type of objects) {
      for (const field of Object.values(type.getFields())) {
        const args = field.args.map(({ name }) => name);
        expect(args).not.toContain('last');
        expect(args).not.toContain('before');
      }
    }
  });
});
