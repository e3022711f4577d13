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

async function refusedWithoutChange(field: string, input: object): Promise<string | undefined> {
  const before = await fingerprint(app);
  const { code } = await change(app, field, input, OFFICER);
  expect(await fingerprint(app)).toBe(before);
  return code;
}

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
    const after = await change(app, 'moveHouseholdMember', { ...input, on: '2026-10-10' }, OFFICER);
    expect(await relations(after)).toContain('OTHER_RELATIVE 2026-10-10 now');
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
