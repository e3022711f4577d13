import { describe, expect, it } from 'vitest';
import { evaluate, type Evaluation } from '../../api/eligibility/evaluate.js';
import type { Facts, HouseholdFacts, Member } from '../../api/eligibility/facts.js';
import type { Finding } from '../../api/eligibility/rule-set.js';
import { factsOf, householdOf, memberOf, nobody } from '../support/facts.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

function check(program: string, facts: Facts): Evaluation {
  return evaluate(shippedRuleSet(program, facts.asOf), facts);
}

function finding(evaluation: Evaluation, code: string): Finding | undefined {
  return evaluation.findings.find((one) => one.code === code)?.finding;
}

function steps(evaluation: Evaluation): string[] {
  return evaluation.nextSteps.map(({ code }) => code);
}

describe('a NIK that nobody has', () => {
  it.each(['PKH', 'BPNT', 'PBI_JK', 'RST', 'PROV-31-KLJ'])(
    'is not listed for %s, and everything else cannot be told',
    (program) => {
      const evaluation = check(program, nobody());
      expect(evaluation.outcome).toBe('INELIGIBLE');
      for (const { code, finding: found } of evaluation.findings) {
        expect([code, found]).toEqual([
          code,
          code === 'LISTED_IN_REGISTRY' ? 'NOT_MET' : 'UNKNOWN',
        ]);
      }
      expect(evaluation).toMatchObject({ entitlement: null, warnings: [], registryVersion: null });
    },
  );

  it.each(['KIP_KULIAH', 'APBD-32.05-FIRE'])(
    'cannot be told anything by %s, which does not ask for a listing',
    (program) => {
      const evaluation = check(program, nobody());
      expect(evaluation.outcome).toBe('UNDETERMINED');
      expect(new Set(evaluation.findings.map((one) => one.finding))).toEqual(new Set(['UNKNOWN']));
    },
  );
});

describe('a match with Dukcapil', () => {
  it.each<[Member['dukcapil'], Finding]>([
    ['MATCHED', 'MET'],
    ['DECEASED', 'MET'],
    ['MISMATCHED', 'NOT_MET'],
    ['NOT_FOUND', 'NOT_MET'],
    ['NOT_RECORDED', 'NOT_MET'],
    ['DUPLICATE', 'NOT_MET'],
    ['NOT_CHECKED', 'UNKNOWN'],
    ['SERVICE_UNAVAILABLE', 'UNKNOWN'],
  ])('with the answer %s gives %s', (dukcapil, expected) => {
    const evaluation = check('PBI_JK', factsOf(householdOf([memberOf({ dukcapil })])));
    expect(finding(evaluation, 'NIK_MATCHED')).toBe(expected);
  });

  it('is asked of the family manager, not of the person, in a household program', () => {
    const head = memberOf({ id: 'head' });
    const wife = memberOf({ id: 'wife', relationship: 'SPOUSE', dukcapil: 'MISMATCHED' });
    const household = householdOf([head, wife]);
    expect(finding(check('BPNT', factsOf(household, { person: wife })), 'NIK_MATCHED')).toBe('MET');
    expect(finding(check('PBI_JK', factsOf(household, { person: wife })), 'NIK_MATCHED')).toBe(
      'NOT_MET',
    );
  });
});

describe('being alive', () => {
  const alive = (program: string, member: Partial<Member>): Finding | undefined =>
    finding(check(program, factsOf(householdOf([memberOf(member)]))), 'ALIVE');

  it('ends on the date of death, not the day before', () => {
    expect(alive('PBI_JK', { deathDate: '2026-11-02' })).toBe('MET');
    expect(alive('PBI_JK', { deathDate: '2026-11-01' })).toBe('NOT_MET');
    expect(alive('PBI_JK', { deathDate: '2026-10-31' })).toBe('NOT_MET');
  });

  it('ends with the word of Dukcapil, even without a date', () => {
    expect(alive('PBI_JK', { dukcapil: 'DECEASED' })).toBe('NOT_MET');
    expect(alive('PKH', { dukcapil: 'DECEASED' })).toBe('NOT_MET');
  });

  it('of a member who has died is not met although the family has a manager', () => {
    const dead = memberOf({ id: 'dead', relationship: 'SPOUSE', deathDate: '2020-01-01' });
    const household = householdOf([memberOf(), dead]);
    expect(finding(check('BPNT', factsOf(household, { person: dead })), 'ALIVE')).toBe('NOT_MET');
    expect(check('BPNT', factsOf(household)).outcome).toBe('ELIGIBLE');
  });
});

describe('the register', () => {
  const listed = (listing: HouseholdFacts['listing']): Evaluation =>
    check('BPNT', factsOf(householdOf([memberOf()], { listing })));
  const at = (decile: number | null, isListed = true): Evaluation =>
    listed({ listed: isListed, decile, system: 'DTSEN', period: '2026-Q4' });

  it('does not ask the decile of an unlisted household', () => {
    for (const evaluation of [listed(null), at(null, false)]) {
      expect(finding(evaluation, 'LISTED_IN_REGISTRY')).toBe('NOT_MET');
      expect(finding(evaluation, 'DECILE_WITHIN_LIMIT')).toBe('NOT_APPLICABLE');
    }
    expect(steps(listed(null))).toEqual(['PROPOSE_THROUGH_VILLAGE', 'PROPOSE_THROUGH_CEK_BANSOS']);
  });

  it('cannot tell the decile of a household that is listed and not ranked', () => {
    expect(at(null).outcome).toBe('UNDETERMINED');
    expect(steps(at(null))).toEqual(['WAIT_FOR_RANKING']);
  });

  it('admits a household at the limit and none above', () => {
    expect(at(5).outcome).toBe('ELIGIBLE');
    expect(at(6).outcome).toBe('INELIGIBLE');
    expect(steps(at(6))).toEqual(['ASK_FOR_REASSESSMENT', 'OBJECT_THROUGH_CEK_BANSOS']);
  });

  it('names the version that the listing comes from', () => {
    expect(at(1).registryVersion).toBe('2026-Q4');
  });
});

