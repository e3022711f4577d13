import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { change, faultOfChange, fingerprint, registerFamily } from '../support/changes.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
});
afterAll(() => app.close());

const HOUSE = {
  ...{ recordedOn: '2026-10-05', floor: 'EARTH', roof: 'THATCH', wall: 'BAMBOO' },
  ...{ structure: 'DANGEROUS_ROOF', sanitation: 'NONE', floorAreaDm2: 2400 },
  ...{ ownsLand: true, earlierHousingAid: false },
};

function houses(householdId: string): Promise<object[]> {
  return app.app.database.sql.query(
    `SELECT recorded_on AS "recordedOn", floor, roof, floor_area_dm2 AS area FROM housing_condition
     WHERE household_id = $1::uuid ORDER BY recorded_on`,
    [householdId],
  );
}

test('a district officer records a house, and a second visit on that day replaces the first', async () => {
  const { id, version } = await registerFamily(app);
  const first = await change(
    app,
    'recordHousing',
    { householdId: id, version, ...HOUSE },
    'officer-district',
  );
  expect(first.version).toBe(version + 1);
  await change(
    app,
    'recordHousing',
    { householdId: id, version: first.version, ...HOUSE, roof: 'ZINC' },
    'officer-village',
  );
  expect(await houses(id)).toEqual([
    { recordedOn: '2026-10-05', floor: 'EARTH', roof: 'ZINC', area: 2400 },
  ]);
  const history = await app.app.database.sql.query(
    `SELECT row ->> 'roof' AS roof, action FROM change_entry
     WHERE household_id = $1::uuid AND table_name = 'housing_condition'`,
    [id],
  );
  expect(history).toEqual([{ roof: 'THATCH', action: 'recordHousing' }]);
});

test('a visit on another day stands beside the earlier one', async () => {
  const { id, version } = await registerFamily(app);
  const input = { householdId: id, version, ...HOUSE };
  const first = await change(app, 'recordHousing', input, 'officer-district');
  const later = { ...input, version: first.version, recordedOn: '2026-10-30', floor: 'CEMENT' };
  await change(app, 'recordHousing', later, 'officer-district');
  expect(await houses(id)).toHaveLength(2);
});

test('an old version, a day in the future and an impossible area are refused', async () => {
  const { id, version } = await registerFamily(app);
  const input = { householdId: id, version, ...HOUSE };
  const before = await fingerprint(app);
  const stale = { ...input, version: version - 1 };
  expect(await change(app, 'recordHousing', stale, 'officer-district')).toMatchObject({
    ...{ code: 'STALE_VERSION', recordId: id, currentVersion: version },
  });
  for (const [argument, value] of [
    ['recordedOn', '2026-11-02'],
    ['floorAreaDm2', 0],
    ['floorAreaDm2', 10_000_001],
  ] as const) {
    const fault = await faultOfChange(
      app,
      'recordHousing',
      { ...input, [argument]: value },
      'officer-district',
    );
    expect(fault.code).toBe('BAD_USER_INPUT');
    expect(fault.message).toContain(argument);
  }
  expect(await fingerprint(app)).toBe(before);
});
