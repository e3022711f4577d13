import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRuleSet, RuleSetRefusedError } from '../../api/eligibility/parse-rule-set.js';
import { RULE_SET } from '../support/rule-set-arbitrary.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

const STEP = { code: 'ASK', message: { id: 'tanya', en: 'ask' }, office: 'Dinas Sosial' };
const CRITERION = {
  code: 'ALIVE',
  message: { id: 'masih hidup', en: 'is alive' },
  legalBasis: 'Kepmensos 73/HUK/2024',
  holds: { fact: 'alive', is: true },
  nextSteps: [STEP],
};
const RULES = {
  program: 'PROV-32-AID',
  version: '2026-01-01',
  inForceFrom: '2026-01-01',
  unit: 'HOUSEHOLD',
  legalBasis: 'Pergub',
  claims: 'NONE',
  criteria: [CRITERION],
  entitlement: { lines: [] as object[] },
};

function refusal(json: unknown): string[] {
  try {
    parseRuleSet(json);
  } catch (error) {
    if (!(error instanceof RuleSetRefusedError)) throw error;
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
  return [];
}

function asking(holds: unknown, more: object = {}): object {
  return { ...RULES, criteria: [{ ...CRITERION, holds }], ...more };
}

describe('a rule set', () => {
  it('that is whole is taken as it stands', () => {
    expect(parseRuleSet(RULES)).toEqual(RULES);
  });

  it('survives being stored as JSON, whatever it holds', () => {
    fc.assert(
      fc.property(RULE_SET, (ruleSet) => {
        expect(parseRuleSet(JSON.parse(JSON.stringify(ruleSet)))).toEqual(ruleSet);
      }),
      { numRuns: 100 },
    );
    const pkh = shippedRuleSet('PKH');
    expect(parseRuleSet(JSON.parse(JSON.stringify(pkh)))).toEqual(pkh);
  });

  it.each([
    [{ fact: 'shoeSize', is: 42 }, 'criteria.0.holds.fact: expected a fact of the vocabulary'],
    [{ fact: '__proto__', is: 42 }, 'criteria.0.holds.fact: expected a fact of the vocabulary'],
    [
      { fact: 'alive', atMost: 1 },
      'criteria.0.holds: a fact of type boolean takes exactly one of: is',
    ],
    [{ fact: 'alive' }, 'criteria.0.holds: a fact of type boolean takes exactly one of: is'],
    [
      { fact: 'decile', atMost: 4, atLeast: 1 },
      'criteria.0.holds: a fact of type integer takes exactly one of: is, in, atMost, atLeast, below, above',
    ],
    [{ fact: 'decile', atMost: 4.5 }, 'criteria.0.holds.atMost: expected a whole number'],
    [{ fact: 'decile', atMost: '4' }, 'criteria.0.holds.atMost: expected a whole number'],
    [{ fact: 'alive', is: 'true' }, 'criteria.0.holds.is: expected true or false'],
    [
      { fact: 'house.roof', is: 'GOLD' },
      'criteria.0.holds.is: expected one of: THATCH, BAMBOO, ZINC, ASBESTOS, TILE, CONCRETE',
    ],
    [{ fact: 'house.roof', in: [] }, 'criteria.0.holds.in: expected a list of 1 to 60 values'],
    [{ fact: 'house.roof', in: ['ZINC', 'ZINC'] }, 'criteria.0.holds.in: a value stands twice'],
    [
      { fact: 'villageCode', within: "32' or true --" },
      'criteria.0.holds.within: expected a region code',
    ],
    [
      { fact: 'exclusionGrounds', includesAny: ["x'); drop"] },
      'criteria.0.holds.includesAny: expected a code',
    ],
    [{ all: [] }, 'criteria.0.holds.all: expected a list of 1 to 60 expressions'],
    [{ all: [{ fact: 'alive', is: true }], any: [] }, 'criteria.0.holds: expected exactly: all'],
    [
      { any: [{ not: { fact: 'nothing', is: 1 } }] },
      'criteria.0.holds.any.0.not.fact: expected a fact of the vocabulary',
    ],
    [
      { loss: { kind: 'PLAGUE', withinMonths: 12 }, exists: true },
      'criteria.0.holds.loss.kind: expected one of: FIRE, FLOOD, LANDSLIDE, EARTHQUAKE, TSUNAMI, ERUPTION, STORM, SOCIAL_CONFLICT',
    ],
    [
      { loss: { kind: 'FIRE', withinMonths: 0 }, exists: true },
      'criteria.0.holds.loss.withinMonths: expected 1 to 1200',
    ],
    [
      { loss: { kind: 'FIRE', withinMonths: 12 }, in: ['TOTAL'] },
      'criteria.0.holds.in: expected some of: LIGHT, MEDIUM, HEAVY',
    ],
    [true, 'criteria.0.holds: expected an expression: all, any, not, fact, loss or countedMembers'],
    [{ countedMembers: { atLeast: 1 } }, 'criteria.0.holds: nothing counts members: no components'],
    [
      { fact: 'claims.admitted', is: true },
      'criteria.0.holds: claims.admitted is asked, but the program takes no claims',
    ],
  ])('that asks %j is refused: %s', (holds, expected) => {
    expect(refusal(asking(holds))).toContain(expected);
  });

  it('whose tree is too deep is refused, not walked', () => {
    let deep: object = { fact: 'alive', is: true };
    for (let level = 0; level < 10_000; level += 1) deep = { not: deep };
    expect(refusal(asking(deep))[0]).toMatch(/deeper than 12 levels$/);
  });

  it.each([
    ['message', { message: { id: 'hidup', en: ' ' } }, 'criteria.0.message.en: expected words'],
    ['legal basis', { legalBasis: '' }, 'criteria.0.legalBasis: expected words'],
    [
      'next step',
      { nextSteps: [{ ...STEP, when: 'NOT_MET' }] },
      'criteria.0.nextSteps: no next step for UNKNOWN',
    ],
  ])('with a criterion without a %s is refused', (_, change, expected) => {
    expect(refusal({ ...RULES, criteria: [{ ...CRITERION, ...change }] })).toContain(expected);
  });

  it('in which a code stands twice, or a step means two things, is refused', () => {
    expect(refusal({ ...RULES, criteria: [CRITERION, CRITERION] })).toContain(
      'criteria: ALIVE stands twice',
    );
    const other = { ...CRITERION, code: 'OTHER', nextSteps: [{ ...STEP, office: 'Kelurahan' }] };
    expect(refusal({ ...RULES, criteria: [CRITERION, other] })).toContain(
      'criteria.1.nextSteps: ASK means two different things',
    );
  });

  it('that ends before it begins is refused', () => {
    expect(refusal({ ...RULES, inForceUntil: '2026-01-01' })).toEqual([
      'inForceUntil: not after inForceFrom',
    ]);
  });

  it('with an unknown key is refused, so that a misspelt condition is never dropped', () => {
    expect(refusal({ ...RULES, criteria: [{ ...CRITERION, appliesIf: true }] })).not.toEqual([]);
  });

  it('pays whole rupiah only', () => {
    const line = { code: 'AID', kind: 'CASH', amount: 0.5, period: 'ONCE', count: 1 };
    expect(refusal({ ...RULES, entitlement: { lines: [line] } })[0]).toMatch(
      /^entitlement\.lines\.0\.amount: /,
    );
  });

  it('counts members in a household program only, by facts of a member only, with caps on what it has', () => {
    const list = [{ code: 'BABY', perYear: 1, when: { fact: 'ageYears', below: 1 } }];
    const components = { maxPeople: 4, stages: 4, kind: 'CASH', list };
    const counting = (changes: object): string[] =>
      refusal({ ...RULES, entitlement: { lines: [], components: { ...components, ...changes } } });
    expect(counting({})).toEqual([]);
    expect(counting({ caps: { ELDER: 1 } })).toEqual([
      'entitlement.components.caps.ELDER: no such component',
    ]);
    expect(
      counting({ list: [{ code: 'X', perYear: 1, when: { fact: 'decile', is: 1 } }] }),
    ).toEqual(expect.arrayContaining([expect.stringMatching(/when\.fact: expected a fact/)]));
    expect(refusal({ ...RULES, unit: 'PERSON', entitlement: { lines: [], components } })).toContain(
      'entitlement.components: only a household program counts members',
    );
  });
});