describe('exclusion grounds', () => {
  const head = memberOf({ id: 'head' });
  const son = memberOf({ id: 'son', relationship: 'CHILD' });
  const excluded = (program: string, person: Member, personId: string | null) => {
    const exclusions = [{ ground: 'ACTIVE_STATE_EMPLOYEE', personId }];
    const facts = factsOf(householdOf([head, son], { exclusions }), { person });
    return finding(check(program, facts), 'NO_EXCLUSION');
  };

  it('of a member exclude the whole household, and in a person program that member alone', () => {
    expect(excluded('BPNT', son, 'head')).toBe('NOT_MET');
    expect(excluded('PBI_JK', son, 'head')).toBe('MET');
    expect(excluded('PBI_JK', head, 'head')).toBe('NOT_MET');
  });

  it('of the household exclude it and every member', () => {
    expect(excluded('BPNT', head, null)).toBe('NOT_MET');
    expect(excluded('PBI_JK', son, null)).toBe('NOT_MET');
  });

  it('of a member who has died count for nothing', () => {
    const dead = memberOf({ id: 'dead', deathDate: '2026-01-01' });
    const exclusions = [{ ground: 'ACTIVE_STATE_EMPLOYEE', personId: 'dead' }];
    const facts = factsOf(householdOf([head, dead], { exclusions }));
    expect(finding(check('BPNT', facts), 'NO_EXCLUSION')).toBe('MET');
  });
});

describe('enrolment', () => {
  const enrolled = (...enrolments: HouseholdFacts['enrolments']): Facts =>
    factsOf(householdOf([memberOf()], { enrolments }));
  const bpnt = { program: 'BPNT', personId: null } as const;

  it('is the latest state, and is never part of the rule', () => {
    const evaluation = check(
      'BPNT',
      enrolled(
        { ...bpnt, status: 'SUSPENDED', since: '2026-05-01' },
        { ...bpnt, status: 'ACTIVE', since: '2025-01-01' },
      ),
    );
    expect(evaluation).toMatchObject({ outcome: 'ELIGIBLE', enrolment: 'SUSPENDED' });
    expect(steps(evaluation)).toEqual(['ASK_ABOUT_SUSPENSION']);
  });

  it('tells an eligible household on the waiting list to wait for the quota', () => {
    const evaluation = check(
      'BPNT',
      enrolled({ ...bpnt, status: 'WAITLISTED', since: '2026-05-01' }),
    );
    expect(steps(evaluation)).toEqual(['WAIT_FOR_QUOTA']);
  });

  it('of a person does not stand for the household, nor the other way round', () => {
    const facts = enrolled(
      { program: 'PBI_JK', personId: null, status: 'ACTIVE', since: '2025-01-01' },
      { program: 'BPNT', personId: 'person-0', status: 'ACTIVE', since: '2025-01-01' },
    );
    expect(check('PBI_JK', facts).enrolment).toBe('NOT_ENROLLED');
    expect(check('BPNT', facts).enrolment).toBe('NOT_ENROLLED');
  });

  it('that was suspended is no longer receiving', () => {
    const jakarta = householdOf([memberOf({ birthDate: '1950-01-01' })], {
      villageCode: '31.71.01.1001',
      enrolments: [
        { ...bpnt, status: 'ACTIVE', since: '2025-01-01' },
        { ...bpnt, status: 'SUSPENDED', since: '2026-01-01' },
      ],
    });
    expect(finding(check('PROV-31-KLJ', factsOf(jakarta)), 'NOT_RECEIVING')).toBe('MET');
  });
});

describe('territory', () => {
  it.each([
    ['32.05.01.1001', 'MET'],
    ['32.050.1.1001', 'NOT_MET'],
    ['32.73.05.1001', 'NOT_MET'],
  ])('is read from whole parts of the code: %s is %s for Garut', (villageCode, expected) => {
    const facts = factsOf(householdOf([memberOf()], { villageCode }));
    expect(finding(check('APBD-32.05-FIRE', facts), 'RESIDES_IN_TERRITORY')).toBe(expected);
  });
});

describe('whoever is in no household on the date', () => {
  const facts: Facts = { ...nobody(), known: true, person: memberOf({ relationship: 'OTHER' }) };

  it('is not listed, and what needs a household cannot be told', () => {
    expect(check('BPNT', facts).findings).toEqual([
      { code: 'NIK_MATCHED', finding: 'MET' },
      { code: 'ALIVE', finding: 'UNKNOWN' },
      { code: 'LISTED_IN_REGISTRY', finding: 'NOT_MET' },
      { code: 'DECILE_WITHIN_LIMIT', finding: 'NOT_APPLICABLE' },
      { code: 'NO_EXCLUSION', finding: 'UNKNOWN' },
    ]);
  });
});
