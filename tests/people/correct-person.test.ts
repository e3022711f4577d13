import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  change,
  faultOfChange,
  fingerprint,
  inventMember,
  inventNik,
  memberId,
  registerFamily,
  trail,
} from '../support/changes.js';

const OFFICER = 'officer-regency';
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
});
afterAll(() => app.close());

const correct = (input: object) => change(app, 'correctPerson', input, OFFICER);

async function dukcapil(personId: string): Promise<object[]> {
  return app.app.database.sql.query(
    'SELECT status, checked_on AS "checkedOn" FROM dukcapil_match WHERE person_id = $1::uuid',
    [personId],
  );
}

test('a corrected name is kept, found by its new words only, and counted in both versions', async () => {
  const household = await registerFamily(app);
  const personId = memberId(household, 'SPOUSE');
  const after = await correct({ personId, version: 1, name: 'Melati Kasturi Contoh' });
  expect(after).toMatchObject({
    ...{ __typename: 'Person', id: personId, version: 2, name: 'Melati Kasturi Contoh' },
  });
  const find = async (name: string) => {
    const { data } = await app.graphql<{ people: { edges: { node: { id: string } }[] } }>(
      'query ($name: String!) { people(name: $name) { edges { node { id } } } }',
      { name },
      OFFICER,
    );
    return data?.people.edges.map(({ node }) => node.id);
  };
  expect(await find('Kasturi')).toEqual([personId]);
  expect(await find('Wati')).not.toContain(personId);
  const [{ version } = { version: 0 }] = await app.app.database.sql.query<{ version: number }>(
    'SELECT version FROM household WHERE id = $1::uuid',
    [household.id],
  );
  expect(version).toBe(household.version + 1);
});

test('what is absent stays, null clears occupation and date of death, and the NIK stays', async () => {
  const household = await registerFamily(app);
  const personId = memberId(household, 'HEAD');
  const nik = household.members.find(({ person }) => person.id === personId)?.person.nik;
  const died = { personId, version: 1, deathDate: '2026-10-01', occupation: 'DAY_LABOURER' };
  expect(await correct(died)).toMatchObject({
    ...{ deathDate: '2026-10-01', occupation: 'DAY_LABOURER', nik, birthDate: '1985-03-02' },
  });
  const alive = { personId, version: 2, deathDate: null };
  expect(await correct(alive)).toMatchObject({ deathDate: null, occupation: 'DAY_LABOURER', nik });
});

test('a corrected birth date and sex are warnings against the NIK, never refusals', async () => {
  const household = await registerFamily(app);
  const personId = memberId(household, 'HEAD');
  const later = await correct({ personId, version: 1, birthDate: '1985-03-12' });
  expect(later.__typename).toBe('Person');
  expect(later).toMatchObject({ warnings: ['NIK_BIRTH_DATE_DIFFERS'] });
  const both = await correct({ personId, version: 2, sex: 'F' });
  expect(both).toMatchObject({ warnings: ['NIK_BIRTH_DATE_DIFFERS', 'NIK_SEX_DIFFERS'] });
  const back = await correct({ personId, version: 3, sex: 'M', birthDate: '1985-03-02' });
  expect(back).toMatchObject({ warnings: [] });
});

test('a newborn gets a NIK later, and Dukcapil is then still to be asked', async () => {
  const household = await registerFamily(app, {
    members: [
      inventMember('HEAD', '1990-01-01', 'F'),
      inventMember('CHILD', '2026-08-20', 'M', { nik: null, since: '2026-08-20' }),
    ],
  });
  const personId = memberId(household, 'CHILD');
  const nik = inventNik('2026-08-20', 'M');
  expect(await correct({ personId, version: 1, nik })).toMatchObject({ nik, warnings: [] });
  expect(await dukcapil(personId)).toEqual([{ status: 'NOT_CHECKED', checkedOn: '2026-11-01' }]);
});

test('a NIK typed wrongly is corrected, and is free again for whose it is', async () => {
  const household = await registerFamily(app);
  const personId = memberId(household, 'HEAD');
  const wrong = household.members.find(({ person }) => person.id === personId)?.person.nik;
  await correct({ personId, version: 1, nik: inventNik('1985-03-02', 'M') });
  const owner = inventMember('HEAD', '1985-03-02', 'M', { nik: wrong });
  expect((await registerFamily(app, { members: [owner] })).members[0]?.person.nik).toBe(wrong);
});

test('a NIK that somebody has is refused without saying whose, and both are in the trail', async () => {
  const household = await registerFamily(app);
  const other = await registerFamily(app);
  const personId = memberId(household, 'HEAD');
  const before = await fingerprint(app);
  const nik = other.members.find(({ relationship }) => relationship === 'SPOUSE')?.person.nik;
  const refused = await correct({ personId, version: 1, nik });
  expect(Object.keys(refused).sort()).toEqual(['__typename', 'code', 'message', 'pesan']);
  expect(refused.code).toBe('NIK_ALREADY_RECORDED');
  expect(await fingerprint(app)).toBe(before);
  const denied = (await trail(app, 'correctPerson')).at(-1);
  expect(denied?.outcome).toBe('DENIED');
  expect(new Set(denied?.person_ids)).toEqual(new Set([personId, memberId(other, 'SPOUSE')]));
});

test('who lives in a household since birth does so since the corrected birth date', async () => {
  const household = await registerFamily(app, {
    members: [
      inventMember('HEAD', '1990-01-01', 'F', { since: '2020-01-01' }),
      inventMember('CHILD', '2022-08-20', 'M', { since: '2022-08-20' }),
    ],
  });
  const personId = memberId(household, 'CHILD');
  await correct({ personId, version: 1, birthDate: '2022-08-22' });
  const rows = await app.app.database.sql.query(
    'SELECT since FROM household_member WHERE person_id = $1::uuid',
    [personId],
  );
  expect(rows).toEqual([{ since: '2022-08-22' }]);
});

test('a birth after what is recorded and a death before birth are refused', async () => {
  const household = await registerFamily(app);
  const personId = memberId(household, 'CHILD');
  const before = await fingerprint(app);
  const late = { personId, version: 1, birthDate: '2020-01-02' };
  expect((await correct(late)).code).toBe('DATE_CONFLICT');
  const early = { personId, version: 1, deathDate: '2015-09-29' };
  expect((await correct(early)).code).toBe('DATE_CONFLICT');
  expect(await fingerprint(app)).toBe(before);
});

test('an old version is refused with the version that is current', async () => {
  const household = await registerFamily(app);
  const personId = memberId(household, 'HEAD');
  await correct({ personId, version: 1, occupation: 'FARMER' });
  const before = await fingerprint(app);
  expect(await correct({ personId, version: 1, name: 'Lain Contoh' })).toMatchObject({
    ...{ code: 'STALE_VERSION', recordId: personId, currentVersion: 2 },
  });
  expect(await fingerprint(app)).toBe(before);
});

test('nothing to correct, a name without letters and dates in the future are BAD_USER_INPUT', async () => {
  const household = await registerFamily(app);
  const input = { personId: memberId(household, 'HEAD'), version: 1 };
  for (const wrong of [
    {},
    { name: '12' },
    { birthDate: '2026-11-02' },
    { deathDate: '2026-11-02' },
    { occupation: 'buruh tani' },
  ]) {
    const fault = await faultOfChange(app, 'correctPerson', { ...input, ...wrong }, OFFICER);
    expect(fault.code).toBe('BAD_USER_INPUT');
    expect(fault.message).toContain(Object.keys(wrong)[0] ?? 'input');
  }
});
