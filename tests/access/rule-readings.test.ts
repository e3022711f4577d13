import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allows } from '../../api/access/allows.js';
import { filterOf, rowFilter } from '../../api/access/row-filter.js';
import { ALWAYS, GOVERNMENT, NEVER, within, type Rule } from '../../api/access/rule.js';
import { ROLES, TIERS, type Principal } from '../../api/auth/principal.js';
import { parseRegionCode } from '../../api/values/region-code.js';
import type { Database } from '../../prisma/database.js';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';

interface Row {
  readonly id: string;
  readonly sensitivity: string;
  readonly categoryCode: string;
  readonly household: { readonly villageCode: string };
}

let app: TestApp;
let database: Database;
let rows: readonly Row[];
beforeAll(async () => {
  app = await createTestApp();
  ({ database } = app.app);
  rows = await database.prisma.classification.findMany({
    select: {
      id: true,
      sensitivity: true,
      categoryCode: true,
      household: { select: { villageCode: true } },
    },
  });
});
afterAll(() => app.close());

const DENY = { id: { in: [] } };
const PURPOSES = ['PAYEE_VERIFICATION', 'SOCIAL_SERVICE', 'SELF_SERVICE'] as const;

const codes = fc.constantFrom(
  '31',
  '32',
  '31.71',
  '32.05',
  '32.05.01',
  '31.71.01.1001',
  '35.10',
  '99',
);
const principals = (ownId: string): fc.Arbitrary<Principal> =>
  fc.record({
    subject: fc.constantFrom('', 'POOR', 'somebody', '%'),
    clientId: fc.constant('test'),
    name: fc.constant('Kantor Contoh'),
    tier: fc.constantFrom(...TIERS),
    territory: fc.option(
      codes.map((code) => parseRegionCode(code)),
      { nil: null },
    ),
    roles: fc.subarray([...ROLES]),
    purpose: fc.constantFrom(...PURPOSES),
    partner: fc.option(fc.constant({ id: ownId, kind: 'BANK' as const }), { nil: null }),
    scopes: fc.constant([]),
    expiresAt: fc.constant(0),
  });

const leaves: fc.Arbitrary<Rule> = fc.oneof(
  fc.constantFrom<Rule>(NEVER, ALWAYS, GOVERNMENT, within('household', 'villageCode')),
  fc.record({ is: fc.constant('tier' as const), in: fc.subarray([...TIERS]) }),
  fc.record({ is: fc.constant('role' as const), in: fc.subarray([...ROLES]) }),
  fc.record({ is: fc.constant('purpose' as const), in: fc.subarray([...PURPOSES]) }),
  fc.constant<Rule>({ is: 'within', path: ['household', 'villageCode'] }),
  fc
    .subarray(['R1', 'R2', 'R3'])
    .map((values): Rule => ({ is: 'one of', column: 'sensitivity', values })),
  fc.constantFrom<Rule>(
    { is: 'own', column: 'categoryCode', claim: 'subject' },
    { is: 'own', column: 'id', claim: 'partner' },
  ),
);
const rules: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.array(tie('rule'), { maxLength: 3 }).map((all): Rule => ({ all })),
    fc.array(tie('rule'), { maxLength: 3 }).map((any): Rule => ({ any })),
  ),
})).rule;

test('a rule as a predicate and as a filter of the database agree on every row', async () => {
  expect(rows.length).toBeGreaterThan(10);
  expect(new Set(rows.map(({ sensitivity }) => sensitivity)).size).toBeGreaterThan(1);
  await fc.assert(
    fc.asyncProperty(rules, principals(rows[0]!.id), async (rule, principal) => {
      const expected = rows.filter((row) => allows(rule, principal, row)).map(({ id }) => id);
      const found = await database.prisma.classification.findMany({
        where: { AND: [filterOf(rule, principal, DENY)] },
        select: { id: true },
      });
      expect(found.map(({ id }) => id).sort()).toEqual([...expected].sort());
    }),
    { numRuns: 300 },
  );
}, 180_000);

test('a filter keeps its meaning wherever it stands in a larger one', async () => {
  const [row] = rows;
  const count = (where: object) => database.prisma.classification.count({ where });
  const deny = filterOf(NEVER, officerOf('NATIONAL', null), DENY);
  const open = filterOf(ALWAYS, officerOf('NATIONAL', null), DENY);
  expect(await count(deny)).toBe(0);
  expect(await count({ AND: [deny, {}] })).toBe(0);
  expect(await count({ AND: [{ id: row!.id }, deny] })).toBe(0);
  expect(await count({ OR: [deny, { id: row!.id }] })).toBe(1);
  expect(await count({ NOT: deny })).toBe(rows.length);
  expect(await count({ AND: [{ id: row!.id }, open] })).toBe(1);
  const nobody = filterOf({ any: [] }, officerOf('NATIONAL', null), DENY);
  expect(await count({ AND: [nobody, {}] })).toBe(0);
});

describe.each(['PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE', 'CITIZEN', 'PARTNER'] as const)(
  'a %s without a territory that means something sees nobody',
  (tier) => {
    test.each([
      ['nothing', undefined],
      ['null', null],
      ['a list', []],
      ['a list of codes', ['32.05']],
      ['an object', {}],
      ['a range', { gte: '' }],
      ['an empty text', ''],
      ['a wildcard', '%'],
      ['a one-letter wildcard', '_'],
      ['the whole tree', '.'],
      ['a prefix', '3'],
      ['a bound', '32/'],
      ['a number', 32],
      ['yes', true],
    ])('%s', async (_what, territory) => {
      const principal = {
        ...officerOf(tier, null),
        subject: territory,
        partner: { id: territory, kind: 'BANK' },
        territory,
      } as unknown as Principal;
      for (const { household } of rows) {
        expect(allows(within('household', 'villageCode'), principal, { household })).toBe(false);
      }
      const { prisma } = database;
      expect(await prisma.household.count({ where: rowFilter('Household', principal) })).toBe(0);
      expect(await prisma.person.count({ where: rowFilter('Person', principal) })).toBe(0);
      expect(
        await prisma.classification.count({ where: rowFilter('Classification', principal) }),
      ).toBe(0);
      expect(await prisma.partner.count({ where: rowFilter('Partner', principal) })).toBe(0);
    });
  },
);

test('a broken territory gives empty answers through the front door, never everybody', async () => {
  for (const territory of [undefined, [], {}, '', '%', '_']) {
    const server = await actAs(app, {
      ...officerOf('REGENCY', null),
      territory,
    } as unknown as Principal);
    const { data } = await server.graphql(
      `{ households(first: 100) { edges { node { id } } } people(name: "Contoh", within: "32") { edges { node { id } } } }`,
    );
    expect(data).toEqual({ households: { edges: [] }, people: { edges: [] } });
    await server.close();
  }
});
