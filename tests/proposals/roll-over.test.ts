import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../api/log.js';
import { openPeriod } from '../../api/proposals/open-period.js';
import { periodDays } from '../../api/proposals/period-days.js';
import { createProposalRounds, type ProposalRounds } from '../../api/proposals/proposal-rounds.js';
import type { CalendarDate } from '../../api/values/calendar-date.js';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.js';
import { trail } from '../support/changes.js';
import { serverSide } from '../support/hands.js';
import {
  answer,
  go,
  knownFamily,
  read,
  reported,
  step,
  USUAL,
  VISIT,
} from '../support/proposals.js';

let app: TestApp;
let rounds: ProposalRounds;
let now = TEST_NOW;
beforeAll(async () => {
  app = await createTestApp({ now: () => now });
  rounds = createProposalRounds({
    app: { ...app.app, database: serverSide(app.app.database) },
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    size: 3,
  });
});
afterAll(() => app.close());
beforeEach(() => {
  now = TEST_NOW;
});

const lines: string[] = [];
/** An hour of a day in Jakarta. */
const inJakarta = (day: string, hour = '10:00'): Date => new Date(`${day}T${hour}:00+07:00`);

describe('a period', () => {
  const calendar = { cutOffDay: 17, pullDay: 18 };
  test.each([
    ['2026-11-01', '2026-11'],
    ['2026-11-17', '2026-11'],
    ['2026-11-18', '2026-12'],
    ['2026-12-17', '2026-12'],
    ['2026-12-18', '2027-01'],
  ])('on %s the open one is %s', (today, period) => {
    expect(openPeriod(today as CalendarDate, calendar)).toBe(period);
  });

  test('ends on the last day of a month that has no such day', () => {
    expect(periodDays('2027-02', { cutOffDay: 30, pullDay: 31 })).toEqual({
      ...{ cutOffOn: '2027-02-28', pullOn: '2027-02-28' },
    });
  });
});

describe('at the cut-off', () => {
  test('what lacks papers or the endorsement goes to the next period by itself, and on from where it stood', async () => {
    const made = await go(app, await reported(app), USUAL.slice(0, 4));
    expect(made).toMatchObject({ state: 'VERIFIED', period: '2026-11' });
    now = inJakarta('2026-11-17', '23:59');
    await rounds.round();
    expect(await read(app, made.id)).toMatchObject({ state: 'VERIFIED', version: made.version });
    now = inJakarta('2026-11-18', '00:00');
    expect(await rounds.round()).toBeGreaterThan(0);
    const rolled = await read(app, made.id);
    expect(rolled).toMatchObject({
      ...{ state: 'ROLLED_OVER', heldState: 'VERIFIED', period: '2026-12', rollOvers: 1 },
      ...{ turns: [{ roles: ['regency_head'] }], turnSince: '2026-11-17T17:00:00.000Z' },
    });
    expect(rolled!.steps.at(-1)).toMatchObject({
      ...{ action: 'ROLL_OVER', actor: 'system', fromState: 'VERIFIED', role: null },
    });
    expect(await rounds.round()).toBe(0);
    expect(await go(app, rolled!, USUAL.slice(-1))).toMatchObject({
      ...{ state: 'ENDORSED', heldState: null, period: '2026-12' },
    });
  });

  test('what is endorsed goes to the ministry on the day of the pull', async () => {
    const made = await go(app, await reported(app));
    now = inJakarta('2026-11-18');
    await rounds.round();
    expect(await read(app, made.id, 'officer-national')).toMatchObject({
      ...{ state: 'SENT_TO_MINISTRY', period: '2026-11' },
      turns: [{ roles: ['ministry_determination'], office: null }],
    });
  });

  test('a step that comes before the round counts for the next period all the same', async () => {
    const made = await go(app, await reported(app), USUAL.slice(0, 4));
    now = inJakarta('2026-11-20');
    const endorsed = await go(app, made, USUAL.slice(-1));
    expect(endorsed).toMatchObject({ state: 'ENDORSED', period: '2026-12', rollOvers: 1 });
    expect(endorsed.steps.slice(-2).map(({ action }) => action)).toEqual(['ROLL_OVER', 'ENDORSE']);
  });

  test('what waits for too many periods expires', async () => {
    const made = await reported(app);
    for (let month = 11; month <= 25; month += 1) {
      const first = new Date(Date.UTC(2026, month - 1, 19));
      now = inJakarta(first.toISOString().slice(0, 10));
      await rounds.round();
    }
    const ended = await read(app, made.id);
    expect(ended).toMatchObject({ state: 'EXPIRED', rollOvers: 12, turns: [] });
    expect(ended!.steps.at(-1)).toMatchObject({ action: 'EXPIRE', fromState: 'ROLLED_OVER' });
  });

  test('a program may have a calendar of its own', async () => {
    await app.app.database.sql.query(
      `INSERT INTO proposal_calendar (key, year, program_code, cut_off_day, pull_day, most_roll_overs, source)
       VALUES ('2026 PBI_JK', 2026, 'PBI_JK', 9, 10, 1, 'test')`,
    );
    const family = await knownFamily(app);
    now = inJakarta('2026-11-10');
    const made = await reported(app, {
      ...{ kind: 'PBI_REACTIVATION', householdId: family.id, personId: family.personId },
    });
    expect(made).toMatchObject({ period: '2026-12' });
  });
});

describe('an answer of Dukcapil that comes later', () => {
  test('rejects what waits for it, at the next round, with its entry in the trail', async () => {
    const family = await knownFamily(app);
    await answer(app, family.id, 'SERVICE_UNAVAILABLE');
    const made = await go(app, await reported(app, { householdId: family.id }), USUAL.slice(0, 3));
    await rounds.round();
    expect(await read(app, made.id)).toMatchObject({ state: 'FIELD_ASSESSED' });
    await answer(app, family.id, 'NOT_FOUND');
    await rounds.round();
    expect(await read(app, made.id)).toMatchObject({ state: 'REJECTED_BY_SYSTEM' });
    const entry = (await trail(app, 'settleProposal')).at(-1);
    expect(entry).toMatchObject({ outcome: 'ALLOWED', actor: 'system' });
    expect(entry!.person_ids).toContain(family.personId);
  });

  test('rejects before a step is taken, where the round has not come yet', async () => {
    const family = await knownFamily(app);
    await answer(app, family.id, 'NOT_CHECKED');
    const made = await go(app, await reported(app, { householdId: family.id }), USUAL.slice(0, 2));
    await answer(app, family.id, 'DUPLICATE');
    const input = { id: made.id, version: made.version, ...VISIT };
    expect(await step(app, 'assessProposal', input, 'officer-district')).toMatchObject({
      code: 'STEP_NOT_OPEN',
    });
  });
});

test('the log of rounds names nobody', () => {
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('')).not.toMatch(/\d{16}|Contoh|proposals_stuck/);
});
