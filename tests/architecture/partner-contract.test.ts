import { readFileSync } from 'node:fs';
import { printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.js';
import { elementsOf, type Element } from './support/elements.js';

const promised = readFileSync(new URL('./partner-contract.graphql', import.meta.url), 'utf8');
const offered = printSchema(schema);

/** What the contract has and the schema lacks or has otherwise. */
function broken(contract: string, actual: string): string[] {
  const held = new Set(elementsOf(actual).map(({ text }) => text));
  return elementsOf(contract).flatMap(({ text }) => (held.has(text) ? [] : text));
}

/** What the schema adds to things that the contract names. */
function added(contract: string, actual: string): Element[] {
  const known = elementsOf(contract);
  const texts = new Set(known.map(({ text }) => text));
  const named = new Set(known.flatMap(({ owner, text }) => [owner, text.replace(/: .*$/, '')]));
  return elementsOf(actual).filter(({ owner, text }) => named.has(owner) && !texts.has(text));
}

/** Arguments and input fields that a caller written against the contract would not give. */
function newDemands(contract: string, actual: string): string[] {
  return added(contract, actual).flatMap(({ text, demanded }) => (demanded ? text : []));
}

describe('the schema', () => {
  it('holds everything that partners were promised, with the same types, arguments and nullability', () => {
    expect(broken(promised, offered)).toEqual([]);
  });

  it('demands nothing of a partner that the contract does not know', () => {
    expect(newDemands(promised, offered)).toEqual([]);
  });

  it('gives the enums and unions of the contract no further members', () => {
    const members = added(promised, offered).filter(({ owner }) => /^(?:enum|union) /.test(owner));
    expect(members.map(({ text }) => text)).toEqual([]);
  });
});

describe('the comparison', () => {
  it.each([
    ['a nullable field', 'type A { a: Int! }', 'type A { a: Int }'],
    ['another type', 'type A { a: Int! }', 'type A { a: Float! }'],
    ['a missing argument', 'type A { a(b: Int): Int }', 'type A { a: Int }'],
    ['a missing enum value', 'enum A { B C }', 'enum A { B }'],
    ['a lost @oneOf', 'input A @oneOf { b: Int }', 'input A { b: Int }'],
    ['a missing union member', 'union A = B | C', 'union A = B'],
  ])('sees %s', (_what, contract, actual) => {
    expect(broken(contract, actual)).toHaveLength(1);
    expect(broken(contract, contract)).toEqual([]);
  });

  it('sees a new argument that must be given, on old fields only', () => {
    const contract = 'type Query { a(b: Int): Int  plain: Int }';
    const actual =
      'type Query { a(b: Int, c: Int!): Int  plain(d: Int!): Int  e(f: Int!): Int  g(h: Int! = 1): Int }';
    expect(newDemands(contract, actual)).toEqual(['Query.a(c: Int!)', 'Query.plain(d: Int!)']);
  });
});
