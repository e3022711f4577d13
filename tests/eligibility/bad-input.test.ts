import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { codesOf, decisionCount, trailOf } from '../support/registry.js';

const NIK = '3273054208939901';
const ONE =
  'query ($input: CheckEligibilityInput!) { checkEligibility(input: $input) { id outcome } }';
const MANY = `query ($input: CheckEligibilitiesInput!) { checkEligibilities(input: $input) { __typename
  ... on EligibilityDecision { reference outcome } ... on EligibilityCheckRefused { reference code message } } }`;
const payee = { program: 'PKH', purpose: 'PAYEE_VERIFICATION' };
const MALFORMED = [
  '',
  '1',
  '327305420893990',
  '32730542089399011',
  '3273054208939 01',
  '3273059902909901',
  '3273053213909901',
  '0073054208939901',
  '3273054208930000',
  '３２７３０５４２０８９３９９０１',
  'x'.repeat(10_000),
  "' OR 1=1 --",
];

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** Does `work`, and sees that nothing was decided by it and that the server goes on deciding. */
async function nothingDecided(work: () => Promise<void>): Promise<void> {
  const before = await decisionCount(app);
  await work();
  expect(await decisionCount(app)).toBe(before);
  const { data } = await app.graphql(ONE, { input: { ...payee, nik: NIK } }, 'bank');
  expect(data?.['checkEligibility']).toMatchObject({ outcome: 'ELIGIBLE' });
}

