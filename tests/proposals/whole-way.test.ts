import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { trail } from '../support/changes.js';
import {
  answer,
  DECREE,
  faultOfStep,
  go,
  knownFamily,
  MEETING,
  newcomer,
  read,
  REPORT,
  reported,
  reportedNewcomer,
  SPTJM,
  step,
  USUAL,
  VISIT,
} from '../support/proposals.js';

let app: TestApp;
let now = new Date('2026-11-01T03:00:00Z');
beforeAll(async () => {
  app = await createTestApp({ now: () => now });
});
afterAll(() => app.close());

describe("the article's six steps", () => {
  test('a new family goes from the knock at the door of the RT to the desk of the ministry', async () => {
    const made = await reportedNewcomer(app);
    expect(made).toMatchObject({
      ...{ state: 'REPORTED', version: 1, period: '2026-11', household: null },
      turns: [{ roles: ['village_operator', 'village_head'], office: '32.05.01.1001' }],
    });
    const { id } = made;
    const called = await go(app, made, [
      ['scheduleDeliberation', 'officer-village', { meetingOn: '2026-11-01' }],
    ]);
    expect(called).toMatchObject({ state: 'IN_DELIBERATION' });
    const agreed = await go(app, called, [['recordDeliberation', 'officer-village', MEETING]]);
    expect(agreed).toMatchObject({
      state: 'VILLAGE_APPROVED',
      turns: [{ roles: ['village_operator'] }],
    });
    const entered = await go(app, agreed, [
      ['enterProposal', 'officer-village', { household: newcomer() }],
    ]);
    expect(entered).toMatchObject({ state: 'SUBMITTED', household: { id: expect.any(String) } });
    const visited = await go(app, entered, [['assessProposal', 'officer-district', VISIT]]);
    // Dukcapil was not asked: the proposal waits, and is not rejected.
    const verification = { id, version: visited.version, outcome: 'VERIFIED' };
    expect(await step(app, 'verifyProposal', verification, 'officer-regency')).toMatchObject({
      code: 'DUKCAPIL_NOT_MATCHED',
    });
    await answer(app, entered.household!.id, 'MATCHED');
    const verified = await step(app, 'verifyProposal', verification, 'officer-regency');
    expect(verified).toMatchObject({ state: 'VERIFIED', turns: [{ roles: ['regency_head'] }] });
    const endorsed = await go(app, verified, USUAL.slice(-1));
    expect(endorsed).toMatchObject({ state: 'ENDORSED', turns: [] });
    expect(endorsed.steps.map(({ action, role, office }) => [action, role, office])).toEqual([
      ['REPORT', 'village_operator', '32.05.01.1001'],
      ['SCHEDULE_DELIBERATION', 'village_operator', '32.05.01.1001'],
      ['APPROVE_BY_MEETING', 'village_operator', '32.05.01.1001'],
      ['ENTER', 'village_operator', '32.05.01.1001'],
      ['ASSESS', 'tksk', '32.05.01'],
      ['VERIFY', 'regency_verifier', '32.05'],
      ['ENDORSE', 'regency_head', '32.05'],
    ]);
    expect(endorsed.steps[2]!.evidence).toMatchObject({
      ...{ forum: 'MUSKEL', minutes: 'BA-7/2026', attendees: 23, publishedIn: 'NOTICE_BOARD' },
      photos: ['F-1', 'F-2'],
    });
  });

  test('the head of the owning regency determines what is its own, by decree', async () => {
    const made = await reported(app, {
      ...{ kind: 'PROGRAM_MEMBERSHIP', programCode: 'APBD-32.05-FIRE' },
    });
    const endorsed = await go(app, made);
    expect(endorsed.turns).toEqual([{ roles: ['regency_head'], office: '32.05' }]);
    const input = { id: endorsed.id, version: endorsed.version, ...DECREE };
    expect(await faultOfStep(app, 'determineProposal', input, 'officer-national')).toBe(
      'FORBIDDEN',
    );
    const waiting = { id: endorsed.id, version: endorsed.version, outcome: 'WAITLISTED' };
    const listed = await step(app, 'determineProposal', waiting, 'regency-head');
    expect(listed).toMatchObject({ state: 'WAITLISTED' });
    const again = { ...input, version: listed.version };
    const determined = await step(app, 'determineProposal', again, 'regency-head');
    expect(determined).toMatchObject({ state: 'DETERMINED', turns: [], availableActions: [] });
    expect(determined.steps.at(-1)).toMatchObject({
      action: 'DETERMINE',
      evidence: {
        ...{ decree: 'SK-12/HUK/2026', decreedOn: '2026-11-01', decreePeriod: '2026-11' },
        authority: '32.05',
      },
    });
  });

  test('what is national is determined by the ministry alone, once it was sent on the day of the pull', async () => {
    const endorsed = await go(app, await reported(app));
    const input = { id: endorsed.id, version: endorsed.version, ...DECREE };
    expect(await step(app, 'determineProposal', input, 'officer-national')).toMatchObject({
      code: 'NOT_YET_SENT',
    });
    expect(await faultOfStep(app, 'determineProposal', input, 'regency-head')).toBe('FORBIDDEN');
    now = new Date('2026-11-18T03:00:00Z');
    const declined = { outcome: 'NOT_DETERMINED', reason: 'NO_BUDGET' };
    const late = await step(
      app,
      'determineProposal',
      { id: endorsed.id, version: endorsed.version, ...declined },
      'officer-national',
    );
    now = new Date('2026-11-01T03:00:00Z');
    expect(late).toMatchObject({ state: 'NOT_DETERMINED' });
    expect(late.steps.slice(-2)).toMatchObject([
      { action: 'SEND', actor: 'system', role: null, toState: 'SENT_TO_MINISTRY' },
      { action: 'DECLINE', evidence: { reason: 'NO_BUDGET', authority: 'MINISTRY' } },
    ]);
  });

  test('a visit that was made early counts, until another is asked for', async () => {
    const made = await go(app, await reported(app), [
      ['assessProposal', 'officer-district', VISIT],
    ]);
    expect(made).toMatchObject({ state: 'REPORTED', version: 2 });
    const entered = await go(app, made, USUAL.slice(0, 2));
    expect(entered).toMatchObject({ state: 'FIELD_ASSESSED' });
    const returned = await go(app, entered, [
      ['returnProposal', 'officer-regency', { reason: 'VISIT_NEEDED' }],
      ['enterProposal', 'officer-village', {}],
    ]);
    expect(returned).toMatchObject({ state: 'SUBMITTED' });
  });
});

