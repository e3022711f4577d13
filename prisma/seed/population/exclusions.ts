import type { DatedCode } from '../plain-household.js';
import { dateText } from './calendar.js';
import type { Random } from './random.js';

/** Exclusion grounds of a family and of its members, in the order of the family. */
export interface FamilyExclusions {
  readonly family: readonly DatedCode[];
  /** Grounds of the member at the same place; empty for most. */
  readonly members: readonly (readonly DatedCode[])[];
}

/** Grounds that matching with other registers brings up on somebody of working age. */
const WORK_GROUNDS = [
  ['ACTIVE_STATE_EMPLOYEE', 26],
  ['WAGE_ABOVE_MINIMUM', 30],
  ['STATE_BUDGET_INCOME', 10],
  ['VILLAGE_OFFICIAL', 12],
  ['CERTIFIED_TEACHER', 8],
  ['COMPANY_OWNER_OR_OFFICER', 11],
  ['SOCIAL_ASSISTANT_OVERLAP', 3],
] as const;

const FAMILY_GROUNDS = [
  ['CONSIDERED_ABLE', 45],
  ['BUMN_BUMD_EMPLOYEE', 16],
  ['ADDRESS_NOT_FOUND', 12],
  ['OTHER_SIMILAR_AID', 12],
  ['REFUSED', 6],
  ['MISUSE', 5],
  ['FINANCIAL_ANOMALY', 4],
] as const;

/** Grounds are rare among the poor and common among the well-off; a state employee excludes the family as well. */
export function makeExclusions(
  random: Random,
  members: readonly { readonly age: number }[],
  decile: number,
): FamilyExclusions {
  const since = (): string => dateText(random.between(2024, 2026), random.between(1, 9), 1);
  const family: DatedCode[] = [];
  const byMember = members.map(({ age }): DatedCode[] => {
    const grounds: DatedCode[] = [];
    if (age >= 21 && age < 60 && random.chance(0.006 * decile)) {
      const code = random.weighted(WORK_GROUNDS);
      const day = since();
      grounds.push({ code, since: day, until: null });
      if (code === 'ACTIVE_STATE_EMPLOYEE' && members.length > 1) {
        family.push({ code: 'FAMILY_OF_STATE_EMPLOYEE', since: day, until: null });
      }
    }
    if (age >= 60 && random.chance(0.007 * decile)) {
      grounds.push({ code: 'STATE_PENSIONER', since: since(), until: null });
    }
    if (age >= 18 && random.chance(0.002)) {
      grounds.push({ code: 'PERSON_NOT_FOUND', since: since(), until: null });
    }
    return grounds;
  });
  if (random.chance(0.006 * decile)) {
    // Some grounds were lifted again: the past that a date before it still shows.
    const lifted = random.chance(0.15) ? '2026-08-01' : null;
    const start = lifted === null ? since() : dateText(2025, random.between(1, 12), 1);
    family.push({ code: random.weighted(FAMILY_GROUNDS), since: start, until: lifted });
  }
  return { family: unique(family), members: byMember };
}

function unique(grounds: readonly DatedCode[]): DatedCode[] {
  return [...new Map(grounds.map((ground) => [ground.code, ground])).values()];
}
