import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  change,
  faultOfChange,
  fingerprint,
  inventMember,
  memberId,
  registerFamily,
  trail,
  type ChangeAnswer,
} from '../support/changes.js';
import { sealFirstForm } from '../support/first-form.js';
import { loadKeys } from '../../api/keys.js';

const OFFICER = 'officer-regency';
const WHY = { ground: 'REQUESTED_BY_SUBJECT', reference: '470/123/Dinsos/2026' };
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

const erase = (personId: string, version = 1, more: object = {}) =>
  change(office, 'erasePerson', { personId, version, ...WHY, ...more }, OFFICER);

const READ = `query ($id: ID!, $at: DateTime!) { household(by: { id: $id }) { id kkNumber address rt rw erasedAt
  members { person { id name nik sex erasedAt } }
  changes(first: 20) { edges { node { action record fields } } }
  asOf(at: $at) { kkNumber address members { personId name nik } } } }`;

interface Shown {
  readonly address: string | null;
  readonly kkNumber: string | null;
  readonly members: readonly { person: { id: string; name: string | null; nik: string | null } }[];
  readonly changes: { edges: readonly { node: { action: string; record: string } }[] };
  readonly asOf: {
    address: string | null;
    members: readonly { personId: string; name: string | null; nik: string | null }[];
  };
}

async function read(id: string, at = '2099-01-01T00:00:00Z'): Promise<Shown> {
  const answer = await app.graphql<{ household: Shown }>(READ, { id, at }, OFFICER);
  expect(answer.errors).toBeUndefined();
  return answer.data!.household;
}

const nikOf = ({ members }: ChangeAnswer, id: string): string =>
  members.find(({ person }) => person.id === id)!.person.nik!;

const instant = async (): Promise<string> => {
  const [row] = await app.app.database.sql.query<{ at: string }>(
    `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`,
  );
  return row!.at;
};

describe('erasing a person', () => {
  test('leaves nobody to be read or found, now or in history, and everybody else as they were', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'CHILD');
    const nik = nikOf(household, personId);
    await change(
      app,
      'correctPerson',
      { personId, version: 1, name: 'Kirana Dahulu Contoh' },
      OFFICER,
    );
    const before = await instant();
    const erased = await erase(personId, 2);
    expect(erased).toMatchObject({ __typename: 'PersonErasure', personId });
    expect(erased).toMatchObject({ isHouseholdErased: false });
    expect(erased.erasedAt).toMatch(/^20/);

    for (const state of [await read(household.id), await read(household.id, before)]) {
      const shown = state.members.map(({ person }) => person);
      expect(shown.find(({ id }) => id === personId)).toMatchObject({ name: null, nik: null });
      expect(shown.filter(({ name, nik: one }) => name !== null && one !== null)).toHaveLength(2);
      const past = state.asOf.members.find((member) => member.personId === personId);
      expect(past).toEqual({ personId, name: null, nik: null });
      expect(state.asOf.members.filter(({ name }) => name !== null)).toHaveLength(2);
      expect(state.address).toBe('Jalan Contoh 7');
      expect(state.changes.edges[0]!.node).toMatchObject({ action: 'erasePerson' });
    }
    const { data } = await app.graphql<{ byNik: object | null; byName: { edges: object[] } }>(
      `query ($nik: NIK!) { byNik: person(by: { nik: $nik }) { id }
        byName: people(name: "Kirana Dahulu", within: "32.05") { edges { node { id } } } }`,
      { nik },
      OFFICER,
    );
    expect(data).toEqual({ byNik: null, byName: { edges: [] } });
    expect(await trail(app, 'erasePerson')).toContainEqual(
      expect.objectContaining({
        outcome: 'ALLOWED',
        person_ids: expect.arrayContaining([personId]) as string[],
      }),
    );
  });

  test('leaves no key, no index and no token, and writes down who decided it', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'SPOUSE');
    await erase(personId);
    const { sql } = app.app.database;
    const rows = await sql.query(
      `SELECT (SELECT count(*)::int4 FROM person_key WHERE person_id = p.id) AS keys, p.nik_index, cardinality(p.name_tokens) AS tokens,
        (SELECT count(*)::int4 FROM change_entry WHERE row ?| ARRAY['nik_index', 'name_tokens', 'kk_index']) AS kept
       FROM person p WHERE p.id = $1::uuid`,
      [personId],
    );
    expect(rows).toEqual([{ keys: 0, nik_index: null, tokens: 0, kept: 0 }]);
    expect(
      await sql.query(
        'SELECT household_id, ground::text, reference, actor FROM erasure WHERE person_id = $1::uuid',
        [personId],
      ),
    ).toEqual([{ household_id: null, ...WHY, actor: 'officer-of-32.05' }]);
    await expect(sql.query('DELETE FROM erasure')).rejects.toThrow(/never edited/);
  });

  test('takes the address of the household with the last of its people, and lets its numbers be used again', async () => {
    const household = await registerFamily(app, {
      members: [inventMember('HEAD', '1970-01-01', 'M', { since: '2020-01-01' })],
    });
    const personId = memberId(household, 'HEAD');
    const nik = nikOf(household, personId);
    const before = await instant();
    const erased = await erase(personId);
    expect(erased).toMatchObject({ isHouseholdErased: true });
    const state = await read(household.id, before);
    expect(state).toMatchObject({ kkNumber: null, address: null, rt: null, rw: null });
    expect(state.asOf).toMatchObject({ kkNumber: null, address: null });
    const again = await registerFamily(app, {
      kkNumber: household.kkNumber,
      members: [inventMember('HEAD', '1970-01-01', 'M', { nik })],
    });
    expect(again.kkNumber).toBe(household.kkNumber);
  });

  test('leaves decisions as they were: they name nobody and are replayed', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'CHILD');
    const { data } = await app.graphql<{ checkEligibility: { id: string } }>(
      `query ($nik: NIK!) { checkEligibility(input: { nik: $nik, program: "PKH", purpose: SOCIAL_SERVICE }) { id } }`,
      { nik: nikOf(household, personId) },
      OFFICER,
    );
    const replay = async () => {
      const answer = await app.graphql<{ eligibilityDecision: { receipt: string } }>(
        'query ($id: ID!) { eligibilityDecision(id: $id) { outcome receipt criteria { code finding } } }',
        { id: data!.checkEligibility.id },
        OFFICER,
      );
      expect(answer.errors).toBeUndefined();
      const { receipt, ...decision } = answer.data!.eligibilityDecision;
      return { ...decision, signed: receipt.slice(0, receipt.lastIndexOf('.')) };
    };
    const first = await replay();
    await erase(personId);
    expect(await replay()).toEqual(first);
  });

  test('of the first form takes the bytes themselves, in history too, since they carry their own key', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'CHILD');
    const { vault } = await loadKeys({ json: inject('keys') });
    const { current, byId } = vault.wrapping;
    const value = { nik: nikOf(household, personId), name: 'Kenanga Lama Contoh' };
    const first = sealFirstForm(current, byId.get(current)!, 'person', personId, value);
    const { sql } = app.app.database;
    await sql.query('DELETE FROM person_key WHERE person_id = $1::uuid', [personId]);
    await sql.query('UPDATE person SET identity = $2::bytea WHERE id = $1::uuid', [
      personId,
      first,
    ]);
    await change(
      app,
      'correctPerson',
      { personId, version: 1, name: 'Kenanga Baru Contoh' },
      OFFICER,
    );
    const held = () =>
      sql.query<{ count: number }>(
        `SELECT count(*)::int4 AS count FROM change_entry WHERE row_id = $1::uuid AND row ->> 'identity' LIKE '\\\\x01%'`,
        [personId],
      );
    expect(await held()).toEqual([{ count: 1 }]);
    expect((await read(household.id)).members.map(({ person }) => person.name)).toContain(
      'Kenanga Baru Contoh',
    );
    await erase(personId, 2);
    expect(await held()).toEqual([{ count: 0 }]);
  });
});

