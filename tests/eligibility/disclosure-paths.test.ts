import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import personas from '../../prisma/seed/personas.json' with { type: 'json' };
import { createTestApp, type TestApp } from '../support/app.js';
import type { PersonaCheck } from '../support/personas.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

/** contract/disclosure.md, written down a second time: the code's own table is not asked. */
const CONTRACT = {
  bank: {
    purpose: 'PAYEE_VERIFICATION',
    programs: ['PKH', 'BPNT', 'RST', 'PROV-31-KLJ', 'APBD-32.05-FIRE'],
    criteria: ['NIK_MATCHED', 'ALIVE'],
    extraSteps: ['ASK_SOCIAL_OFFICE'],
    lines: ['TOTAL'],
    showsRoute: false,
  },
  hospital: {
    purpose: 'HEALTH_COVERAGE_CHECK',
    programs: ['PBI_JK'],
    criteria: ['NIK_MATCHED', 'ALIVE', 'LISTED_IN_REGISTRY'],
    extraSteps: ['ASK_SOCIAL_OFFICE', 'REACTIVATE_PBI_JK'],
    lines: ['PREMIUM'],
    showsRoute: false,
  },
  university: {
    purpose: 'STUDENT_AID_SCREENING',
    programs: ['KIP_KULIAH'],
    criteria: [
      'NIK_MATCHED',
      'ALIVE',
      'ADMITTED_TO_ACCREDITED_PROGRAM',
      'GRADUATED_RECENTLY',
      'ECONOMIC_ROUTE',
    ],
    extraSteps: ['ASK_SOCIAL_OFFICE'],
    lines: null,
    showsRoute: true,
  },
} as const;
const PARTNERS = Object.keys(CONTRACT) as (keyof typeof CONTRACT)[];
const PROGRAMS = ['PKH', 'BPNT', 'RST', 'PROV-31-KLJ', 'APBD-32.05-FIRE', 'PBI_JK', 'KIP_KULIAH'];

const MANY = `query ($input: CheckEligibilitiesInput!) { checkEligibilities(input: $input) {
  ... on EligibilityDecision {
    id reference program { code } outcome criteria { code finding message legalBasis }
    nextSteps { code office message } warnings enrolment
    entitlement { perYear lines { code kind amount period count } }
    route ruleVersion registryVersion asOf decidedAt receipt
  } } }`;

interface Line {
  readonly code: string;
  readonly amount: number;
  readonly count: number;
}
interface Answer {
  readonly reference: string;
  readonly outcome: string;
  readonly criteria: readonly { code: string; finding: string; legalBasis: string }[];
  readonly nextSteps: readonly { code: string; office: string }[];
  readonly warnings: readonly string[];
  readonly enrolment: string;
  readonly entitlement: { readonly perYear: number; readonly lines: readonly Line[] } | null;
  readonly route: string | null;
  readonly registryVersion: string | null;
  readonly receipt: string;
}
interface ReceiptDecision extends Omit<Answer, 'receipt'> {
  readonly program: string;
}

const members = personas.households.flatMap((household) => household.members);
const niks = members.flatMap(({ nik }) => (nik === null ? [] : [nik]));
const claims = (personas.checks as readonly PersonaCheck[]).find((one) => one.claims)!.claims!;
const ppks = new Set<string>(
  members.flatMap((one) => ('ppks' in one ? ((one.ppks ?? []) as readonly string[]) : [])),
);

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** Every persona's answer for a program, by NIK. */
async function answersOf(
  persona: string,
  purpose: string,
  program: string,
): Promise<Map<string, Answer>> {
  const given = program === 'KIP_KULIAH' ? { claims: { studentAid: claims } } : {};
  const people = niks.map((nik, index) => ({ nik, reference: String(index), ...given }));
  const { data, errors } = await app.graphql<{ checkEligibilities: Answer[] }>(
    MANY,
    { input: { program, purpose, asOf: personas.asOf, people } },
    persona,
  );
  expect(errors).toBeUndefined();
  return new Map(niks.map((nik, index) => [nik, data!.checkEligibilities[index]!]));
}

