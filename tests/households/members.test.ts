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

function relations({ members }: ChangeAnswer): string[] {
  return members
    .map(({ relationship, since, until }) => `${relationship} ${since} ${until ?? 'now'}`)
    .sort();
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
    expect(relations(after)).toContain('CHILD 2026-10-20 now');
  });

  test('a member since no day in particular is one since today', async () => {
    const { id, version } = await registerFamily(app);
    const member = inventMember('PARENT', '1960-10-20', 'F');
    const input = { householdId: id, version, member };
    expect(relations(await change(app, 'addHouseholdMember', input, OFFICER))).toContain(
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
    expect(relations(after)).toContain('SPOUSE 2020-01-01 2026-09-03');
    const left = after.members.find(({ person }) => person.id === personId);
    expect(left?.person).toMatchObject({ deathDate: '2026-09-03', version: 2 });
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
    const left = after.members.find(({ person }) => person.id === personId);
    expect(left).toMatchObject({ until: '2026-10-01', person: { deathDate: null, version: 1 } });
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
    expect(relations(after)).toContain('CHILD 2020-01-01 2020-01-01');
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
    expect(relations(after)).toEqual([
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
    expect(after.members.every(({ until }) => until !== null)).toBe(true);
    const child = inventMember('CHILD', '2010-01-01', 'M');
    expect(
      await refusedWithoutChange('addHouseholdMember', { ...at(after), member: child }),
    ).toBe('HEAD_REQUIRED');
  });

  test('a day before the membership or in the future is refused', async () => {
    const household = await registerFamily(app);
    const input = { ...at(household), personId: memberId(household, 'CHILD'), reason: 'SPLIT' };
    expect(await refusedWithoutChange('removeHouseholdMember', { ...input, on: '2019-12-31' })).toBe(
      'DATE_CONFLICT',
    );
    const future = { ...input, on: '2026-11-02' };
    expect(await faultOfChange(app, 'removeHouseholdMember', future, OFFICER)).toEqual({
      code: 'BAD_USER_INPUT',
      message: 'on must not lie in the future (Asia/Jakarta).',
    });
  });
});

describe('moveHouseholdMember', () => {
  test('a daughter moves to another household of the territory, with the records of her own', async () => {
    const from = await registerFamily(app, {
      members: [
        inventMember('HEAD', '1970-01-01', 'M', { since: '2020-01-01' }),
        inventMember('CHILD', '2000-01-01', 'F', {
          since: '2020-01-01',
          conditions: [{ kind: 'DISABILITY', grade: 'MILD', since: '2021-01-01' }],
        }),
      ],
    });
    const to = await registerFamily(app);
    const personId = memberId(from, 'CHILD');
    const after = await change(app, 'moveHouseholdMember', move(from, to, personId), OFFICER);
    expect(after).toMatchObject({ id: to.id, version: to.version + 1 });
    expect(memberId(after, 'OTHER_RELATIVE')).toBe(personId);
    const [kept] = await app.app.database.sql.query(
      `SELECT h.version, p.version AS "personVersion", p.household_id AS home,
        (SELECT household_id FROM person_condition WHERE person_id = p.id) AS condition,
        (SELECT json_agg(json_build_array(m.household_id, m.since, m.until) ORDER BY m.since) FROM household_member m
          WHERE m.person_id = p.id) AS memberships
       FROM person p, household h WHERE p.id = $1::uuid AND h.id = $2::uuid`,
      [personId, from.id],
    );
    expect(kept).toEqual({
      ...{ version: from.version + 1, personVersion: 2, home: to.id, condition: to.id },
      memberships: [
        [from.id, '2020-01-01', '2026-10-01'],
        [to.id, '2026-10-01', null],
      ],
    });
  });

  test('a head who moves leaves the one that is named as head', async () => {
    const from = await registerFamily(app);
    const to = await registerFamily(app);
    const head = memberId(from, 'HEAD');
    const spouse = memberId(from, 'SPOUSE');
    const input = move(from, to, head);
    expect(await refusedWithoutChange('moveHouseholdMember', input)).toBe('HEAD_REQUIRED');
    await change(app, 'moveHouseholdMember', { ...input, newHeadPersonId: spouse }, OFFICER);
    const [left] = await app.app.database.sql.query<{ person: string }>(
      `SELECT person_id AS person FROM household_member
       WHERE household_id = $1::uuid AND relationship = 'HEAD' AND until IS NULL`,
      [from.id],
    );
    expect(left?.person).toBe(spouse);
  });

  test('who left earlier is taken in again, but not before that day', async () => {
    const from = await registerFamily(app);
    const to = await registerFamily(app);
    const personId = memberId(from, 'CHILD');
    const gone = await change(
      app,
      'removeHouseholdMember',
      { ...at(from), personId, on: '2026-10-10', reason: 'SPLIT' },
      OFFICER,
    );
    const input = move(gone, to, personId);
    expect(await refusedWithoutChange('moveHouseholdMember', input)).toBe('DATE_CONFLICT');
    const after = await change(
      app,
      'moveHouseholdMember',
      { ...input, on: '2026-10-10' },
      OFFICER,
    );
    expect(relations(after)).toContain('OTHER_RELATIVE 2026-10-10 now');
  });

  test('either version that is old, a second head, and the same household are refused', async () => {
    const from = await registerFamily(app);
    const to = await registerFamily(app);
    const input = move(from, to, memberId(from, 'CHILD'));
    const before = await fingerprint(app);
    const stale = await change(
      app,
      'moveHouseholdMember',
      { ...input, toVersion: to.version + 3 },
      OFFICER,
    );
    expect(stale).toMatchObject({
      ...{ code: 'STALE_VERSION', recordId: to.id, currentVersion: to.version },
    });
    const old = { ...input, version: from.version - 1 };
    expect((await change(app, 'moveHouseholdMember', old, OFFICER)).recordId).toBe(from.id);
    const head = { ...input, relationship: 'HEAD' };
    expect((await change(app, 'moveHouseholdMember', head, OFFICER)).code).toBe(
      'HEAD_ALREADY_NAMED',
    );
    const same = { ...input, toHouseholdId: from.id };
    expect((await faultOfChange(app, 'moveHouseholdMember', same, OFFICER)).code).toBe(
      'BAD_USER_INPUT',
    );
    expect(await fingerprint(app)).toBe(before);
  });

  test('the number of statements of a move does not grow with the families', async () => {
    const counts: number[] = [];
    for (const size of [1, 12]) {
      const child = () => inventMember('CHILD', '2010-05-05', 'M', { since: '2020-01-01' });
      const members = [
        inventMember('HEAD', '1980-01-01', 'F', { since: '2020-01-01' }),
        ...Array.from({ length: size }, child),
      ];
      const from = await registerFamily(app, { members });
      const to = await registerFamily(app);
      app.statements();
      await change(app, 'moveHouseholdMember', move(from, to, memberId(from, 'CHILD')), OFFICER);
      counts.push(app.statements().length);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThanOrEqual(16);
  });
});

function at({ id, version }: ChangeAnswer): { householdId: string; version: number } {
  return { householdId: id, version };
}

function move(from: ChangeAnswer, to: ChangeAnswer, personId: string): Record<string, unknown> {
  return {
    ...{ personId, version: from.version, toHouseholdId: to.id, toVersion: to.version },
    ...{ relationship: 'OTHER_RELATIVE', on: '2026-10-01' },
  };
}
