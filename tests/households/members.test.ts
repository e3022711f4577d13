import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
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

const OFFICER = 'officer-village';
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
});
afterAll(() => app.close());

/** Everybody who lives or lived in a household: relationship, first day, first day after. */
async function relations({ id }: ChangeAnswer): Promise<string[]> {
  const rows = await app.app.database.sql.query<{ text: string }>(
    `SELECT concat_ws(' ', relationship, since, coalesce(until::text, 'now')) AS text
     FROM household_member WHERE household_id = $1::uuid`,
    [id],
  );
  return rows.map(({ text }) => text).sort();
}

async function lifeOf(personId: string): Promise<unknown> {
  const [row] = await app.app.database.sql.query(
    'SELECT death_date AS "deathDate", version FROM person WHERE id = $1::uuid',
    [personId],
  );
  return row;
}

async function refusedWithoutChange(field: string, input: object): Promise<string | undefined> {
  const before = await fingerprint(app);
  const { code } = await change(app, field, input, OFFICER);
  expect(await fingerprint(app)).toBe(before);
  return code;
}

describe('addHouseholdMember', () => {
  test('a newborn without a NIK joins from birth, and the version counts it', async () => {
    const { id, version } = await registerFamily(app);
    const member = {
      ...inventMember('CHILD', '2026-10-20', 'F', { nik: null }),
      since: '2026-10-20',
    };
    const after = await change(
      app,
      'addHouseholdMember',
      { householdId: id, version, member },
      OFFICER,
    );
    expect(after.version).toBe(version + 1);
    expect(await relations(after)).toContain('CHILD 2026-10-20 now');
  });

  test('a member since no day in particular is one since today', async () => {
    const { id, version } = await registerFamily(app);
    const member = inventMember('PARENT', '1960-10-20', 'F');
    const input = { householdId: id, version, member };
    expect(await relations(await change(app, 'addHouseholdMember', input, OFFICER))).toContain(
      'PARENT 2026-11-01 now',
    );
  });

  test('a second head, a known NIK and an old version are refused, and nothing is changed', async () => {
    const { id, version, members } = await registerFamily(app);
    const input = { householdId: id, version };
    const head = inventMember('HEAD', '1990-01-01', 'M');
    expect(await refusedWithoutChange('addHouseholdMember', { ...input, member: head })).toBe(
      'HEAD_ALREADY_NAMED',
    );
    const known = inventMember('CHILD', '1990-01-01', 'M', { nik: members[0]?.person.nik });
    expect(await refusedWithoutChange('addHouseholdMember', { ...input, member: known })).toBe(
      'NIK_ALREADY_RECORDED',
    );
    const child = inventMember('CHILD', '2010-01-01', 'M');
    const old = { ...input, version: version + 1, member: child };
    expect(await refusedWithoutChange('addHouseholdMember', old)).toBe('STALE_VERSION');
  });
});

describe('removeHouseholdMember', () => {
  test('who dies is a member no more and has a date of death', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'SPOUSE');
    const after = await change(
      app,
      'removeHouseholdMember',
      { ...at(household), personId, on: '2026-09-03', reason: 'DIED' },
      OFFICER,
    );
    expect(await relations(after)).toContain('SPOUSE 2020-01-01 2026-09-03');
    expect(await lifeOf(personId)).toEqual({ deathDate: '2026-09-03', version: 2 });
    const entry = (await trail(app, 'removeHouseholdMember')).at(-1);
    expect(entry).toMatchObject({ outcome: 'ALLOWED', people: 3 });
  });

  test('who moves away keeps no date of death', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'CHILD');
    const after = await change(
      app,
      'removeHouseholdMember',
      { ...at(household), personId, on: '2026-10-01', reason: 'MOVED_AWAY' },
      OFFICER,
    );
    expect(await relations(after)).toContain('CHILD 2020-01-01 2026-10-01');
    expect(after.members.map(({ relationship }) => relationship)).toEqual(['HEAD', 'SPOUSE']);
    expect(await lifeOf(personId)).toEqual({ deathDate: null, version: 1 });
  });

  test('who was recorded in error never was a member', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'CHILD');
    const after = await change(
      app,
      'removeHouseholdMember',
      { ...at(household), personId, on: '2026-10-01', reason: 'RECORDED_IN_ERROR' },
      OFFICER,
    );
    expect(await relations(after)).toContain('CHILD 2020-01-01 2020-01-01');
  });

  test('when the head leaves, another must be named, and is head from that day', async () => {
    const household = await registerFamily(app);
    const spouse = memberId(household, 'SPOUSE');
    const input = {
      ...at(household),
      personId: memberId(household, 'HEAD'),
      ...{ on: '2026-10-01', reason: 'DIED' },
    };
    expect(await refusedWithoutChange('removeHouseholdMember', input)).toBe('HEAD_REQUIRED');
    const stranger = { ...input, newHeadPersonId: input.personId };
    expect(await refusedWithoutChange('removeHouseholdMember', stranger)).toBe('PERSON_NOT_FOUND');
    const after = await change(
      app,
      'removeHouseholdMember',
      { ...input, newHeadPersonId: spouse },
      OFFICER,
    );
    expect(await relations(after)).toEqual([
      'CHILD 2020-01-01 now',
      'HEAD 2020-01-01 2026-10-01',
      'HEAD 2026-10-01 now',
      'SPOUSE 2020-01-01 2026-10-01',
    ]);
    expect(memberId(after, 'HEAD')).toBe(spouse);
  });

  test('a head who stays cannot be replaced on the way', async () => {
    const household = await registerFamily(app);
    const input = {
      ...at(household),
      personId: memberId(household, 'CHILD'),
      newHeadPersonId: memberId(household, 'SPOUSE'),
      ...{ on: '2026-10-01', reason: 'SPLIT' },
    };
    expect(await refusedWithoutChange('removeHouseholdMember', input)).toBe('HEAD_ALREADY_NAMED');
  });

  test('the last one leaves a household without needing a head', async () => {
    const alone = await registerFamily(app, {
      members: [inventMember('HEAD', '1950-01-01', 'F', { since: '2020-01-01' })],
    });
    const input = { ...at(alone), personId: memberId(alone, 'HEAD') };
    const after = await change(
      app,
      'removeHouseholdMember',
      { ...input, on: '2026-10-01', reason: 'DIED' },
      OFFICER,
    );
    expect(after.members).toEqual([]);
    const child = inventMember('CHILD', '2010-01-01', 'M');
    expect(await refusedWithoutChange('addHouseholdMember', { ...at(after), member: child })).toBe(
      'HEAD_REQUIRED',
    );
  });

  test('a day before the membership or in the future is refused', async () => {
    const household = await registerFamily(app);
    const input = { ...at(household), personId: memberId(household, 'CHILD'), reason: 'SPLIT' };
    expect(
      await refusedWithoutChange('removeHouseholdMember', { ...input, on: '2019-12-31' }),
    ).toBe('DATE_CONFLICT');
    const future = { ...input, on: '2026-11-02' };
    expect(await faultOfChange(app, 'removeHouseholdMember', future, OFFICER)).toEqual({
      code: 'BAD_USER_INPUT',
      message: 'on must not lie in the future (Asia/Jakarta).',
    });
  });
});

function at({ id, version }: ChangeAnswer): { householdId: string; version: number } {
  return { householdId: id, version };
}
