import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  change,
  faultOfChange,
  fingerprint,
  inventFamily,
  inventMember,
  inventNik,
  registerFamily,
  trail,
} from '../support/changes.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
});
afterAll(() => app.close());

describe('registerHousehold', () => {
  test('a village officer registers a family and reads it back', async () => {
    const family = inventFamily();
    const household = await change(app, 'registerHousehold', family, 'officer-village');
    expect(household).toMatchObject({
      ...{ __typename: 'Household', version: 1, address: 'Jalan Contoh 7', rt: '003', rw: '007' },
      kkNumber: (family as { kkNumber?: string }).kkNumber,
    });
    const shown = household.members.map(({ relationship, since, person }) => ({
      ...{ relationship, since, nik: person.nik, name: person.name, warnings: person.warnings },
    }));
    expect(shown).toEqual(
      expect.arrayContaining(
        family.members.map(({ relationship, nik, name }) => ({
          ...{ relationship, since: '2020-01-01', nik, name, warnings: [] },
        })),
      ),
    );
  });

  test('a registered family is not in DTSEN, and Dukcapil has not been asked', async () => {
    const { id } = await registerFamily(app);
    const [found] = await app.app.database.sql.query<{ listings: number; answers: number }>(
      `SELECT (SELECT count(*)::int4 FROM registry_listing WHERE household_id = $1::uuid) AS listings,
        (SELECT count(*)::int4 FROM dukcapil_match WHERE household_id = $1::uuid) AS answers`,
      [id],
    );
    expect(found).toEqual({ listings: 0, answers: 0 });
  });

  test('a newcomer is found by NIK and by name at once', async () => {
    const family = inventFamily();
    const { members } = await change(app, 'registerHousehold', family, 'officer-village');
    const answer = await app.graphql<{ person: { id: string } }>(
      'query ($nik: NIK!) { person(by: { nik: $nik }) { id } }',
      { nik: family.members[0]!.nik },
      'officer-village',
    );
    expect(members.map(({ person }) => person.id)).toContain(answer.data?.person.id);
  });

  test('a NIK that prints another birth date is kept with a warning', async () => {
    const head = inventMember('HEAD', '1985-03-02', 'M', { birthDate: '1985-03-12', sex: 'F' });
    const { members } = await registerFamily(app, { members: [head] });
    expect(members[0]?.person.warnings).toEqual(['NIK_BIRTH_DATE_DIFFERS', 'NIK_SEX_DIFFERS']);
  });

  test('a person without a NIK and conditions of a person are recorded', async () => {
    const conditions = [
      { kind: 'SCHOOL_LEVEL', grade: 'ELEMENTARY', since: '2023-07-01' },
      { kind: 'DISABILITY', grade: 'MILD', since: '2020-01-01' },
    ];
    const { id } = await registerFamily(app, {
      kkNumber: null,
      members: [
        inventMember('HEAD', '1990-01-01', 'F'),
        inventMember('CHILD', '2016-01-01', 'M', { nik: null, conditions }),
      ],
    });
    const rows = await app.app.database.sql.query(
      'SELECT kind::text, grade::text, since::text FROM person_condition WHERE household_id = $1::uuid ORDER BY since DESC',
      [id],
    );
    expect(rows).toEqual(conditions);
  });

  test('names are kept in NFC, trimmed, with single spaces', async () => {
    const name = '  Jose\u0301   Contoh ';
    const { members } = await registerFamily(app, {
      members: [inventMember('HEAD', '1990-01-01', 'M', { name })],
    });
    expect(members[0]?.person.name).toBe('José Contoh');
  });

  test('the number of statements does not grow with the family', async () => {
    const children = Array.from({ length: 27 }, (_, at) =>
      inventMember('CHILD', `20${String(at + 1).padStart(2, '0')}-05-05`.slice(0, 10), 'M'),
    ).filter(({ birthDate }) => birthDate < '2026');
    app.statements();
    await registerFamily(app, { members: [inventMember('HEAD', '1980-01-01', 'F')] });
    const small = app.statements().length;
    await registerFamily(app, { members: [inventMember('HEAD', '1980-01-01', 'F'), ...children] });
    expect(app.statements()).toHaveLength(small);
    expect(small).toBeLessThanOrEqual(10);
  });
});