describe('Dukcapil', () => {
  test('rejects by itself on entry, with the fields and the office to go to, and lets in what was corrected', async () => {
    const family = await knownFamily(app);
    await answer(app, family.id, 'MISMATCHED', ['NAMA_LGKP']);
    const made = await reported(app, { householdId: family.id });
    const rejected = await go(app, made, USUAL.slice(0, 2));
    expect(rejected).toMatchObject({ state: 'REJECTED_BY_SYSTEM' });
    expect(rejected.steps.at(-1)).toMatchObject({
      ...{ action: 'REJECT_BY_SYSTEM', actor: 'system', role: null },
      evidence: {
        ...{ dukcapil: 'MISMATCHED', mismatchedFields: ['NAMA_LGKP'], nextOffice: 'DUKCAPIL' },
      },
    });
    await answer(app, family.id, 'MATCHED');
    expect(await go(app, rejected, USUAL.slice(1, 2))).toMatchObject({ state: 'SUBMITTED' });
  });

  test.each(['NOT_CHECKED', 'SERVICE_UNAVAILABLE'])('%s rejects nobody', async (status) => {
    const family = await knownFamily(app);
    await answer(app, family.id, status);
    const made = await reported(app, { householdId: family.id });
    expect(await go(app, made, USUAL.slice(0, 2))).toMatchObject({ state: 'SUBMITTED' });
  });

  test('does not stand in the way of removing somebody who is dead', async () => {
    const family = await knownFamily(app);
    await answer(app, family.id, 'DECEASED');
    const made = await reported(app, {
      ...{ householdId: family.id, kind: 'REMOVAL', groundCode: 'DECEASED' },
    });
    expect(await go(app, made, USUAL.slice(0, 4))).toMatchObject({ state: 'VERIFIED' });
  });
});

