import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import personas from '../../prisma/seed/personas.json' with { type: 'json' };
import { createTestApp, type TestApp } from '../support/app.js';
import type { PersonaCheck } from '../support/personas.js';

const CHECK = /* GraphQL */ `
  query Check($input: CheckEligibilityInput!) {
    checkEligibility(input: $input) {
      id
      outcome
      criteria {
        code
        finding
        message
        legalBasis
      }
      nextSteps {
        code
        office
        message
      }
      warnings
      enrolment
      entitlement {
        perYear
        lines {
          code
          kind
          amount
          period
          count
        }
      }
      route
      ruleVersion
      registryVersion
      asOf
      receipt
    }
  }
`;

interface Answer {
  readonly id: string;
  readonly outcome: string;
  readonly criteria: { code: string; finding: string; message: string; legalBasis: string }[];
  readonly nextSteps: { code: string; office: string; message: string }[];
  readonly warnings: string[];
  readonly enrolment: string;
  readonly entitlement: {
    perYear: number;
    lines: { code: string; kind: string; amount: number; period: string; count: number }[];
  } | null;
  readonly route: string | null;
  readonly ruleVersion: string;
  readonly registryVersion: string | null;
  readonly asOf: string;
  readonly receipt: string;
}

const villages = new Map(personas.households.map(({ key, villageCode }) => [key, villageCode]));
const rows = (personas.checks as readonly PersonaCheck[]).map((row, index) => ({
  ...row,
  title: `${index + 1}. ${row.household ?? 'nobody'} / ${row.program} / ${row.outcome}`,
}));

const PARTNERS = [
  {
    persona: 'bank',
    purpose: 'PAYEE_VERIFICATION',
    programs: ['PKH', 'BPNT', 'RST', 'PROV-31-KLJ', 'APBD-32.05-FIRE'],
    criteria: ['NIK_MATCHED', 'ALIVE', 'OTHER_CRITERIA'],
  },
  {
    persona: 'hospital',
    purpose: 'HEALTH_COVERAGE_CHECK',
    programs: ['PBI_JK'],
    criteria: ['NIK_MATCHED', 'ALIVE', 'LISTED_IN_REGISTRY', 'OTHER_CRITERIA'],
  },
  {
    persona: 'university',
    purpose: 'STUDENT_AID_SCREENING',
    programs: ['KIP_KULIAH'],
    criteria: [
      'NIK_MATCHED',
      'ALIVE',
      'ADMITTED_TO_ACCREDITED_PROGRAM',
      'GRADUATED_RECENTLY',
      'ECONOMIC_ROUTE',
    ],
  },
] as const;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function check(row: PersonaCheck, persona: string, purpose: string): Promise<Answer> {
  const { data, errors } = await app.graphql<{ checkEligibility: Answer }>(
    CHECK,
    {
      input: {
        nik: row.nik,
        program: row.program,
        purpose,
        asOf: personas.asOf,
        ...(row.claims === undefined ? {} : { claims: { studentAid: row.claims } }),
      },
    },
    persona,
  );
  expect(errors).toBeUndefined();
  return data!.checkEligibility;
}

const codes = (answer: Answer, finding: string): string[] =>
  answer.criteria.filter((one) => one.finding === finding).map(({ code }) => code);

describe("an officer of the person's regency sees the whole decision", () => {
  test.each(rows)('$title', async (row) => {
    const village = row.household === null ? '32.73' : villages.get(row.household)!;
    const answer = await check(row, `officer:${village.slice(0, 5)}`, 'SOCIAL_SERVICE');
    expect(answer.outcome).toBe(row.outcome);
    expect(codes(answer, 'NOT_MET')).toEqual(expect.arrayContaining([...(row.notMet ?? [])]));
    expect(codes(answer, 'UNKNOWN')).toEqual(expect.arrayContaining([...(row.unknown ?? [])]));
    expect(answer.warnings).toEqual(expect.arrayContaining([...(row.warnings ?? [])]));
    expect(answer.entitlement?.perYear).toBe(row.entitlementPerYear);
    if (row.route !== undefined) expect(answer.route).toBe(row.route);
    expect(answer.enrolment).toBe(row.enrolment ?? 'NOT_ENROLLED');
    expect(answer.asOf).toBe('2026-11-01');
    expectAWayOn(answer);
  });
});

describe.each(PARTNERS)('$persona sees no more than its purpose needs', (partner) => {
  const asked = rows.filter(({ program }) =>
    (partner.programs as readonly string[]).includes(program),
  );
  test.each(asked)('$title', async (row) => {
    const answer = await check(row, partner.persona, partner.purpose);
    expect(answer.outcome).toBe(row.outcome);
    for (const { code } of answer.criteria) expect(partner.criteria).toContain(code);
    expect(answer.warnings).toEqual([]);
    expect(answer.entitlement?.perYear).toBe(row.entitlementPerYear);
    const hidden = [...(row.notMet ?? []), ...(row.unknown ?? [])].filter(
      (code) => !(partner.criteria as readonly string[]).includes(code),
    );
    const whole = JSON.stringify(answer);
    for (const code of hidden) expect(whole).not.toContain(code);
    // A university's criterion names the limit of its own rule, which is the same for everybody.
    if (partner.persona !== 'university') expect(whole).not.toMatch(/decile|desil/i);
    if (partner.persona === 'bank' && answer.entitlement !== null) {
      expect(answer.entitlement.lines).toEqual([
        { code: 'TOTAL', kind: 'CASH', amount: row.entitlementPerYear, period: 'YEAR', count: 1 },
      ]);
    }
    if (partner.persona !== 'university') expect(answer.route).toBeNull();
    else if (row.route !== undefined) expect(answer.route).toBe(row.route);
    expectAWayOn(answer);
  });

  const refused = ['PKH', 'PBI_JK', 'KIP_KULIAH', 'NO_SUCH_PROGRAM'].filter(
    (program) => !(partner.programs as readonly string[]).includes(program),
  );
  test.each(refused)('%s is refused like an unknown program', async (program) => {
    const ask = async (code: string) => {
      const { data, errors } = await app.graphql(
        CHECK,
        { input: { nik: '3273051102909901', program: code, purpose: partner.purpose } },
        partner.persona,
      );
      expect(data ?? null).toBeNull();
      return errors?.map(({ message, extensions: { code: fault } }) => ({ message, fault }));
    };
    expect(await ask(program)).toEqual([
      { message: 'There is no such program.', fault: 'NOT_FOUND' },
    ]);
    expect(await ask(program)).toEqual(await ask('NO_SUCH_PROGRAM_AT_ALL'));
  });
});

/** Every finding that stands in the way has something to do about it, and an office that owns it. */
function expectAWayOn(answer: Answer): void {
  const inTheWay = answer.criteria.some(
    ({ finding }) => finding === 'NOT_MET' || finding === 'UNKNOWN',
  );
  if (inTheWay) expect(answer.nextSteps.length).toBeGreaterThan(0);
  for (const { office, message } of answer.nextSteps) {
    expect(office).not.toBe('');
    expect(message).not.toBe('');
  }
}
