import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actAs } from '../support/act-as.js';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.js';
import { codesOf, decisionCount } from '../support/registry.js';
import {
  changePartnerAs,
  MINISTRY,
  partnerCaller,
  storePartner,
  type StoredPartner,
} from '../support/partners.js';

const CHECK =
  '{ checkEligibility(input: { nik: "3273054208939901", program: "PKH", purpose: PAYEE_VERIFICATION }) { id } }';
const LATEST_MS = 60_000;

let clock = TEST_NOW;
let app: TestApp;
let ministry: TestApp;
let partner: StoredPartner;
/** Two servers over one database, on which the same partner asks. */
let servers: readonly TestApp[] = [];
beforeAll(async () => {
  app = await createTestApp();
  ministry = await actAs(app, MINISTRY);
});
beforeEach(async () => {
  clock = TEST_NOW;
  await Promise.all(servers.map((server) => server.close()));
  partner = await storePartner(app, null);
  servers = [await serve(partner), await serve(partner)];
});
afterAll(async () => {
  for (const server of [...servers, ministry, app]) await server.close();
});

function serve(caller: StoredPartner, clientId = caller.clientId): Promise<TestApp> {
  const principal = { ...partnerCaller(caller), clientId };
  return createTestApp({ principal, database: app.app.database, now: () => clock });
}

/** What each server says to a question: its fault codes, none = it was answered. */
async function codes(document = CHECK): Promise<string[][]> {
  const answers: string[][] = [];
  for (const server of servers) answers.push(codesOf(await server.graphql(document)));
  return answers;
}

const later = (ms: number) => {
  clock = new Date(TEST_NOW.getTime() + ms);
};

describe.each([
  ['suspendPartner', 'resumePartner', () => ({})],
  ['suspendClient', 'resumeClient', () => ({ clientId: partner.clientId })],
  ['suspendAgreement', 'resumeAgreement', () => ({ number: partner.number })],
])('%s', (suspend, resume, more) => {
  test('is in force on every server within sixty seconds, and lifted as soon', async () => {
    expect(await codes()).toEqual([[], []]);
    const input = { partnerId: partner.partnerId, version: 1, ...more() };
    const suspended = await changePartnerAs(ministry, suspend, input);
    expect(suspended.version).toBe(2);
    later(LATEST_MS);
    const before = await decisionCount(app);
    expect(await codes()).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
    expect(await decisionCount(app)).toBe(before);
    expect(await changePartnerAs(ministry, suspend, input)).toEqual(suspended);
    const again = { ...input, version: suspended.version };
    await changePartnerAs(ministry, resume, again);
    later(2 * LATEST_MS);
    expect(await codes()).toEqual([[], []]);
  });

  test('is not felt before a server asks the database again: the wait in this test is what counts', async () => {
    expect(await codes()).toEqual([[], []]);
    await changePartnerAs(ministry, suspend, {
      ...{ partnerId: partner.partnerId, version: 1, ...more() },
    });
    later(29_000);
    expect(await codes()).toEqual([[], []]);
    later(31_000);
    expect(await codes()).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
  });
});

test('the server that makes the change honours it at once', async () => {
  const server = servers[0]!;
  expect(codesOf(await server.graphql(CHECK))).toEqual([]);
  const { sql } = app.app.database;
  await sql.query('UPDATE partner SET suspended_at = now() WHERE id = $1::uuid', [
    partner.partnerId,
  ]);
  server.app.agreements.forget();
  expect(codesOf(await server.graphql(CHECK))).toEqual(['FORBIDDEN']);
});

test.each([
  ['suspendPartner', () => ({})],
  ['suspendClient', () => ({ clientId: partner.clientId })],
])('after %s nothing at all is answered, catalogs and itself included', async (field, more) => {
  const input = { partnerId: partner.partnerId, version: 1, ...more() };
  await changePartnerAs(ministry, field, input);
  for (const document of [
    '{ viewer { name } }',
    '{ aidProgram(code: "PKH") { code } }',
    `{ eligibilityDecision(id: "${partner.partnerId}") { id } }`,
    '{ notAField }',
  ]) {
    expect(await codes(document)).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
  }
});

test('a suspended client leaves the agency its others', async () => {
  const other = await serve(partner, 'a-client-of-another-issuer');
  await changePartnerAs(ministry, 'suspendClient', {
    ...{ partnerId: partner.partnerId, version: 1, clientId: partner.clientId },
  });
  expect(await codes()).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
  expect(codesOf(await other.graphql(CHECK))).toEqual([]);
  await other.close();
});

test('a client of another agency, or for another purpose, is refused whatever the token says', async () => {
  const stranger = await storePartner(app, null);
  const borrowed = await serve(partner, stranger.clientId);
  expect(codesOf(await borrowed.graphql(CHECK))).toEqual(['FORBIDDEN']);
  await borrowed.close();
  const caller = { ...partnerCaller(partner), purpose: 'HEALTH_COVERAGE_CHECK' } as const;
  const turned = await createTestApp({ principal: caller, database: app.app.database });
  expect(codesOf(await turned.graphql('{ viewer { name } }'))).toEqual(['FORBIDDEN']);
  await turned.close();
});

test('an agreement that was ended is refused as one that never was', async () => {
  expect(await codes()).toEqual([[], []]);
  await changePartnerAs(ministry, 'endAgreement', {
    ...{ partnerId: partner.partnerId, version: 1, number: partner.number },
  });
  later(LATEST_MS);
  expect(await codes()).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
});
