import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  change,
  inventFamily,
  inventMember,
  memberId,
  registerFamily,
} from '../support/changes.js';

const OFFICER = 'officer-regency';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

interface Refused {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly pesan: string;
  readonly duplicates: { at: number; personId: string; reasons: string[] }[];
}

/** Makes a change and gives the refusal with those who are alike. */
async function refused(field: string, input: object, persona = OFFICER): Promise<Refused> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data } = await app.graphql<Record<string, Refused>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ... on PossibleDuplicateError {
      code message(language: EN) pesan: message(language: ID) duplicates { at personId reasons } } } }`,
    { input },
    persona,
  );
  return data![field]!;
}

const people = async (): Promise<number> => {
  const [row] = await app.app.database.sql.query<{ count: number }>(
    'SELECT count(*)::int4 AS count FROM person',
  );
  return row!.count;
};

const head = (name: string, birthDate: string, more: object = {}) =>
  inventMember('HEAD', birthDate, 'M', { name, since: '2020-01-01', ...more });
const family = (member: object, more: object = {}) => inventFamily({ members: [member], ...more });

describe('somebody who may be in the village already', () => {
  test('is put before the officer with what is alike, and nothing is written', async () => {
    const known = await registerFamily(app, {
      members: [head('Moh. Soekarno Contoh', '1961-03-07')],
    });
    const count = await people();
    const asked = family(head('Muhammad Sukarno Contoh', '1961-07-03', { nik: null }));
    const answer = await refused('registerHousehold', asked);
    expect(answer).toMatchObject({
      ...{ __typename: 'PossibleDuplicateError', code: 'POSSIBLE_DUPLICATE' },
      duplicates: [
        { at: 0, personId: memberId(known, 'HEAD'), reasons: ['SAME_NAME', 'LIKE_BIRTH_DATE'] },
      ],
    });
    expect(answer.pesan).not.toBe(answer.message);
    expect(await people()).toBe(count);
  });

  test('is entered once the officer says that it is somebody else, and the trail says who was looked at', async () => {
    const known = await registerFamily(app, {
      members: [head('Tjahjo Widodo Contoh', '1964-02-09')],
    });
    const personId = memberId(known, 'HEAD');
    const asked = family(head('Cahyo Widodo Contoh', '1964-02-09', { nik: null }));
    expect((await refused('registerHousehold', asked)).duplicates).toHaveLength(1);
    const made = await change(
      app,
      'registerHousehold',
      { ...asked, distinctFrom: [personId] },
      OFFICER,
    );
    expect(made.__typename).toBe('Household');
    const entries = await app.app.database.sql.query<{ outcome: string }>(
      `SELECT outcome::text AS outcome FROM access_entry
       WHERE action = 'registerHousehold' AND $1::uuid = ANY (person_ids) ORDER BY at, id`,
      [personId],
    );
    expect(entries.map(({ outcome }) => outcome)).toEqual(['ALLOWED', 'DENIED', 'ALLOWED']);
  });

  test('is still asked about when others are named', async () => {
    await registerFamily(app, { members: [head('Darsono Prawiro Contoh', '1949-10-12')] });
    const other = await registerFamily(app);
    const asked = family(head('Darsono Prawira Contoh', '1949-10-12', { nik: null }));
    const answer = await refused('registerHousehold', {
      ...asked,
      distinctFrom: [memberId(other, 'HEAD'), 'nobody'],
    });
    expect(answer.duplicates).toHaveLength(1);
  });

  test('is found when a member is added, and when a record is corrected', async () => {
    const known = await registerFamily(app, {
      members: [head('Soeparman Hadi Contoh', '1958-05-21')],
    });
    const personId = memberId(known, 'HEAD');
    const { id, version, members } = await registerFamily(app);
    const member = {
      ...head('Suparman Hadi Contoh', '1958-05-21'),
      relationship: 'PARENT',
      nik: null,
    };
    const added = await refused('addHouseholdMember', { householdId: id, version, member });
    expect(added.duplicates).toEqual([
      { at: 0, personId, reasons: ['SAME_NAME', 'SAME_BIRTH_DATE'] },
    ]);
    const childId = members.find(({ relationship }) => relationship === 'HEAD')!.person.id;
    const input = {
      personId: childId,
      version: 1,
      name: 'Suparman Hadi Contoh',
      birthDate: '1958-05-21',
      nik: undefined,
    };
    expect((await refused('correctPerson', input)).duplicates).toEqual([
      { at: 0, personId, reasons: ['SAME_NAME', 'SAME_BIRTH_DATE'] },
    ]);
    expect(
      (await change(app, 'correctPerson', { ...input, distinctFrom: [personId] }, OFFICER))
        .__typename,
    ).toBe('Person');
  });

  test('is not looked for where nothing of who somebody is was corrected', async () => {
    const twins = [head('Kasman Contoh', '1977-08-30'), head('Kasman Contoh', '1977-08-30')];
    const [first, second] = twins;
    const known = await registerFamily(app, { members: [first] });
    const made = await change(
      app,
      'registerHousehold',
      { ...family(second!), distinctFrom: [memberId(known, 'HEAD')] },
      OFFICER,
    );
    const input = { personId: memberId(made, 'HEAD'), version: 1, occupation: 'DAY_LABOURER' };
    expect((await change(app, 'correctPerson', input, OFFICER)).__typename).toBe('Person');
  });
});

describe('nobody is asked about', () => {
  test('who lives in another village', async () => {
    await registerFamily(app, { members: [head('Wirjo Atmodjo Contoh', '1944-04-04')] });
    const elsewhere = family(head('Wiryo Atmojo Contoh', '1944-04-04', { nik: null }), {
      villageCode: '32.05.01.1002',
    });
    expect((await change(app, 'registerHousehold', elsewhere, OFFICER)).__typename).toBe(
      'Household',
    );
  });

  test('who is a twin in the same family', async () => {
    const { id, version } = await registerFamily(app, {
      members: [
        head('Parta Contoh', '1980-01-15'),
        inventMember('CHILD', '2019-03-08', 'M', { name: 'Hasan Basri Contoh', nik: null }),
      ],
    });
    const member = inventMember('CHILD', '2019-03-08', 'M', {
      name: 'Husin Basri Contoh',
      nik: null,
    });
    const input = { householdId: id, version, member };
    expect((await change(app, 'addHouseholdMember', input, OFFICER)).__typename).toBe('Household');
  });

  test('who has another NIK and another name, however alike', async () => {
    await registerFamily(app, { members: [head('Dedi Mulyadi Contoh', '1983-12-11')] });
    const other = family(head('Dadi Mulyadi Contoh', '1983-12-11'));
    expect((await change(app, 'registerHousehold', other, OFFICER)).__typename).toBe('Household');
  });
});

test('one NIK is refused as such, and not as something alike', async () => {
  const member = head('Rasidi Contoh', '1969-09-19');
  await registerFamily(app, { members: [member] });
  expect((await refused('registerHousehold', family(member))).__typename).toBe(
    'NikAlreadyRecordedError',
  );
});

test('of two who enter the same person at the same moment, the later one is asked', async () => {
  const enter = (name: string) =>
    change(app, 'registerHousehold', family(head(name, '1952-06-06', { nik: null })), OFFICER);
  const answers = await Promise.all([enter('Djojo Koesoemo Contoh'), enter('Joyo Kusumo Contoh')]);
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    ...['Household', 'PossibleDuplicateError'],
  ]);
});
