import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  changePartnerAs,
  freshSlug,
  MINISTRY,
  refusalOf,
  terms,
  type PartnerAnswer,
} from '../support/partners.js';

const FIRE = 'APBD-32.05-FIRE';
const CARD = 'PROV-31-KLJ';
let app: TestApp;
let ministry: TestApp;
let garut: TestApp;
let jakarta: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  const serverOf = (principal: Principal) => actAs(app, principal);
  ministry = await serverOf(MINISTRY);
  garut = await serverOf(officerOf('REGENCY', '32.05', ['regency_head']));
  jakarta = await serverOf(officerOf('PROVINCE', '31', ['province_head']));
});
afterAll(async () => {
  for (const one of [ministry, garut, jakarta, app]) await one.close();
});

async function register(server: TestApp, kind = 'BANK'): Promise<PartnerAnswer> {
  const slug = freshSlug();
  return changePartnerAs(server, 'registerPartner', { slug, name: 'Mitra Contoh', kind });
}

const at = ({ id, version }: PartnerAnswer) => ({ partnerId: id, version });

/** Records an agreement for a fresh partner and gives its code; null = it was recorded. */
async function record(server: TestApp, more: object, kind = 'BANK'): Promise<string | null> {
  const partner = await register(server, kind);
  const input = { ...at(partner), ...terms(`PKS-${partner.slug}`), ...more };
  return refusalOf(server, 'recordAgreement', input);
}

describe('an agreement covers what its owner has a say in', () => {
  test.each([
    ['PKH in the whole country', {}, null],
    ['PKH in one village', { territories: ['32.05.01.1001'] }, null],
    ['PKH in an area that does not exist', { territories: ['99.99'] }, 'TERRITORY_OUTSIDE'],
    ['a program of a regency', { programs: ['PKH', FIRE] }, 'PROGRAM_OUTSIDE'],
    ['a program of a province', { programs: [CARD] }, 'PROGRAM_OUTSIDE'],
    ['a program that nobody runs', { programs: ['PKH', 'NONE'] }, 'PROGRAM_OUTSIDE'],
    ['a program outside the purpose', { programs: ['PBI_JK'] }, 'PROGRAM_OUTSIDE'],
    ['a purpose of officers', { purpose: 'SOCIAL_SERVICE' }, 'PURPOSE_UNSUITED'],
  ])('the ministry and %s', async (_what, more, code) => {
    expect(await record(ministry, more)).toBe(code);
  });

  test.each([
    ['its own aid in all of the regency', {}, null],
    ['its own aid in a village', { territories: ['32.05.01.1001'] }, null],
    ['its own aid in the province', { territories: ['32'] }, 'TERRITORY_OUTSIDE'],
    ['its own aid next door', { territories: ['32.05', '32.73'] }, 'TERRITORY_OUTSIDE'],
    ['a national program', { programs: ['PKH'] }, 'PROGRAM_OUTSIDE'],
    ['its own aid and a national program', { programs: [FIRE, 'PKH'] }, 'PROGRAM_OUTSIDE'],
    ['aid of another area', { programs: [CARD] }, 'PROGRAM_OUTSIDE'],
  ])('the regency and %s', async (_what, more, code) => {
    expect(await record(garut, { programs: [FIRE], ...more })).toBe(code);
  });

  test('DKI Jakarta and its card, in a city of its own', async () => {
    expect(await record(jakarta, { programs: [CARD], territories: ['31.71'] })).toBeNull();
    expect(await record(jakarta, { programs: [CARD], territories: ['32'] })).toBe(
      'TERRITORY_OUTSIDE',
    );
  });

  test('and is stored as the area of its owner where none is named', async () => {
    const partner = await register(garut);
    const { agreements } = await changePartnerAs(garut, 'recordAgreement', {
      ...{ ...at(partner), ...terms(`PKS-${partner.slug}`, { programs: [FIRE, FIRE] }) },
    });
    expect(agreements).toMatchObject([
      { programs: [FIRE], territories: ['32.05'], isNationwide: false, status: 'IN_FORCE' },
    ]);
  });
});

