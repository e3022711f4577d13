import type { Sql } from '../../prisma/sql.js';
import { Fault } from '../errors.js';
import type { StepKey } from './step-key.js';

/** A proposal that somebody took a step of with a key. */
interface FoundStep {
  readonly id: string;
  readonly householdId: string | null;
}

// Two requests with one key take turns, so that the later one finds what the earlier one did.
const TURN_STATEMENT = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
const FIND_STATEMENT = `
SELECT p.id, p.household_id AS "householdId", s.input_digest = $3 AS same
FROM proposal_step s JOIN proposal p ON p.id = s.proposal_id WHERE s.actor = $1 AND s.key_digest = $2`;

/**
 * The proposal of which an officer took a step with a key; undefined = none, and nobody else takes one with it until the
 * transaction ends.
 *
 * @throws Fault CONFLICT where the key was used for another step or input.
 */
export async function findStep(
  sql: Sql,
  actor: string,
  { digest, input }: StepKey,
): Promise<FoundStep | undefined> {
  await sql.query(TURN_STATEMENT, [`${actor} ${digest}`], 'turn-of-step');
  const [found] = await sql.query<FoundStep & { same: boolean }>(
    FIND_STATEMENT,
    [actor, digest, input],
    'find-proposal-step',
  );
  if (found?.same === false) {
    throw new Fault('CONFLICT', 'idempotencyKey was used for another step or input.');
  }
  return found;
}
