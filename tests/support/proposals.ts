import { expect } from 'vitest';
import type { TestApp } from './app.js';
import { inventFamily, registerFamily } from './changes.js';

/** A proposal, or a refusal, as the documents below select them. */
export interface ProposalAnswer {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly heldState: string | null;
  readonly period: string;
  readonly rollOvers: number;
  readonly code?: string;
  readonly household: { readonly id: string } | null;
  readonly turns: readonly { readonly roles: readonly string[]; readonly office: string | null }[];
  readonly turnSince: string;
  readonly availableActions: readonly string[];
  readonly steps: readonly {
    readonly number: number;
    readonly action: string;
    readonly fromState: string | null;
    readonly toState: string;
    readonly actor: string;
    readonly role: string | null;
    readonly office: string | null;
    readonly evidence: Readonly<Record<string, unknown>>;
  }[];
}

/** Every step that an officer takes. They name papers by their numbers; entering one registers a family. */
export const PROPOSAL_MUTATIONS: readonly string[] = [
  ...['reportProposal', 'scheduleDeliberation', 'recordDeliberation', 'enterProposal'],
  ...['signResponsibilityStatement', 'assessProposal', 'verifyProposal', 'returnProposal'],
  ...['endorseProposal', 'withdrawProposal', 'determineProposal'],
];

const FIELDS = `id version state heldState period rollOvers household { id } turns { roles office } turnSince availableActions
  steps { number action fromState toState actor role office evidence { source reference forum meetingOn heldOn minutes
    attendance attendees photos publishedIn publishedOn statement signedOn visitedOn finding reason groundCode letter decree
    decreedOn decreePeriod authority dukcapil mismatchedFields nextOffice } }`;

let keys = 0;

function ask(app: TestApp, field: string, input: object, persona: string) {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  keys += 1;
  return app.graphql<Record<string, ProposalAnswer>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ... on Proposal { ${FIELDS} } ... on Error { code } } }`,
    { input: { idempotencyKey: `key-${keys}`, ...input } },
    persona,
  );
}

/** Tries a step as a persona, whatever comes of it. */
export async function attempt(
  app: TestApp,
  field: string,
  input: object,
  persona: string,
): Promise<void> {
  await ask(app, field, input, persona);
}

/** Takes a step as a persona and gives the proposal or the refusal; a fault fails the test. */
export async function step(
  app: TestApp,
  field: string,
  input: object,
  persona: string,
): Promise<ProposalAnswer> {
  const { data, errors } = await ask(app, field, input, persona);
  expect(errors).toBeUndefined();
  return data![field]!;
}

/** Takes a step that must be answered with a fault, and gives its code and message. */
export async function faultOfStep(
  app: TestApp,
  field: string,
  input: object,
  persona: string,
): Promise<string> {
  const { errors } = await ask(app, field, input, persona);
  expect(errors).toHaveLength(1);
  return errors![0]!.extensions.code;
}

/** A proposal as a persona reads it; null = none that it may see. */
export async function read(
  app: TestApp,
  id: string,
  persona = 'officer-regency',
): Promise<ProposalAnswer | null> {
  const { data, errors } = await app.graphql<{ proposal: ProposalAnswer | null }>(
    `query ($id: ID!) { proposal(id: $id) { __typename ${FIELDS} } }`,
    { id },
    persona,
  );
  expect(errors).toBeUndefined();
  return data!.proposal;
}

export const REPORT = { need: 'FOOD', source: 'RT', reference: 'RT03/12/2026' } as const;
export const MEETING = {
  ...{ outcome: 'APPROVED', heldOn: '2026-11-01', minutes: 'BA-7/2026', attendees: 23 },
  ...{ attendance: 'DH-7/2026', photos: ['F-1', 'F-2'] },
  ...{ publishedIn: 'NOTICE_BOARD', publishedOn: '2026-11-01' },
} as const;
export const SPTJM = { statement: 'SPTJM-4/2026', signedOn: '2026-11-01' } as const;
export const VISIT = { visitedOn: '2026-11-01', finding: 'CONFIRMED', photos: ['R-1'] } as const;
export const LETTER = { letter: 'P-88/2026', signedOn: '2026-11-01' } as const;
export const DECREE = {
  ...{ outcome: 'DETERMINED', decree: 'SK-12/HUK/2026', decreedOn: '2026-11-01' },
  decreePeriod: '2026-11',
} as const;

/** One step of the usual way: which mutation, as whom, with what besides the proposal. */
type UsualStep = readonly [field: string, persona: string, input: object];

/** The usual way to an endorsement, with an SPTJM. */
export const USUAL: readonly UsualStep[] = [
  ['signResponsibilityStatement', 'village-head', SPTJM],
  ['enterProposal', 'officer-village', {}],
  ['assessProposal', 'officer-district', VISIT],
  ['verifyProposal', 'officer-regency', { outcome: 'VERIFIED' }],
  ['endorseProposal', 'regency-head', LETTER],
];

/** Goes so many steps of a way with a proposal; every one of them must be taken. */
export async function go(
  app: TestApp,
  proposal: ProposalAnswer,
  steps: readonly UsualStep[] = USUAL,
): Promise<ProposalAnswer> {
  let at = proposal;
  for (const [field, persona, input] of steps) {
    at = await step(app, field, { id: at.id, version: at.version, ...input }, persona);
    expect(at, field).toMatchObject({ __typename: 'Proposal' });
  }
  return at;
}

/** A family of Garut that Dukcapil knows. */
export async function knownFamily(app: TestApp): Promise<{ id: string; personId: string }> {
  const family = await registerFamily(app);
  await answer(app, family.id, 'MATCHED');
  return { id: family.id, personId: family.members[0]!.person.id };
}

/** What Dukcapil answers about everybody in a household today. */
export async function answer(
  { app }: TestApp,
  householdId: string,
  status: string,
  mismatched: readonly string[] = [],
): Promise<void> {
  await app.database.sql.query(
    `INSERT INTO dukcapil_match (id, household_id, person_id, status, checked_on, mismatched_fields)
     SELECT uuid_v7(), household_id, id, $2::"DukcapilStatus", DATE '2026-11-01', $3::text[] FROM person WHERE household_id = $1::uuid
     ON CONFLICT (person_id, checked_on) DO UPDATE SET status = excluded.status, mismatched_fields = excluded.mismatched_fields`,
    [householdId, status, mismatched],
  );
}

/** Reports a need of a known family, by default for an update. */
export async function reported(app: TestApp, more: object = {}): Promise<ProposalAnswer> {
  const family = 'householdId' in more ? {} : { householdId: (await knownFamily(app)).id };
  const input = { ...REPORT, kind: 'UPDATE', ...family, ...more };
  const made = await step(app, 'reportProposal', input, 'officer-village');
  expect(made).toMatchObject({ __typename: 'Proposal', state: 'REPORTED' });
  return made;
}

/** Reports the need of a family that is not in the registry. */
export function reportedNewcomer(app: TestApp): Promise<ProposalAnswer> {
  const input = { ...REPORT, kind: 'NEW_ENTRY', villageCode: '32.05.01.1001' };
  return step(app, 'reportProposal', input, 'officer-village');
}

/** The input of an invented family for the entry of a newcomer. */
export const newcomer = (more: object = {}): object => inventFamily(more);
