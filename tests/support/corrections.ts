import { expect } from 'vitest';
import type { TestApp } from './app.js';
import { inventWord, change, memberId, type ChangeAnswer } from './changes.js';

/** A wish to correct, or a refusal, as the documents below select it. */
export interface Wish {
  readonly __typename?: string;
  readonly code?: string;
  readonly id: string;
  readonly personId?: string;
  readonly version: number;
  readonly field: string;
  readonly status: string;
  readonly claimed: string | null;
  readonly overdueSeconds: number | null;
  readonly changeId: string | null;
}

const FIELDS = `id version field status claimed evidence verifiedBy requestedAt dueAt startedAt resolvedAt overdueSeconds officeCode
  office(language: EN) refusal legalBasis changeId`;

/** Whoever stands at the desk, identified by the chip of the card. */
export const atDesk = (nik: string) => ({ nik, verifiedBy: 'KTP_CHIP_READ' });

/** Asks for, takes or answers a wish; a fault fails the test. */
export async function changeWish(
  app: TestApp,
  field: 'requestCorrection' | 'startCorrection' | 'resolveCorrection',
  input: object,
  persona: string,
): Promise<Wish> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await app.graphql<Record<string, Wish>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ... on Correction { ${FIELDS} } ... on Error { code } } }`,
    { input },
    persona,
  );
  expect(errors).toBeUndefined();
  return data![field]!;
}

/** Asks at the desk of Garut for a correction of the name, if not told otherwise. */
export function requestWish(app: TestApp, nik: string, more: object = {}): Promise<Wish> {
  const input = { person: atDesk(nik), field: 'NAME', claimed: 'Budi Santoso Contoh', ...more };
  return changeWish(app, 'requestCorrection', input, 'citizen-desk');
}

/** A person's own wishes, at the desk of Garut. */
export async function ownWishes(app: TestApp, nik: string): Promise<readonly Wish[] | null> {
  const { data } = await app.graphql<{ myCorrections: { edges: { node: Wish }[] } | null }>(
    `query ($person: DeskPersonInput!) { myCorrections(person: $person) { edges { node { ${FIELDS} } } } }`,
    { person: atDesk(nik) },
    'citizen-desk',
  );
  return data!.myCorrections?.edges.map(({ node }) => node) ?? null;
}

/** The wishes that wait in the territory of an officer. */
export async function openWishes(app: TestApp, overdue: boolean): Promise<readonly Wish[]> {
  const { data, errors } = await app.graphql<{ correctionRequests: { edges: { node: Wish }[] } }>(
    `query ($overdue: Boolean) { correctionRequests(overdue: $overdue, first: 100) { edges { node { personId ${FIELDS} } } } }`,
    { overdue },
    'officer-regency',
  );
  expect(errors).toBeUndefined();
  return data!.correctionRequests.edges.map(({ node }) => node);
}

/** The regency corrects the name of a family's head, to one that nobody else has. */
export function correctName(app: TestApp, family: ChangeAnswer): Promise<ChangeAnswer> {
  const personId = memberId(family, 'HEAD');
  const name = `Budi ${inventWord(Number.parseInt(personId.slice(-6), 16))} Contoh`;
  const input = { personId, version: 1, name };
  return change(app, 'correctPerson', input, 'officer-regency');
}
