import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allows } from '../../api/access/allows.js';
import { claimsOf } from '../../api/access/claims-of.js';
import { policy } from '../../api/access/policy.js';
import type { ModelName } from '../../api/access/policy/policy.js';
import { filterOf, rowFilter } from '../../api/access/row-filter.js';
import { rowSecurity, rowSecurityOf } from '../../api/access/row-security.js';
import { ALWAYS, NEVER, within, type Rule } from '../../api/access/rule.js';
import { WHOLE_REGISTRY } from '../../api/access/whole-registry.js';
import type { Principal } from '../../api/auth/principal.js';
import { CLAIMS_STATEMENT, currentClaims, withClaims } from '../../prisma/claims.js';
import type { Database } from '../../prisma/database.js';
import { columnOf, tableOf } from '../../prisma/json-model.js';
import { SANDBOX_PARTNERS } from '../../prisma/seed/sandbox-partners.js';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { serverSide } from '../support/hands.js';
import { DENIED } from '../support/offices.js';
import { placeRows } from '../support/place-rows.js';
import { principals, rules } from '../support/rule-arbitrary.js';

interface Row {
  readonly id: string;
  readonly sensitivity: string;
  readonly categoryCode: string;
  readonly household: { readonly villageCode: string };
}

let app: TestApp;
/** As the test handles it: every row. */
let database: Database;
/** As the server works with it. */
let guarded: Database;
let rows: readonly Row[];
beforeAll(async () => {
  app = await createTestApp();
  ({ database } = app.app);
  guarded = serverSide(database);
  rows = await database.prisma.classification.findMany({
    select: {
      id: true,
      sensitivity: true,
      categoryCode: true,
      personId: true,
      household: { select: { villageCode: true } },
    },
  });
  await raiseAlerts();
  await placeRows(database.sql);
  await decide('bank', 'PAYEE_VERIFICATION');
  await decide('officer-regency', 'SOCIAL_SERVICE');
  await decide('citizen-desk', 'SELF_SERVICE');
});
afterAll(() => app.close());

async function decide(persona: string, purpose: string): Promise<void> {
  for (const nik of ['3205011704829901', '3273054208939901', '3171012909099901']) {
    await app.graphql(
      'query ($input: CheckEligibilityInput!) { checkEligibility(input: $input) { id } }',
      { input: { nik, program: 'PKH', purpose } },
      persona,
    );
  }
}

/** Alerts about actors of many territories, and of none, half of them seen to. */
async function raiseAlerts(): Promise<void> {
  await database.sql.query(
    `WITH raised AS (
       INSERT INTO access_alert (id, at, kind, actor, client_id, tier, territory, purpose, window_start, window_end, looked,
         missed, sequential)
       SELECT uuid_v7(), now(), 'BULK_READING', 'somebody', 'test', 'REGENCY', t.code, 'SOCIAL_SERVICE',
         now() + n * interval '1 hour', now() + n * interval '1 hour' + interval '1 hour', 1, 0, 0
       FROM unnest(ARRAY['31', '32', '31.71', '32.05', '32.05.01', '32.05.01.1001', '32.73', NULL]) WITH ORDINALITY AS t(code, n)
       RETURNING id, territory)
     INSERT INTO alert_acknowledgement (alert_id, at, actor)
     SELECT id, now(), 'somebody' FROM raised WHERE territory IS DISTINCT FROM '32.73'`,
  );
}

const DENY = { id: { in: [] } };

test('any rule as a predicate, as a filter of Prisma and as SQL over the claims gives the same rows', async () => {
  expect(rows.length).toBeGreaterThan(10);
  expect(new Set(rows.map(({ sensitivity }) => sensitivity)).size).toBeGreaterThan(1);
  const shown = new Set<number>();
  await fc.assert(
    fc.asyncProperty(rules, principals(rows[0]!.id), async (rule, principal) => {
      const expected = idsOf(rows.filter((row) => allows(rule, principal, row)));
      const found = await database.prisma.classification.findMany({
        where: { AND: [filterOf(rule, principal, DENY)] },
        select: { id: true },
      });
      expect(idsOf(found)).toEqual(expected);
      expect(await selectedBy(rule, principal)).toEqual(expected);
      shown.add(expected.length);
    }),
    { numRuns: 1_000 },
  );
  expect(shown.size).toBeGreaterThan(4);
}, 240_000);

/** The rows that a rule as SQL gives in a session with the caller's claims, and with row-level security out of the way. */
function selectedBy(rule: Rule, principal: Principal): Promise<string[]> {
  return database.sql.transaction(async (sql) => {
    const { values } = await withClaims(claimsOf(principal), currentClaims);
    await sql.query(CLAIMS_STATEMENT.replaceAll('false)', 'true)'), values);
    return idsOf(
      await sql.query<{ id: string }>(
        `SELECT id FROM classification WHERE ${rowSecurityOf('Classification', rule)}`,
      ),
    );
  });
}

function idsOf(found: readonly { readonly id: string }[]): string[] {
  return found.map(({ id }) => id).sort();
}

const HOUSEHOLD = { household: { select: { villageCode: true } } } as const;
const OF_PARTNER = {
  ...{ partnerId: true, purpose: true, partner: { select: { ownerCode: true } } },
} as const;
const PERSON = { person: { select: { villageCode: true } } } as const;

