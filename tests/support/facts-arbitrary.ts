import fc from 'fast-check';
import type { StudentAidClaims } from '../../api/eligibility/facts.js';
import { monthsBefore } from '../../api/eligibility/months-before.js';
import {
  ACCREDITATIONS,
  DAMAGE_LEVELS,
  DEGREES,
  DISABILITY_GRADES,
  DUKCAPIL_STATUSES,
  FLOORS,
  ROOFS,
  SANITATIONS,
  SCHOOL_LEVELS,
  SEXES,
  STRUCTURES,
  WALLS,
} from '../../api/eligibility/vocabulary.js';
import type {
  Chronicle,
  EnrolmentSpan,
  HouseholdChronicle,
  PersonChronicle,
  Span,
} from './chronicle.js';
import { CHRONICLE_GROUNDS, CHRONICLE_PROGRAMS, CHRONICLE_VILLAGES } from './insert-chronicle.js';

/** Dates on which something may be asked: leap days and their neighbours, ends of months, an ordinary day. */
export const AS_OF = fc.constantFrom(
  '2026-11-01',
  '2028-02-29',
  '2027-02-28',
  '2024-03-01',
  '2026-12-31',
);

/** A day on, beside, or some years or months from `asOf`, so that every boundary is met often. */
function dayNear(asOf: string, years: number): fc.Arbitrary<string> {
  const anniversary = fc
    .tuple(fc.integer({ min: 0, max: years }), fc.integer({ min: -1, max: 1 }))
    .map(([back, step]) => addDays(monthsBefore(asOf, back * 12), step));
  const anyDay = fc.integer({ min: -40, max: years * 366 }).map((back) => addDays(asOf, -back));
  const leapDay = fc.constantFrom('1960-02-29', '1968-02-29', '2008-02-29', '2020-02-29');
  return fc.oneof(
    { weight: 4, arbitrary: anniversary },
    { weight: 4, arbitrary: anyDay },
    { weight: years > 10 ? 1 : 0, arbitrary: leapDay },
  );
}

