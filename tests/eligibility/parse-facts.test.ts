import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { evaluate } from '../../api/eligibility/evaluate.js';
import { parseFacts } from '../../api/eligibility/parse-facts.js';
import { factsAt } from '../support/chronicle.js';
import { factsOf, householdOf, memberOf, nobody } from '../support/facts.js';
import { AS_OF, chronicleArbitrary, CLAIMS } from '../support/facts-arbitrary.js';
import { RULE_SET } from '../support/rule-set-arbitrary.js';

describe('facts that a decision kept', () => {
  it('decide again what they decided', () => {
    const situation = AS_OF.chain((asOf) =>
      fc.record({ asOf: fc.constant(asOf), chronicle: chronicleArbitrary(asOf), claims: CLAIMS }),
    );
    fc.assert(
      fc.property(situation, RULE_SET, ({ asOf, chronicle, claims }, ruleSet) => {
        for (const person of chronicle.people) {
          const facts = factsAt(chronicle, person, asOf, claims);
          const kept = parseFacts(JSON.parse(JSON.stringify(facts)));
          expect(kept).toEqual(facts);
          expect(evaluate(ruleSet, kept)).toEqual(evaluate(ruleSet, facts));
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['a person whom nobody knows', { ...nobody(), person: memberOf() }],
    ['somebody known without a person', { ...nobody(), known: true }],
    ['a date that does not exist', { ...nobody(), asOf: '2026-02-30' }],
    ['a name', { ...factsOf(householdOf([memberOf()])), name: 'Siti Contoh' }],
  ])('are refused with %s', (_, damaged) => {
    expect(() => parseFacts(damaged)).toThrow(ZodError);
  });
});