/** Every row of a model with what its rule asks for, and the rows that a filter gives. */
const MODELS = {
  Household: [() => database.prisma.household, { id: true, villageCode: true }],
  Person: [() => database.prisma.person, { id: true, villageCode: true }],
  HouseholdMember: [() => database.prisma.householdMember, { id: true, ...HOUSEHOLD }],
  RegistryListing: [() => database.prisma.registryListing, { id: true, ...HOUSEHOLD }],
  HousingCondition: [() => database.prisma.housingCondition, { id: true, ...HOUSEHOLD }],
  PersonCondition: [() => database.prisma.personCondition, { id: true, ...PERSON }],
  DukcapilMatch: [() => database.prisma.dukcapilMatch, { id: true, ...PERSON }],
  Classification: [
    () => database.prisma.classification,
    { id: true, sensitivity: true, ...HOUSEHOLD },
  ],
  Exclusion: [() => database.prisma.exclusion, { id: true, ...HOUSEHOLD }],
  Enrolment: [() => database.prisma.enrolment, { id: true, ...HOUSEHOLD }],
  DisasterLoss: [() => database.prisma.disasterLoss, { id: true, ...HOUSEHOLD }],
  Decision: [
    () => database.prisma.decision,
    { id: true, partnerId: true, purpose: true, villageCode: true, actor: true },
  ],
  EligibilityJob: [
    () => database.prisma.eligibilityJob,
    { id: true, partnerId: true, purpose: true, actor: true },
  ],
  EligibilityJobRow: [() => database.prisma.eligibilityJobRow, { jobId: true, actor: true }],
  WebhookEndpoint: [() => database.prisma.webhookEndpoint, { id: true, ...OF_PARTNER }],
  WebhookEvent: [() => database.prisma.webhookEvent, { id: true, ...OF_PARTNER }],
  WebhookDelivery: [() => database.prisma.webhookDelivery, { id: true, ...OF_PARTNER }],
  DeprecatedUse: [() => database.prisma.deprecatedUse, { id: true, ...OF_PARTNER }],
  Proposal: [() => database.prisma.proposal, { id: true, villageCode: true, ownerCode: true }],
  ProposalStep: [
    () => database.prisma.proposalStep,
    { id: true, proposal: { select: { villageCode: true, ownerCode: true } } },
  ],
  AccessAlert: [() => database.prisma.accessAlert, { id: true, territory: true }],
  AlertAcknowledgement: [
    () => database.prisma.alertAcknowledgement,
    { alertId: true, alert: { select: { territory: true } } },
  ],
} as const;

/** What the delegates of Prisma have in common. */
interface Delegate {
  findMany(args: object): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

describe('the rule of a model gives the same rows as a predicate, as a filter of Prisma and as row-level security', () => {
  test.each(Object.keys(MODELS) as (keyof typeof MODELS)[])(
    '%s',
    async (model) => {
      const [delegate, select] = MODELS[model];
      const prisma = delegate() as unknown as Delegate;
      const all = await prisma.findMany({ select });
      expect(all.length).toBeGreaterThan(0);
      const shown = new Set<number>();
      await fc.assert(
        fc.asyncProperty(principals(SANDBOX_PARTNERS[0]!.id), async (principal) => {
          const { rows: rule, key } = policy[model];
          const keysOf = (found: readonly Readonly<Record<string, unknown>>[]) =>
            found.map((row) => String(row[key])).sort();
          const expected = keysOf(all.filter((row) => allows(rule, principal, row)));
          const where = { AND: [rowFilter(model, principal)] };
          expect(keysOf(await prisma.findMany({ where, select: { [key]: true } }))).toEqual(
            expected,
          );
          const seen = await withClaims(claimsOf(principal), () =>
            guarded.sql.query<Record<string, unknown>>(
              `SELECT ${columnOf(key)} AS "${key}" FROM ${tableOf(model)}`,
            ),
          );
          const open = rowSecurity(model) === null;
          expect(keysOf(seen)).toEqual(open ? keysOf(all) : expected);
          shown.add(expected.length);
        }),
        { numRuns: 150 },
      );
      expect(shown.has(0)).toBe(true);
      expect(shown.size).toBeGreaterThan(1);
    },
    120_000,
  );

  test('and every model with a rule of its own is among them, shows a caller no row or all, or is read by functions alone', async () => {
    const others = (Object.keys(policy) as ModelName[]).filter(
      (model) => !(model in MODELS) && rowSecurity(model) !== null,
    );
    const byFunctions = others.filter(
      (model) => ![NEVER, ALWAYS].some((rule) => isDeepStrictEqual(policy[model].rows, rule)),
    );
    expect(byFunctions).toEqual(['Correction', 'AccessDelay']);
    for (const model of byFunctions) {
      const read = () => guarded.sql.query(`SELECT FROM ${tableOf(model)}`);
      await expect(withClaims(WHOLE_REGISTRY, read)).rejects.toMatchObject(DENIED);
    }
  });
});

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

test.each([
  ['nothing', undefined, true],
  ['a list', [], true],
  ['an empty text', '', true],
  // What the trail cannot hold is not written into it, and then nothing is shown.
  ['a wildcard', '%', false],
  ['an object', {}, false],
])(
  'a broken territory shows nobody through the front door, never everybody: %s',
  async (_what, territory, isAnswered) => {
    const officer = { ...officerOf('REGENCY', null), territory } as unknown as Principal;
    const server = await actAs(app, officer);
    const { data, errors } = await server.graphql(
      `{ households(first: 100) { edges { node { id } } } people(name: "Contoh", within: "32") { edges { node { id } } } }`,
    );
    if (isAnswered) expect(data).toEqual({ households: { edges: [] }, people: { edges: [] } });
    else expect(data).toBeUndefined();
    expect(errors === undefined).toBe(isAnswered);
    await server.close();
  },
);
