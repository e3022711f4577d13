import type { Facts, Member } from '../../../../api/eligibility/facts.js';
import type { Prisma } from '../../../../prisma/generated/client.js';

/** A date column as the calendar date it is. */
export const day = (date: Date): string => date.toISOString().slice(0, 10);

function inForce(asOf: Date) {
  return { since: { lte: asOf }, OR: [{ until: null }, { until: { gt: asOf } }] };
}

function personParts(asOf: Date) {
  return {
    conditions: { where: inForce(asOf), orderBy: { kind: 'asc' } },
    dukcapilMatches: {
      where: { checkedOn: { lte: asOf } },
      orderBy: { checkedOn: 'desc' },
      take: 1,
    },
  } as const;
}

/** Everything that a decision asks of a person on a day, as Prisma includes it. */
export function wholePerson(asOf: Date) {
  return {
    ...personParts(asOf),
    memberships: {
      where: inForce(asOf),
      orderBy: { since: 'desc' },
      take: 1,
      include: {
        household: {
          include: {
            listings: { where: { since: { lte: asOf } }, orderBy: { since: 'desc' }, take: 1 },
            housing: {
              where: { recordedOn: { lte: asOf } },
              orderBy: { recordedOn: 'desc' },
              take: 1,
            },
            losses: { where: { happenedOn: { lte: asOf } } },
            exclusions: { where: inForce(asOf) },
            enrolments: { where: inForce(asOf) },
            // The client cannot read a nested list of bigints.
            members: {
              where: inForce(asOf),
              include: { person: { include: personParts(asOf), omit: { nameTokens: true } } },
            },
          },
        },
      },
    },
  } as const;
}

type Row = Prisma.PersonGetPayload<{ include: ReturnType<typeof wholePerson> }>;

/** The facts of a number that nobody has. */
export function nobody(asOf: string): Facts {
  return { asOf, known: false, person: null, household: null, claims: null };
}

function memberOf(
  person: Pick<
    Row,
    'id' | 'sex' | 'birthDate' | 'deathDate' | 'warnings' | 'conditions' | 'dukcapilMatches'
  >,
  relationship: string,
): Member {
  return {
    id: person.id,
    relationship,
    sex: person.sex,
    birthDate: day(person.birthDate),
    deathDate: person.deathDate && day(person.deathDate),
    dukcapil: person.dukcapilMatches[0]?.status ?? 'NOT_CHECKED',
    conditions: person.conditions.map(({ kind, grade }) => ({ kind, grade })),
    warnings: person.warnings,
  } as Member;
}

/** The facts of a person, out of what Prisma gave. */
export function somebody(row: Row, asOf: string): Facts {
  const membership = row.memberships[0];
  const person = memberOf(row, membership?.relationship ?? 'OTHER');
  if (membership === undefined) return { asOf, known: true, person, household: null, claims: null };
  const { household } = membership;
  return {
    asOf,
    known: true,
    person,
    household: {
      id: household.id,
      villageCode: household.villageCode,
      listing: household.listings[0] ?? null,
      housing: household.housing[0] ?? null,
      losses: household.losses.map(({ kind, damage, happenedOn, verifiedOn }) => ({
        kind,
        damage,
        happenedOn: day(happenedOn),
        verifiedOn: verifiedOn && day(verifiedOn),
      })),
      exclusions: household.exclusions.map(({ groundCode, personId }) => ({
        ground: groundCode,
        personId,
      })),
      members: household.members.map((one) => memberOf(one.person, one.relationship)),
      enrolments: household.enrolments.map(({ programCode, personId, status, since }) => ({
        program: programCode,
        personId,
        status,
        since: day(since),
      })),
    } as unknown as Facts['household'],
    claims: null,
  };
}
