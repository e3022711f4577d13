import type { Facts, HouseholdFacts, Member } from './facts.js';
import type { HeldFacts, HeldHousing, HeldMember } from './held-facts.js';

/**
 * The facts of one person on `asOf` (YYYY-MM-DD) out of what is held of the household: what `FACTS_STATEMENT` gives, which a
 * test compares.
 *
 * @returns null where the person is no member on that day.
 */
export function cutFacts(
  held: HeldFacts,
  householdId: string,
  personId: string,
  asOf: string,
): Pick<Facts, 'person' | 'household'> | null {
  const members: Member[] = [];
  let person: Member | null = null;
  let personSince = '';
  for (const row of held.members) {
    const [since, until, id, , , birthDate] = row;
    if (!inForce(since, until, asOf) || birthDate > asOf) continue;
    const member = memberOn(row, asOf);
    members.push(member);
    if (id === personId && since > personSince) {
      person = member;
      personSince = since;
    }
  }
  if (person === null) return null;
  return { person, household: householdOn(held, householdId, members, personId, asOf) };
}

function householdOn(
  held: HeldFacts,
  id: string,
  members: Member[],
  personId: string,
  asOf: string,
): HouseholdFacts {
  const memberIds = new Set(members.map((member) => member.id));
  const listing = held.listings.find(([since]) => since <= asOf);
  const house = held.housing.find(([recordedOn]) => recordedOn <= asOf);
  return {
    id,
    villageCode: held.villageCode,
    listing:
      listing === undefined
        ? null
        : { listed: listing[1], decile: listing[2], system: listing[3], period: listing[4] },
    housing: house === undefined ? null : housing(house),
    losses: held.losses
      .filter(([happenedOn]) => happenedOn <= asOf)
      .map(([happenedOn, kind, verifiedOn, damage]) => ({ kind, happenedOn, verifiedOn, damage })),
    exclusions: held.exclusions
      .filter(
        ([since, until, , on]) => inForce(since, until, asOf) && (on === null || memberIds.has(on)),
      )
      .map(([, , ground, on]) => ({ ground, personId: on })),
    members,
    enrolments: held.enrolments
      .filter(
        ([since, until, , enrolled]) =>
          inForce(since, until, asOf) && (enrolled === null || enrolled === personId),
      )
      .map(([since, , program, enrolled, status]) => ({
        program,
        personId: enrolled,
        status,
        since,
      })),
  };
}

function memberOn(
  [, , id, relationship, sex, birthDate, deathDate, dukcapil, conditions, warnings]: HeldMember,
  asOf: string,
): Member {
  return {
    id,
    relationship,
    sex,
    birthDate,
    deathDate,
    dukcapil: dukcapil?.find(([checkedOn]) => checkedOn <= asOf)?.[1] ?? 'NOT_CHECKED',
    conditions:
      conditions
        ?.filter(([since, until]) => inForce(since, until, asOf))
        .map(([, , kind, grade]) => ({ kind, grade })) ?? [],
    warnings,
  };
}

function housing(house: HeldHousing): NonNullable<HouseholdFacts['housing']> {
  const [, floor, roof, wall, structure, sanitation, floorAreaDm2, ownsLand, earlierHousingAid] =
    house;
  return { floor, roof, wall, structure, sanitation, floorAreaDm2, ownsLand, earlierHousingAid };
}

function inForce(since: string, until: string | null, asOf: string): boolean {
  return since <= asOf && (until === null || until > asOf);
}
