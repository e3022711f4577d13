import {
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  Kind,
} from 'graphql';
import type { Context } from '../../api/context.js';
import { badInput, Fault } from '../../api/errors.js';

const nik = (value: unknown): string => {
  if (typeof value === 'string' && /^\d{16}$/.test(value)) return value;
  throw badInput('A NIK has 16 digits.');
};

const Nik = new GraphQLScalarType<string, string>({
  name: 'NIK',
  parseValue: nik,
  parseLiteral: (node) => nik(node.kind === Kind.STRING ? node.value : null),
});

const Purpose = new GraphQLEnumType({ name: 'Purpose', values: { PAYEE: {}, HEALTH: {} } });

const Input = new GraphQLInputObjectType({
  name: 'CheckInput',
  fields: {
    nik: { type: new GraphQLNonNull(Nik) },
    purpose: { type: Purpose },
    count: { type: GraphQLInt },
    people: { type: new GraphQLList(new GraphQLNonNull(Nik)) },
  },
});

const Person: GraphQLObjectType = new GraphQLObjectType({
  name: 'Person',
  fields: () => ({
    name: { type: GraphQLString, resolve: () => 'Siti Contoh' },
    friend: { type: Person, resolve: () => ({}) },
    friends: { type: new GraphQLList(Person), resolve: () => [{}, {}] },
    broken: {
      type: GraphQLString,
      resolve: () => {
        throw new Error('secret 3201019999999999');
      },
    },
  }),
});

const argument = { input: { type: new GraphQLNonNull(Input) } };

/** What mutations of the stub have written since the process started. */
export const written: string[] = [];

/** A small schema with every way of failing, for tests of the server around it. */
export const stubSchema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, Context>({
    name: 'Query',
    fields: {
      actor: { type: GraphQLString, resolve: (_, _args, { principal }) => principal.subject },
      person: { type: Person, args: { nik: { type: Nik } }, resolve: () => ({}) },
      people: {
        type: new GraphQLNonNull(new GraphQLList(Person)),
        args: { first: { type: GraphQLInt } },
        resolve: () => [{}],
      },
      check: { type: GraphQLString, args: argument, resolve: () => 'checked' },
      bug: {
        type: new GraphQLNonNull(GraphQLString),
        resolve: () => {
          throw new TypeError('secret 3201019999999999');
        },
      },
      refused: {
        type: new GraphQLNonNull(GraphQLString),
        resolve: () => {
          throw new Fault('FORBIDDEN', 'Not for you.');
        },
      },
      sql: {
        type: new GraphQLNonNull(GraphQLString),
        args: { text: { type: new GraphQLNonNull(GraphQLString) } },
        resolve: async (_, { text }: { text: string }, { app }) => {
          const rows = await app.database.sql.query<{ answer: string }>(text);
          return rows[0]?.answer ?? '';
        },
      },
      slow: {
        type: GraphQLString,
        args: { ms: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: async (_, { ms }: { ms: number }) => {
          await new Promise((resolve) => setTimeout(resolve, ms));
          return 'done';
        },
      },
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: {
      write: {
        type: GraphQLString,
        args: { text: { type: GraphQLString } },
        resolve: (_, { text }: { text?: string }) => {
          written.push(text ?? '');
          return text;
        },
      },
    },
  }),
});
