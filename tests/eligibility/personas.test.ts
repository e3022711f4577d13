import { describe, expect, it } from 'vitest';
import { evaluate, type Evaluation } from '../../api/eligibility/evaluate.js';
import { PERSONA_CHECKS, personaFacts, type PersonaCheck } from '../support/personas.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

function codes({ findings }: Evaluation, wanted: string): string[] {
  return findings.filter(({ finding }) => finding === wanted).map(({ code }) => code);
}

function title(check: PersonaCheck, index: number): string {
  const who = check.household ?? 'a NIK that nobody has';
  return `check ${index + 1}, ${who}, is ${check.outcome} for ${check.program}`;
}

describe('the personas', () => {
  it.each(PERSONA_CHECKS.map((check, index) => [title(check, index), check] as const))(
    '%s',
    (_, check) => {
      const evaluation = evaluate(
        shippedRuleSet(check.program),
        personaFacts(check.nik, check.claims ?? null),
      );
      expect(evaluation.outcome).toBe(check.outcome);
      expect(codes(evaluation, 'NOT_MET')).toEqual(
        expect.arrayContaining([...(check.notMet ?? [])]),
      );
      expect(codes(evaluation, 'UNKNOWN')).toEqual(
        expect.arrayContaining([...(check.unknown ?? [])]),
      );
      expect(evaluation.entitlement?.perYear).toBe(check.entitlementPerYear);
      if (check.route !== undefined) expect(evaluation.route).toBe(check.route);
      expect(evaluation.warnings).toEqual(check.warnings ?? []);
      expect(evaluation.enrolment).toBe(check.enrolment ?? 'NOT_ENROLLED');
      if (check.outcome !== 'ELIGIBLE') expect(evaluation.nextSteps).not.toHaveLength(0);
    },
  );

  it('covers every program that ships', () => {
    const covered = new Set(PERSONA_CHECKS.map(({ program }) => program));
    expect([...covered].toSorted()).toEqual(
      ['APBD-32.05-FIRE', 'BPNT', 'KIP_KULIAH', 'PBI_JK', 'PKH', 'PROV-31-KLJ', 'RST'].toSorted(),
    );
  });
});
