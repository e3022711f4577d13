import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { VISIBILITY_RULES } from '../../api/privacy/visibility-rules.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { change, memberId, registerFamily, type ChangeAnswer } from '../support/changes.js';
import { actionsOf, movableClock, nikOf, readLog, writeEntry } from '../support/privacy.js';

/* P6, second half: covert, delayed, objector, relative, minor. The visible set equals what each test writes down. */
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

const nik = (relationship: string) => nikOf(family, relationship);
const daysLater = (days: number): string => new Date(Date.parse(START) + days * DAY).toISOString();

const classify = (relationship: string, categoryCode: string, persona: string) =>
  change(
    app,
    'classifyPerson',
    {
      ...{ householdId: family.id, version: family.version, categoryCode },
      ...{ personId: memberId(family, relationship), since: '2026-10-15' },
    },
    persona,
  );

async function openAs(persona: string, number: string): Promise<void> {
  const { errors } = await app.graphql(
    'query ($nik: NIK!) { person(by: { nik: $nik }) { name household { members { person { name } } } } }',
    { nik: number },
    persona,
  );
  expect(errors).toBeUndefined();
}

describe('case work (covert)', () => {
  test('is neither told nor counted to anybody of the household, until it has rested 180 days', async () => {
    await openAs('social-worker', nik('SPOUSE'));
    const made = await classify('SPOUSE', 'VIOLENCE_VICTIM', 'social-worker');
    expect(made.__typename).toBe('Classification');
    for (const relationship of ['SPOUSE', 'HEAD']) {
      const log = await readLog(app, nik(relationship));
      expect({ actions: actionsOf(log), withheld: log?.withheld }).toEqual({
        actions: [],
        withheld: [],
      });
    }
    clock.set(daysLater(179));
    expect(actionsOf(await readLog(app, nik('SPOUSE')))).toEqual([]);
    clock.set(daysLater(181));
    const told = await readLog(app, nik('SPOUSE'));
    expect(actionsOf(told)).toEqual(['Recorded a PPKS class', 'Opened the record of a person']);
    expect(
      told!.edges.find(({ node }) => node.action === 'Recorded a PPKS class')?.node,
    ).toMatchObject({
      ...{ delayedUntil: '2027-04-30T03:00:00.000Z', office: 'Social office of Kabupaten Garut' },
    });
  });

  test('afterwards shows to the others as household administration and on the way', async () => {
    await openAs('social-worker', nik('SPOUSE'));
    await classify('SPOUSE', 'VIOLENCE_VICTIM', 'social-worker');
    clock.set(daysLater(181));
    const log = await readLog(app, nik('HEAD'));
    expect(actionsOf(log)).toEqual([
      'Household administration',
      "Read on the way, when another person's record was opened",
    ]);
    const [administration, passing] = log!.edges
      .map(({ node }) => node)
      .filter(({ action }) => actionsOf(log).includes(action));
    expect(administration).toMatchObject({ reach: 'HOUSEHOLD', groups: ['HOUSEHOLD'] });
    expect(passing).toMatchObject({ reach: 'PASSING' });
    expect(passing?.groups).not.toContain('CLASSIFICATION');
  });

  test('a later look keeps the earlier ones back: the case is told as a whole or not at all', async () => {
    await openAs('social-worker', nik('SPOUSE'));
    clock.set(daysLater(100));
    await openAs('social-worker', nik('SPOUSE'));
    clock.set(daysLater(200));
    expect(actionsOf(await readLog(app, nik('SPOUSE')))).toEqual([]);
    clock.set(daysLater(281));
    expect(actionsOf(await readLog(app, nik('SPOUSE')))).toHaveLength(2);
  });

  test('the same look by an officer who does no case work is told at once (control)', async () => {
    await openAs('officer-regency', nik('SPOUSE'));
    expect(actionsOf(await readLog(app, nik('SPOUSE')))).toEqual(['Opened the record of a person']);
  });

  test('a page by page reader finds no gap where an entry is kept back', async () => {
    const people = [memberId(family, 'SPOUSE')];
    for (let day = 10; day < 16; day += 1) {
      const fields = day % 2 === 0 ? ['person', 'restricted'] : ['person'];
      await writeEntry(app, { people, fields, at: `2026-10-${day}T03:00:00Z` });
    }
    const first = await readLog(app, nik('SPOUSE'), { first: 3 });
    expect(first!.edges).toHaveLength(3);
    expect(first!.pageInfo.hasNextPage).toBe(true);
    const after = first!.pageInfo.endCursor;
    const rest = await readLog(app, nik('SPOUSE'), { first: 3, after });
    expect([...first!.edges, ...rest!.edges].map(({ node }) => node.at.slice(0, 10))).toEqual([
      ...['2026-11-01', '2026-10-15', '2026-10-13', '2026-10-11'],
    ]);
    expect(rest!.pageInfo.hasNextPage).toBe(false);
  });
});

