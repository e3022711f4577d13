import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Database } from '../../prisma/database.js';
import { schema } from '../../schema/index.js';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { backUp, restore } from '../support/back-up.js';
import { change, memberId, registerFamily } from '../support/changes.js';

/* P4: whoever was erased cannot be read from a backup that was made before, and everybody else can. */
let app: TestApp;
let office: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
  office = await actAs(app, officerOf('REGENCY', '32.05', ['data_protection_officer']));
});
afterAll(async () => {
  await office.close();
  await app.close();
});

const folder = (): Promise<string> => mkdtemp(join(inject('runDirectory'), 'dumps-'));

/** Whether an identity of a database can be opened with what the database holds. */
async function opens({ sql }: Database, table: 'person' | 'household', id: string) {
  const [row] = await sql.query<{ identity: Uint8Array; wrapped: Uint8Array | null }>(
    `SELECT t.identity, k.wrapped FROM ${table} t LEFT JOIN ${table}_key k ON k.${table}_id = t.id WHERE t.id = $1::uuid`,
    [id],
  );
  try {
    app.app.vault.openPast(table, id, row!.identity, row!.wrapped);
    return true;
  } catch {
    return false;
  }
}

test('an erased person is unreadable in the base and in an earlier backup, and stays so after a restore', async () => {
  const { database } = app.app;
  const household = await registerFamily(app);
  const [personId, otherId] = [memberId(household, 'CHILD'), memberId(household, 'HEAD')];
  const dumps = await folder();
  await backUp(database, 'registry', dumps);
  const early = await folder();
  await backUp(database, 'registry', early);
  await backUp(database, 'keys', early);

  const input = { personId, version: 1, ground: 'RETENTION_ENDED', reference: '470/1/2026' };
  await change(office, 'erasePerson', input, 'officer-regency');
  const later = await registerFamily(app);
  await backUp(database, 'keys', dumps);
  expect(await opens(database, 'person', personId)).toBe(false);
  expect(await opens(database, 'person', otherId)).toBe(true);

  const restored = await restore(database, dumps);
  try {
    expect(await opens(restored.database, 'person', personId)).toBe(false);
    await restored.eraseAgain();
    expect(await opens(restored.database, 'person', personId)).toBe(false);
    expect(await opens(restored.database, 'person', otherId)).toBe(true);
    expect(await opens(restored.database, 'household', household.id)).toBe(true);
    const rows = await restored.database.sql.query(
      `SELECT p.erased_at IS NOT NULL AS erased, p.nik_index,
        (SELECT count(*)::int4 FROM person_key k WHERE NOT EXISTS (SELECT FROM person o WHERE o.id = k.person_id)) AS strays
       FROM person p WHERE p.id = $1::uuid`,
      [personId],
    );
    expect(rows).toEqual([{ erased: true, nik_index: null, strays: 0 }]);
    expect(
      await restored.database.sql.query('SELECT 1 FROM household WHERE id = $1::uuid', [later.id]),
    ).toEqual([]);
    const served = await createTestApp({ schema, database: restored.database });
    try {
      const { data, errors } = await served.graphql<{
        household: { members: { person: { id: string; name: string | null } }[] };
      }>(
        'query ($id: ID!) { household(by: { id: $id }) { address members { person { id name nik } } } }',
        { id: household.id },
        'officer-regency',
      );
      expect(errors).toBeUndefined();
      const names = data!.household.members.map(({ person }) => [person.id, person.name === null]);
      expect(names).toContainEqual([personId, true]);
      expect(names).toContainEqual([otherId, false]);
    } finally {
      await served.close();
    }
  } finally {
    await restored.close();
  }

  const withoutKeys = await restore(database, dumps, false);
  expect(await opens(withoutKeys.database, 'person', otherId)).toBe(false);
  await withoutKeys.close();

  // The control: with the keys of that day the person is there again, which is why those are not kept.
  const before = await restore(database, early);
  expect(await opens(before.database, 'person', personId)).toBe(true);
  await before.close();
}, 240_000);
