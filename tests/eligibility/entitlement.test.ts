import { describe, expect, it } from 'vitest';
import { evaluate } from '../../api/eligibility/evaluate.js';
import type { Member } from '../../api/eligibility/facts.js';
import type { Components, RuleSet } from '../../api/eligibility/rule-set.js';
import { factsOf, householdOf, memberOf } from '../support/facts.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

const PKH = shippedRuleSet('PKH');

/** Members as the worked table of the reference names them; ids and birth dates tell them apart. */
const KINDS = {
  pregnant: { birthDate: '1995-05-05', conditions: [{ kind: 'PREGNANT', grade: null }] },
  early: { birthDate: '2023-03-03' },
  sd: { birthDate: '2017-07-07', conditions: [{ kind: 'SCHOOL_LEVEL', grade: 'ELEMENTARY' }] },
  smp: { birthDate: '2013-03-03', conditions: [{ kind: 'SCHOOL_LEVEL', grade: 'JUNIOR_HIGH' }] },
  sma: { birthDate: '2010-01-01', conditions: [{ kind: 'SCHOOL_LEVEL', grade: 'SENIOR_HIGH' }] },
  elderly: { birthDate: '1955-05-05' },
  disabled: { birthDate: '1990-09-09', conditions: [{ kind: 'DISABILITY', grade: 'SEVERE' }] },
  victim: {
    birthDate: '1970-01-01',
    conditions: [{ kind: 'GROSS_HUMAN_RIGHTS_VICTIM', grade: null }],
  },
} as const satisfies Record<string, Partial<Member>>;

type Kind = keyof typeof KINDS;

function family(kinds: readonly Kind[]): Member[] {
  return [
    memberOf({ id: 'head', birthDate: '1986-01-31' }),
    ...kinds.map((kind, index) =>
      memberOf({ relationship: 'OTHER', ...KINDS[kind], id: `member-${index}` }),
    ),
  ];
}

function perYear(members: readonly Member[], ruleSet: RuleSet = PKH): number {
  return evaluate(ruleSet, factsOf(householdOf(members))).entitlement?.perYear ?? 0;
}

function withComponents(changes: Partial<Components>): RuleSet {
  const { components } = PKH.entitlement;
  if (components === undefined) throw new Error('PKH counts members');
  return { ...PKH, entitlement: { lines: [], components: { ...components, ...changes } } };
}

describe('the worked PKH examples', () => {
  it.each<[number, Kind[], number]>([
    [1, ['pregnant'], 3_000_000],
    [2, ['pregnant', 'early', 'sd'], 6_900_000],
    [3, ['sd', 'smp', 'sma'], 4_400_000],
    [4, ['elderly'], 2_400_000],
    [5, ['elderly', 'disabled'], 4_800_000],
    [6, ['pregnant', 'early', 'sma', 'elderly'], 10_400_000],
    [7, ['pregnant', 'early', 'sd', 'smp', 'elderly'], 9_900_000],
    [8, ['sd', 'sd', 'smp', 'sma', 'elderly', 'disabled'], 8_300_000],
    [9, ['sd', 'sd', 'sd', 'sd'], 3_600_000],
    [10, ['sd', 'sd', 'sd', 'sd', 'sd'], 3_600_000],
    [11, ['sma', 'sma', 'smp', 'sd', 'sd'], 6_400_000],
    [12, ['early', 'early', 'sd', 'sd'], 7_800_000],
    [13, ['victim', 'sd'], 11_700_000],
    [14, [], 0],
    [15, ['pregnant', 'early', 'early', 'early'], 12_000_000],
    [16, ['elderly', 'elderly', 'sd'], 5_700_000],
  ])('row %i of the reference, %j, is worth %i a year', (_, kinds, expected) => {
    expect(perYear(family(kinds))).toBe(expected);
  });

  it('row 15 counts two young children where a rule set caps them', () => {
    const capped = withComponents({ caps: { EARLY_CHILDHOOD: 2 } });
    expect(perYear(family(['pregnant', 'early', 'early', 'early']), capped)).toBe(9_000_000);
  });

  it('row 16 counts one elderly person where a rule set caps them', () => {
    const capped = withComponents({ caps: { ELDERLY: 1 } });
    expect(perYear(family(['elderly', 'elderly', 'sd']), capped)).toBe(3_300_000);
  });

  it('row 14 is refused for want of a component', () => {
    const evaluation = evaluate(PKH, factsOf(householdOf(family([]))));
    expect(evaluation.outcome).toBe('INELIGIBLE');
    expect(evaluation.nextSteps.map(({ code }) => code)).toEqual(['UPDATE_FAMILY_MEMBERS']);
  });
});

