import { describe, expect, it } from 'vitest';
import { evaluate, type Evaluation } from '../../api/eligibility/evaluate.js';
import type { Facts } from '../../api/eligibility/facts.js';
import type { Finding } from '../../api/eligibility/rule-set.js';
import { factsOf, householdOf, memberOf } from '../support/facts.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

const STUDENT = {
  admitted: true,
  graduationYear: 2026,
  degree: 'S1',
  accreditation: 'A',
  livingCostCluster: 2,
} as const;
const HOUSE = {
  floor: 'CERAMIC',
  roof: 'TILE',
  wall: 'BRICK',
  structure: 'SOUND',
  sanitation: 'FIT',
  floorAreaDm2: 3_600,
  ownsLand: true,
  earlierHousingAid: false,
} as const;

function check(program: string, facts: Facts): Evaluation {
  return evaluate(shippedRuleSet(program, facts.asOf), facts);
}

function finding(evaluation: Evaluation, code: string): Finding | undefined {
  return evaluation.findings.find((one) => one.code === code)?.finding;
}

function steps(evaluation: Evaluation): string[] {
  return evaluation.nextSteps.map(({ code }) => code);
}

describe('a disaster loss', () => {
  const loss = (happenedOn: string, verifiedOn: string | null, asOf = '2026-11-01') => {
    const losses = [{ kind: 'FIRE' as const, happenedOn, verifiedOn, damage: 'HEAVY' as const }];
    const facts = factsOf(householdOf([memberOf()], { losses }), { asOf });
    return finding(check('APBD-32.05-FIRE', facts), 'DISASTER_LOSS');
  };

  it('counts for twelve months, both ends included', () => {
    expect(loss('2025-10-31', '2025-12-01')).toBe('NOT_MET');
    expect(loss('2025-11-01', '2025-12-01')).toBe('MET');
    expect(loss('2026-11-01', '2026-11-01')).toBe('MET');
    expect(loss('2026-11-02', '2026-11-02')).toBe('NOT_MET');
  });

  it('counts from 28 February where twelve months before has no 29th', () => {
    expect(loss('2027-02-28', '2027-03-01', '2028-02-29')).toBe('MET');
    expect(loss('2027-02-27', '2027-03-01', '2028-02-29')).toBe('NOT_MET');
  });

  it('counts only once verified', () => {
    expect(loss('2026-10-20', null)).toBe('NOT_MET');
    expect(loss('2026-10-20', '2026-11-01')).toBe('MET');
    expect(loss('2026-10-20', '2026-11-02')).toBe('NOT_MET');
  });

  it('by another kind of disaster does not count', () => {
    const losses = [
      { kind: 'FLOOD', happenedOn: '2026-10-20', verifiedOn: '2026-10-21', damage: 'HEAVY' },
    ] as const;
    const facts = factsOf(householdOf([memberOf()], { losses }));
    expect(finding(check('APBD-32.05-FIRE', facts), 'DISASTER_LOSS')).toBe('NOT_MET');
  });
});

describe('an unfit house', () => {
  const unfit = (changes: object, members = [memberOf()]): Finding | undefined => {
    const facts = factsOf(householdOf(members, { housing: { ...HOUSE, ...changes } }));
    return finding(check('RST', facts), 'HOUSE_UNFIT');
  };

  it.each([
    [{ structure: 'DANGEROUS_ROOF' }],
    [{ structure: 'DANGEROUS_WALL' }],
    [{ roof: 'THATCH' }],
    [{ wall: 'BAMBOO' }],
    [{ floor: 'EARTH' }],
    [{ floor: 'BOARD' }],
    [{ sanitation: 'UNFIT' }],
    [{ sanitation: 'NONE' }],
    [{ floorAreaDm2: 719 }],
  ])('is one with %j', (changes) => {
    expect(unfit(changes)).toBe('MET');
  });

  it('is not one of 7.2 m² for each living member', () => {
    const five = [1, 2, 3, 4, 5].map((n) => memberOf({ id: `p${n}` }));
    const dead = memberOf({ id: 'dead', deathDate: '2020-01-01' });
    expect(unfit({}, [...five, dead])).toBe('NOT_MET');
    expect(unfit({ floorAreaDm2: 3_599 }, five)).toBe('MET');
  });

  it('cannot be told of a house never recorded', () => {
    const evaluation = check('RST', factsOf(householdOf([memberOf()])));
    expect(evaluation.outcome).toBe('UNDETERMINED');
    expect(steps(evaluation)).toEqual(['RECORD_HOUSE_ON_SITE']);
  });
});

describe('KIP Kuliah', () => {
  const unlisted = householdOf([memberOf({ birthDate: '2008-02-02' })], { listing: null });
  const student = (claims: object, household = unlisted): Evaluation =>
    check('KIP_KULIAH', factsOf(household, { claims: { ...STUDENT, ...claims } }));

  it('cannot tell its own criteria without claims, even of a family in decile 1', () => {
    const { outcome, findings, route } = check('KIP_KULIAH', factsOf(householdOf([memberOf()])));
    expect(outcome).toBe('UNDETERMINED');
    expect(route).toBeNull();
    expect(findings.map((one) => one.finding)).toEqual([
      'MET',
      'MET',
      'UNKNOWN',
      'UNKNOWN',
      'UNKNOWN',
    ]);
  });

  it.each([
    [2023, 'NOT_MET'],
    [2024, 'MET'],
    [2026, 'MET'],
    [2027, 'NOT_MET'],
  ])('takes graduates of this year and the two before: %i is %s', (graduationYear, expected) => {
    expect(finding(student({ graduationYear }), 'GRADUATED_RECENTLY')).toBe(expected);
  });

  it('names the first route that holds', () => {
    const poor = householdOf([memberOf()]);
    expect(student({ holdsKip: true }, poor).route).toBe('KIP_HOLDER');
    expect(student({}, poor).route).toBe('AID_RECIPIENT_OR_DECILE');
  });

  it('takes a household that receives PKH or BPNT whatever its decile', () => {
    const enrolments = [
      { program: 'PKH', personId: null, status: 'ACTIVE', since: '2020-01-01' },
    ] as const;
    const evaluation = student({}, { ...unlisted, enrolments });
    expect(evaluation.route).toBe('AID_RECIPIENT_OR_DECILE');
  });

  it.each([
    [{ hasSktm: true, parentsMonthlyIncome: 4_000_000 }, 'MET'],
    [{ hasSktm: true, parentsMonthlyIncome: 4_000_001 }, 'UNKNOWN'],
    [{ hasSktm: true, parentsMonthlyIncome: 6_000_000, familySize: 8 }, 'MET'],
    [{ hasSktm: true, parentsMonthlyIncome: 6_000_001, familySize: 8 }, 'NOT_MET'],
    [{ hasSktm: true, familySize: 8 }, 'UNKNOWN'],
    [{ hasSktm: false, parentsMonthlyIncome: 1 }, 'NOT_MET'],
    [{ parentsMonthlyIncome: 1, familySize: 1 }, 'NOT_MET'],
  ])('decides income and SKTM from the claims %j alone: %s', (claims, expected) => {
    expect(finding(student(claims), 'ECONOMIC_ROUTE')).toBe(expected);
  });
});
