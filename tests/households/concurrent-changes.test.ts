import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { change, inventMember, memberId, registerFamily } from '../support/changes.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
});
afterAll(() => app.close());

test('of edits made at the same moment on one version exactly one wins, and the others are told', async () => {
  const household = await registerFamily(app);
  const { id, version } = household;
  const at = { householdId: id, version };
  const loss = { kind: 'FIRE', happenedOn: '2026-10-05', damage: 'LIGHT' };
  const child = () => inventMember('CHILD', '2012-01-01', 'M');
  const personId = memberId(household, 'CHILD');
  const answers = await Promise.all([
    change(app, 'recordDisasterLoss', { ...at, ...loss }, 'officer-village'),
    change(app, 'addHouseholdMember', { ...at, member: child() }, 'officer-regency'),
    change(app, 'addHouseholdMember', { ...at, member: child() }, 'officer-village'),
    change(
      app,
      'removeHouseholdMember',
      { ...at, personId, on: '2026-10-01', reason: 'SPLIT' },
      'officer-regency',
    ),
  ]);
  const won = answers.filter(({ __typename }) => __typename === 'Household');
  expect(won).toHaveLength(1);
  expect(won[0]?.version).toBe(version + 1);
  for (const { code, currentVersion } of answers.filter((answer) => answer !== won[0])) {
    expect({ code, currentVersion }).toEqual({
      code: 'STALE_VERSION',
      currentVersion: version + 1,
    });
  }
});

test('of two corrections of one person exactly one wins', async () => {
  const personId = memberId(await registerFamily(app), 'HEAD');
  const answers = await Promise.all(
    ['Satu Contoh', 'Dua Contoh'].map((name) =>
      change(app, 'correctPerson', { personId, version: 1, name }, 'officer-regency'),
    ),
  );
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    'Person',
    'StaleVersionError',
  ]);
});

test('people who move in opposite directions at the same moment do not block each other for ever', async () => {
  const one = await registerFamily(app);
  const two = await registerFamily(app);
  const move = (from: typeof one, to: typeof one) =>
    change(
      app,
      'moveHouseholdMember',
      {
        personId: memberId(from, 'CHILD'),
        ...{ version: from.version, toHouseholdId: to.id, toVersion: to.version },
        ...{ relationship: 'CHILD', on: '2026-10-01' },
      },
      'officer-regency',
    );
  const answers = await Promise.all([move(one, two), move(two, one)]);
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    'Household',
    'StaleVersionError',
  ]);
});

test('a NIK that two offices register at the same moment is recorded once', async () => {
  const member = inventMember('HEAD', '1991-01-01', 'F');
  const register = () =>
    change(
      app,
      'registerHousehold',
      {
        ...{ villageCode: '32.05.01.1001', address: 'Jalan Contoh 8', rt: '1', rw: '1' },
        members: [member],
      },
      'officer-village',
    );
  const answers = await Promise.all([register(), register(), register()]);
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    ...['Household', 'NikAlreadyRecordedError', 'NikAlreadyRecordedError'],
  ]);
});