/** Births around the ages at which rules turn, and on one day, for the most part. */
function birthday(asOf: string): fc.Arbitrary<string> {
  const turning = fc
    .tuple(fc.constantFrom(0, 6, 7, 17, 18, 18, 59, 60), fc.integer({ min: -1, max: 1 }))
    .map(([years, step]) => addDays(monthsBefore(asOf, years * 12), step));
  const twins = fc.constant('1961-05-05');
  return fc.oneof(turning, twins, dayNear(asOf, 70));
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function span(asOf: string): fc.Arbitrary<Span> {
  const ends = fc.option(fc.integer({ min: 0, max: 800 }), { freq: 3 });
  return fc
    .tuple(dayNear(asOf, 2), ends)
    .map(([since, days]) => ({ since, until: days === null ? null : addDays(since, days) }));
}

function spans<Extra>(
  asOf: string,
  extra: fc.Arbitrary<Extra>,
  maxLength: number,
): fc.Arbitrary<(Extra & Span)[]> {
  return fc.array(
    fc.tuple(extra, span(asOf)).map(([more, dates]) => ({ ...more, ...dates })),
    { maxLength },
  );
}

const ground = fc.record({ ground: fc.constantFrom(...CHRONICLE_GROUNDS) });
/** States of enrolment, several of which begin on one day. */
function enrolments(asOf: string, maxLength: number): fc.Arbitrary<EnrolmentSpan[]> {
  const state = fc.record({
    program: fc.constantFrom(...CHRONICLE_PROGRAMS),
    status: fc.constantFrom('WAITLISTED', 'ACTIVE', 'ACTIVE', 'SUSPENDED', 'ENDED'),
  });
  const together = state.map((one) => ({ ...one, since: addDays(asOf, -30), until: null }));
  const apart = fc.tuple(state, span(asOf)).map(([one, dates]) => ({ ...one, ...dates }));
  return fc.array(fc.oneof(together, apart), { maxLength });
}

function household(asOf: string): fc.Arbitrary<Omit<HouseholdChronicle, 'id'>> {
  const listing = fc
    .record({
      since: dayNear(asOf, 2),
      system: fc.constantFrom('DTKS', 'DTSEN'),
      period: fc.constantFrom('2026-Q3', '2026-Q4'),
      listed: fc.boolean(),
      decile: fc.option(fc.integer({ min: 1, max: 10 })),
    })
    .map((row) => (row.listed ? row : { ...row, decile: null }));
  const house = fc.record({
    recordedOn: dayNear(asOf, 2),
    floor: fc.constantFrom(...FLOORS),
    roof: fc.constantFrom(...ROOFS),
    wall: fc.constantFrom(...WALLS),
    structure: fc.constantFrom(...STRUCTURES),
    sanitation: fc.constantFrom(...SANITATIONS),
    floorAreaDm2: fc.integer({ min: 700, max: 5_100 }),
    ownsLand: fc.boolean(),
    earlierHousingAid: fc.boolean(),
  });
  const loss = fc
    .record({
      kind: fc.constantFrom('FIRE', 'FIRE', 'FLOOD'),
      happenedOn: dayNear(asOf, 2),
      verified: fc.option(
        fc.oneof(
          fc.integer({ min: -1, max: 1 }).map((step) => addDays(asOf, step)),
          dayNear(asOf, 1),
        ),
        { nil: null },
      ),
      damage: fc.constantFrom(...DAMAGE_LEVELS),
    })
    .map(({ verified, ...row }) => ({
      ...row,
      verifiedOn: verified === null ? null : later(row.happenedOn, verified),
    }));
  return fc.record({
    villageCode: fc.constantFrom(...CHRONICLE_VILLAGES),
    listings: fc.uniqueArray(listing, { maxLength: 3, selector: (row) => row.since }),
    housing: fc.uniqueArray(house, { maxLength: 2, selector: (row) => row.recordedOn }),
    losses: fc.array(loss, { maxLength: 3 }),
    exclusions: spans(asOf, ground, 1),
    enrolments: enrolments(asOf, 6),
  });
}

function person(asOf: string, households: number): fc.Arbitrary<Omit<PersonChronicle, 'id'>> {
  const condition = fc.oneof(
    fc.record({
      kind: fc.constantFrom('PREGNANT', 'GROSS_HUMAN_RIGHTS_VICTIM', 'RAISED_IN_INSTITUTION'),
      grade: fc.constant(null),
    }),
    fc.record({ kind: fc.constant('SCHOOL_LEVEL'), grade: fc.constantFrom(...SCHOOL_LEVELS) }),
    fc.record({ kind: fc.constant('DISABILITY'), grade: fc.constantFrom(...DISABILITY_GRADES) }),
  );
  const answer = fc.record({
    status: fc.oneof(
      { weight: 1, arbitrary: fc.constant('MATCHED') },
      { weight: 1, arbitrary: fc.constantFrom(...DUKCAPIL_STATUSES) },
    ),
    checkedOn: dayNear(asOf, 2),
  });
  const place = fc.record({
    household: fc.integer({ min: 0, max: households - 1 }),
    relationship: fc.constantFrom('HEAD', 'SPOUSE', 'CHILD', 'CHILD', 'GRANDCHILD', 'PARENT'),
  });
  return fc
    .record({
      home: place,
      joined: fc.oneof(fc.constant('1901-01-01'), dayNear(asOf, 2)),
      moved: fc.option(fc.tuple(dayNear(asOf, 1), fc.option(place, { nil: null })), { freq: 3 }),
      overlap: fc.constantFrom(0, 0, 60),
      sex: fc.constantFrom(...SEXES),
      birthDate: birthday(asOf),
      lived: fc.option(fc.integer({ min: 0, max: 30_000 }), { freq: 4 }),
      died: fc.option(dayNear(asOf, 0), { freq: 4 }),
      warnings: fc.subarray(['NIK_BIRTH_DATE_DIFFERS', 'NIK_SEX_DIFFERS']),
      conditions: spans(asOf, condition, 3),
      dukcapil: fc.uniqueArray(answer, { maxLength: 3, selector: (row) => row.checkedOn }),
      exclusions: spans(asOf, ground, 1),
      enrolments: enrolments(asOf, 4),
    })
    .map(({ home, joined, moved, overlap, lived, died, birthDate, ...rest }) => {
      const since = joined < birthDate ? birthDate : joined;
      const until = moved === null || moved[0] < since ? null : moved[0];
      const next = until === null ? null : (moved?.[1] ?? null);
      const death = died ?? (lived === null ? null : addDays(birthDate, lived));
      return {
        ...rest,
        birthDate,
        deathDate: death === null || death < birthDate ? null : death,
        memberships: [
          { ...home, since, until },
          ...(next === null || until === null
            ? []
            : [
                { ...next, since: later(addDays(since, 1), addDays(until, -overlap)), until: null },
              ]),
        ],
      };
    });
}

/** A few households and the people who live, lived or will live in them, as seen around a date. */
export function chronicleArbitrary(asOf: string): fc.Arbitrary<Chronicle> {
  return fc
    .array(household(asOf), { minLength: 1, maxLength: 4 })
    .chain((households) =>
      fc.record({
        households: fc.constant(households),
        people: fc.array(person(asOf, households.length), { minLength: 1, maxLength: 14 }),
      }),
    )
    .map(({ households, people }) => ({
      households: households.map((row, index) => ({ ...row, id: uuid(1, index) })),
      people: people.map((row, index) => ({ ...row, id: uuid(2, index) })),
    }));
}

/** Claims of a university, or none. */
export const CLAIMS: fc.Arbitrary<StudentAidClaims | null> = fc.option(
  fc.record(
    {
      admitted: fc.boolean(),
      graduationYear: fc.integer({ min: 2020, max: 2029 }),
      degree: fc.constantFrom(...DEGREES),
      accreditation: fc.constantFrom(...ACCREDITATIONS),
      livingCostCluster: fc.integer({ min: 1, max: 5 }),
      medicine: fc.boolean(),
      hasSktm: fc.boolean(),
      parentsMonthlyIncome: fc.oneof(
        fc.constantFrom(0, 4_000_000, 4_000_001, 6_000_000, 6_000_001),
        fc.integer({ min: 0, max: 9_000_000 }),
      ),
      familySize: fc.integer({ min: 1, max: 9 }),
      holdsKip: fc.boolean(),
    },
    {
      requiredKeys: ['admitted', 'graduationYear', 'degree', 'accreditation', 'livingCostCluster'],
    },
  ),
  { freq: 4 },
);

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function uuid(kind: number, index: number): string {
  return `0190000${kind}-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
}
