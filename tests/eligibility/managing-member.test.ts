import { describe, expect, it } from 'vitest';
import { ageYears } from '../../api/eligibility/age-years.js';
import { evaluate } from '../../api/eligibility/evaluate.js';
import type { Member } from '../../api/eligibility/facts.js';
import { managingMember } from '../../api/eligibility/managing-member.js';
import { monthsBefore } from '../../api/eligibility/months-before.js';
import { factsOf, householdOf, memberOf } from '../support/facts.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

const AS_OF = '2026-11-01';

function manager(...members: Member[]): string | undefined {
  return managingMember(members, AS_OF)?.id;
}

const head = memberOf({ id: 'head', birthDate: '1990-01-01' });
const wife = memberOf({ id: 'wife', relationship: 'SPOUSE', birthDate: '1985-01-01' });
const grandmother = memberOf({
  id: 'grandmother',
  relationship: 'PARENT',
  birthDate: '1950-01-01',
});
const child = memberOf({ id: 'child', relationship: 'CHILD', birthDate: '2015-01-01' });

describe('the family manager', () => {
  it('is the head, even where others are older', () => {
    expect(manager(grandmother, wife, head)).toBe('head');
  });

  it('is the eldest adult without a head, however they come', () => {
    expect(manager(child, wife, grandmother)).toBe('grandmother');
    expect(manager(grandmother, wife, child)).toBe('grandmother');
  });

  it('is an adult before an older-looking list of children', () => {
    const adult = memberOf({ id: 'adult', relationship: 'CHILD', birthDate: '2008-11-01' });
    const almost = memberOf({ id: 'almost', relationship: 'CHILD', birthDate: '2008-11-02' });
    expect(manager(almost, adult)).toBe('adult');
  });

  it('is the eldest where only children live, and of twins the one with the lower id', () => {
    expect(manager(child, memberOf({ ...child, id: 'elder', birthDate: '2014-01-01' }))).toBe(
      'elder',
    );
    expect(manager(memberOf({ ...child, id: 'twin' }), child)).toBe('child');
  });

  it('is the elder of two heads', () => {
    expect(manager(head, memberOf({ id: 'elder', birthDate: '1960-01-01' }))).toBe('elder');
  });

  it('is nobody where nobody lives, and then the household is not eligible', () => {
    expect(manager()).toBeUndefined();
    const dead = memberOf({ dukcapil: 'DECEASED', deathDate: '2026-02-14' });
    const { findings } = evaluate(shippedRuleSet('BPNT'), factsOf(householdOf([dead])));
    expect(findings.slice(0, 2)).toEqual([
      { code: 'NIK_MATCHED', finding: 'MET' },
      { code: 'ALIVE', finding: 'NOT_MET' },
    ]);
  });

  it('passes on when the head dies, and with it whose match is asked', () => {
    const dead = memberOf({ id: 'head', deathDate: '2026-10-31', dukcapil: 'MATCHED' });
    const widow = memberOf({ ...wife, dukcapil: 'MISMATCHED' });
    const facts = factsOf(householdOf([dead, widow]), { person: widow });
    expect(evaluate(shippedRuleSet('BPNT'), facts).findings[0]).toEqual({
      code: 'NIK_MATCHED',
      finding: 'NOT_MET',
    });
  });
});

describe('an age', () => {
  it.each([
    ['1966-11-02', 59],
    ['1966-11-01', 60],
    ['1966-10-31', 60],
    ['2026-11-01', 0],
  ])('of somebody born on %s is %i', (birthDate, expected) => {
    expect(ageYears(birthDate, AS_OF)).toBe(expected);
  });

  it('of somebody born on 29 February rises on 1 March of a common year', () => {
    expect(ageYears('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageYears('2008-02-29', '2026-03-01')).toBe(18);
    expect(ageYears('2008-02-29', '2028-02-29')).toBe(20);
  });

  it('does not exist before birth', () => {
    expect(ageYears('2026-11-02', AS_OF)).toBeUndefined();
  });
});

describe('months before a date', () => {
  it.each([
    ['2026-11-01', 12, '2025-11-01'],
    ['2028-02-29', 12, '2027-02-28'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2024-03-31', 1, '2024-02-29'],
    ['2026-01-15', 1, '2025-12-15'],
    ['2026-01-31', 14, '2024-11-30'],
  ])('%s, %i of them, is %s', (date, months, expected) => {
    expect(monthsBefore(date, months)).toBe(expected);
  });
});
