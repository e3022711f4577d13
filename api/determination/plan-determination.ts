import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import { prepareDetermination, type DeterminationInput } from './prepare-determination.js';
import { sliceRegion } from './slice-region.js';

/** How large a run over an area would be. */
export interface DeterminationPlan {
  readonly households: number;
  readonly persons: number;
  /** Statements of a preview; a simulation takes twice as many. */
  readonly statements: number;
  /** Seconds of a preview, rounded up: an estimate by {@link MICROSECONDS_A_PERSON}. */
  readonly expectedSeconds: number;
}

/**
 * What a person of an area costs the database, in microseconds of one core: 30,026 invented households with 91,189 people took
 * 2.9 s for PKH and less for most programs (PostgreSQL 15, `tests/bench/determination.ts`). A busy machine takes longer.
 */
const MICROSECONDS_A_PERSON = 33;

/** Says beforehand how large a run over an area would be. Nothing is decided. */
export async function planDetermination(
  context: Context,
  input: DeterminationInput,
): Promise<DeterminationPlan> {
  const { range } = await prepareDetermination(context, input);
  const { households, persons, slices } = await sliceRegion(context, range);
  await recordAccess(context, {
    action: 'determinationPlan',
    fields: ['household'],
    personIds: [],
    people: persons,
  });
  return {
    households,
    persons,
    statements: slices.length,
    expectedSeconds: Math.ceil((persons * MICROSECONDS_A_PERSON) / 1_000_000),
  };
}
