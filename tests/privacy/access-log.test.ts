import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { change, memberId, registerFamily, trail } from '../support/changes.js';
import { askLog, nikOf, readLog, writeEntry, type ReadLook } from '../support/privacy.js';
import { codesOf, trailOf } from '../support/registry.js';

/* P6, first half: who may ask, and what an ordinary log shows. */
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const briefly = ({ office, action, reach, groups, outcome }: ReadLook) => ({
  ...{ office, action, reach, groups, outcome },
});

describe('who looked at my data', () => {
  test('tells of every look in its own words, latest first, and of the desk itself', async () => {
    const family = await registerFamily(app);
    const nik = nikOf(family, 'HEAD');
    await app.graphql(
      'query ($nik: NIK!) { person(by: { nik: $nik }) { name } }',
      { nik },
      'officer-village',
    );
    await app.graphql(
      `query ($nik: NIK!) { checkEligibility(input: { nik: $nik, program: "PKH", purpose: PAYEE_VERIFICATION }) { outcome } }`,
      { nik },
      'bank',
    );
    await readLog(app, nik);
    const log = await readLog(app, nik);
    expect(log?.edges.map(({ node }) => briefly(node))).toEqual([
      {
        ...{ office: 'Service desk of Kabupaten Garut', action: 'Read the log of looks at a desk' },
        ...{ reach: 'DIRECT', groups: ['PROCESSING'], outcome: 'ALLOWED' },
      },
      {
        ...{ office: expect.stringContaining('Bank'), action: 'Checked eligibility' },
        ...{ reach: 'DIRECT', groups: ['ELIGIBILITY'], outcome: 'ALLOWED' },
      },
      {
        ...{
          office: expect.stringContaining('Village office of'),
          action: 'Opened the record of a person',
        },
        ...{ reach: 'DIRECT', groups: ['IDENTITY', 'PERSON'], outcome: 'ALLOWED' },
      },
      {
        ...{ office: 'Social office of Kabupaten Garut', action: 'Registered a household' },
        ...{ reach: 'HOUSEHOLD', groups: ['IDENTITY', 'HOUSEHOLD', 'PERSON'], outcome: 'ALLOWED' },
      },
    ]);
    expect(log?.edges[1]?.node).toMatchObject({
      ...{ tier: 'PARTNER', purpose: 'PAYEE_VERIFICATION', tindakan: 'Memeriksa hak atas program' },
      ...{ delayedUntil: null, at: '2026-11-01T03:00:00.000Z' },
    });
    expect(log?.withheld).toEqual([]);
  });

  test('names no officer, no request and no other person', async () => {
    const family = await registerFamily(app);
    await app.graphql(
      'query ($id: ID!) { household(by: { id: $id }) { address } }',
      { id: family.id },
      'officer-regency',
    );
    const { data } = await askLog(app, nikOf(family, 'HEAD'));
    const text = JSON.stringify(data);
    for (const secret of ['sandbox:officer-regency', memberId(family, 'SPOUSE'), family.id]) {
      expect(text).not.toContain(secret);
    }
  });

  test('pages without a gap or a repeat, and the look itself does not move the page', async () => {
    const family = await registerFamily(app);
    const [nik, id] = [nikOf(family, 'SPOUSE'), memberId(family, 'SPOUSE')];
    for (let day = 10; day < 20; day += 1) {
      await writeEntry(app, { people: [id], at: `2026-09-${day}T03:00:00Z` });
    }
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const log = await readLog(app, nik, { first: 3, after });
      seen.push(...log!.edges.map(({ node }) => node.at));
      after = log!.pageInfo.endCursor;
      if (!log!.pageInfo.hasNextPage) break;
    }
    const days = seen.filter((at) => at.startsWith('2026-09'));
    expect(days).toEqual([...days].sort().toReversed());
    expect(days).toHaveLength(10);
    expect(new Set(days).size).toBe(10);
  });

  test('is one statement, and its own entry says by what the person was identified', async () => {
    const family = await registerFamily(app);
    const nik = nikOf(family, 'HEAD');
    await readLog(app, nik);
    app.statements();
    const answer = await askLog(app, nik);
    expect(app.statements()).toHaveLength(1);
    expect(await trailOf(app, answer)).toEqual([
      expect.objectContaining({
        ...{ action: 'accessLog', outcome: 'ALLOWED', purpose: 'SELF_SERVICE', tier: 'CITIZEN' },
        ...{ fields: ['access_log', 'verified:KTP_SHOWN'], persons: [memberId(family, 'HEAD')] },
        basis: 'UU 27/2022 pasal 30, 31, 32',
      }),
    ]);
  });
});

