import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { memberId, registerFamily, trail, type ChangeAnswer } from '../support/changes.js';
import {
  atDesk,
  changeWish,
  correctName,
  openWishes,
  ownWishes,
  requestWish,
} from '../support/corrections.js';
import { movableClock, nikOf, readLog } from '../support/privacy.js';
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
const open = (overdue: boolean, as: TestApp = app) => openWishes(as, overdue);

const nameCorrected = () => correctName(app, family);

describe('a wish to correct', () => {
  test('is due after 3 × 24 hours by the office of the regency, and the person sees it', async () => {
    const wish = await request({ evidence: 'Akta 123/2001' });
    expect(wish).toMatchObject({
      ...{ __typename: 'Correction', field: 'NAME', status: 'REQUESTED', version: 1 },
      ...{ claimed: 'Budi Santoso Contoh', evidence: 'Akta 123/2001', verifiedBy: 'KTP_CHIP_READ' },
      ...{ requestedAt: '2026-11-01T03:00:00.000Z', dueAt: '2026-11-04T03:00:00.000Z' },
      ...{ officeCode: '32.05', office: 'Social office of Kabupaten Garut', overdueSeconds: null },
    });
    expect(await own()).toEqual([expect.objectContaining({ id: wish.id, status: 'REQUESTED' })]);
    expect(await own('SPOUSE')).toEqual([]);
    const log = await readLog(app, nik('HEAD'));
    expect(log!.edges.map(({ node }) => node.action)).toContain('Asked for a correction');
  });

  test('keeps what is claimed sealed at rest, bound to its row', async () => {
    const wish = await request();
    const { sql } = app.app.database;
    const rows = await sql.query<{ id: string; claim: Uint8Array }>(
      `SELECT id, claim FROM correction WHERE id = $1::uuid`,
      [wish.id],
    );
    const [{ claim } = { claim: new Uint8Array() }] = rows;
    expect(Buffer.from(claim).toString('latin1')).not.toContain('Santoso');
    const [owner] = await sql.query<{ id: string; wrapped: Uint8Array }>(
      `SELECT k.person_id AS id, k.wrapped FROM correction c JOIN person_key k USING (person_id) WHERE c.id = $1::uuid`,
      [wish.id],
    );
    const { vault } = app.app;
    expect(vault.openClaim(owner!, wish.id, claim).claimed).toBe('Budi Santoso Contoh');
    expect(() => vault.openClaim(owner!, family.id, claim)).toThrow('cannot be opened');
  });

  test('of the same field is open once; another field is another wish', async () => {
    await request();
    expect((await request()).code).toBe('CORRECTION_ALREADY_OPEN');
    expect((await request({ field: 'SEX', claimed: 'F' })).__typename).toBe('Correction');
    expect(await own()).toHaveLength(2);
  });

  test('of nobody, of somebody elsewhere and of a stranger’s child is refused alike, and written down', async () => {
    const before = (await trail(app, 'requestCorrection')).length;
    const stranger = await registerFamily(app);
    const child = stranger.members.find(({ relationship }) => relationship === 'CHILD')!.person.nik;
    const verifiedBy = 'BIOMETRIC';
    const refused = [
      await request({ person: { nik: '3205014107909987', verifiedBy } }),
      await request({ person: { nik: '3510014501489901', verifiedBy } }),
      await request({ person: { ...atDesk(nik('HEAD')), childNik: child } }),
    ];
    for (const answer of refused) {
      expect(answer).toEqual({
        __typename: 'PersonNotIdentifiedError',
        code: 'PERSON_NOT_IDENTIFIED',
      });
    }
    const entries = (await trail(app, 'requestCorrection')).slice(before);
    expect(entries.map(({ outcome }) => outcome)).toEqual(['DENIED', 'DENIED', 'DENIED']);
  });

  test('of a child is asked by a guardian of the household', async () => {
    const person = { ...atDesk(nik('SPOUSE')), childNik: nik('CHILD') };
    const wish = await request({ person, field: 'BIRTH_DATE', claimed: '2015-09-29' });
    expect(wish.__typename).toBe('Correction');
    const waiting = await open(false);
    expect(waiting.find(({ id }) => id === wish.id)).toMatchObject({
      personId: memberId(family, 'CHILD'),
    });
  });
});

describe('the work list', () => {
  test('shows what is overdue with how long, to the second, by the injected clock', async () => {
    const wish = await request();
    const find = async (overdue: boolean) => (await open(overdue)).find(({ id }) => id === wish.id);
    clock.set('2026-11-04T03:00:00Z');
    expect(await find(true)).toBeUndefined();
    expect(await find(false)).toMatchObject({ overdueSeconds: null });
    clock.set('2026-11-04T05:00:01Z');
    expect(await find(true)).toMatchObject({ overdueSeconds: 7_201 });
    expect((await own())![0]).toMatchObject({ overdueSeconds: 7_201 });
  });

  test('belongs to the territory, and leaves when it is answered', async () => {
    const wish = await request();
    const jember = await actAs(app, officerOf('REGENCY', '35.10'));
    expect(await open(false, jember)).toEqual([]);
    expect(
      (await changeWish(jember, 'startCorrection', { id: wish.id, version: 1 }, OFFICER)).code,
    ).toBe('CORRECTION_NOT_FOUND');
    await jember.close();
    const officer = await actAs(app, officerOf('PROVINCE', '32', ['data_protection_officer']));
    expect((await open(false, officer)).map(({ id }) => id)).toContain(wish.id);
    await officer.close();
    await nameCorrected();
    await changeWish(app, 'resolveCorrection', { id: wish.id, version: 1 }, OFFICER);
    expect((await open(false)).map(({ id }) => id)).not.toContain(wish.id);
  });

  test('is one statement, whose entry names everybody on the page', async () => {
    await request();
    await open(false);
    app.statements();
    const waiting = await open(false);
    expect(app.statements()).toHaveLength(1);
    const entry = (await trail(app, 'correctionRequests')).at(-1);
    const people = waiting.map(({ personId }) => personId);
    expect(new Set(entry?.person_ids)).toEqual(new Set(people));
  });

  test.each(['citizen-desk', 'officer-village', 'officer-province', 'social-worker', 'bank'])(
    '%s neither sees nor answers it',
    async (persona) => {
      const list = await app.graphql(
        '{ correctionRequests { edges { node { id } } } }',
        {},
        persona,
      );
      expect(codesOf({ errors: list.errors! })).toEqual(['FORBIDDEN']);
      const wish = await request();
      const answer = await app.graphql(
        'mutation ($input: ResolveCorrectionInput!) { resolveCorrection(input: $input) { __typename } }',
        { input: { id: wish.id, version: 1, refusal: 'NOT_PROVEN', legalBasis: 'UU 24/2013' } },
        persona,
      );
      expect(codesOf({ errors: answer.errors! })).toEqual(['FORBIDDEN']);
    },
  );

  test('does not give a desk the id of the person', async () => {
    await request();
    const { errors } = await app.graphql(
      'query ($person: DeskPersonInput!) { myCorrections(person: $person) { edges { node { personId } } } }',
      { person: atDesk(nik('HEAD')) },
      'citizen-desk',
    );
    expect(codesOf({ errors: errors! })).toEqual(['FORBIDDEN']);
  });
});