describe('counting people', () => {
  it('counts a person who fits several components once, at the highest', () => {
    const pupil = memberOf({
      id: 'pupil',
      birthDate: '2012-01-01',
      conditions: [
        { kind: 'SCHOOL_LEVEL', grade: 'JUNIOR_HIGH' },
        { kind: 'DISABILITY', grade: 'SEVERE' },
      ],
    });
    expect(perYear([pupil])).toBe(2_400_000);
  });

  it('names the earlier component of the list where two are worth the same', () => {
    const both = memberOf({
      birthDate: '1950-01-01',
      conditions: [{ kind: 'DISABILITY', grade: 'SEVERE' }],
    });
    const { entitlement } = evaluate(PKH, factsOf(householdOf([both])));
    expect(entitlement?.lines).toEqual([
      { code: 'ELDERLY', kind: 'CASH', amount: 600_000, period: 'QUARTER', count: 4 },
    ]);
  });

  it('drops the youngest of equals beyond four people, and the later id of twins', () => {
    const pupils = [1, 2, 3, 4].map((n) =>
      memberOf({ ...KINDS.sd, id: `b-${n}`, birthDate: `2016-01-0${n}` }),
    );
    const twin = memberOf({ ...KINDS.sma, id: 'a', birthDate: '2016-01-04' });
    const { entitlement } = evaluate(PKH, factsOf(householdOf([...pupils.toReversed(), twin])));
    expect(entitlement?.perYear).toBe(2_000_000 + 3 * 900_000);
    expect(entitlement?.lines.map(({ code }) => code)).toEqual([
      'SENIOR_HIGH',
      'ELEMENTARY',
      'ELEMENTARY',
      'ELEMENTARY',
    ]);
  });

  it('pays what does not divide into four stages as a line of its own', () => {
    const odd = withComponents({
      list: [{ code: 'PREGNANT', perYear: 1_000_003, when: { fact: 'pregnant', is: true } }],
    });
    const { entitlement } = evaluate(odd, factsOf(householdOf(family(['pregnant']))));
    expect(entitlement).toEqual({
      perYear: 1_000_003,
      lines: [
        { code: 'PREGNANT', kind: 'CASH', amount: 250_000, period: 'QUARTER', count: 4 },
        { code: 'PREGNANT', kind: 'CASH', amount: 3, period: 'QUARTER', count: 1 },
      ],
    });
  });

  it('counts nobody who has died', () => {
    const mother = memberOf({ ...KINDS.pregnant, id: 'mother', deathDate: '2026-11-01' });
    expect(perYear([memberOf(), mother, memberOf({ ...KINDS.sd, id: 'pupil' })])).toBe(900_000);
  });

  it('holds a child to be of early childhood to the day before the seventh birthday, unless at school', () => {
    const child = (birthDate: string, conditions: Member['conditions'] = []): number =>
      perYear([
        memberOf(),
        memberOf({ id: 'child', relationship: 'CHILD', birthDate, conditions }),
      ]);
    expect(child('2019-11-02')).toBe(3_000_000);
    expect(child('2019-11-01')).toBe(0);
    expect(child('2019-11-02', KINDS.sd.conditions)).toBe(900_000);
  });

  it('holds a person to be elderly from the sixtieth birthday', () => {
    expect(perYear([memberOf({ birthDate: '1966-11-02' })])).toBe(0);
    expect(perYear([memberOf({ birthDate: '1966-11-01' })])).toBe(2_400_000);
  });
});

