import type {
  Condition,
  EnrolmentState,
  Facts,
  Housing,
  Listing,
  Loss,
  Member,
  StudentAidClaims,
} from '../../api/eligibility/facts.js';

/** A row that holds from a day until, and not on, another. */
export interface Span {
  readonly since: string;
  readonly until: string | null;
}

export interface GroundSpan extends Span {
  readonly ground: string;
}

export interface EnrolmentSpan extends Span {
  readonly program: string;
  readonly status: EnrolmentState;
}

export interface HouseholdChronicle {
  readonly id: string;
  readonly villageCode: string;
  readonly listings: readonly (Listing & { readonly since: string })[];
  readonly housing: readonly (Housing & { readonly recordedOn: string })[];
  readonly losses: readonly Loss[];
  readonly exclusions: readonly GroundSpan[];
  readonly enrolments: readonly EnrolmentSpan[];
}

export interface PersonChronicle {
  readonly id: string;
  /** Index of the household; a person who moved has several memberships. */
  readonly memberships: readonly (Span & {
    readonly household: number;
    readonly relationship: Member['relationship'];
  })[];
  readonly sex: Member['sex'];
  readonly birthDate: string;
  readonly deathDate: string | null;
  readonly warnings: readonly string[];
  readonly conditions: readonly (Condition & Span)[];
  readonly dukcapil: readonly { readonly status: Member['dukcapil']; readonly checkedOn: string }[];
  readonly exclusions: readonly GroundSpan[];
  readonly enrolments: readonly EnrolmentSpan[];
}

/** Households and people with everything that was ever recorded of them. */
export interface Chronicle {
  readonly households: readonly HouseholdChronicle[];
  readonly people: readonly PersonChronicle[];
}

/**
 * The facts about one person on a date, read from a chronicle in memory: the oracle against which
 * what SQL reads is held.
 */
export function factsAt(
  { households, people }: Chronicle,
  person: PersonChronicle,
  asOf: string,
  claims: StudentAidClaims | null,
): Facts {
  if (person.birthDate > asOf) {
    return { asOf, known: false, person: null, household: null, claims: null };
  }
  const membership = person.memberships
    .filter((span) => holds(span, asOf))
    .toSorted((one, other) => compare(other.since, one.since))[0];
  const household = membership && households[membership.household];
  if (membership === undefined || household === undefined) {
    const alone = memberAt(person, 'OTHER', asOf);
    return { asOf, known: true, person: alone, household: null, claims };
  }
  const residents = people.flatMap((one) =>
    one.memberships
      .filter((span) => span.household === membership.household && holds(span, asOf))
      .filter(() => one.birthDate <= asOf)
      .map(({ relationship }) => ({ one, member: memberAt(one, relationship, asOf) })),
  );
  const own = <Row extends Span>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => holds(row, asOf));
  return {
    asOf,
    known: true,
    person: memberAt(person, membership.relationship, asOf),
    household: {
      id: household.id,
      villageCode: household.villageCode,
      listing: listingAt(household, asOf),
      housing: housingAt(household, asOf),
      losses: household.losses.filter((row) => row.happenedOn <= asOf),
      exclusions: [
        ...own(household.exclusions).map(({ ground }) => ({ ground, personId: null })),
        ...residents.flatMap(({ one }) =>
          own(one.exclusions).map(({ ground }) => ({ ground, personId: one.id })),
        ),
      ],
      // Backwards, so that nothing rests on the order in which the members come.
      members: residents.map(({ member }) => member).toReversed(),
      enrolments: [
        ...own(household.enrolments).map((row) => enrolment(row, null)),
        ...own(person.enrolments).map((row) => enrolment(row, person.id)),
      ],
    },
    claims,
  };
}

function listingAt({ listings }: HouseholdChronicle, asOf: string): Listing | null {
  const row = latest(listings, ({ since }) => since, asOf);
  if (row === null) return null;
  const { since: _, ...listing } = row;
  return listing;
}

function housingAt({ housing }: HouseholdChronicle, asOf: string): Housing | null {
  const row = latest(housing, ({ recordedOn }) => recordedOn, asOf);
  if (row === null) return null;
  const { recordedOn: _, ...house } = row;
  return house;
}

function memberAt(
  person: PersonChronicle,
  relationship: Member['relationship'],
  asOf: string,
): Member {
  const { id, sex, birthDate, deathDate, warnings } = person;
  return {
    id,
    relationship,
    sex,
    birthDate,
    deathDate,
    dukcapil: latest(person.dukcapil, (row) => row.checkedOn, asOf)?.status ?? 'NOT_CHECKED',
    conditions: person.conditions
      .filter((row) => holds(row, asOf))
      .map(({ kind, grade }) => ({ kind, grade })),
    warnings,
  };
}

function enrolment(
  { program, status, since }: EnrolmentSpan,
  personId: string | null,
): { program: string; personId: string | null; status: EnrolmentState; since: string } {
  return { program, personId, status, since };
}

function holds({ since, until }: Span, asOf: string): boolean {
  return since <= asOf && (until === null || until > asOf);
}

function latest<Row>(rows: readonly Row[], dayOf: (row: Row) => string, asOf: string): Row | null {
  return (
    rows
      .filter((row) => dayOf(row) <= asOf)
      .toSorted((one, other) => compare(dayOf(other), dayOf(one)))[0] ?? null
  );
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
