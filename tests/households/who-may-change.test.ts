import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../api/context.js';
import { recordDisasterLoss } from '../../api/disasters/record-disaster-loss.js';
import { parseCalendarDate } from '../../api/values/calendar-date.js';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  change,
  faultOfChange,
  fingerprint,
  householdIn,
  inventMember,
  memberId,
  registerFamily,
  trail,
  type ChangeAnswer,
} from '../support/changes.js';

const NOBODY = '01a3e2d0-0000-7000-8000-000000000000';
let app: TestApp;
let household: ChangeAnswer;
beforeAll(async () => {
  app = await createTestApp({ schema });
  household = await registerFamily(app);
});
afterAll(() => app.close());

const HOUSE = {
  ...{ recordedOn: '2026-10-05', floor: 'EARTH', roof: 'THATCH', wall: 'BAMBOO' },
  ...{ structure: 'SOUND', sanitation: 'FIT', floorAreaDm2: 2400 },
  ...{ ownsLand: true, earlierHousingAid: false },
};

/** Each change of a household that exists, named by its ids and version. */
function inputs(
  { id, version }: { id: string; version: number },
  personId: string,
): Record<string, object> {
  const at = { householdId: id, version };
  return {
    addHouseholdMember: { ...at, member: inventMember('CHILD', '2012-01-01', 'M') },
    removeHouseholdMember: { ...at, personId, on: '2026-10-01', reason: 'SPLIT' },
    recordHousing: { ...at, ...HOUSE },
    recordDisasterLoss: { ...at, kind: 'FIRE', happenedOn: '2026-10-05', damage: 'LIGHT' },
    classifyPerson: { ...at, personId, categoryCode: 'STRANDED_TRAVELLER', since: '2026-10-05' },
  };
}

describe('who may not change anything', () => {
  test.each([
    'officer-national',
    'officer-province',
    'bank',
    'post',
    'hospital',
    'university',
    'citizen-desk',
  ])('%s is refused every change of a household', async (persona) => {
    const personId = memberId(household, 'CHILD');
    const before = await fingerprint(app);
    const all = {
      ...inputs(household, personId),
      correctPerson: { personId, version: 1, name: 'Lain Contoh' },
      endClassification: { id: NOBODY, version: 1, until: '2026-10-05' },
      moveHouseholdMember: {
        ...{ personId, version: 1, toHouseholdId: NOBODY, toVersion: 1 },
        ...{ relationship: 'CHILD', on: '2026-10-05' },
      },
    };
    for (const [field, input] of Object.entries(all)) {
      expect((await faultOfChange(app, field, input, persona)).code).toBe('FORBIDDEN');
    }
    expect(await fingerprint(app)).toBe(before);
  });

  test.each(['officer-village', 'officer-district'])('%s does not classify', async (persona) => {
    const { classifyPerson } = inputs(household, memberId(household, 'CHILD'));
    expect((await faultOfChange(app, 'classifyPerson', classifyPerson!, persona)).code).toBe(
      'FORBIDDEN',
    );
  });

  test('the district assesses houses, but does not edit who lives in them', async () => {
    const { addHouseholdMember } = inputs(household, memberId(household, 'CHILD'));
    const persona = 'officer-district';
    expect(
      (await faultOfChange(app, 'addHouseholdMember', addHouseholdMember!, persona)).code,
    ).toBe('FORBIDDEN');
  });

  test('a function that is called without the gate refuses as well', async () => {
    const principal = {
      ...{ subject: 'sandbox-bank', clientId: 'sandbox-bank', name: 'Bank Contoh' },
      ...{ tier: 'PARTNER', territory: null, roles: [], purpose: 'PAYEE_VERIFICATION' },
      ...{ partner: { id: NOBODY, kind: 'BANK' }, scopes: [], expiresAt: 0 },
    } satisfies Context['principal'];
    const call = recordDisasterLoss(
      { app: app.app, principal, requestId: 'request' },
      {
        ...{ householdId: household.id, version: household.version },
        ...{ kind: 'FIRE', damage: 'LIGHT', happenedOn: parseCalendarDate('2026-10-05')! },
      },
    );
    await expect(call).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a household elsewhere looks like one that does not exist', () => {
  test.each([
    'addHouseholdMember',
    'removeHouseholdMember',
    'recordHousing',
    'recordDisasterLoss',
    'classifyPerson',
  ])('%s', async (field) => {
    const elsewhere = await householdIn(app, '32.73.05.1001');
    const before = await fingerprint(app);
    const real = inputs(elsewhere, elsewhere.personId)[field]!;
    const refused = await change(app, field, real, 'officer-regency');
    expect(refused.code).toBe('HOUSEHOLD_NOT_FOUND');
    const missing = inputs({ id: NOBODY, version: 1 }, NOBODY)[field]!;
    expect(await change(app, field, missing, 'officer-regency')).toEqual(refused);
    const malformed = inputs({ id: 'not an id', version: 1 }, 'not an id')[field]!;
    expect(await change(app, field, malformed, 'officer-regency')).toEqual(refused);
    expect(await fingerprint(app)).toBe(before);
  });

  test('a person elsewhere is neither corrected nor moved here, and the attempt is written down', async () => {
    const elsewhere = await householdIn(app, '32.73.05.1001');
    const before = await fingerprint(app);
    const correction = { personId: elsewhere.personId, version: 1, name: 'Lain Contoh' };
    const refused = await change(app, 'correctPerson', correction, 'officer-regency');
    expect(refused.code).toBe('PERSON_NOT_FOUND');
    expect(
      await change(app, 'correctPerson', { ...correction, personId: NOBODY }, 'officer-regency'),
    ).toEqual(refused);
    const move = {
      ...{ personId: elsewhere.personId, version: elsewhere.version },
      ...{ toHouseholdId: household.id, toVersion: household.version },
      ...{ relationship: 'CHILD', on: '2026-10-01' },
    };
    expect(await change(app, 'moveHouseholdMember', move, 'officer-regency')).toEqual(refused);
    expect((await trail(app, 'moveHouseholdMember')).at(-1)).toMatchObject({
      outcome: 'DENIED',
      person_ids: [elsewhere.personId],
    });
    expect(await fingerprint(app)).toBe(before);
  });

  test('nobody is moved out of the territory', async () => {
    const elsewhere = await householdIn(app, '32.73.05.1001');
    const move = {
      ...{ personId: memberId(household, 'CHILD'), version: household.version },
      ...{ relationship: 'CHILD', on: '2026-10-01' },
    };
    const before = await fingerprint(app);
    const there = { ...move, toHouseholdId: elsewhere.id, toVersion: elsewhere.version };
    const refused = await change(app, 'moveHouseholdMember', there, 'officer-regency');
    expect(refused.code).toBe('HOUSEHOLD_NOT_FOUND');
    const nowhere = { ...move, toHouseholdId: NOBODY, toVersion: 1 };
    expect(await change(app, 'moveHouseholdMember', nowhere, 'officer-regency')).toEqual(refused);
    expect(await fingerprint(app)).toBe(before);
  });

  test('a village officer edits the own village only', async () => {
    const neighbour = await registerFamily(app, { villageCode: '32.05.01.1002' });
    const { recordHousing } = inputs(neighbour, memberId(neighbour, 'CHILD'));
    expect((await change(app, 'recordHousing', recordHousing!, 'officer-village')).code).toBe(
      'HOUSEHOLD_NOT_FOUND',
    );
  });
});
