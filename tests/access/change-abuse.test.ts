import { getNamedType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import { schema } from '../../schema/index.js';
import { fingerprint, trail } from '../support/changes.js';
import { startAsking, type Asking } from './matrix/asking.js';
import { ATTEMPTS, type Attempt, type Fresh } from './matrix/attempts.js';
import { callersOf, type Caller } from './matrix/callers.js';
import { createFreshSource, type FreshSource } from './matrix/fresh.js';
import { makeRecord } from './matrix/record.js';

/* Z7: what a change is given decides nothing but what the change is about. */
let asking: Asking;
let callers: Caller[];
let source: FreshSource;
let family: Fresh;
beforeAll(async () => {
  asking = await startAsking();
  const { partners } = await makeRecord(asking);
  callers = callersOf(partners);
  source = createFreshSource(asking, caller, partners);
  family = await source.give();
});
afterAll(() => asking.app.close());

function caller(who: string): Principal {
  return callers.find((one) => one.who === who)!.from.get('own')!;
}

/** Whoever may make a change. */
function changer({ worker = 'regency_verifier' }: Attempt): Principal {
  return caller(worker);
}

/** Changes that are about no version of a record: what is new, and what is only added. */
const WITHOUT_VERSION = [
  ...['registerHousehold', 'registerPartner', 'requestCorrection', 'delayAccessLog'],
  ...['acknowledgeAlert', 'registerWebhookEndpoint', 'redeliverWebhook'],
  ...['registerProgram', 'publishRuleVersion', 'reportProposal'],
];

async function attempt({ field }: Attempt, by: Principal, input: object) {
  const argument = schema.getMutationType()!.getFields()[field]!.args[0]!;
  const { data, errors = [] } = await asking.ask(
    by,
    `mutation ($input: ${String(argument.type)}) { ${field}(input: $input) { __typename ... on Error { code } } }`,
    { input },
  );
  const result = data?.[field] as { __typename: string; code?: string } | null | undefined;
  return { result, code: errors[0]?.extensions.code ?? result?.code };
}

/** Columns that belong to the server, and claims that belong to the token. */
const FOREIGN: Readonly<Record<string, unknown>> = {
  ...{ id: '01900000-0000-7000-8000-00000000beef', villageCode: '31.71.01.1001' },
  ...{ householdId: '01900000-0000-7000-8000-00000000beef', village: { code: '31.71.01.1001' } },
  ...{ sensitivity: 'R1', createdAt: '2020-01-01T00:00:00Z', updatedAt: '2020-01-01T00:00:00Z' },
  ...{ actor: 'somebody', tier: 'NATIONAL', territory: '31', roles: ['social_worker'] },
  ...{ purpose: 'SELF_SERVICE', partnerId: null, scope: 'registry:write', decile: 1, listed: true },
  ...{ nikIndex: 'AA==', identity: 'AA==', OR: [], AND: {}, where: {}, data: {} },
};

/** A job is the caller's own and lies nowhere: tests/jobs. */
const ON_RECORDS = ATTEMPTS.filter(({ field }) => !field.endsWith('EligibilityJob'));

describe.each(ON_RECORDS.map((one) => [one.name, one] as const))('%s', (_name, one) => {
  test('takes no column and no claim that is not its own', async () => {
    const before = await fingerprint(asking.app);
    const honest = one.input(family, changer(one));
    const type = getNamedType(schema.getMutationType()!.getFields()[one.field]!.args[0]!.type);
    const own = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
    const foreign = Object.entries(FOREIGN).filter(([key]) => !own.includes(key));
    expect(foreign.length).toBeGreaterThan(15);
    for (const [key, value] of foreign) {
      const { code } = await attempt(one, changer(one), { ...honest, [key]: value });
      expect(code, key).toBe('BAD_USER_INPUT');
    }
    expect(await fingerprint(asking.app)).toBe(before);
  });

  test('names nothing outside the territory that it could reach or move to', async () => {
    const before = await fingerprint(asking.app);
    const { worker = 'regency_verifier' } = one;
    const elsewhere = callers.find(({ who }) => who === worker)!.from.get('foreign');
    // The ministry has no elsewhere, and whoever registers an agency or a program names no place.
    if (elsewhere === undefined) return expect(worker).toMatch(/^ministry_|@NATIONAL$/);
    if (['registerPartner', 'registerProgram'].includes(one.field))
      return expect(Object.keys(one.input(family, elsewhere))).not.toContain('owner');
    const { result, code } = await attempt(one, elsewhere, one.input(family, elsewhere));
    expect(result?.__typename).toMatch(/Not(?:Found|Identified)Error$/);
    expect(code).toMatch(/NOT_(?:FOUND|IDENTIFIED)$/);
    expect(await fingerprint(asking.app)).toBe(before);
  });

  test('is refused on a version that was not read', async () => {
    const honest = one.input(family, changer(one));
    if (!('version' in honest)) return expect(WITHOUT_VERSION).toContain(one.field);
    const before = await fingerprint(asking.app);
    for (const version of [0, -1, 9_999, 2 ** 31 - 1]) {
      const { code } = await attempt(one, changer(one), { ...honest, version });
      expect(code).toBe('STALE_VERSION');
    }
    expect(await fingerprint(asking.app)).toBe(before);
  });

  test('is made when it is honest, so that the refusals were about the abuse', async () => {
    const { result, code } = await attempt(one, changer(one), one.input(family, changer(one)));
    expect(code).toBeUndefined();
    expect(result?.__typename).not.toMatch(/Error$/);
    source.spoil(one, changer(one));
    family = await source.give();
  });
});

test('an attempt on a person elsewhere is written down as denied', async () => {
  const foreign = callers.find(({ who }) => who === 'regency_verifier')!.from.get('foreign')!;
  const move = ATTEMPTS.find(({ field }) => field === 'correctPerson')!;
  const before = (await trail(asking.app, 'correctPerson')).length;
  await attempt(move, foreign, move.input(family, foreign));
  const entries = (await trail(asking.app, 'correctPerson')).slice(before);
  expect(entries).toMatchObject([{ outcome: 'DENIED', person_ids: [family.personId] }]);
});