describe('amounts of the other programs', () => {
  it('BPNT is 150,000 a month until 29 February 2020 and 200,000 from 1 March', () => {
    const household = householdOf([memberOf()]);
    const due = (asOf: string) =>
      evaluate(shippedRuleSet('BPNT', asOf), factsOf(household, { asOf })).entitlement;
    expect(due('2020-02-29')).toEqual({
      perYear: 1_800_000,
      lines: [{ code: 'SEMBAKO', kind: 'CASH', amount: 150_000, period: 'MONTH', count: 12 }],
    });
    expect(due('2020-03-01')?.perYear).toBe(2_400_000);
  });

  it.each([
    ['A', false, 16_000_000],
    ['A', true, 24_000_000],
    ['B', true, 8_000_000],
    ['C', false, 4_800_000],
  ] as const)(
    'KIP Kuliah caps tuition at accreditation %s, medicine %s',
    (accreditation, medicine, cap) => {
      const claims = {
        admitted: true,
        graduationYear: 2026,
        degree: 'S1',
        accreditation,
        livingCostCluster: 1,
        medicine,
      } as const;
      const { entitlement } = evaluate(
        shippedRuleSet('KIP_KULIAH'),
        factsOf(householdOf([memberOf()]), { claims }),
      );
      const tuition = entitlement?.lines.find(({ code }) => code === 'TUITION');
      expect(tuition).toMatchObject({ kind: 'CAP', period: 'SEMESTER', count: 2 });
      expect(entitlement?.perYear).toBe(cap + 12 * 800_000);
    },
  );

  it.each([
    [1, 800_000],
    [2, 950_000],
    [3, 1_100_000],
    [4, 1_250_000],
    [5, 1_400_000],
  ])(
    'KIP Kuliah pays a living allowance of cluster %i: %i a month',
    (livingCostCluster, amount) => {
      const claims = {
        admitted: true,
        graduationYear: 2026,
        degree: 'D3',
        accreditation: 'C',
        livingCostCluster,
      } as const;
      const { entitlement } = evaluate(
        shippedRuleSet('KIP_KULIAH'),
        factsOf(householdOf([memberOf()]), { claims }),
      );
      expect(entitlement?.lines).toContainEqual({
        code: 'LIVING_ALLOWANCE',
        kind: 'CASH',
        amount,
        period: 'MONTH',
        count: 12,
      });
    },
  );

  it('the premium of PBI-JK is not cash', () => {
    const { entitlement } = evaluate(shippedRuleSet('PBI_JK'), factsOf(householdOf([memberOf()])));
    expect(entitlement).toEqual({
      perYear: 504_000,
      lines: [{ code: 'PREMIUM', kind: 'PREMIUM', amount: 42_000, period: 'MONTH', count: 12 }],
    });
  });

  it.each([
    ['HEAVY', 25_000_000],
    ['MEDIUM', 15_000_000],
    ['LIGHT', 5_000_000],
  ] as const)(
    'fire relief for %s damage is %i once, the heaviest loss counting',
    (damage, amount) => {
      const happenedOn = '2026-10-01';
      const losses = (['LIGHT', damage] as const).map((level) => ({
        kind: 'FIRE' as const,
        happenedOn,
        verifiedOn: happenedOn,
        damage: level,
      }));
      const { entitlement } = evaluate(
        shippedRuleSet('APBD-32.05-FIRE'),
        factsOf(householdOf([memberOf()], { losses, listing: null })),
      );
      expect(entitlement).toEqual({
        perYear: amount,
        lines: [{ code: 'FIRE_RELIEF', kind: 'CASH', amount, period: 'ONCE', count: 1 }],
      });
    },
  );
});