describe('an erasure is refused', () => {
  test('where it was done already, and what was erased cannot be corrected', async () => {
    const personId = memberId(await registerFamily(app), 'CHILD');
    await erase(personId);
    expect(await erase(personId, 2)).toMatchObject({ code: 'PERSON_ERASED' });
    const input = { personId, version: 2, name: 'Orang Lain Contoh' };
    expect(await change(app, 'correctPerson', input, OFFICER)).toMatchObject({
      code: 'PERSON_ERASED',
    });
  });

  test('while the person or the household is enrolled, for an old version, and for somebody elsewhere', async () => {
    const { sql } = app.app.database;
    const enrol = async (personOnly: boolean) => {
      const household = await registerFamily(app);
      const served = memberId(household, 'CHILD');
      await sql.query(
        `INSERT INTO enrolment (id, household_id, person_id, program_code, status, since)
          VALUES (gen_random_uuid(), $1::uuid, $2::uuid, 'PKH', 'WAITLISTED', '2026-01-01')`,
        [household.id, personOnly ? served : null],
      );
      return served;
    };
    const served = [await enrol(true), await enrol(false)];
    const [elsewhere] = await sql.query<{ id: string; version: number }>(
      `SELECT id, version FROM person WHERE village_code NOT LIKE '32.05.%' LIMIT 1`,
    );
    const personId = memberId(await registerFamily(app), 'CHILD');
    const before = await fingerprint(app);
    for (const id of served) expect(await erase(id)).toMatchObject({ code: 'PERSON_IN_USE' });
    expect(await erase(elsewhere!.id, elsewhere!.version)).toMatchObject({
      code: 'PERSON_NOT_FOUND',
    });
    expect(await erase(personId, 7)).toMatchObject({ code: 'STALE_VERSION', currentVersion: 1 });
    expect(await fingerprint(app)).toBe(before);
  });

  test.each([['Wati Contoh'], ['3205011704829901'], ['surat'], ['']])(
    'with the reference %j, which is no number of a letter',
    async (reference) => {
      const input = {
        personId: '01900000-0000-7000-8000-000000000001',
        version: 1,
        ...WHY,
        reference,
      };
      expect(await faultOfChange(office, 'erasePerson', input, OFFICER)).toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    },
  );

  test('to everybody but the data-protection officer of the regency', async () => {
    const personId = memberId(await registerFamily(app), 'CHILD');
    const input = { personId, version: 1, ...WHY };
    const before = await fingerprint(app);
    for (const persona of [OFFICER, 'officer-village', 'officer-national', 'social-worker']) {
      expect(await faultOfChange(app, 'erasePerson', input, persona)).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    const province = await actAs(app, officerOf('PROVINCE', '32', ['data_protection_officer']));
    try {
      expect(await faultOfChange(province, 'erasePerson', input, OFFICER)).toMatchObject({
        code: 'FORBIDDEN',
      });
    } finally {
      await province.close();
    }
    expect(await fingerprint(app)).toBe(before);
  });
});