/** What of an answer a partner must not have been shown; empty = it is cut as the contract says. */
function leaks(
  answer: Answer,
  whole: Answer,
  partner: keyof typeof CONTRACT,
  program: string,
): string[] {
  const contract = CONTRACT[partner];
  const ruleSet = shippedRuleSet(program);
  const shown = new Set<string>(contract.criteria);
  const hidden = ruleSet.criteria.filter(({ code }) => !shown.has(code));
  const found: string[] = [];
  const expectThat = (what: string, holds: boolean) => void (holds || found.push(what));

  const codes = answer.criteria.map(({ code }) => code);
  const own = ruleSet.criteria.map(({ code }) => code).filter((code) => shown.has(code));
  expectThat(
    'criteria',
    String(codes) === String([...own, ...(hidden.length > 0 ? ['OTHER_CRITERIA'] : [])]),
  );
  const other = answer.criteria.find(({ code }) => code === 'OTHER_CRITERIA');
  expectThat('basis of others', other === undefined || other.legalBasis === ruleSet.legalBasis);

  const open = ruleSet.criteria
    .filter(({ code }) => shown.has(code))
    .flatMap(({ nextSteps }) => nextSteps);
  const steps = new Set<string>([
    ...open.map(({ code }) => code),
    ...(ruleSet.whenEligible ?? []).map(({ step }) => step.code),
    ...contract.extraSteps,
  ]);
  for (const { code } of answer.nextSteps) expectThat(`step ${code}`, steps.has(code));

  const lines = answer.entitlement?.lines ?? [];
  expectThat('sum', (answer.entitlement?.perYear ?? null) === (whole.entitlement?.perYear ?? null));
  if (contract.lines === null) {
    expectThat('lines', JSON.stringify(lines) === JSON.stringify(whole.entitlement?.lines ?? []));
  } else {
    const names = answer.entitlement === null ? [] : contract.lines;
    expectThat('lines', String(lines.map(({ code }) => code)) === String(names));
  }
  expectThat('route', answer.route === (contract.showsRoute ? whole.route : null));
  expectThat('warnings', answer.warnings.length === 0);

  const payload = decodeJwt<{ decision: ReceiptDecision }>(answer.receipt);
  const text = JSON.stringify({ ...answer, receipt: payload });
  for (const { code } of hidden) expectThat(`the name of ${code}`, !text.includes(code));
  for (const code of ppks) expectThat(`the class ${code}`, !text.includes(code));
  for (const { nik, name } of members) {
    expectThat('a NIK', nik === null || !text.includes(nik));
    expectThat('a name', !text.includes(name));
  }
  // A university's criterion names the limit of its own rule, the same for everybody.
  if (!contract.showsRoute) expectThat('a decile', !/de[cs]il/i.test(text));
  return [...found, ...receiptDiffers(answer, payload.decision)];
}

/** Where the receipt says anything else, more or less than the answer. */
function receiptDiffers(answer: Answer, signed: ReceiptDecision): string[] {
  const { receipt: _receipt, ...rest } = answer;
  const { program, ...said } = signed;
  const bare = {
    ...rest,
    program: undefined,
    criteria: answer.criteria.map(({ code, finding, legalBasis }) => ({
      code,
      finding,
      legalBasis,
    })),
    nextSteps: answer.nextSteps.map(({ code, office }) => ({ code, office })),
  };
  const sorted = (value: object) =>
    JSON.stringify(
      Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return PROGRAMS.includes(program) && sorted(said) === sorted(bare) ? [] : ['the receipt'];
}

describe.each(PARTNERS)('%s', (partner) => {
  const { purpose, programs } = CONTRACT[partner];

  test.each([...programs])(
    'is shown of %s what the contract says, about every persona',
    async (program) => {
      const cut = await answersOf(partner, purpose, program);
      const whole = await answersOf('officer-national', 'SOCIAL_SERVICE', program);
      const found = niks.flatMap((nik, index) =>
        leaks(cut.get(nik)!, whole.get(nik)!, partner, program).map((leak) => `${index}: ${leak}`),
      );
      expect(found).toEqual([]);
      for (const nik of niks) {
        expect(cut.get(nik)!.outcome).toBe(whole.get(nik)!.outcome);
        expect(cut.get(nik)!.enrolment).toBe(whole.get(nik)!.enrolment);
      }
      // Negative control: what an officer is shown would be found out.
      const uncut = niks.flatMap((nik) =>
        leaks(whole.get(nik)!, whole.get(nik)!, partner, program),
      );
      expect(new Set(uncut).size).toBeGreaterThan(0);
    },
  );

  const others = PROGRAMS.filter((program) => !(programs as readonly string[]).includes(program));
  test.each(others)(
    'is refused %s in the same bytes as a program that does not exist',
    async (program) => {
      const ask = async (code: string) => {
        app.statements();
        const answer = await app.graphql(
          MANY,
          { input: { program: code, purpose, people: [{ nik: niks[0] }] } },
          partner,
        );
        const { status, headers: _headers, ...body } = answer;
        return JSON.stringify({ status, body, statements: app.statements() })
          .replaceAll(/"requestId":"[^"]*"/g, '')
          .replaceAll(/"remaining":\d+/g, '');
      };
      await ask('NO_SUCH_PROGRAM');
      const unknown = await ask('NO_SUCH_PROGRAM');
      expect(await ask(program)).toBe(unknown);
      expect(unknown).toContain('NOT_FOUND');
      if (programs.length > 0) expect(await ask(programs[0])).not.toBe(unknown);
    },
  );
});

describe('officers and people at a desk', () => {
  test.each([
    ['officer-national', 'SOCIAL_SERVICE'],
    ['citizen-desk', 'SELF_SERVICE'],
  ])('%s is shown every criterion of every program by its own name', async (persona, purpose) => {
    for (const program of PROGRAMS) {
      const answers = await answersOf(persona, purpose, program);
      const codes = shippedRuleSet(program).criteria.map(({ code }) => code);
      for (const answer of answers.values()) {
        expect(answer.criteria.map(({ code }) => code)).toEqual(codes);
        const { decision } = decodeJwt<{ decision: ReceiptDecision }>(answer.receipt);
        expect(receiptDiffers(answer, decision)).toEqual([]);
        for (const code of ppks) expect(JSON.stringify(answer)).not.toContain(code);
      }
    }
  });
});
