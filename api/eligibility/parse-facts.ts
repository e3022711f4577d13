import { z } from 'zod';
import type { Facts } from './facts.js';
import {
  ACCREDITATIONS,
  DAMAGE_LEVELS,
  DEGREES,
  DISABILITY_GRADES,
  DISASTER_KINDS,
  DUKCAPIL_STATUSES,
  FLOORS,
  RELATIONSHIPS,
  ROOFS,
  SANITATIONS,
  SCHOOL_LEVELS,
  SEXES,
  STRUCTURES,
  WALLS,
} from './vocabulary.js';

const date = z.iso.date();

const member = z.strictObject({
  id: z.string(),
  relationship: z.enum(RELATIONSHIPS),
  sex: z.enum(SEXES),
  birthDate: date,
  deathDate: date.nullable(),
  dukcapil: z.enum(DUKCAPIL_STATUSES),
  conditions: z.array(
    z.strictObject({
      kind: z.enum([
        'PREGNANT',
        'SCHOOL_LEVEL',
        'DISABILITY',
        'GROSS_HUMAN_RIGHTS_VICTIM',
        'RAISED_IN_INSTITUTION',
      ]),
      grade: z.enum([...SCHOOL_LEVELS, ...DISABILITY_GRADES]).nullable(),
    }),
  ),
  warnings: z.array(z.string()),
});

const household = z.strictObject({
  id: z.string(),
  villageCode: z.string(),
  listing: z
    .strictObject({
      listed: z.boolean(),
      decile: z.int().nullable(),
      system: z.enum(['DTKS', 'DTSEN']),
      period: z.string(),
    })
    .nullable(),
  housing: z
    .strictObject({
      floor: z.enum(FLOORS),
      roof: z.enum(ROOFS),
      wall: z.enum(WALLS),
      structure: z.enum(STRUCTURES),
      sanitation: z.enum(SANITATIONS),
      floorAreaDm2: z.int(),
      ownsLand: z.boolean(),
      earlierHousingAid: z.boolean(),
    })
    .nullable(),
  losses: z.array(
    z.strictObject({
      kind: z.enum(DISASTER_KINDS),
      happenedOn: date,
      verifiedOn: date.nullable(),
      damage: z.enum(DAMAGE_LEVELS),
    }),
  ),
  exclusions: z.array(z.strictObject({ ground: z.string(), personId: z.string().nullable() })),
  members: z.array(member),
  enrolments: z.array(
    z.strictObject({
      program: z.string(),
      personId: z.string().nullable(),
      status: z.enum(['WAITLISTED', 'ACTIVE', 'SUSPENDED', 'ENDED']),
      since: date,
    }),
  ),
});

const claims = z.strictObject({
  admitted: z.boolean(),
  graduationYear: z.int(),
  degree: z.enum(DEGREES),
  accreditation: z.enum(ACCREDITATIONS),
  livingCostCluster: z.int(),
  medicine: z.boolean().exactOptional(),
  hasSktm: z.boolean().exactOptional(),
  parentsMonthlyIncome: z.int().exactOptional(),
  familySize: z.int().min(1).exactOptional(),
  holdsKip: z.boolean().exactOptional(),
});

const facts = z
  .strictObject({
    asOf: date,
    known: z.boolean(),
    person: member.nullable(),
    household: household.nullable(),
    claims: claims.nullable(),
  })
  .refine(
    (value) =>
      value.known === (value.person !== null) &&
      (value.known || (value.household === null && value.claims === null)),
    { error: 'somebody known has a person, and nobody unknown has any fact' },
  );

/**
 * Reads the facts that a decision kept, so that it can be decided again.
 *
 * @throws ZodError where they are not what {@link Facts} says: the record was damaged, or written
 *   by a version of the vocabulary that is no longer understood.
 */
export function parseFacts(stored: unknown): Facts {
  return facts.parse(stored);
}
