import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { memberId, registerFamily, type ChangeAnswer } from '../support/changes.js';
import { actionsOf, movableClock, nikOf, readLog, writeEntry } from '../support/privacy.js';

const START = '2026-11-01T03:00:00Z';
const DAY = 24 * 60 * 60_000;
const clock = movableClock(START);

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

const daysLater = (days: number): string => new Date(Date.parse(START) + days * DAY).toISOString();

describe('delayAccessLog', () => {
  const DELAY = `mutation ($input: DelayAccessLogInput!) { delayAccessLog(input: $input) {
    __typename ... on AccessDelay { delayedUntil reason legalBasis } ... on Error { code } } }`;
  const delay = (input: object, persona = 'social-worker') =>
    app.graphql<{ delayAccessLog: Record<string, string> }>(
      DELAY,
      {
        input: {
          ...{ personId: memberId(family, 'HEAD'), looksFrom: '2026-10-01T00:00:00Z' },
          ...{ looksUntil: daysLater(30), delayedUntil: daysLater(90), reason: 'CASE_WORK' },
          ...{ legalBasis: 'UU 21/2007 pasal 44', ...input },
        },
      },
      persona,
    );

  test('keeps looks of a window and an office back, itself as well, and another one extends it', async () => {
    const people = [memberId(family, 'HEAD')];
    await writeEntry(app, { people, at: '2026-10-05T03:00:00Z', action: 'household' });
    await writeEntry(app, { people, at: '2026-09-05T03:00:00Z', action: 'people' });
    await writeEntry(app, {
      people,
      at: '2026-10-05T03:00:00Z',
      territory: '32',
      tier: 'PROVINCE',
    });
    const given = await delay({ office: '32.05' });
    expect(given.data?.delayAccessLog).toMatchObject({
      __typename: 'AccessDelay',
      reason: 'CASE_WORK',
    });
    const OTHERS = ['Opened the record of a person', 'Searched people by name'];
    expect(actionsOf(await readLog(app, nikOf(family, 'HEAD')))).toEqual(OTHERS);
    clock.set(daysLater(80));
    await delay({ office: '32.05', delayedUntil: daysLater(200) });
    clock.set(daysLater(100));
    expect(actionsOf(await readLog(app, nikOf(family, 'HEAD')))).toEqual(OTHERS);
    clock.set(daysLater(201));
    const later = await readLog(app, nikOf(family, 'HEAD'));
    expect(actionsOf(later)).toEqual([OTHERS[0], 'Opened the record of a household', OTHERS[1]]);
    const told = later!.edges.find(
      ({ node }) => node.action === 'Opened the record of a household',
    );
    expect(told?.node.delayedUntil).toBe(daysLater(200));
  });

  test.each([
    ['longer than 180 days', { delayedUntil: daysLater(181) }, 'BAD_USER_INPUT'],
    ['that is over', { delayedUntil: daysLater(-1) }, 'BAD_USER_INPUT'],
    ['of an empty window', { looksUntil: '2026-10-01T00:00:00Z' }, 'BAD_USER_INPUT'],
    ["with a person's number", { legalBasis: 'NIK 3205014107909987' }, 'BAD_USER_INPUT'],
    ['for an inquiry, by the case team', { reason: 'LAW_ENFORCEMENT' }, 'FORBIDDEN'],
  ])('one %s is refused', async (_what, input, code) => {
    const { errors } = await delay(input);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  test('is for the case team and the data-protection officer, within the territory', async () => {
    for (const persona of [
      'officer-regency',
      'officer-village',
      'officer-national',
      'citizen-desk',
      'bank',
    ]) {
      const { errors } = await delay({}, persona);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
    const officer = await actAs(app, officerOf('REGENCY', '32.05', ['data_protection_officer']));
    const elsewhere = await actAs(app, officerOf('REGENCY', '35.10', ['data_protection_officer']));
    const ask = async (as: TestApp) => {
      const input = {
        ...{ personId: memberId(family, 'HEAD'), looksFrom: '2026-10-01T00:00:00Z' },
        ...{ looksUntil: '2026-10-30T00:00:00Z', delayedUntil: '2026-12-01T00:00:00Z' },
        ...{ reason: 'LAW_ENFORCEMENT', legalBasis: 'UU 27/2022 pasal 15' },
      };
      const { data } = await as.graphql<{ delayAccessLog: Record<string, string> }>(DELAY, {
        input,
      });
      return data!.delayAccessLog;
    };
    expect(await ask(officer)).toMatchObject({ __typename: 'AccessDelay' });
    expect(await ask(elsewhere)).toMatchObject({ code: 'PERSON_NOT_FOUND' });
    const log = await readLog(app, nikOf(family, 'HEAD'));
    expect({ actions: actionsOf(log), withheld: log?.withheld }).toEqual({
      actions: [],
      withheld: [],
    });
    await officer.close();
    await elsewhere.close();
  });

  test('is never edited nor deleted', async () => {
    await delay({});
    const { sql } = app.app.database;
    await expect(sql.query('UPDATE access_delay SET delayed_until = now()')).rejects.toThrow(
      /never edited/,
    );
    await expect(sql.query('DELETE FROM access_delay')).rejects.toThrow(/never edited/);
  });
});
