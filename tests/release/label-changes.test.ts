import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkDeprecations } from '../../schema/release/check-deprecations.js';
import { describeChanges } from '../../schema/release/describe-changes.js';
import { judgeChanges } from '../../schema/release/judge-changes.js';
import { labelChanges } from '../../schema/release/label-changes.js';

const TODAY = '2026-11-24';
const PAST = '@deprecated(reason: "Use name. Since 2026-01-01. Sunset 2026-11-23.")';
const COMING = '@deprecated(reason: "Use name. Since 2026-06-01. Sunset 2026-11-30.")';
const PUT_OFF = '@deprecated(reason: "Use name. Since 2026-06-01. Sunset 2027-06-30.")';

const SDL = `
  "Of a family."
  type Person { "Full." name: String! nick: String ${PAST} age: Int ${COMING} mood: Mood pets(first: Int): [Pet!] ${PAST} }
  type Pet { name: String! }
  enum Mood { GOOD BAD OLD ${PAST} }
  input Wish { text: String! old: String ${PAST} }
  type Refused { why: String! }
  union Result = Person | Refused
  type Query { person(id: ID, wish: Wish): Person result: Result }
`;

const changed = (from: string, to: string): string => {
  expect(SDL).toContain(from);
  return SDL.replace(from, to);
};
const labels = (sdl: string) => labelChanges(buildSchema(SDL), buildSchema(sdl), TODAY);
const major = [{ releases: [{ name: '@dinsos/sdk', type: 'major' }] }];

describe('a change of the schema', () => {
  it.each([
    ['a field that is gone', 'mood: Mood', '', 'BREAKING', 'major'],
    ['a field that may be null now', 'why: String!', 'why: String', 'BREAKING', 'major'],
    ['an argument that is demanded now', 'first: Int', 'first: Int!', 'BREAKING', 'major'],
    [
      'an input field that is demanded',
      'text: String!',
      'text: String! a: Int!',
      'BREAKING',
      'major',
    ],
    ['a value of an enum more', 'GOOD BAD', 'GOOD BAD SO_SO', 'DANGEROUS', 'minor'],
    ['an optional argument more', 'first: Int', 'first: Int, after: ID', 'DANGEROUS', 'minor'],
    [
      'a member of a union more',
      '= Person | Refused',
      '= Person | Refused | Pet',
      'DANGEROUS',
      'minor',
    ],
    ['a field more', 'why: String!', 'why: String! when: String', 'SAFE', 'minor'],
    ['a field that is deprecated now', 'mood: Mood', `mood: Mood ${COMING}`, 'SAFE', 'minor'],
    ['another description', '"Full."', '"Full, as on the card."', 'SAFE', 'patch'],
  ])('is labelled: %s', async (_name, from, to, label, size) => {
    const [first] = await labels(changed(from, to));
    expect(first).toMatchObject({ label, size });
  });

  it('is none where only the order differs', async () => {
    expect(await labels(changed('GOOD BAD', 'BAD GOOD'))).toEqual([]);
  });

  it.each<readonly [string, string, string, string, string]>([
    ['of a field', 'mood: Mood', `mood: Mood ${COMING}`, 'Person.mood', 'minor'],
    ['of an argument', 'first: Int', `first: Int ${COMING}`, 'Person.pets(first:)', 'minor'],
    ['of a value', 'GOOD BAD', `GOOD BAD ${COMING}`, 'Mood.BAD', 'minor'],
    ['of an input field', 'text: String!', `text: String! ${COMING}`, 'Wish.text', 'minor'],
    ['that is put off', `age: Int ${COMING}`, `age: Int ${PUT_OFF}`, 'Person.age', 'patch'],
    ['of a value that is put off', `OLD ${PAST}`, `OLD ${PUT_OFF}`, 'Mood.OLD', 'patch'],
    ['of a value that is taken back', `OLD ${PAST}`, 'OLD', 'Mood.OLD', 'minor'],
    ['that is taken back', `age: Int ${COMING}`, 'age: Int', 'Person.age', 'minor'],
  ])('is one and safe for a deprecation %s', async (_name, from, to, coordinate, size) => {
    expect(await labels(changed(from, to))).toEqual([
      {
        ...{ label: 'SAFE', size, refusal: null },
        message: expect.stringContaining(`'${coordinate}' is`) as string,
      },
    ]);
  });

  it('names the breaking ones first', async () => {
    const sdl = changed('mood: Mood', 'feeling: Mood').replace('"Full."', '"Other."');
    expect((await labels(sdl)).map(({ label }) => label)).toEqual(['BREAKING', 'SAFE', 'SAFE']);
  });
});

