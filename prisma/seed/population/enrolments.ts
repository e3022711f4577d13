import type { PlainCondition, PlainEnrolment } from '../plain-household.js';
import { dateText } from './calendar.js';
import type { Random } from './random.js';

/** What an enrolment looks at: not the rules, only who is likely to be enrolled. */
export interface EnrolmentOutline {
  readonly listed: boolean;
  readonly decile: number;
  readonly excluded: boolean;
  readonly members: readonly {
    readonly age: number;
    readonly alive: boolean;
    readonly conditions: readonly PlainCondition[];
  }[];
}

/** Enrolments of a household, and of its members at the same place. */
export interface FamilyEnrolments {
  readonly household: readonly PlainEnrolment[];
  readonly members: readonly (readonly PlainEnrolment[])[];
}

type Shares = readonly (readonly [PlainEnrolment['status'] | 'NONE', number])[];

/* About ten million families in PKH, 18 million in BPNT and 97 million people in PBI-JK of 95 and 289 million. */
const PKH: Shares = [
  ['ACTIVE', 40],
  ['WAITLISTED', 12],
  ['SUSPENDED', 3],
  ['ENDED', 5],
  ['NONE', 40],
];
const BPNT: Shares = [
  ['ACTIVE', 44],
  ['WAITLISTED', 16],
  ['SUSPENDED', 3],
  ['ENDED', 4],
  ['NONE', 33],
];
const PBI_JK: Shares = [
  ['ACTIVE', 68],
  ['WAITLISTED', 4],
  ['SUSPENDED', 1],
  ['ENDED', 5],
  ['NONE', 22],
];

/** Enrolments in the three large programs, for the listed of the lower five deciles. */
export function makeEnrolments(random: Random, household: EnrolmentOutline): FamilyEnrolments {
  const { listed, decile, excluded, members } = household;
  if (!listed || decile > 5) return { household: [], members: members.map(() => []) };
  const own: PlainEnrolment[] = [];
  const component = members.some(({ age, alive, conditions }) => alive && counts(age, conditions));
  if (decile <= 4 && component) own.push(...enrol(random, 'PKH', PKH, excluded));
  own.push(...enrol(random, 'BPNT', BPNT, excluded));
  // A family is covered as a whole: one draw, then each member with a number of its own.
  const covered = random.weighted(PBI_JK);
  const since = dateText(random.between(2020, 2025), random.between(1, 12), 1);
  return {
    household: own,
    members: members.map(({ alive, age }) =>
      covered === 'NONE' || !alive || age < 1 ? [] : [states('PBI_JK', covered, since)],
    ),
  };
}

/** Whether somebody is likely to be a PKH component; the rule itself is data and is not repeated here. */
function counts(age: number, conditions: readonly PlainCondition[]): boolean {
  const has = (kind: string, grade?: string): boolean =>
    conditions.some((one) => one.kind === kind && (grade === undefined || one.grade === grade));
  const pupil = has('SCHOOL_LEVEL') && !has('SCHOOL_LEVEL', 'GRADUATED');
  return age <= 6 || age >= 60 || pupil || has('PREGNANT') || has('DISABILITY', 'SEVERE');
}

function enrol(
  random: Random,
  program: string,
  shares: Shares,
  excluded: boolean,
): PlainEnrolment[] {
  const status = random.weighted(shares);
  if (status === 'NONE') return [];
  const since = dateText(random.between(2021, 2025), random.between(1, 12), 1);
  // Who is found excluded was ended, if ever enrolled.
  return [states(program, excluded ? 'ENDED' : status, since)];
}

function states(
  program: string,
  status: PlainEnrolment['status'],
  started: string,
): PlainEnrolment {
  const since =
    status === 'WAITLISTED' ? '2026-07-01' : status === 'ACTIVE' ? started : '2026-04-01';
  const decree = status === 'WAITLISTED' ? null : `SK-CONTOH/${program}/${since.slice(0, 7)}`;
  return { program, status, since, until: null, decree };
}