describe('a purpose suits the kind of the partner', () => {
  test.each([
    ['BANK', 'PAYEE_VERIFICATION', 'PKH'],
    ['POST', 'PAYEE_VERIFICATION', 'BPNT'],
    ['HOSPITAL', 'HEALTH_COVERAGE_CHECK', 'PBI_JK'],
    ['UNIVERSITY', 'STUDENT_AID_SCREENING', 'KIP_KULIAH'],
    ['GOVERNMENT', null, 'PKH'],
  ])('%s', async (kind, suited, program) => {
    const purposes = [
      ...['PAYEE_VERIFICATION', 'HEALTH_COVERAGE_CHECK', 'STUDENT_AID_SCREENING'],
      ...['SOCIAL_SERVICE', 'SELF_SERVICE'],
    ];
    for (const purpose of purposes) {
      const expected = purpose === suited ? null : 'PURPOSE_UNSUITED';
      const partner = await register(ministry, kind);
      const client = await refusalOf(ministry, 'addPartnerClient', { ...at(partner), purpose });
      const agreed = await record(ministry, { purpose, programs: [program] }, kind);
      expect([purpose, client, agreed]).toEqual([purpose, expected, expected]);
    }
  });

  test('and the client is called by the slug and the purpose', async () => {
    const partner = await register(ministry, 'UNIVERSITY');
    const input = { ...at(partner), purpose: 'STUDENT_AID_SCREENING' };
    const added = await changePartnerAs(ministry, 'addPartnerClient', input);
    expect(added.clients).toMatchObject([{ clientId: `${partner.slug}.student-aid-screening` }]);
    expect(await changePartnerAs(ministry, 'addPartnerClient', input)).toEqual(added);
  });
});

describe('of a partner and a purpose there is one agreement at a time', () => {
  const first = { validFrom: '2026-01-01', validUntil: '2026-12-31' };
  test.each([
    ['on its last day', { validFrom: '2026-12-31', validUntil: '2027-12-31' }, true],
    ['before its first day', { validFrom: '2020-01-01', validUntil: '2026-11-30' }, true],
    ['around it', { validFrom: '2020-01-01', validUntil: '2030-12-31' }, true],
    ['within it', { validFrom: '2026-03-01', validUntil: '2026-12-01' }, true],
    ['the day after', { validFrom: '2027-01-01', validUntil: '2027-12-31' }, false],
  ])('a second one %s', async (_what, second, overlaps) => {
    const partner = await register(ministry);
    const one = await changePartnerAs(ministry, 'recordAgreement', {
      ...{ ...at(partner), ...terms(`${partner.slug}/1`, first) },
    });
    const next = { ...at(one), ...terms(`${partner.slug}/2`, second) };
    const code = await refusalOf(ministry, 'recordAgreement', next);
    expect(code).toBe(overlaps ? 'AGREEMENT_OVERLAPS' : null);
    if (!overlaps) return;
    // Suspended it still stands in the way; ended it does not.
    const suspended = await changePartnerAs(ministry, 'suspendAgreement', {
      ...{ ...at(one), number: `${partner.slug}/1` },
    });
    const again = { ...next, version: suspended.version };
    expect(await refusalOf(ministry, 'recordAgreement', again)).toBe('AGREEMENT_OVERLAPS');
    const ended = await changePartnerAs(ministry, 'endAgreement', {
      ...{ ...at(suspended), number: `${partner.slug}/1` },
    });
    const last = { ...next, version: ended.version };
    expect(await refusalOf(ministry, 'recordAgreement', last)).toBeNull();
  });
});

