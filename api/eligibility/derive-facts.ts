import type { Facts, HouseholdFacts, Member } from './facts.js';
import { managingMember } from './managing-member.js';
import type { ProgramUnit } from './rule-set.js';

/** Facts as a program that serves one kind of unit looks at them. */
export interface DerivedFacts {
  readonly source: Facts;
  readonly unit: ProgramUnit;
  /** Members who live on `asOf`; empty without a household. */
  readonly living: readonly Member[];
  /** Whom a household program asks for the match; the person asked about in a person program. */
  readonly answerable: Member | null;
  /** Undefined cannot be told: nobody is known, or a household program finds no household. */
  readonly alive: boolean | undefined;
}

/**
 * Works out who lives and who answers for the household. In a household program that is the family
 * manager; where nobody lives, the person asked about.
 */
export function deriveFacts(source: Facts, unit: ProgramUnit): DerivedFacts {
  const { asOf, person, household } = source;
  if (person === null) {
    return { source, unit, living: [], answerable: null, alive: undefined };
  }
  const living = household === null ? [] : household.members.filter((one) => isLiving(one, asOf));
  const manager = unit === 'HOUSEHOLD' ? managingMember(living, asOf) : undefined;
  const alive = isAlive(person, asOf) && (unit === 'PERSON' || isManaged(household, manager));
  return { source, unit, living, answerable: manager ?? person, alive };
}

function isAlive({ deathDate, dukcapil }: Member, asOf: string): boolean {
  return (deathDate === null || deathDate > asOf) && dukcapil !== 'DECEASED';
}

function isLiving(member: Member, asOf: string): boolean {
  return member.birthDate <= asOf && isAlive(member, asOf);
}

/** Who is in no household has no manager to ask for, which is missing and not a no. */
function isManaged(
  household: HouseholdFacts | null,
  manager: Member | undefined,
): boolean | undefined {
  return household === null ? undefined : manager !== undefined;
}
