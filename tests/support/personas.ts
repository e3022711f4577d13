import type {
  Condition,
  EnrolmentState,
  Facts,
  Housing,
  Loss,
  Member,
  StudentAidClaims,
} from '../../api/eligibility/facts.js';
import personas from '../../prisma/seed/personas.json' with { type: 'json' };
import {
  factsAt,
  type Chronicle,
  type HouseholdChronicle,
  type PersonChronicle,
} from './chronicle.js';

/** What a persona's file says of a check, with every optional part spelled out. */
export interface PersonaCheck {
  readonly household: string | null;
  readonly nik: string;
  readonly program: string;
  readonly outcome: string;
  readonly entitlementPerYear?: number;
  readonly notMet?: readonly string[];
  readonly unknown?: readonly string[];
  readonly claims?: StudentAidClaims;
  readonly route?: string;
  readonly warnings?: readonly string[];
  readonly enrolment?: string;
}

export interface PersonaMember {
  readonly nik: string | null;
  readonly sex: Member['sex'];
  readonly birthDate: string;
  readonly deathDate?: string;
  readonly relationship: Member['relationship'];
  readonly dukcapil: Member['dukcapil'];
  readonly pregnant?: boolean;
  readonly schoolLevel?: Condition['grade'];
  readonly disability?: Condition['grade'];
  readonly grossHumanRightsVictim?: boolean;
  readonly raisedInInstitution?: boolean;
  readonly exclusions?: readonly string[];
}

export interface PersonaHousehold {
  readonly key: string;
  readonly villageCode: string;
  readonly registry: {
    readonly listed: boolean;
    readonly decile: number | null;
    readonly version: string | null;
  };
  readonly members: readonly PersonaMember[];
  readonly exclusions?: readonly string[];
  readonly housing?: Omit<Housing, 'floorAreaDm2'> & {
    readonly floorAreaM2: number;
  };
  readonly disaster?: {
    readonly kind: Loss['kind'];
    readonly on: string;
    readonly verifiedOn: string;
    readonly damage: Loss['damage'];
  };
  readonly enrolments?: readonly {
    readonly program: string;
    readonly status: EnrolmentState;
    readonly since: string;
  }[];
}

interface PersonasFile {
  readonly asOf: string;
  readonly households: readonly PersonaHousehold[];
  readonly checks: readonly PersonaCheck[];
}

export const {
  asOf: PERSONAS_AS_OF,
  households: PERSONAS,
  checks: PERSONA_CHECKS,
} = personas as unknown as PersonasFile;

/** The first day on which anything is recorded of a persona: BPNT is asked on both sides of 2020. */
const RECORDED = '2019-01-01';

const niks = new Map<string, number>();

/** All personas as a chronicle. */
export const PERSONA_CHRONICLE: Chronicle = {
  households: PERSONAS.map(householdChronicle),
  people: PERSONAS.flatMap((household, home) =>
    household.members.map((member) => ({ member, home })),
  ).map(({ member, home }, index) => {
    if (member.nik !== null) niks.set(member.nik, index);
    return personChronicle(member, home, index);
  }),
};

/** The persona with this NIK, or undefined. */
export function personaOf(nik: string): PersonChronicle | undefined {
  const index = niks.get(nik);
  return index === undefined ? undefined : PERSONA_CHRONICLE.people[index];
}

/** The facts of a persona on the personas' date; nobody's where no household has the NIK. */
export function personaFacts(nik: string, claims: StudentAidClaims | null = null): Facts {
  const person = personaOf(nik);
  return person === undefined
    ? { asOf: PERSONAS_AS_OF, known: false, person: null, household: null, claims: null }
    : factsAt(PERSONA_CHRONICLE, person, PERSONAS_AS_OF, claims);
}

function personChronicle(member: PersonaMember, household: number, index: number): PersonChronicle {
  const { sex, birthDate, deathDate = null, relationship, dukcapil } = member;
  const since = birthDate > RECORDED ? birthDate : RECORDED;
  const span = { since, until: null };
  return {
    id: uuid(2, index),
    memberships: [{ household, relationship, ...span }],
    sex,
    birthDate,
    deathDate,
    warnings: printedBirthDateDiffers(member) ? ['NIK_BIRTH_DATE_DIFFERS'] : [],
    conditions: conditionsOf(member).map((condition) => ({ ...condition, ...span })),
    dukcapil: [{ status: dukcapil, checkedOn: deathDate ?? since }],
    exclusions: (member.exclusions ?? []).map((ground) => ({ ground, ...span })),
    enrolments: [],
  };
}

function conditionsOf(member: PersonaMember): Condition[] {
  const conditions: Condition[] = [];
  if (member.pregnant === true) conditions.push({ kind: 'PREGNANT', grade: null });
  if (member.schoolLevel !== undefined) {
    conditions.push({ kind: 'SCHOOL_LEVEL', grade: member.schoolLevel });
  }
  if (member.disability !== undefined) {
    conditions.push({ kind: 'DISABILITY', grade: member.disability });
  }
  if (member.grossHumanRightsVictim === true) {
    conditions.push({ kind: 'GROSS_HUMAN_RIGHTS_VICTIM', grade: null });
  }
  if (member.raisedInInstitution === true) {
    conditions.push({ kind: 'RAISED_IN_INSTITUTION', grade: null });
  }
  return conditions;
}

function printedBirthDateDiffers({ nik, birthDate, sex }: PersonaMember): boolean {
  if (nik === null) return false;
  const day = Number(birthDate.slice(8)) + (sex === 'F' ? 40 : 0);
  const printed = `${String(day).padStart(2, '0')}${birthDate.slice(5, 7)}${birthDate.slice(2, 4)}`;
  return nik.slice(6, 12) !== printed;
}

function householdChronicle(household: PersonaHousehold, index: number): HouseholdChronicle {
  const { villageCode, registry, housing, disaster, exclusions = [], enrolments = [] } = household;
  const { listed, decile, version } = registry;
  const span = { since: RECORDED, until: null };
  return {
    id: uuid(1, index),
    villageCode,
    listings:
      version === null
        ? []
        : [{ since: RECORDED, listed, decile, system: 'DTSEN', period: version }],
    housing: housing === undefined ? [] : [{ ...housingOf(housing), recordedOn: RECORDED }],
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
    exclusions: exclusions.map((ground) => ({ ground, ...span })),
    enrolments: enrolments.map((one) => ({ ...one, until: null })),
  };
}

function housingOf({ floorAreaM2, ...rest }: NonNullable<PersonaHousehold['housing']>): Housing {
  return { ...rest, floorAreaDm2: floorAreaM2 * 100 };
}

function uuid(kind: number, index: number): string {
  return `0190000${kind}-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
}
