import { extendSchema, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { observe } from './matrix/observe.js';
import { note, readLists, readSheet, writeLists, writeSheet, type Sheet } from './matrix/sheet.js';
import { waysTo } from './matrix/ways.js';

/* The matrix is not made while something of the schema has not been asked for, and says what to write. */
const extended = (text: string) => extendSchema(schema, parse(text));

test.each([
  ['a root field', 'extend type Query { everybody: String }', 'no door for Query.everybody'],
  [
    'a field with arguments',
    'extend type Person { export(format: String): String }',
    'no door for Person.export',
  ],
  [
    'a change',
    'extend type Mutation { forgetEverybody: String }',
    'no attempt for forgetEverybody',
  ],
])('%s that nobody asks for yet is named', async (_what, text, message) => {
  await expect(observe(extended(text))).rejects.toThrow(message);
});

test('a type that nothing leads to is named', () => {
  const wider = extended(
    'type Dossier { id: ID! } extend type Person { dossier(reason: String!): Dossier }',
  );
  const dossier = wider.getType('Dossier');
  expect(() => waysTo(wider, isObjectType(dossier) ? [dossier] : [])).toThrow(
    'Nothing leads to Dossier: give the field that shows it its arguments in ARGUMENTS',
  );
  expect(() => waysTo(schema, [])).not.toThrow();
});

test('a sheet says what was noted, and a changed permission is one changed line', () => {
  const made = (letter: 'R' | 'x'): Sheet => {
    const sheet: Sheet = new Map();
    note(sheet, 'tksk', 'own', new Map([['Person.nik', 'R'] as const]));
    note(sheet, 'auditor', 'own', new Map([['Person.nik', letter] as const]));
    note(sheet, 'desk', 'own', new Map([['Person.nik', 'x'] as const]));
    return sheet;
  };
  const [before, after] = [writeSheet(made('x')), writeSheet(made('R'))];
  const added = after.split('\n').filter((line) => !before.split('\n').includes(line));
  expect(added).toEqual(['Person.nik,auditor,R.....']);
  expect(readSheet(before)('Person.nik', 'auditor', 'own')).toBe('x');
  expect(readSheet(after)('Person.nik', 'auditor', 'own')).toBe('R');
  expect(readLists(writeLists(made('x')))('Person.nik', 'auditor')).toBe(false);
  expect(readLists(writeLists(made('R')))('Person.nik', 'auditor')).toBe(true);
  expect(readLists(writeLists(made('R')))('Person.name', 'auditor')).toBeUndefined();
});