describe('an agreement is never edited', () => {
  test('recording it again changes nothing, and other terms under its number are refused', async () => {
    const partner = await register(ministry);
    const input = { ...at(partner), ...terms(`PKS-${partner.slug}`, { programs: ['RST', 'PKH'] }) };
    const recorded = await changePartnerAs(ministry, 'recordAgreement', input);
    expect(await changePartnerAs(ministry, 'recordAgreement', input)).toEqual(recorded);
    const reordered = { ...input, programs: ['PKH', 'RST', 'PKH'] };
    expect(await changePartnerAs(ministry, 'recordAgreement', reordered)).toEqual(recorded);
    const richer = { ...input, version: recorded.version, dailyPeople: 2_000 };
    expect(await refusalOf(ministry, 'recordAgreement', richer)).toBe('AGREEMENT_NUMBER_IN_USE');
    const other = await register(ministry);
    const theirs = { ...input, ...at(other) };
    expect(await refusalOf(ministry, 'recordAgreement', theirs)).toBe('AGREEMENT_NUMBER_IN_USE');
  });

  test('one that has ended is neither suspended nor resumed, and ending it again changes nothing', async () => {
    const partner = await register(ministry);
    const number = `PKS-${partner.slug}`;
    const recorded = await changePartnerAs(ministry, 'recordAgreement', {
      ...{ ...at(partner), ...terms(number) },
    });
    const input = { ...at(recorded), number };
    const ended = await changePartnerAs(ministry, 'endAgreement', input);
    expect(ended.agreements).toMatchObject([{ status: 'ENDED', daysLeft: null }]);
    expect(await changePartnerAs(ministry, 'endAgreement', input)).toEqual(ended);
    for (const field of ['suspendAgreement', 'resumeAgreement']) {
      expect(await refusalOf(ministry, field, { ...at(ended), number })).toBe('AGREEMENT_ENDED');
      expect(await refusalOf(ministry, field, { ...at(ended), number: 'PKS-NONE' })).toBe(
        'AGREEMENT_NOT_FOUND',
      );
    }
  });
});

test.each([
  ['its last day is today', { validUntil: '2026-11-01' }, 'IN_FORCE', 0],
  ['it holds for thirty days more', { validUntil: '2026-12-01' }, 'IN_FORCE', 30],
  ['it has not begun', { validFrom: '2026-11-02' }, 'UPCOMING', 425],
])('an agreement tells how many days are left: %s', async (_what, more, status, daysLeft) => {
  const partner = await register(ministry);
  const { agreements } = await changePartnerAs(ministry, 'recordAgreement', {
    ...{ ...at(partner), ...terms(`PKS-${partner.slug}`, more) },
  });
  expect(agreements).toMatchObject([{ status, daysLeft }]);
});

test.each([
  ['a last day that has passed', { validUntil: '2026-10-31' }],
  ['a last day before the first', { validFrom: '2027-01-02', validUntil: '2027-01-01' }],
  ['no program', { programs: [] }],
  ['no area', { territories: [] }],
  ['a budget of nobody', { dailyPeople: 0 }],
  ['a budget of everybody', { dailyPeople: 10_000_001 }],
  ['a number that cannot be seen', { number: '\u200b' }],
])('terms that cannot be meant are refused: %s', async (_what, more) => {
  expect(await record(ministry, more)).toBe('BAD_USER_INPUT');
});

describe('a partner is registered', () => {
  test('once: the same again gives the same, and a slug belongs to one', async () => {
    const input = { slug: freshSlug(), name: 'Bank Contoh', kind: 'BANK' };
    const made = await changePartnerAs(ministry, 'registerPartner', input);
    expect(made).toMatchObject({ ...input, owner: null, version: 1, clients: [], agreements: [] });
    expect(await changePartnerAs(ministry, 'registerPartner', input)).toEqual(made);
    for (const [server, more] of [
      [ministry, { kind: 'POST' }],
      [ministry, { name: 'Bank Lain Contoh' }],
      [garut, {}],
    ] as const) {
      expect(await refusalOf(server, 'registerPartner', { ...input, ...more })).toBe(
        'PARTNER_SLUG_IN_USE',
      );
    }
  });

  test.each([
    '',
    'Bank',
    'bank_contoh',
    'bank.contoh',
    '-bank',
    'bank--a',
    '9bank',
    'b-3205019',
    'sandbox-bank-2',
  ])('not as %j', async (slug) => {
    const input = { slug, name: 'Bank Contoh', kind: 'BANK' };
    expect(await refusalOf(ministry, 'registerPartner', input)).toBe('BAD_USER_INPUT');
  });
});

test('a change on a version that has moved on is refused with the version now, in both languages', async () => {
  const partner = await register(ministry);
  const purpose = 'PAYEE_VERIFICATION';
  await changePartnerAs(ministry, 'addPartnerClient', { ...at(partner), purpose });
  const stale = await changePartnerAs(ministry, 'suspendPartner', at(partner));
  expect(stale).toMatchObject({
    ...{ __typename: 'StaleVersionError', code: 'STALE_VERSION' },
    ...{ recordId: partner.id, currentVersion: 2 },
    pesan: expect.stringMatching(/telah diubah/) as string,
  });
});