describe('what is refused', () => {
  test('a step that is not open, a version that has moved on, and a proposal of elsewhere', async () => {
    const made = await reported(app);
    const { id } = made;
    const input = { id, version: 1 };
    expect(await step(app, 'enterProposal', input, 'officer-village')).toMatchObject({
      code: 'STEP_NOT_OPEN',
    });
    await go(app, made, USUAL.slice(0, 1));
    expect(
      await step(app, 'signResponsibilityStatement', { ...input, ...SPTJM }, 'village-head'),
    ).toMatchObject({ code: 'STALE_VERSION' });
    const elsewhere = await step(
      app,
      'assessProposal',
      { id, version: 2, ...VISIT },
      'officer:32.05.02',
    );
    expect(elsewhere).toMatchObject({ code: 'PROPOSAL_NOT_FOUND' });
    expect(await read(app, id, 'officer:32.05.02')).toBeNull();
    expect(await read(app, id, 'officer-village')).toMatchObject({ id });
  });

  test('papers that are none, and numbers of people in their place', async () => {
    const made = await reported(app);
    const input = { id: made.id, version: 1, signedOn: '2026-11-01' };
    for (const statement of ['', 'tanpa nomor', '3205011704829901', '32 05 01 17 04 82 99 01']) {
      const wrong = { ...input, statement };
      expect(await faultOfStep(app, 'signResponsibilityStatement', wrong, 'village-head')).toBe(
        'BAD_USER_INPUT',
      );
    }
    const future = { ...input, statement: 'SPTJM-1', signedOn: '2026-11-02' };
    expect(await faultOfStep(app, 'signResponsibilityStatement', future, 'village-head')).toBe(
      'BAD_USER_INPUT',
    );
    expect(await read(app, made.id)).toMatchObject({ state: 'REPORTED', version: 1 });
  });

  test('the same once more while it is not decided, and what the kind does not go with', async () => {
    const { id: householdId } = await knownFamily(app);
    await reported(app, { householdId });
    const same = { ...REPORT, kind: 'UPDATE', householdId };
    expect(await step(app, 'reportProposal', same, 'officer-village')).toMatchObject({
      code: 'ALREADY_PROPOSED',
    });
    for (const more of [
      { kind: 'NEW_ENTRY' },
      { kind: 'UPDATE', programCode: 'PKH' },
      { kind: 'REMOVAL' },
      { kind: 'MOVE' },
      { kind: 'PBI_REACTIVATION' },
    ]) {
      const input = { ...REPORT, householdId, ...more };
      expect(await faultOfStep(app, 'reportProposal', input, 'officer-village')).toBe(
        'BAD_USER_INPUT',
      );
    }
    const klj = { ...REPORT, householdId, kind: 'PROGRAM_MEMBERSHIP', programCode: 'PROV-31-KLJ' };
    expect(await step(app, 'reportProposal', klj, 'officer-village')).toMatchObject({
      code: 'PROGRAM_NOT_PROPOSABLE',
    });
  });
});

describe('an idempotency key', () => {
  test('gives the same step for the same input, and is a conflict for another', async () => {
    const family = await knownFamily(app);
    const input = { ...REPORT, kind: 'UPDATE', householdId: family.id, idempotencyKey: 'one' };
    const made = await step(app, 'reportProposal', input, 'officer-village');
    expect(await step(app, 'reportProposal', input, 'officer-village')).toEqual(made);
    const other = { ...input, need: 'HEALTH' };
    expect(await faultOfStep(app, 'reportProposal', other, 'officer-village')).toBe('CONFLICT');
    const signed = { id: made.id, version: 1, ...SPTJM, idempotencyKey: 'two' };
    const once = await step(app, 'signResponsibilityStatement', signed, 'village-head');
    expect(await step(app, 'signResponsibilityStatement', signed, 'village-head')).toEqual(once);
    expect(once).toMatchObject({ version: 2 });
    const entry = { id: made.id, version: 2, idempotencyKey: 'one' };
    expect(await faultOfStep(app, 'enterProposal', entry, 'officer-village')).toBe('CONFLICT');
  });

  test('of two at the same moment takes one step', async () => {
    const family = await knownFamily(app);
    const input = { ...REPORT, kind: 'UPDATE', householdId: family.id, idempotencyKey: 'at once' };
    const made = await Promise.all(
      [1, 2, 3].map(() => step(app, 'reportProposal', input, 'officer-village')),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });
});

test('every step and every look is in the trail, with whom it was about', async () => {
  const family = await knownFamily(app);
  const made = await reported(app, { householdId: family.id });
  await go(app, made, USUAL.slice(0, 2));
  await read(app, made.id);
  for (const action of ['reportProposal', 'enterProposal', 'proposal']) {
    expect((await trail(app, action)).at(-1), action).toMatchObject({ outcome: 'ALLOWED' });
    expect((await trail(app, action)).at(-1)!.person_ids, action).toContain(family.personId);
  }
});
