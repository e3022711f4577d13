import { ageYears } from './age-years.js';
import type { Member } from './facts.js';

const ADULT_AGE = 18;

/**
 * The family manager (pengurus) among the living members of a household on `asOf`: the head, else
 * the eldest adult of 18 or over, else the eldest. Several heads, and people born on one day, are
 * told apart by birth date and then by id.
 *
 * @returns undefined where nobody lives.
 */
export function managingMember(living: readonly Member[], asOf: string): Member | undefined {
  let manager: Member | undefined;
  let managerRank = Number.POSITIVE_INFINITY;
  for (const member of living) {
    const rank = rankOf(member, asOf);
    if (
      manager === undefined ||
      rank < managerRank ||
      (rank === managerRank && isElder(member, manager))
    ) {
      manager = member;
      managerRank = rank;
    }
  }
  return manager;
}

function rankOf(member: Member, asOf: string): number {
  if (member.relationship === 'HEAD') return 0;
  return (ageYears(member.birthDate, asOf) ?? 0) >= ADULT_AGE ? 1 : 2;
}

function isElder(one: Member, other: Member): boolean {
  return one.birthDate === other.birthDate ? one.id < other.id : one.birthDate < other.birthDate;
}
