import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PlainHousehold, PlainListing, PlainPerson } from './plain-household.js';
import { stableId } from './stable-id.js';

/** 2026-09-01T00:00:00Z: the time part of the personas' ids. */
const PERSONA_TIME = 1_788_220_800_000;
/** From when most of what is known of a persona holds, so that checks years back find somebody. */
const REGISTRY_START = '2019-01-01';
const PREGNANT_SINCE = '2026-07-01';
const VISITED_ON = '2026-06-01';

const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const codes = z.array(z.string()).default([]);

const member = z.strictObject({
  nik: z.string().nullable(),
  name: z.string().endsWith('Contoh'),
  sex: z.enum(['M', 'F']),
  birthDate: dateText,
  deathDate: dateText.nullable().default(null),
  relationship: z.string(),
  dukcapil: z.string(),
  occupation: z.string().nullable().default(null),
  pregnant: z.boolean().default(false),
  schoolLevel: z.string().optional(),
  disability: z.string().optional(),
  grossHumanRightsVictim: z.boolean().default(false),
  raisedInInstitution: z.boolean().default(false),
  exclusions: codes,
  ppks: codes,
});

const household = z.strictObject({
  key: z.string(),
  story: z.string(),
  kkNumber: z.string(),
  villageCode: z.string(),
  rt: z.string(),
  rw: z.string(),
  registry: z.strictObject({
    listed: z.boolean(),
    decile: z.int().nullable(),
    version: z.string().nullable(),
  }),
  members: z.array(member),
  monthlyIncome: z.int().nullable(),
  exclusions: codes,
  disaster: z
    .strictObject({
      kind: z.string(),
      on: dateText,
      verifiedOn: dateText.nullable(),
      damage: z.enum(['LIGHT', 'MEDIUM', 'HEAVY']),
    })
    .optional(),
  housing: z
    .strictObject({
      floor: z.string(),
      roof: z.string(),
      wall: z.string(),
      structure: z.string(),
      sanitation: z.string(),
      floorAreaM2: z.int(),
      ownsLand: z.boolean(),
      earlierHousingAid: z.boolean(),
    })
    .optional(),
  enrolments: z
    .array(
      z.strictObject({
        program: z.string(),
        status: z.enum(['WAITLISTED', 'ACTIVE', 'SUSPENDED', 'ENDED']),
        since: dateText,
      }),
    )
    .default([]),
});

const personaFile = z.object({ asOf: dateText, households: z.array(household) });

type PersonaHousehold = z.infer<typeof household>;
type PersonaMember = z.infer<typeof member>;

/** The personas as registry households. Ids are fixed by the persona's key and place in the family. */
export async function readPersonas(): Promise<PlainHousehold[]> {
  const text = await readFile(new URL('personas.json', import.meta.url), 'utf8');
  return personaFile.parse(JSON.parse(text)).households.map(toHousehold);
}

function toHousehold(persona: PersonaHousehold, place: number): PlainHousehold {
  const { key, kkNumber, villageCode, rt, rw, monthlyIncome, housing, disaster } = persona;
  const held = (code: string) => ({ code, since: REGISTRY_START, until: null });
  return {
    id: stableId(PERSONA_TIME, 'household', key),
    villageCode,
    kkNumber,
    address: `Jalan Contoh No. ${place + 1}`,
    rt,
    rw,
    monthlyIncome,
    lastVerifiedOn: VISITED_ON,
    people: persona.members.map((one, index) => toPerson(key, one, index)),
    listings: listings(persona),
    housing:
      housing === undefined
        ? []
        : [{ ...house(housing), recordedOn: VISITED_ON, floorAreaDm2: housing.floorAreaM2 * 100 }],
    losses:
      disaster === undefined
        ? []
        : [
            {
              kind: disaster.kind,
              happenedOn: disaster.on,
              verifiedOn: disaster.verifiedOn,
              damage: disaster.damage,
            },
          ],
    exclusions: persona.exclusions.map(held),
    classifications: [],
    enrolments: persona.enrolments.map((one) => ({
      ...one,
      until: null,
      decree:
        one.status === 'WAITLISTED' ? null : `SK-CONTOH/${one.program}/${one.since.slice(0, 7)}`,
    })),
  };
}

function house({
  floor,
  roof,
  wall,
  structure,
  sanitation,
  ownsLand,
  earlierHousingAid,
}: NonNullable<PersonaHousehold['housing']>) {
  return { floor, roof, wall, structure, sanitation, ownsLand, earlierHousingAid };
}

/** A listed persona stands in DTKS from the start and in the version of the register that the persona names. */
function listings({ registry }: PersonaHousehold): PlainListing[] {
  const { listed, decile, version } = registry;
  if (!listed || version === null) return [];
  return [
    { system: 'DTKS', period: '2019-Q1', since: REGISTRY_START, listed, decile },
    { system: 'DTSEN', period: version, since: '2026-10-01', listed, decile },
  ];
}

function toPerson(key: string, one: PersonaMember, index: number): PlainPerson {
  const start = one.birthDate > REGISTRY_START ? one.birthDate : REGISTRY_START;
  const held = (code: string) => ({ code, since: start, until: null });
  const condition = (kind: string, grade: string | null, since = start) => ({
    kind,
    grade,
    since,
    until: null,
  });
  return {
    id: stableId(PERSONA_TIME, 'person', key, String(index)),
    nik: one.nik,
    name: one.name,
    account: null,
    sex: one.sex,
    birthDate: one.birthDate,
    deathDate: one.deathDate,
    occupation: one.occupation,
    relationship: one.relationship,
    memberSince: start,
    conditions: [
      ...(one.pregnant ? [condition('PREGNANT', null, PREGNANT_SINCE)] : []),
      ...(one.schoolLevel === undefined ? [] : [condition('SCHOOL_LEVEL', one.schoolLevel)]),
      ...(one.disability === undefined ? [] : [condition('DISABILITY', one.disability)]),
      ...(one.grossHumanRightsVictim ? [condition('GROSS_HUMAN_RIGHTS_VICTIM', null)] : []),
      ...(one.raisedInInstitution ? [condition('RAISED_IN_INSTITUTION', null)] : []),
    ],
    dukcapil: dukcapil(one, start),
    exclusions: one.exclusions.map(held),
    classifications: one.ppks.map(held),
    enrolments: [],
  };
}

/** Never checked leaves no answer; who died was matched before. */
function dukcapil({ dukcapil: status, deathDate }: PersonaMember, start: string) {
  if (status === 'NOT_CHECKED') return [];
  if (status === 'DECEASED' && deathDate !== null) {
    return [
      { status: 'MATCHED', checkedOn: start, mismatchedFields: [] },
      { status, checkedOn: deathDate, mismatchedFields: [] },
    ];
  }
  return [{ status, checkedOn: start, mismatchedFields: status === 'MISMATCHED' ? ['NAME'] : [] }];
}

/** Ids for the rows of a persona that have no key of their own: fixed by household and order. */
export function personaRowIds(householdId: string): () => string {
  let ordinal = 0;
  return () => {
    ordinal += 1;
    return stableId(PERSONA_TIME, householdId, String(ordinal));
  };
}
