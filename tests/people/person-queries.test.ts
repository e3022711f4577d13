import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { codesOf, householdIdOf, personIdOf } from '../support/registry.js';

const ASEP = '3205011704829901';
const ASEP_KK = '3205012001129901';
const IN_JAKARTA = '3171012707889901';

const ONE = /* GraphQL */ `
  query ($by: PersonBy!) {
    person(by: $by) {
      id
      nik
      name
      sex
      birthDate
      deathDate
      occupation
      warnings
      version
      household {
        kkNumber
        members {
          person {
            name
          }
        }
      }
      memberships {
        relationship
        since
        until
        household {
          kkNumber
        }
      }
      conditions {
        kind
        grade
        since
      }
      dukcapilMatches {
        status
        checkedOn
        mismatchedFields
      }
      exclusions {
        ground {
          code
        }
      }
      classifications {
        category {
          code
        }
      }
      enrolments {
        program {
          code
        }
      }
    }
  }
`;

interface People {
  readonly people: {
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly id: string; readonly name: string };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
const SEARCH = /* GraphQL */ `
  query ($name: String!, $within: RegionCode, $first: Int, $after: String) {
    people(name: $name, within: $within, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function names(name: string, persona: string, within?: string): Promise<string[]> {
  const { data, errors } = await app.graphql<People>(SEARCH, { name, within, first: 50 }, persona);
  expect(errors).toBeUndefined();
  return data!.people.edges.map(({ node }) => node.name).sort();
}

describe('one person', () => {
  test('is found by NIK with the family and everything that is recorded', async () => {
    const { data, errors } = await app.graphql(ONE, { by: { nik: ASEP } }, 'officer-district');
    expect(errors).toBeUndefined();
    expect(data?.['person']).toMatchObject({
      nik: ASEP,
      name: 'Asep Contoh',
      sex: 'M',
      birthDate: '1982-04-17',
      deathDate: null,
      warnings: [],
      version: 1,
      household: {
        kkNumber: ASEP_KK,
        members: ['Asep', 'Eulis', 'Ujang', 'Neng', 'Dede'].map((name) => ({
          person: { name: `${name} Contoh` },
        })),
      },
      memberships: [
        {
          relationship: 'HEAD',
          since: '2019-01-01',
          until: null,
          household: { kkNumber: ASEP_KK },
        },
      ],
      dukcapilMatches: [{ status: 'MATCHED', checkedOn: '2019-01-01', mismatchedFields: [] }],
    });
  });

  test('is the same by our id as by NIK', async () => {
    const id = await personIdOf(app, ASEP);
    const byId = await app.graphql(ONE, { by: { id } }, 'officer-village');
    const byNik = await app.graphql(ONE, { by: { nik: ASEP } }, 'officer-national');
    expect(byId.data?.['person']).toMatchObject({ id });
    expect(byId.data).toEqual(byNik.data);
  });

  test('shows a death, a mismatch, a warning and a class where there is one', async () => {
    const ask = async (nik: string, persona: string) =>
      (await app.graphql(ONE, { by: { nik } }, persona)).data?.['person'];
    expect(await ask('3510011212459901', 'officer:35.10')).toMatchObject({
      deathDate: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
    });
    expect(await ask('3205016109919901', 'officer-regency')).toMatchObject({
      dukcapilMatches: [{ status: 'MISMATCHED', mismatchedFields: ['NAME'] }],
    });
    expect(await ask('3273051202909901', 'officer:32.73')).toMatchObject({
      birthDate: '1990-02-21',
      warnings: ['NIK_BIRTH_DATE_DIFFERS'],
    });
    expect(await ask('3510014501489901', 'officer:35')).toMatchObject({
      classifications: [{ category: { code: 'NEGLECTED_ELDERLY' } }],
    });
    expect(await ask('9101016606859901', 'officer:93.01')).toMatchObject({ name: 'Maria Contoh' });
  });

  test('of another territory answers as one who does not exist', async () => {
    const strip = ({ data, errors, status }: Awaited<ReturnType<TestApp['graphql']>>) =>
      JSON.stringify({ data, errors, status });
    const missing = await app.graphql(ONE, { by: { nik: '3171012707889999' } }, 'officer-regency');
    expect(missing.data).toEqual({ person: null });
    expect(missing.errors).toBeUndefined();
    for (const by of [
      { nik: IN_JAKARTA },
      { id: await personIdOf(app, IN_JAKARTA) },
      { id: await householdIdOf(app, ASEP_KK) },
      { id: '01900000-0000-7000-8000-000000000000' },
      { id: ASEP },
      { id: '%' },
    ]) {
      expect(strip(await app.graphql(ONE, { by }, 'officer-regency'))).toBe(strip(missing));
    }
  });

  test('is refused by a malformed NIK without repeating it', async () => {
    for (const nik of [
      '320501170482990',
      '32050117048299011',
      '3205011313829901',
      'bukan NIK',
      ASEP.replace('1', 'I'),
    ]) {
      const answer = await app.graphql(ONE, { by: { nik } }, 'officer-regency');
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      expect(JSON.stringify(answer.errors)).not.toContain(nik);
    }
    const number = await app.graphql(
      `{ person(by: { nik: ${ASEP} }) { id } }`,
      {},
      'officer-regency',
    );
    expect(codesOf(number)).toEqual(['BAD_USER_INPUT']);
    expect(JSON.stringify(number.errors)).not.toContain(ASEP);
  });
});

describe('people by name', () => {
  test.each([
    'Asep Contoh',
    'contoh asep',
    'ASEP',
    '  asép ',
    'Asep-Contoh',
    'contoh, ASEP.',
    'Asep%',
  ])('are found by %j', async (name) => {
    expect(await names(name, 'officer-village')).toContain('Asep Contoh');
  });

  test.each(['Ase', 'sep', 'Asepp', 'Asep Tidakada', 'A_ep', 'Asep Contoh Garut'])(
    'are not found by %j: a part of a word or a word too many finds nobody',
    async (name) => {
      const found = await names(name, 'officer-village');
      expect(found).not.toContain('Asep Contoh');
    },
  );

  test('of a regency of the province are found by its province officer, within it and in the whole province', async () => {
    expect(await names('Siti Contoh', 'officer-province', '32.73')).toContain('Siti Contoh');
    expect(await names('Siti Contoh', 'officer-province')).toContain('Siti Contoh');
    expect(await names('Siti Contoh', 'officer-province', '32.05')).not.toContain('Siti Contoh');
    const both = await names('Budi Contoh', 'officer-national', '32');
    expect(both).toContain('Budi Contoh');
  });

  test('of another territory are not found, by name or by area', async () => {
    expect(await names('Rahmat', 'officer-regency')).not.toContain('Rahmat Contoh');
    expect(await names('Rahmat', 'officer-regency', '31.71')).toEqual([]);
    expect(await names('Rahmat', 'officer-province', '31')).toEqual([]);
    expect(await names('Rahmat', 'officer-national', '31.71.01.1001')).toContain('Rahmat Contoh');
  });

  test('are searched by the ministry in a province or less, never in the whole country', async () => {
    const answer = await app.graphql(SEARCH, { name: 'Asep' }, 'officer-national');
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toContain('within');
    expect(await names('Asep', 'officer-national', '32')).toContain('Asep Contoh');
  });

  test('need at least one word of two letters and at most a hundred characters', async () => {
    for (const name of ['', ' ', 'a', '. - ,', 'b c d', 'x'.repeat(101)]) {
      const answer = await app.graphql(SEARCH, { name }, 'officer-regency');
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('are walked to the end page by page, each once, in the whole province', async () => {
    const all = await app.graphql<People>(
      SEARCH,
      { name: 'Contoh', within: '32', first: 100 },
      'officer-national',
    );
    const whole = all.data!.people.edges.map(({ node }) => node.id);
    expect(whole.length).toBeGreaterThan(20);
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data?: People | null } = await app.graphql<People>(
        SEARCH,
        { name: 'Contoh', within: '32', first: 7, after },
        'officer-province',
      );
      for (const { cursor, node } of data!.people.edges) {
        expect(Buffer.from(cursor, 'base64').toString()).toBe(node.id);
        walked.push(node.id);
      }
      after = data!.people.pageInfo.hasNextPage ? data!.people.pageInfo.endCursor : null;
    } while (after !== null);
    expect(walked).toEqual(whole);
    expect(new Set(walked).size).toBe(walked.length);
  });

  test.each([0, -1, 101])('%d at a time are refused', async (first) => {
    const answer = await app.graphql(SEARCH, { name: 'Asep', first }, 'officer-regency');
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  });

  test('after something that is no cursor of people are refused', async () => {
    for (const after of ['', '%%', Buffer.from(ASEP).toString('base64')]) {
      const answer = await app.graphql(SEARCH, { name: 'Asep', after }, 'officer-regency');
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    }
  });
});
