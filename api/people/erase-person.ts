import type { ErasureGround } from '../../prisma/generated/enums.js';
import { demandMutation } from '../access/demand-mutation.js';
import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import { Fault } from '../errors.js';
import { StaleVersionError } from '../households/errors.js';
import { RefusalError } from '../refusal-error.js';
import { jakartaDate } from '../values/calendar-date.js';
import { isUuid } from '../values/is-uuid.js';
import { safeText } from '../values/safe-text.js';
import { PersonErasedError, PersonInUseError, PersonNotFoundError } from './errors.js';

/** Who is to be erased, and by which decision. */
export interface ErasePersonInput {
  readonly personId: string;
  /** Version of the person's record. */
  readonly version: number;
  readonly ground: ErasureGround;
  /** Number of the letter that decided it. No names, no numbers of persons. */
  readonly reference: string;
}

/** What an erasure did. It tells nothing of the person: who erases people does not read them. */
export interface PersonErasure {
  readonly personId: string;
  readonly erasedAt: Date;
  /** Whether the address of the household went too, with the last of its people. */
  readonly isHouseholdErased: boolean;
}

const REFERENCE = {
  max: 60,
  form: /^(?=.*\d)(?!.*\d{13})[A-Za-z0-9][A-Za-z0-9./-]*$/,
  must: 'the number of a letter: a digit at least, letters, and . / -',
} as const;

interface Outcome {
  readonly outcome: 'DONE' | 'NOT_FOUND' | 'MOVED' | 'ERASED' | 'STALE' | 'IN_USE';
  readonly version: number;
  readonly erasedAt: string;
  readonly isHouseholdErased: boolean;
  readonly people: readonly string[];
}

const ACTOR_STATEMENT = `SELECT set_config('dinsos.actor', $1, true), set_config('dinsos.action', 'erasePerson', true),
  set_config('dinsos.request', $2, true)`;
// A function of the database (migration 0009): it sees those of the caller's territory, whom the caller himself does not.
const ERASE_STATEMENT =
  'SELECT erase_person_here($1::uuid, $2::int4, $3::"ErasureGround", $4, $5::date) AS outcome';

/**
 * Erases who a person is, for good: the key of the identity is destroyed, so that it can be read neither here nor in any
 * backup of the registry, and the person is found by no number or name any more. What names nobody stays, and decisions can
 * still be replayed. With the last of its people the household's address goes too.
 *
 * @throws PersonNotFoundError, PersonErasedError, PersonInUseError, StaleVersionError; Fault FORBIDDEN, BAD_USER_INPUT, and
 *   CONFLICT where the person was moved at the same moment.
 */
export async function erasePerson(
  context: Context,
  input: ErasePersonInput,
): Promise<PersonErasure> {
  const { app, principal, requestId } = context;
  const { personId, version, ground } = input;
  const reference = safeText('reference', input.reference, REFERENCE);
  const people = isUuid(personId) ? [personId] : [];
  try {
    demandMutation(principal, 'erasePerson');
    if (people.length === 0) throw new PersonNotFoundError();
    return await app.database.sql.transaction(async (sql) => {
      await sql.query(ACTOR_STATEMENT, [principal.subject, requestId]);
      const [row] = await sql.query<{ outcome: Outcome }>(ERASE_STATEMENT, [
        ...[personId, version, ground, reference, jakartaDate(app.now())],
      ]);
      const done = demandDone(personId, row!.outcome);
      const personIds = [...new Set([...people, ...done.people])];
      await recordAccess(context, { action: 'erasePerson', fields: ['identity'], personIds }, sql);
      const { erasedAt, isHouseholdErased } = done;
      return { personId, erasedAt: new Date(erasedAt), isHouseholdErased };
    });
  } catch (error) {
    if (isRefused(error)) {
      const denied = { action: 'erasePerson', fields: [], personIds: people };
      await recordAccess(context, { ...denied, outcome: 'DENIED' });
    }
    throw error;
  }
}

function demandDone(personId: string, outcome: Outcome): Outcome {
  switch (outcome.outcome) {
    case 'DONE':
      return outcome;
    case 'NOT_FOUND':
      throw new PersonNotFoundError();
    case 'MOVED':
      throw new Fault('CONFLICT', 'The person was moved just now.');
    case 'ERASED':
      throw new PersonErasedError();
    case 'STALE':
      throw new StaleVersionError(personId, outcome.version);
    case 'IN_USE':
      throw new PersonInUseError();
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof RefusalError || (error instanceof Fault && error.code === 'FORBIDDEN');
}