/** Sends bytes as they are. */
async function post(
  body: string | Uint8Array<ArrayBuffer>,
  persona = 'bank',
): Promise<{ status: number; codes: string[]; text: string }> {
  const response = await app.fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${await app.tokenFor(persona)}`,
    },
    body,
  });
  const text = await response.text();
  const answer = JSON.parse(text) as Parameters<typeof codesOf>[0];
  return { status: response.status, codes: codesOf(answer), text };
}

describe('a malformed NIK', () => {
  test.each(MALFORMED)('%j alone is refused, and not repeated', async (nik) => {
    await nothingDecided(async () => {
      const answer = await app.graphql(ONE, { input: { ...payee, nik } }, 'bank');
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      expect(answer.data ?? null).toBeNull();
      if (nik.length > 3) expect(JSON.stringify(answer.errors)).not.toContain(nik);
    });
  });

  test.each([[3273054208939901], [null], [['3273054208939901']], [{}], [true]])(
    '%j, no text, is refused',
    async (nik) => {
      await nothingDecided(async () => {
        expect(codesOf(await app.graphql(ONE, { input: { ...payee, nik } }, 'bank'))).toEqual([
          'BAD_USER_INPUT',
        ]);
      });
    },
  );

  test('in a list refuses its own row, by its reference, and the others stand in their order', async () => {
    const before = await decisionCount(app);
    const people = [
      { nik: NIK, reference: 'good' },
      ...MALFORMED.map((nik, index) => ({ nik, reference: `bad-${index}` })),
      { nik: '3205011704829901', reference: 'good too' },
    ];
    const answer = await app.graphql<{
      checkEligibilities: {
        reference: string;
        code?: string;
        outcome?: string;
        message?: string;
      }[];
    }>(MANY, { input: { ...payee, people } }, 'bank');
    const rows = answer.data!.checkEligibilities;
    expect(rows.map(({ reference }) => reference)).toEqual(
      people.map(({ reference }) => reference),
    );
    expect(rows.filter(({ code }) => code === 'MALFORMED_NIK')).toHaveLength(MALFORMED.length);
    expect(new Set(rows.flatMap(({ message }) => message ?? [])).size).toBe(1);
    expect(rows.at(0)?.outcome).toBe('ELIGIBLE');
    expect(rows.at(-1)?.outcome).toBe('ELIGIBLE');
    expect(await decisionCount(app)).toBe(before + 2);
    expect(await trailOf(app, answer)).toHaveLength(2);
  });

  test('in every row decides nothing and answers every row', async () => {
    await nothingDecided(async () => {
      const people = MALFORMED.map((nik) => ({ nik }));
      const answer = await app.graphql<{ checkEligibilities: { code: string }[] }>(
        MANY,
        { input: { ...payee, people } },
        'bank',
      );
      expect(answer.data?.checkEligibilities.every(({ code }) => code === 'MALFORMED_NIK')).toBe(
        true,
      );
      expect(await trailOf(app, answer)).toEqual([]);
    });
  });
});

describe('a list', () => {
  test.each([0, 1_001])('of %d people is refused whole', async (length) => {
    await nothingDecided(async () => {
      const people = Array.from({ length }, () => ({ nik: NIK }));
      const answer = await app.graphql(MANY, { input: { ...payee, people } }, 'bank');
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    });
  });

  test('with bad claims refuses their rows alone', async () => {
    const student = {
      admitted: true,
      graduationYear: 2026,
      degree: 'S1',
      accreditation: 'A',
      livingCostCluster: 2,
    };
    const answer = await app.graphql<{ checkEligibilities: { code?: string; outcome?: string }[] }>(
      MANY,
      {
        input: {
          program: 'KIP_KULIAH',
          purpose: 'STUDENT_AID_SCREENING',
          people: [
            { nik: '3510016303089901', claims: { studentAid: { ...student, familySize: 0 } } },
            { nik: '3510016202089901', claims: { studentAid: student } },
          ],
        },
      },
      'university',
    );
    expect(answer.data?.checkEligibilities).toMatchObject([
      { code: 'INVALID_CLAIMS' },
      { outcome: expect.any(String) },
    ]);
  });
});

describe('a call that cannot be meant', () => {
  test.each([
    ['an unknown program', { input: { ...payee, nik: NIK, program: 'PKH\u0130' } }, 'NOT_FOUND'],
    [
      'a program of ten thousand letters',
      { input: { ...payee, nik: NIK, program: 'P'.repeat(10_000) } },
      'NOT_FOUND',
    ],
    [
      "a purpose that is not the token's",
      { input: { ...payee, nik: NIK, purpose: 'HEALTH_COVERAGE_CHECK' } },
      'FORBIDDEN',
    ],
    [
      'a purpose that does not exist',
      { input: { ...payee, nik: NIK, purpose: 'CURIOSITY' } },
      'BAD_USER_INPUT',
    ],
    ['an unknown input field', { input: { ...payee, nik: NIK, force: true } }, 'BAD_USER_INPUT'],
    ['no input', {}, 'BAD_USER_INPUT'],
    ['an input that is a list', { input: [] }, 'BAD_USER_INPUT'],
    [
      'a day of another calendar',
      { input: { ...payee, nik: NIK, asOf: '1448-05-20' } },
      'BAD_USER_INPUT',
    ],
  ])('with %s', async (_what, variables, code) => {
    await nothingDecided(async () => {
      const answer = await app.graphql(ONE, variables, 'bank');
      expect(codesOf(answer)).toEqual([code]);
      expect(JSON.stringify(answer.errors)).not.toContain(NIK);
      // What cannot be meant is nobody's data; what was kept from the caller is an entry.
      const outcomes = (await trailOf(app, answer)).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(code === 'BAD_USER_INPUT' ? [] : ['DENIED']);
    });
  });

  test('with an unknown field, one that needs a selection, or an operation that is not there', async () => {
    await nothingDecided(async () => {
      for (const query of [
        '{ checkEligibility(input: { nik: "3273054208939901", program: "PKH", purpose: PAYEE_VERIFICATION }) { id shoeSize } }',
        '{ checkEligibility(input: { nik: "3273054208939901", program: "PKH", purpose: PAYEE_VERIFICATION }) }',
        '{ deleteEverything }',
        'mutation { checkEligibility }',
        '{',
        '',
      ]) {
        const answer = await app.graphql(query, {}, 'bank');
        expect(codesOf(answer)[0]).toBe('BAD_USER_INPUT');
        expect(answer.data).toBeUndefined();
        expect(JSON.stringify(answer.errors)).not.toContain(NIK);
      }
    });
  });
});

describe('bytes that are no request', () => {
  const body = (reference: string) =>
    JSON.stringify({ query: ONE, variables: { input: { ...payee, nik: NIK, reference } } });

  test('a NUL in a value decides nothing', async () => {
    await nothingDecided(async () => {
      const escaped = await post(body('a\u0000b'));
      expect(escaped.codes).toEqual(['BAD_USER_INPUT']);
      const raw = await post(body('a~b').replace('~', '\u0000'));
      expect(raw.codes).toEqual(['BAD_USER_INPUT']);
    });
  });

  test('invalid UTF-8 decides nothing', async () => {
    await nothingDecided(async () => {
      for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
        const [head, tail] = body('~').split('~') as [string, string];
        const { codes } = await post(
          Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(tail)]),
        );
        expect(codes).toEqual(['BAD_USER_INPUT']);
      }
    });
  });

  test('a lone half of a surrogate pair decides nothing, or is kept as it can be kept', async () => {
    const before = await decisionCount(app);
    const { status, codes } = await post(body('~').replace('~', '\\ud800'));
    expect([200, 400]).toContain(status);
    expect(await decisionCount(app)).toBe(before + (codes.length === 0 ? 1 : 0));
  });

  test('ten megabytes are refused before they are read as JSON', async () => {
    await nothingDecided(async () => {
      const huge = body('x'.repeat(10_000_000));
      const outcome = await post(huge).catch(() => null);
      if (outcome !== null) expect([413, 400]).toContain(outcome.status);
    });
  });

  test('twenty thousand aliases decide nothing', async () => {
    await nothingDecided(async () => {
      const check = `checkEligibility(input: { nik: "${NIK}", program: "PKH", purpose: PAYEE_VERIFICATION }) { id }`;
      for (const count of [31, 200, 20_000]) {
        const query = `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${count === 20_000 ? '__typename' : check}`).join(' ')} }`;
        const outcome = await post(JSON.stringify({ query })).catch(() => null);
        if (outcome === null) continue;
        expect(outcome.status).toBeGreaterThanOrEqual(400);
        expect(outcome.codes.length).toBeGreaterThan(0);
        expect(outcome.text).not.toContain(NIK);
      }
    });
  });
});
