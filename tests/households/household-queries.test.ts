import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { codesOf, householdIdOf, personIdOf } from '../support/registry.js';

const FIRE_VICTIM_KK = '3205012111119901';
const JAKARTA_KK = '3171011612169901';

const WHOLE = /* GraphQL */ `
  query ($by: HouseholdBy!) {
    household(by: $by) {
      id
      kkNumber
      address
      rt
      rw
      village {
        code
      }
      monthlyIncome
      lastVerifiedOn
      version
      members {
        relationship
        since
        until
        person {
          nik
          name
          sex
          birthDate
          conditions {
            kind
            grade
          }
          dukcapilMatches {
            status
          }
          household {
            kkNumber
          }
        }
      }
      listings {
        system
        period
        listed
        decile
      }
      housing {
        floor
        floorAreaDm2
      }
      losses {
        kind
        happenedOn
        verifiedOn
        damage
      }
      exclusions {
        since
        ground {
          code
          scope
        }
        person {
          name
        }
      }
      enrolments {
        status
        since
        decree
        program {
          code
        }
        person {
          name
        }
      }
    }
  }
`;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('one household', () => {
  test('is found by its KK number with everything that is recorded in it, the head first', async () => {
    const { data, errors } = await app.graphql(
      WHOLE,
      { by: { kkNumber: FIRE_VICTIM_KK } },
      'officer-village',
    );
    expect(errors).toBeUndefined();
    expect(data?.['household']).toMatchObject({
      kkNumber: FIRE_VICTIM_KK,
      rt: '003',
      rw: '007',
      village: { code: '32.05.01.1001' },
      monthlyIncome: 2_400_000,
      version: 1,
      listings: [],
      losses: [
        { kind: 'FIRE', happenedOn: '2026-10-20', verifiedOn: '2026-10-21', damage: 'HEAVY' },
      ],
      members: [
        {
          relationship: 'HEAD',
          since: '2019-01-01',
          until: null,
          person: {
            nik: '3205011501799901',
            name: 'Budi Contoh',
            sex: 'M',
            birthDate: '1979-01-15',
            dukcapilMatches: [{ status: 'MATCHED' }],
            household: { kkNumber: FIRE_VICTIM_KK },
          },
        },
        { relationship: 'SPOUSE', person: { name: 'Sari Contoh' } },
        { relationship: 'CHILD', person: { name: 'Adit Contoh' } },
        { relationship: 'CHILD', since: '2019-04-18', person: { name: 'Putri Contoh' } },
      ],
    });
  });

  test('is the same by our id as by its KK number', async () => {
    const id = await householdIdOf(app, FIRE_VICTIM_KK);
    const byId = await app.graphql(WHOLE, { by: { id } }, 'officer-regency');
    const byKk = await app.graphql(WHOLE, { by: { kkNumber: FIRE_VICTIM_KK } }, 'officer-province');
    expect(byId.data?.['household']).toMatchObject({ id });
    expect(byId.data).toEqual(byKk.data);
  });

  test('shows exclusions, housing and enrolments where there are any', async () => {
    const excluded = await app.graphql(
      WHOLE,
      { by: { kkNumber: '3205012404139901' } },
      'officer-district',
    );
    expect(excluded.data?.['household']).toMatchObject({
      exclusions: expect.arrayContaining([
        {
          since: '2019-01-01',
          ground: { code: 'FAMILY_OF_STATE_EMPLOYEE', scope: 'FAMILY' },
          person: null,
        },
        {
          since: '2019-01-01',
          ground: { code: 'ACTIVE_STATE_EMPLOYEE', scope: 'PERSON' },
          person: { name: 'Agus Contoh' },
        },
      ]),
    });
    const housed = await app.graphql(
      WHOLE,
      { by: { kkNumber: '3510013003039901' } },
      'officer:35.10',
    );
    expect(housed.data?.['household']).toMatchObject({
      housing: [{ floor: 'EARTH', floorAreaDm2: 3_600 }],
      listings: [
        { system: 'DTSEN', period: '2026-Q4', listed: true, decile: 1 },
        { system: 'DTKS', period: '2019-Q1', listed: true, decile: 1 },
      ],
    });
    const enrolled = await app.graphql(
      WHOLE,
      { by: { kkNumber: '3171012808089901' } },
      'officer:31',
    );
    expect(enrolled.data?.['household']).toMatchObject({
      enrolments: [
        { status: 'WAITLISTED', decree: null, program: { code: 'PKH' }, person: null },
        { status: 'ACTIVE', decree: 'SK-CONTOH/BPNT/2025-01', program: { code: 'BPNT' } },
      ],
    });
  });

  test('holds a newborn without NIK, who can be found only through it', async () => {
    const { data } = await app.graphql(
      WHOLE,
      { by: { kkNumber: '3205011404249901' } },
      'officer-village',
    );
    expect(data?.['household']).toMatchObject({
      members: [{ relationship: 'HEAD' }, { person: { nik: null, name: 'Bayi Contoh' } }],
    });
  });

  test('of another territory answers byte for byte as one that does not exist', async () => {
    const id = await householdIdOf(app, JAKARTA_KK);
    const strip = ({ data, errors, status }: Awaited<ReturnType<TestApp['graphql']>>) =>
      JSON.stringify({ data, errors, status });
    const missing = await app.graphql(
      WHOLE,
      { by: { kkNumber: '3171011612169999' } },
      'officer-regency',
    );
    expect(missing.data).toEqual({ household: null });
    expect(missing.errors).toBeUndefined();
    for (const by of [
      { kkNumber: JAKARTA_KK },
      { id },
      { id: '01900000-0000-7000-8000-000000000000' },
      { id: await personIdOf(app, '3205011501799901') },
      { id: 'no-id' },
      { id: '' },
    ]) {
      expect(strip(await app.graphql(WHOLE, { by }, 'officer-regency'))).toBe(strip(missing));
    }
  });

  test('is asked for by exactly one key', async () => {
    for (const by of [{}, { id: 'x', kkNumber: FIRE_VICTIM_KK }, { id: null }]) {
      expect(codesOf(await app.graphql(WHOLE, { by }, 'officer-regency'))).toEqual([
        'BAD_USER_INPUT',
      ]);
    }
  });

  test('is refused by a malformed KK number without repeating it', async () => {
    for (const kkNumber of ['123', '32050121111199011', '3205012111119a01', '0000000000000000']) {
      const answer = await app.graphql(WHOLE, { by: { kkNumber } }, 'officer-regency');
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      expect(JSON.stringify(answer.errors)).not.toContain(kkNumber);
    }
  });
});