describe('a breaking change', () => {
  it.each([
    ['an element that was never deprecated', changed('mood: Mood', '')],
    ['an element whose sunset is to come', changed(`age: Int ${COMING}`, '')],
    ['a value that was never deprecated', changed('GOOD BAD', 'GOOD')],
    [
      'a type that something living refers to',
      changed('type Refused { why: String! }', '').replace('| Refused', ''),
    ],
    ['an input with a field in use', changed('text: String!', 'text: String! more: Int!')],
    ['a member of a union', changed('= Person | Refused', '= Person')],
  ])('is refused, even as a major release, of %s', async (_name, sdl) => {
    const faults = judgeChanges(await labels(sdl), major);
    expect(faults).not.toEqual([]);
    for (const fault of faults) {
      expect(fault).toMatch(/refused, it was not deprecated with a sunset that is past$/);
    }
  });

  it.each([
    ['a field', `nick: String ${PAST}`, ''],
    ['an argument of a field', 'pets(first: Int)', 'pets'],
    ['a value', `OLD ${PAST}`, ''],
    ['a field of an input', `old: String ${PAST}`, ''],
  ])(
    'is let through after its sunset, as a major release and no smaller: %s',
    async (_n, from, to) => {
      const changes = await labels(changed(from, to));
      expect(changes.map(({ label }) => label)).toEqual(['BREAKING']);
      expect(judgeChanges(changes, major)).toEqual([]);
      const minor = [{ releases: [{ name: '@dinsos/sdk', type: 'minor' }] }];
      expect(judgeChanges(changes, minor)).toEqual([
        expect.stringMatching(/needs a changeset of size major, and minor is there$/),
      ]);
    },
  );

  it('may take a type along to which nothing but retired fields referred', async () => {
    const sdl = changed(`pets(first: Int): [Pet!] ${PAST}`, '').replace(
      'type Pet { name: String! }',
      '',
    );
    const changes = await labels(sdl);
    expect(changes.map(({ label }) => label)).toEqual(['BREAKING', 'BREAKING']);
    expect(judgeChanges(changes, major)).toEqual([]);
  });
});

describe('changesets', () => {
  it('are needed for a safe change too, of this package', async () => {
    const changes = await labels(changed('"Full."', '"Full, as on the card."'));
    const other = [{ releases: [{ name: '@dinsos/example-bank', type: 'major' }] }];
    for (const none of [[], other]) {
      expect(judgeChanges(changes, none)).toEqual([
        expect.stringMatching(/needs a changeset of size patch, and none is there$/),
      ]);
    }
    expect(judgeChanges(changes, major)).toEqual([]);
  });

  it('are written from the changes, as large as the largest', async () => {
    const sdl = changed(`nick: String ${PAST}`, 'short: String').replace(
      'GOOD BAD',
      'GOOD BAD SO_SO',
    );
    expect(describeChanges(await labels(sdl))).toBe(`---
'@dinsos/sdk': major
---

The schema changed.

What callers must change:

- Field \`nick\` (deprecated) was removed from object type \`Person\`

What callers may meet:

- Enum value \`SO_SO\` was added to enum \`Mood\`

What is new:

- Field \`short\` was added to object type \`Person\`
`);
    expect(describeChanges([])).toBeNull();
  });
});

describe('a deprecation', () => {
  const before = buildSchema(
    'type Query { a: Int b: Int @deprecated(reason: "Use a. Since 2026-03-01. Sunset 2026-12-01.") }',
  );
  const faults = (reason: string, field = 'a') => {
    const both = { a: '', b: '@deprecated(reason: "Use a. Since 2026-03-01. Sunset 2026-12-01.")' };
    const now = { ...both, [field]: `@deprecated(reason: "${reason}")` };
    const current = buildSchema(`type Query { a: Int ${now.a} b: Int ${now.b} }`);
    return checkDeprecations(current, before, '2026-11-01');
  };

  it('states its term', () => {
    expect(faults('Use b. Since 2026-11-24. Sunset 2027-06-30.')).toEqual([]);
    expect(faults('Use b. Since 2026-11-24. Sunset 2027-05-23.')).toEqual([]);
  });

  it.each([
    ['no date', 'Use b.'],
    ['no sunset', 'Use b. Since 2026-11-24.'],
    ['nothing to use instead', 'Since 2026-11-24. Sunset 2027-06-30.'],
    ['a day that no calendar has', 'Use b. Since 2026-11-24. Sunset 2027-06-31.'],
    ['a term in the middle', 'Since 2026-11-24. Sunset 2027-06-30. Use b.'],
    ['a term of 179 days', 'Use b. Since 2026-11-24. Sunset 2027-05-22.'],
    ['a date before the last release', 'Use b. Since 2026-10-31. Sunset 2027-06-30.'],
  ])('is refused with %s', (_name, reason) => {
    expect(faults(reason)).toEqual([expect.stringMatching(/^Query\.a: /)]);
  });

  it('may be prolonged, and neither cut short nor dated anew', () => {
    expect(faults('Use a. Since 2026-03-01. Sunset 2027-12-01.', 'b')).toEqual([]);
    expect(faults('Use a. Since 2026-03-01. Sunset 2026-11-30.', 'b')).toHaveLength(1);
    expect(faults('Use a. Since 2026-11-24. Sunset 2027-12-01.', 'b')).toHaveLength(1);
  });

  it('is seen wherever one can stand', () => {
    const bad = '@deprecated(reason: "Old.")';
    const sdl = `enum E { A B ${bad} } input I { a: Int b: Int ${bad} } interface N { a: Int ${bad} }
      type Query implements N { a(x: I, y: Int ${bad}): Int e: E }`;
    expect(
      checkDeprecations(buildSchema(sdl), buildSchema('type Query { a: Int }'), '2026-11-01').map(
        (fault) => fault.split(': the')[0],
      ),
    ).toEqual(['E.B', 'I.b', 'N.a', 'Query.a(y:)']);
  });
});
