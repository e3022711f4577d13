import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { change, memberId, registerFamily, type ChangeAnswer } from '../support/changes.js';
import { changeWish, correctName, ownWishes, requestWish } from '../support/corrections.js';
import { movableClock, nikOf } from '../support/privacy.js';
import { codesOf } from '../support/registry.js';

const START = '2026-11-01T03:00:00Z';
const clock = movableClock(START);
const OFFICER = 'officer-regency';

let app: TestApp;
let family: ChangeAnswer;
beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
});
afterAll(() => app.close());
beforeEach(async () => {
  clock.set(START);
  family = await registerFamily(app);
});

const nik = (relationship: string) => nikOf(family, relationship);
const request = (more: object = {}) => requestWish(app, nik('HEAD'), more);
const own = (relationship = 'HEAD') => ownWishes(app, nik(relationship));

const nameCorrected = () => correctName(app, family);

describe('the answer', () => {
  test('that it was corrected is linked with the change, and reaches the person', async () => {
    const wish = await request();
    const started = await changeWish(app, 'startCorrection', { id: wish.id, version: 1 }, OFFICER);
    expect(started).toMatchObject({ status: 'IN_PROGRESS', version: 2 });
    const early = await changeWish(app, 'resolveCorrection', { id: wish.id, version: 2 }, OFFICER);
    expect(early.code).toBe('NOT_CORRECTED_YET');
    await nameCorrected();
    clock.set('2026-11-02T03:00:00Z');
    const done = await changeWish(app, 'resolveCorrection', { id: wish.id, version: 2 }, OFFICER);
    expect(done).toMatchObject({ status: 'CORRECTED', resolvedAt: '2026-11-02T03:00:00.000Z' });
    const [linked] = await app.app.database.sql.query<{ action: string; row_id: string }>(
      'SELECT action, row_id FROM change_entry WHERE id = $1::uuid',
      [done.changeId],
    );
    expect(linked).toEqual({ action: 'correctPerson', row_id: memberId(family, 'HEAD') });
    expect(await own()).toEqual([expect.objectContaining({ id: wish.id, status: 'CORRECTED' })]);
  });

  test('is not "corrected" when something else was changed, or the change came before the wish', async () => {
    await nameCorrected();
    const wish = await request();
    await change(
      app,
      'correctPerson',
      { personId: memberId(family, 'HEAD'), version: 2, occupation: 'FARMER' },
      OFFICER,
    );
    const answer = await changeWish(app, 'resolveCorrection', { id: wish.id, version: 1 }, OFFICER);
    expect(answer.code).toBe('NOT_CORRECTED_YET');
  });

  test('may be a change of the household', async () => {
    const wish = await request({ field: 'HOUSEHOLD', claimed: 'Anak pindah' });
    expect(
      (await changeWish(app, 'resolveCorrection', { id: wish.id, version: 1 }, OFFICER)).code,
    ).toBe('NOT_CORRECTED_YET');
    await nameCorrected();
    const done = await changeWish(app, 'resolveCorrection', { id: wish.id, version: 1 }, OFFICER);
    expect(done.status).toBe('CORRECTED');
  });

  test('may be a refusal with reason and law, late ones show by how much, and it is final', async () => {
    const wish = await request();
    clock.set('2026-11-04T03:01:00Z');
    const input = {
      id: wish.id,
      version: 1,
      refusal: 'NOT_PROVEN',
      legalBasis: 'UU 24/2013 pasal 58',
    };
    const refused = await changeWish(app, 'resolveCorrection', input, OFFICER);
    expect(refused).toMatchObject({
      ...{
        status: 'REFUSED',
        refusal: 'NOT_PROVEN',
        legalBasis: 'UU 24/2013 pasal 58',
        overdueSeconds: 60,
      },
    });
    clock.set('2026-12-01T03:01:00Z');
    expect((await own())![0]).toMatchObject({ status: 'REFUSED', overdueSeconds: 60 });
    expect(
      (await changeWish(app, 'resolveCorrection', { ...input, version: 2 }, OFFICER)).code,
    ).toBe('CORRECTION_RESOLVED');
    const { sql } = app.app.database;
    for (const edit of [
      "SET status = 'REQUESTED', resolved_at = NULL",
      "SET due_at = due_at + interval '1 day'",
    ]) {
      await expect(sql.query(`UPDATE correction ${edit}`)).rejects.toThrow(/never edited/);
    }
    await expect(sql.query('DELETE FROM correction')).rejects.toThrow(/never edited/);
  });

  test('compares the version, and a refusal needs its law and no number of a person', async () => {
    const wish = await request();
    const input = { id: wish.id, version: 3, refusal: 'ALREADY_RIGHT', legalBasis: 'UU 27/2022' };
    expect((await changeWish(app, 'resolveCorrection', input, OFFICER)).code).toBe('STALE_VERSION');
    for (const wrong of [
      { refusal: 'NOT_PROVEN' },
      { legalBasis: 'UU 24/2013' },
      { refusal: 'NOT_PROVEN', legalBasis: nik('HEAD') },
    ]) {
      const { errors } = await app.graphql(
        'mutation ($input: ResolveCorrectionInput!) { resolveCorrection(input: $input) { __typename } }',
        { input: { id: wish.id, version: 1, ...wrong } },
        OFFICER,
      );
      expect(codesOf({ errors: errors! })).toEqual(['BAD_USER_INPUT']);
    }
    expect((await own())![0]).toMatchObject({ status: 'REQUESTED', version: 1 });
  });
});
