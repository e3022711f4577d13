import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHotOperations } from '../../api/lane/hot-operations.js';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';

const PAGE = /* GraphQL */ `
  query Page($within: RegionCode, $first: Int) {
    households(within: $within, first: $first) {
      edges {
        cursor
        node {
          id
          kkNumber
          address
          lastVerifiedOn
          village {
            code
            name
            level
          }
          members {
            relationship
            since
            person {
              id
              name
              nik
              birthDate
              conditions {
                kind
                grade
              }
            }
          }
          classifications {
            since
            until
            category {
              code
              name(language: EN)
            }
          }
          enrolments {
            status
            since
            program {
              code
              name
            }
            person {
              id
              sex
            }
          }
          listings {
            system
            period
            decile
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
const ENOUGH = 20;

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const ask = (variables: object, persona = 'officer-regency') =>
  app.graphql(PAGE, variables, persona);

/** Bodies differ in the id of their request only. */
const shown = ({ status, data, errors }: Awaited<ReturnType<typeof ask>>) => ({
  status,
  data,
  errors: errors?.map(({ message, path, extensions: { code } }) => ({ message, path, code })),
});

describe('a document that is asked often', () => {
  test('answers the same before and after it is compiled, from one statement', async () => {
    const requests: readonly (readonly [object, string?])[] = [
      [{}],
      [{ first: 3 }],
      [{ within: '32.05.01' }],
      [{ within: '31' }],
      [{ first: 0 }],
      [{ first: 101 }],
      [{ within: 'nowhere' }],
      [{ first: 'three' }],
      [{}, 'officer-national'],
      [{}, 'bank'],
    ];
    const before = [];
    for (const [variables, persona] of requests) before.push(shown(await ask(variables, persona)));
    expect(before[0]?.data).toMatchObject({
      households: { pageInfo: { hasNextPage: expect.any(Boolean) } },
    });
    for (let time = 0; time < ENOUGH; time++) await ask({ first: 1 });
    const after = [];
    for (const [variables, persona] of requests) after.push(shown(await ask(variables, persona)));
    expect(after).toEqual(before);
    app.statements();
    await ask({});
    expect(app.statements()).toHaveLength(1);
  });

  test('is compiled after twenty answers and not before', () => {
    const hot = createHotOperations(schema);
    for (let time = 1; time < ENOUGH; time++) hot.note(PAGE);
    expect(hot.find(PAGE)).toBeNull();
    hot.note(PAGE);
    expect(hot.find(PAGE)?.name).toBe('Page');
  });

  test.each([
    ['two operations', 'query A { households { edges { cursor } } } query B { viewer { tier } }'],
    [
      'a person by itself, whose relations look ahead',
      '{ people(first: 1) { edges { node { household { id } } } } }',
    ],
    [
      'decisions, whose programs are no rows',
      '{ households { edges { node { members { person { decisions { edges { node { program { owner { code } } } } } } } } } } }',
    ],
    [
      'a change',
      'mutation { endClassification(input: { id: "x", version: 1, on: "2026-01-01" }) { __typename } }',
    ],
    ['a very long text', `${PAGE}${' '.repeat(4_000)}`],
  ])('is never compiled with %s', (_what, text) => {
    const hot = createHotOperations(schema);
    for (let time = 0; time <= ENOUGH; time++) hot.note(text);
    expect(hot.find(text)).toBeNull();
  });

  test('no more than fifty documents are compiled', () => {
    const hot = createHotOperations(schema);
    const texts = Array.from(
      { length: 51 },
      (_, at) => `query Q${at} { households { edges { cursor } } }`,
    );
    for (const text of texts) for (let time = 0; time < ENOUGH; time++) hot.note(text);
    expect(texts.map((text) => hot.find(text) !== null)).toEqual([
      ...Array<true>(50).fill(true),
      false,
    ]);
  });
});
