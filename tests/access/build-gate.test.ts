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

/** The types by which Query.region says that it chooses. */
function withRegion(builder: ReturnType<typeof throwAwayBuilder>) {
  const text = { resolve: () => '' };
  builder.objectRef<object>('Region').implement({ fields: (t) => ({ code: t.string(text) }) });
  builder
    .objectRef<object>('RegionAlias')
    .implement({ fields: (t) => ({ retiredCode: t.string(text) }) });
  return builder;
}

const NEVER_ENDS = new Promise<IteratorResult<string>>(() => undefined);

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
    ['Partner', 'ownerCode'],
    ['ClientKey', 'jwk'],
  ])('with %s.%s, whose rule is never', (typeName, field) => {
    const builder = throwAwayBuilder();
    builder
      .objectRef<object>(typeName)
      .implement({ fields: (t) => ({ [field]: t.string({ resolve: () => '' }) }) });
    expect(() => builder.toSchema()).toThrow(
      `${typeName}.${field} is exposed, but its rule is never.`,
    );
  });

  test('while a subscription has no rule', () => {
    const builder = throwAwayBuilder();
    builder.subscriptionType({});
    builder.subscriptionField('everything', (t) =>
      t.string({
        subscribe: () => ({ [Symbol.asyncIterator]: () => ({ next: () => NEVER_ENDS }) }),
        resolve: () => '',
      }),
    );
    expect(() => builder.toSchema()).toThrow('No rule is declared for Subscription.everything');
  });

  test.each(['node', 'nodes'])('with a door %s that finds any row by a global id', (name) => {
    const builder = throwAwayBuilder();
    builder.queryField(name, (t) => t.string({ resolve: () => '' }));
    expect(() => builder.toSchema()).toThrow(`No rule is declared for Query.${name}`);
  });

  test('while an interface has no rule', () => {
    const builder = throwAwayBuilder();
    const named = builder.interfaceRef<{ name: string }>('Named');
    named.implement({ fields: (t) => ({ name: t.exposeString('name') }) });
    expect(() => builder.toSchema()).toThrow('No rule is declared for Named.name');
  });

  test('while a union has no rule', () => {
    const builder = throwAwayBuilder();
    const partner = builder.objectRef<object>('Partner');
    partner.implement({ fields: (t) => ({ name: t.string({ resolve: () => '' }) }) });
    builder.unionType('Anything', { types: [partner], resolveType: () => partner });
    expect(() => builder.toSchema()).toThrow(
      'No rule is declared for the union Anything: add it to api/access/surface.ts.',
    );
  });

  test.each([
    ['PersonConnection', 'totalCount'],
    ['PersonEdge', 'distance'],
    ['StaleVersionError', 'changedBy'],
  ])('while %s says %s besides what a part like it says', (typeName, field) => {
    const builder = throwAwayBuilder();
    builder
      .objectRef<object>(typeName)
      .implement({ fields: (t) => ({ [field]: t.string({ resolve: () => '' }) }) });
    expect(() => builder.toSchema()).toThrow(`No rule is declared for ${typeName}.${field}`);
  });

  describe('while an argument may choose or order rows, and nothing says by what', () => {
    test('in a query that has one already', () => {
      const builder = throwAwayBuilder();
      builder.queryField('region', (t) =>
        t.string({ args: { code: t.arg.string(), orderBy: t.arg.string() }, resolve: () => '' }),
      );
      expect(() => withRegion(builder).toSchema()).toThrow(
        "Nothing says by which fields Query.region(orderBy:) chooses or orders rows: add them to api/access/filters.ts, as in { orderBy: ['Person.name'] }.",
      );
    });

    test('in a list inside a type', () => {
      const builder = throwAwayBuilder();
      builder.objectRef<object>('Household').implement({
        fields: (t) => ({
          members: t.string({ args: { bornAfter: t.arg.string() }, resolve: () => '' }),
        }),
      });
      expect(() => builder.toSchema()).toThrow(
        'Nothing says by which fields Household.members(bornAfter:) chooses or orders rows',
      );
    });

    test('in a further field of an input', () => {
      const builder = throwAwayBuilder();
      const by = builder.inputType('HouseholdBy', {
        fields: (t) => ({ id: t.id(), kkNumber: t.string(), phone: t.string() }),
      });
      builder.objectRef<object>('Household').implement({
        fields: (t) => ({
          id: t.string({ resolve: () => '' }),
          kkNumber: t.string({ resolve: () => '' }),
        }),
      });
      builder.queryField('household', (t) =>
        t.string({ args: { by: t.arg({ type: by }) }, resolve: () => '' }),
      );
      expect(() => builder.toSchema()).toThrow(
        'Nothing says by which fields Query.household(by.phone:) chooses or orders rows',
      );
    });

    test('and it may not choose by a field that no type shows', () => {
      const builder = throwAwayBuilder();
      builder.queryField('region', (t) =>
        t.string({ args: { code: t.arg.string() }, resolve: () => '' }),
      );
      expect(() => builder.toSchema()).toThrow(
        'Query.region(code:) chooses rows by Region.code, which no type shows.',
      );
    });
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
    for (const [typeName, { fields = {} }] of Object.entries(surface)) {
      const type = schema.getType(typeName);
      expect(type, typeName).toBeDefined();
      const shown = type instanceof GraphQLObjectType ? Object.keys(type.getFields()) : [];
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