describe('a refused registration changes nothing', () => {
  test('a NIK that somebody has is refused without saying whose, and the attempt is written down', async () => {
    const taken = await registerFamily(app);
    const before = await fingerprint(app);
    const head = inventMember('HEAD', '1990-01-01', 'M', { nik: taken.members[0]?.person.nik });
    const refused = await change(
      app,
      'registerHousehold',
      inventFamily({ members: [head] }),
      'officer-village',
    );
    expect(refused).toEqual({
      __typename: 'NikAlreadyRecordedError',
      code: 'NIK_ALREADY_RECORDED',
      message: expect.stringContaining('already recorded') as string,
      pesan: expect.stringContaining('sudah tercatat') as string,
    });
    expect(await fingerprint(app)).toBe(before);
    const denied = (await trail(app, 'registerHousehold')).at(-1);
    expect(denied).toMatchObject({
      outcome: 'DENIED',
      people: 1,
      person_ids: [taken.members[0]?.person.id],
    });
  });

  test('a family card that another household has is refused', async () => {
    const { kkNumber } = await registerFamily(app);
    const before = await fingerprint(app);
    const refused = await change(
      app,
      'registerHousehold',
      inventFamily({ kkNumber }),
      'officer-village',
    );
    expect(refused.code).toBe('KK_NUMBER_IN_USE');
    expect(await fingerprint(app)).toBe(before);
  });

  test('a village elsewhere and a village that does not exist look the same', async () => {
    const before = await fingerprint(app);
    const elsewhere = inventFamily({ villageCode: '32.73.05.1001' });
    const nowhere = inventFamily({ villageCode: '32.05.01.3999' });
    const refused = await change(app, 'registerHousehold', elsewhere, 'officer-regency');
    expect(refused.code).toBe('VILLAGE_NOT_FOUND');
    expect(await change(app, 'registerHousehold', nowhere, 'officer-regency')).toEqual(refused);
    const district = inventFamily({ villageCode: '32.05.01' });
    expect(await change(app, 'registerHousehold', district, 'officer-regency')).toEqual(refused);
    expect(await fingerprint(app)).toBe(before);
  });

  test.each([
    'officer-national',
    'officer-province',
    'officer-district',
    'bank',
    'hospital',
    'university',
    'citizen-desk',
  ])('%s may not register a family', async (persona) => {
    const before = await fingerprint(app);
    const { code } = await faultOfChange(app, 'registerHousehold', inventFamily(), persona);
    expect(code).toBe('FORBIDDEN');
    expect(await fingerprint(app)).toBe(before);
  });

  const twin = inventMember('HEAD', '1990-01-01', 'M');
  test.each([
    ['nobody', { members: [] }, 'members'],
    ['no head', { members: [inventMember('SPOUSE', '1990-01-01', 'F')] }, 'exactly one HEAD'],
    ['two heads', { members: [twin, { ...twin, nik: null }] }, 'exactly one HEAD'],
    ['a NIK twice', { members: [twin, { ...twin, relationship: 'SPOUSE' }] }, 'each NIK once'],
    [
      '31 members',
      {
        members: [
          twin,
          ...Array.from({ length: 30 }, () =>
            inventMember('OTHER', '1990-01-01', 'F', { nik: null }),
          ),
        ],
      },
      'from 1 to 30',
    ],
    ['an empty name', { members: [{ ...twin, name: ' \t ' }] }, 'members[0].name'],
    [
      'a bidirectional mark',
      { members: [{ ...twin, name: 'Budi\u202e Contoh' }] },
      'members[0].name',
    ],
    ['a control character', { address: 'Jalan\u0007 Contoh' }, 'address'],
    ['a very long name', { members: [{ ...twin, name: 'a'.repeat(121) }] }, 'at most 120'],
    ['a birth in the future', { members: [{ ...twin, birthDate: '2026-11-02' }] }, 'birthDate'],
    ['a membership before birth', { members: [{ ...twin, since: '1989-12-31' }] }, 'since'],
    ['an RT of letters', { rt: 'A' }, 'rt must be'],
    ['an occupation in words', { members: [{ ...twin, occupation: 'buruh tani' }] }, 'occupation'],
    [
      'a pregnant man',
      { members: [{ ...twin, conditions: [{ kind: 'PREGNANT', since: '2026-01-01' }] }] },
      'women only',
    ],
    [
      'a school level without a level',
      { members: [{ ...twin, conditions: [{ kind: 'SCHOOL_LEVEL', since: '2026-01-01' }] }] },
      'grade',
    ],
  ])('%s is BAD_USER_INPUT that names the argument', async (_what, more, words) => {
    const before = await fingerprint(app);
    const { code, message } = await faultOfChange(
      app,
      'registerHousehold',
      inventFamily(more),
      'officer-village',
    );
    expect({ code, message }).toEqual({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(words) as string,
    });
    expect(await fingerprint(app)).toBe(before);
  });

  test('no message repeats what was sent', async () => {
    const nik = inventNik('1990-01-01', 'M');
    const head = inventMember('HEAD', '1990-01-01', 'M', { nik, name: 'Rahasia\u0007 Contoh' });
    const { message } = await faultOfChange(
      app,
      'registerHousehold',
      inventFamily({ members: [head] }),
      'officer-village',
    );
    expect(message).not.toMatch(/Rahasia|\d{5}/);
  });
});
