import type { ProposalKind } from '../../prisma/generated/enums.js';

/** What a report of a kind has to name. */
export interface KindDemands {
  /** A household of the registry; a new entry has none before the operator's entry. */
  readonly household: boolean;
  /** A member of it. */
  readonly person: 'needed' | 'possible' | 'none';
  /** A program: one that it names, always the same one, or none. */
  readonly program: 'needed' | 'none' | { readonly always: string };
  /** On which ground somebody is removed. */
  readonly ground: boolean;
  /** Where the household moves to. */
  readonly destination: boolean;
  /** Whether those meant must have numbers that Dukcapil knows: who is dead or cannot be found has to be removable. */
  readonly identity: boolean;
}

const USUAL = {
  ...{ household: true, person: 'none', program: 'none', ground: false, destination: false },
  identity: true,
} as const satisfies KindDemands;

/** The kinds of proposal (reference 4.3). All of them go the same six steps. */
export const KINDS: Readonly<Record<ProposalKind, KindDemands>> = {
  NEW_ENTRY: { ...USUAL, household: false },
  PROGRAM_MEMBERSHIP: { ...USUAL, person: 'possible', program: 'needed' },
  UPDATE: { ...USUAL, person: 'possible' },
  REMOVAL: { ...USUAL, person: 'possible', ground: true, identity: false },
  MOVE: { ...USUAL, destination: true },
  PBI_REACTIVATION: { ...USUAL, person: 'needed', program: { always: 'PBI_JK' } },
  MANAGER_REPLACEMENT: { ...USUAL, person: 'needed', program: 'needed' },
};