describe('who may ask', () => {
  const NOBODY = '3205014107909987';
  const JEMBER = '3510014501489901';

  test('nobody, somebody elsewhere, a child alone and the dead get the same answer, and it is on record', async () => {
    const family = await registerFamily(app);
    await change(
      app,
      'correctPerson',
      { personId: memberId(family, 'HEAD'), version: 1, deathDate: '2026-10-01' },
      'officer-regency',
    );
    const answers = await Promise.all(
      [NOBODY, JEMBER, nikOf(family, 'CHILD'), nikOf(family, 'HEAD')].map((nik) =>
        askLog(app, nik),
      ),
    );
    for (const { status, data, errors } of answers) {
      expect({ status, data, errors }).toEqual({
        status: 200,
        data: { accessLog: null },
        errors: undefined,
      });
    }
    const denied = (await trail(app, 'accessLog')).filter(({ outcome }) => outcome === 'DENIED');
    expect(denied).toHaveLength(4);
    const [child] = await trailOf(app, answers[2]!);
    expect(child).toMatchObject({ outcome: 'DENIED', persons: [memberId(family, 'CHILD')] });
    expect((await trailOf(app, answers[0]!))[0]).toMatchObject({ outcome: 'DENIED', people: 0 });
  });

  test('somebody whose log was tried at a desk elsewhere reads of the attempt', async () => {
    await askLog(app, JEMBER);
    const jember = await actAs(app, {
      ...officerOf('CITIZEN', '35.10', []),
      purpose: 'SELF_SERVICE',
    });
    const log = await readLog(jember, JEMBER);
    await jember.close();
    expect(log?.edges[0]?.node).toMatchObject({
      ...{ outcome: 'DENIED', office: 'Service desk of Kabupaten Garut' },
    });
  });

  test.each(['officer-regency', 'social-worker', 'officer-village', 'officer-national', 'bank'])(
    '%s does not get the log of a person',
    async (persona) => {
      const { errors } = await app.graphql(
        'query ($nik: NIK!) { accessLog(person: { nik: $nik, verifiedBy: KTP_SHOWN }) { edges { cursor } } }',
        { nik: NOBODY },
        persona,
      );
      expect(codesOf({ errors: errors! })).toEqual(['FORBIDDEN']);
    },
  );
});

describe("a child's log", () => {
  test('is read by the head and the spouse of the household, and by nobody else', async () => {
    const family = await registerFamily(app);
    const stranger = await registerFamily(app);
    const childNik = nikOf(family, 'CHILD');
    for (const relationship of ['HEAD', 'SPOUSE']) {
      const log = await readLog(app, nikOf(family, relationship), { childNik });
      expect(log?.edges.at(-1)?.node.action).toBe('Registered a household');
    }
    expect(await readLog(app, nikOf(stranger, 'HEAD'), { childNik })).toBeNull();
    expect(await readLog(app, childNik, { childNik })).toBeNull();
    const spouse = nikOf(family, 'SPOUSE');
    expect(await readLog(app, nikOf(family, 'HEAD'), { childNik: spouse })).toBeNull();
  });

  test('is no longer read by a guardian who has left the household', async () => {
    const family = await registerFamily(app);
    const [nik, childNik] = [nikOf(family, 'SPOUSE'), nikOf(family, 'CHILD')];
    expect(await readLog(app, nik, { childNik })).not.toBeNull();
    const left = await change(
      app,
      'removeHouseholdMember',
      {
        ...{ householdId: family.id, version: family.version, on: '2026-10-30' },
        ...{ personId: memberId(family, 'SPOUSE'), reason: 'MOVED_AWAY' },
      },
      'officer-regency',
    );
    expect(left.__typename).toBe('Household');
    expect(await readLog(app, nik, { childNik })).toBeNull();
  });

  test("stands in the guardian's own log too", async () => {
    const family = await registerFamily(app);
    await readLog(app, nikOf(family, 'HEAD'), { childNik: nikOf(family, 'CHILD') });
    const own = await readLog(app, nikOf(family, 'HEAD'));
    expect(own?.edges[0]?.node.action).toBe('Read the log of looks at a desk');
  });
});
