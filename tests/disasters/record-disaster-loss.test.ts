import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { change, faultOfChange, fingerprint, registerFamily } from '../support/changes.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
});
afterAll(() => app.close());

const LOSS = { kind: 'FIRE', happenedOn: '2026-10-05', damage: 'HEAVY' };

function losses(householdId: string): Promise<object[]> {
  return app.app.database.sql.query(
    `SELECT kind, happened_on AS "happenedOn", verified_on AS "verifiedOn", damage FROM disaster_loss
     WHERE household_id = $1::uuid ORDER BY happened_on, kind`,
    [householdId],
  );
}

test('a reported loss is not verified, and its confirmation is the same loss', async () => {
  const { id, version } = await registerFamily(app);
  const input = { householdId: id, ...LOSS };
  const first = await change(app, 'recordDisasterLoss', { ...input, version }, 'officer-village');
  expect(await losses(id)).toEqual([{ ...LOSS, verifiedOn: null }]);
  const confirmed = { ...input, version: first.version, verifiedOn: '2026-10-07' };
  const second = await change(app, 'recordDisasterLoss', confirmed, 'officer-district');
  expect(second.version).toBe(version + 2);
  expect(await losses(id)).toEqual([{ ...LOSS, verifiedOn: '2026-10-07' }]);
});

test('a confirmation does not hold for other damage than was confirmed', async () => {
  const { id, version } = await registerFamily(app);
  const input = { householdId: id, ...LOSS, verifiedOn: '2026-10-07', version };
  const first = await change(app, 'recordDisasterLoss', input, 'officer-district');
  const again = { ...input, version: first.version, verifiedOn: null };
  const second = await change(app, 'recordDisasterLoss', again, 'officer-village');
  expect(await losses(id)).toEqual([{ ...LOSS, verifiedOn: '2026-10-07' }]);
  const less = { ...again, version: second.version, damage: 'LIGHT' };
  await change(app, 'recordDisasterLoss', less, 'officer-village');
  expect(await losses(id)).toEqual([{ ...LOSS, damage: 'LIGHT', verifiedOn: null }]);
});

test('another kind on the same day is another loss', async () => {
  const { id, version } = await registerFamily(app);
  const input = { householdId: id, ...LOSS, version };
  const first = await change(app, 'recordDisasterLoss', input, 'officer-village');
  const storm = { ...input, kind: 'STORM', version: first.version };
  await change(app, 'recordDisasterLoss', storm, 'officer-village');
  expect(await losses(id)).toHaveLength(2);
});

test('days in the future, a confirmation before the disaster and an old version are refused', async () => {
  const { id, version } = await registerFamily(app);
  const input = { householdId: id, ...LOSS, version };
  const before = await fingerprint(app);
  for (const wrong of [
    { happenedOn: '2026-11-02' },
    { verifiedOn: '2026-11-02' },
    { verifiedOn: '2026-10-04' },
  ]) {
    const { code, message } = await faultOfChange(
      app,
      'recordDisasterLoss',
      { ...input, ...wrong },
      'officer-village',
    );
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain(Object.keys(wrong)[0]);
  }
  const stale = { ...input, version: version + 1 };
  expect((await change(app, 'recordDisasterLoss', stale, 'officer-village')).code).toBe(
    'STALE_VERSION',
  );
  expect(await fingerprint(app)).toBe(before);
});
