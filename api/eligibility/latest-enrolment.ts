import type { EnrolmentState, HouseholdFacts } from './facts.js';

const LIFE_CYCLE: Readonly<Record<EnrolmentState, number>> = {
  WAITLISTED: 0,
  ACTIVE: 1,
  SUSPENDED: 2,
  ENDED: 3,
};

/**
 * The latest state of an enrolment in a program: of the household where `personId` is null, else of
 * that person. Of states that began on one day, the later in the life of an enrolment.
 */
export function latestEnrolment(
  { enrolments }: HouseholdFacts,
  program: string,
  personId: string | null,
): EnrolmentState | undefined {
  let latest: (typeof enrolments)[number] | undefined;
  for (const one of enrolments) {
    if (one.program !== program || one.personId !== personId) continue;
    if (
      latest === undefined ||
      one.since > latest.since ||
      (one.since === latest.since && LIFE_CYCLE[one.status] > LIFE_CYCLE[latest.status])
    ) {
      latest = one;
    }
  }
  return latest?.status;
}
