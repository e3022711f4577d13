import { ageYears } from './age-years.js';
import type { Condition, Member } from './facts.js';
import {
  DISABILITY_GRADES,
  SCHOOL_LEVELS,
  type FactValue,
  type MemberFactName,
} from './vocabulary.js';

/** How each fact of the member vocabulary is read of a person; a condition counts at its highest grade. */
export const MEMBER_FACT_READERS: Readonly<
  Record<MemberFactName, (member: Member, asOf: string) => FactValue>
> = {
  ageYears: (member, asOf) => ageYears(member.birthDate, asOf),
  sex: (member) => member.sex,
  pregnant: (member) => has(member, 'PREGNANT'),
  schoolLevel: (member) => highest(member, 'SCHOOL_LEVEL', SCHOOL_LEVELS),
  disability: (member) => highest(member, 'DISABILITY', DISABILITY_GRADES),
  grossHumanRightsVictim: (member) => has(member, 'GROSS_HUMAN_RIGHTS_VICTIM'),
  raisedInInstitution: (member) => has(member, 'RAISED_IN_INSTITUTION'),
};

function has({ conditions }: Member, kind: Condition['kind']): boolean {
  for (const condition of conditions) if (condition.kind === kind) return true;
  return false;
}

function highest(
  { conditions }: Member,
  kind: Condition['kind'],
  rising: readonly string[],
): string {
  let top = -1;
  for (const condition of conditions) {
    if (condition.kind !== kind || condition.grade === null) continue;
    top = Math.max(top, rising.indexOf(condition.grade));
  }
  return rising[top] ?? 'NONE';
}
