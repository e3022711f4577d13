import { shownProgram, textIn } from './catalog.js';
import type { FakeDecision, FakeProgram, FakeRule, Words } from './engine.js';
import { FakeFault } from './fake-fault.js';
import {
  cutFacts,
  discloseDecision,
  evaluate,
  jakartaDate,
  parseNik,
  purposeCovers,
  readClaims,
  signReceipt,
} from './generated/engine.js';
import { registry } from './generated/registry.js';
import type { FakePersona } from './registry-data.js';

const MOST_PEOPLE = 1_000;
const LONGEST_REFERENCE = 120;

/** What a check needs of the fake registry around it. */
export interface Desk {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly sign: (payload: object) => Promise<string>;
  /** Every decision so far, by id. */
  readonly decisions: Map<string, { readonly askedBy: string; readonly shown: FakeDecision }>;
}

/** Who asks, at which desk. */
export interface Asking {
  readonly persona: FakePersona;
  readonly desk: Desk;
}

interface Person {
  readonly nik: string;
  readonly reference?: string | null;
  readonly claims?: unknown;
}

interface Call {
  readonly program: string;
  readonly purpose: string;
  readonly asOf?: string | null;
}

interface Frame {
  readonly program: FakeProgram;
  readonly rule: FakeRule;
  readonly asOf: string;
}

/** The root fields that decide. */
export const checks = {
  checkEligibility: ({ input }: { input: Call & Person }, asking: Asking) => {
    const frame = prepare(input, asking);
    const nik = parseNik(input.nik);
    const refused = nik === null ? null : refusalOf(frame, input);
    if (nik === null || refused !== null) {
      throw new FakeFault('BAD_USER_INPUT', refused ?? 'A NIK is a string of 16 digits.');
    }
    return decide(frame, input, asking);
  },
  checkEligibilities: (
    { input }: { input: Call & { people: readonly Person[] } },
    asking: Asking,
  ) => {
    const { people } = input;
    if (people.length === 0 || people.length > MOST_PEOPLE) {
      throw new FakeFault('BAD_USER_INPUT', `people must hold from 1 to ${MOST_PEOPLE} entries.`);
    }
    const frame = prepare(input, asking);
    const seen = new Set<string>();
    return people.map((person) => {
      const refuse = (code: string, message: string): object => ({
        __typename: 'EligibilityCheckRefused',
        reference: person.reference ?? null,
        code,
        message,
      });
      if (parseNik(person.nik) === null) {
        return refuse(
          'MALFORMED_NIK',
          'A NIK has 16 digits: region, birth date (+40 for women), serial.',
        );
      }
      if (seen.has(person.nik)) {
        return refuse(
          'DUPLICATE_IN_REQUEST',
          'An earlier row of this request asks about the same NIK.',
        );
      }
      seen.add(person.nik);
      const refused = refusalOf(frame, person);
      return refused === null ? decide(frame, person, asking) : refuse('INVALID_CLAIMS', refused);
    });
  },
  eligibilityDecision: ({ id }: { id: string }, { persona, desk }: Asking) => {
    const found = desk.decisions.get(id);
    return found?.askedBy === persona.id ? shownDecision(found.shown, { persona, desk }) : null;
  },
};

function prepare({ program: code, purpose, asOf }: Call, { persona, desk }: Asking): Frame {
  if (purpose !== persona.purpose) {
    throw new FakeFault('FORBIDDEN', 'The purpose must be the one that the access token carries.');
  }
  const today = jakartaDate(desk.now());
  const day = asOf ?? today;
  if (day > today) throw new FakeFault('BAD_USER_INPUT', 'asOf must not lie in the future.');
  const program = registry.programs.find((one) => one.code === code);
  if (program === undefined || !covers(persona, program)) {
    throw new FakeFault('NOT_FOUND', 'There is no such program.');
  }
  const rule = program.rules.find(({ inForceFrom }) => inForceFrom <= day);
  if (rule === undefined || (rule.inForceUntil !== null && rule.inForceUntil <= day)) {
    throw new FakeFault('BAD_USER_INPUT', 'No rule of this program was in force on asOf.');
  }
  return { program, rule, asOf: day };
}

function covers({ partner, purpose }: FakePersona, program: FakeProgram): boolean {
  if (!purposeCovers(purpose, program)) return false;
  if (partner === null) return true;
  return registry.agreements.some(
    (one) =>
      one.partnerId === partner.id &&
      one.purpose === purpose &&
      one.programs.includes(program.code),
  );
}

/** Why a row cannot be decided; null where it can. */
function refusalOf({ rule }: Frame, { reference, claims }: Person): string | null {
  if ((reference ?? '').length > LONGEST_REFERENCE) {
    return `reference must have at most ${LONGEST_REFERENCE} characters.`;
  }
  try {
    readClaims(rule.ruleSet.claims, claims);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function decide(frame: Frame, { nik, reference, claims }: Person, asking: Asking): object {
  const { program, rule, asOf } = frame;
  const { persona, desk } = asking;
  const facts = factsOf(nik, asOf, persona, readClaims(rule.ruleSet.claims, claims));
  const shown = discloseDecision(
    {
      id: desk.newId(),
      reference: reference ?? null,
      program,
      rule,
      asOf,
      decidedAt: desk.now(),
      facts,
      evaluation: evaluate(rule.ruleSet, facts),
    },
    persona.purpose,
  );
  desk.decisions.set(shown.id, { askedBy: persona.id, shown });
  return shownDecision(shown, asking);
}

/** Somebody outside the territory, and nobody, are the same. */
function factsOf(
  nik: string,
  asOf: string,
  { territory }: FakePersona,
  claims: object | null,
): object {
  const person = registry.people[nik];
  const isSeen =
    person !== undefined &&
    person.birthDate <= asOf &&
    (territory === null || `${person.villageCode}.`.startsWith(`${territory}.`));
  const held = isSeen ? registry.households[person.household] : undefined;
  const cut =
    person === undefined || held === undefined
      ? null
      : cutFacts(held, person.household, person.id, asOf);
  return cut === null
    ? { asOf, known: false, person: null, household: null, claims: null }
    : { asOf, known: true, ...cut, claims };
}

function shownDecision(shown: FakeDecision, { persona, desk }: Asking): object {
  const { criteria, nextSteps } = shown as FakeDecision & {
    readonly criteria: readonly { readonly message: Words }[];
    readonly nextSteps: readonly { readonly message: Words }[];
  };
  const inWords = (one: { readonly message: Words }): object => ({
    ...one,
    message: textIn(one.message),
  });
  const app = { receipts: { sign: desk.sign } };
  const principal = { clientId: `sandbox-${persona.id}` };
  return {
    ...shown,
    __typename: 'EligibilityDecision',
    program: shownProgram(shown.program),
    criteria: criteria.map(inWords),
    nextSteps: nextSteps.map(inWords),
    decidedAt: shown.decidedAt.toISOString(),
    receipt: () => signReceipt({ app, principal }, shown),
  };
}