describe('a relative', () => {
  test("sees another member's affair as household administration, and the member sees what it was", async () => {
    await classify('CHILD', 'STREET_CHILD', 'officer-regency');
    const head = await readLog(app, nik('HEAD'));
    expect(actionsOf(head)).toEqual(['Household administration']);
    expect(JSON.stringify(head)).not.toMatch(/PPKS|CLASSIFICATION/);
    const child = await readLog(app, nik('HEAD'), { childNik: nik('CHILD') });
    expect(actionsOf(child)).toEqual(['Recorded a PPKS class']);
  });

  test("sees no look at another member alone, and is told of having been read on the way to another's record", async () => {
    await app.graphql(
      'query ($nik: NIK!) { person(by: { nik: $nik }) { name } }',
      { nik: nik('SPOUSE') },
      'officer-regency',
    );
    expect(actionsOf(await readLog(app, nik('HEAD')))).toEqual([]);
    await openAs('officer-regency', nik('SPOUSE'));
    const log = await readLog(app, nik('HEAD'));
    expect(log!.edges.map(({ node }) => node.reach)).toContain('PASSING');
  });
});

describe("a child's protection", () => {
  test('is never told to a guardian, not even later, and is told to the child once grown up', async () => {
    const people = [memberId(family, 'CHILD')];
    await writeEntry(app, { people, fields: ['identity', 'restricted'] });
    const childNik = nik('CHILD');
    for (const days of [0, 181, 2_000]) {
      clock.set(daysLater(days));
      const log = await readLog(app, nik('HEAD'), { childNik });
      expect({ actions: actionsOf(log), withheld: log?.withheld }).toEqual({
        actions: [],
        withheld: [],
      });
    }
    clock.set('2033-09-30T03:00:00Z');
    expect(await readLog(app, nik('HEAD'), { childNik })).toBeNull();
    expect(actionsOf(await readLog(app, childNik))).toEqual(['Opened the record of a person']);
  });
});

describe('marks', () => {
  test.each([
    ['shelter', 'SHELTER'],
    ['law_enforcement', 'LAW_ENFORCEMENT'],
  ])('%s keeps a look back, uncounted, for 180 days', async (mark, reason) => {
    expect(VISIBILITY_RULES.find((rule) => rule.reason === reason)?.mark).toBe(mark);
    const people = [memberId(family, 'HEAD')];
    await writeEntry(app, { people, fields: ['identity', mark], at: '2026-11-01T02:00:00Z' });
    const log = await readLog(app, nik('HEAD'));
    expect({ actions: actionsOf(log), withheld: log?.withheld }).toEqual({
      actions: [],
      withheld: [],
    });
    clock.set(daysLater(181));
    const told = (await readLog(app, nik('HEAD')))!.edges.find(
      ({ node }) => node.delayedUntil !== null,
    );
    expect(told?.node).toMatchObject({
      groups: ['IDENTITY'],
      delayedUntil: '2027-04-30T02:00:00.000Z',
    });
  });

  test('whoever objects stays unknown: the person objected to reads a count with its law, and no date or office', async () => {
    const people = [memberId(family, 'HEAD')];
    await writeEntry(app, { people, action: 'fileObjection', fields: ['objected_to'] });
    await writeEntry(app, { people, action: 'person', fields: ['identity', 'objected_to'] });
    const objector = [memberId(family, 'SPOUSE')];
    await writeEntry(app, { people: objector, action: 'fileObjection', fields: ['identity'] });
    for (const days of [0, 400]) {
      clock.set(daysLater(days));
      const log = await readLog(app, nik('HEAD'));
      expect(actionsOf(log)).toEqual([]);
      expect(log!.withheld).toEqual([
        {
          ...{ reason: 'OBJECTION', count: 2 },
          legalBasis: 'UU 27/2022 pasal 33; UU 31/2014 pasal 10',
          message: 'Handling of an objection: whoever objects is protected.',
        },
      ]);
    }
    expect(actionsOf(await readLog(app, nik('SPOUSE')))).toEqual(['Processing of data']);
  });
});
