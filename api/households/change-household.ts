import type { Sql } from '../../prisma/sql.js';
import { demandMutation } from '../access/demand-mutation.js';
import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import { Fault } from '../errors.js';
import { NikAlreadyRecordedError } from '../people/errors.js';
import { RefusalError } from '../refusal-error.js';
import { isUuid } from '../values/is-uuid.js';
import type { CodeRange } from '../values/region-code.js';
import { refusalOfConstraint } from './refusal-of-constraint.js';

/** A change as history and the trail name it. */
export interface Change {
  /** The mutation's field. */
  readonly field: string;
  /** What history calls it, where the field does not say enough. */
  readonly historyAction?: string;
  /** Groups of fields that are changed. */
  readonly fields: readonly string[];
  /** People whom the caller named by id; texts that are no ids are left out. */
  readonly personIds: readonly string[];
  /** Blind indexes of the NIKs that the caller named. */
  readonly nikIndexes?: readonly Uint8Array[];
}

/** A change while it is being made. */
export interface OpenChange {
  readonly sql: Sql;
  /** The villages of the caller. */
  readonly range: CodeRange;
  /** Adds somebody whom the change is about to its entry in the trail. */
  address(personId: string): void;
}

/** What a change gives: its result, and the household whose members its answer may show; null = it shows none. */
export interface Changed<T> {
  readonly result: T;
  readonly householdId: string | null;
}

const ACTOR_STATEMENT = `SELECT set_config('dinsos.actor', $1, true), set_config('dinsos.action', $2, true),
  set_config('dinsos.request', $3, true)`;
const MEMBERS_STATEMENT =
  'SELECT person_id AS id FROM household_member WHERE household_id = $1::uuid AND until IS NULL';
// Wherever they live: who was about to be recorded twice is in the trail of it.
const HOLDERS_STATEMENT = 'SELECT holders_of($1::bytea[]) AS id';

/**
 * Makes a change to a household in one transaction: who makes it is told to the history triggers, `work` makes it, and the
 * entry of the trail stands before it is committed. A refusal undoes everything, and the attempt is written down as denied.
 *
 * @throws Fault FORBIDDEN where the mutation is not for the caller; every refusal and fault of `work`;
 *   NikAlreadyRecordedError and KkNumberInUseError where a number belongs to another record.
 */
export async function changeHousehold<T>(
  context: Context,
  change: Change,
  work: (open: OpenChange) => Promise<Changed<T>>,
): Promise<T> {
  const { app, principal, requestId } = context;
  const people = new Set(change.personIds.filter(isUuid));
  try {
    const range = demandMutation(principal, change.field);
    return await app.database.sql.transaction(async (sql) => {
      const action = change.historyAction ?? change.field;
      await sql.query(ACTOR_STATEMENT, [principal.subject, action, requestId], 'change-actor');
      const { result, householdId } = await work({
        sql,
        range,
        address: (personId) => void people.add(personId),
      });
      const shown = await sql.query<{ id: string }>(MEMBERS_STATEMENT, [householdId]);
      await recordAccess(
        context,
        {
          action: change.field,
          fields: [...new Set(['identity', 'household', 'members', ...change.fields])],
          personIds: [...new Set([...people, ...shown.map(({ id }) => id)])],
        },
        sql,
      );
      return result;
    });
  } catch (error) {
    const refusal = refusalOfConstraint(error) ?? error;
    if (isRefused(refusal)) await recordDenied(context, change, people, refusal);
    throw refusal;
  }
}

function isRefused(error: unknown): error is RefusalError | Fault {
  return error instanceof RefusalError || (error instanceof Fault && error.code === 'FORBIDDEN');
}

async function recordDenied(
  context: Context,
  { field, fields, nikIndexes = [] }: Change,
  people: ReadonlySet<string>,
  refusal: RefusalError | Fault,
): Promise<void> {
  const holders =
    refusal instanceof NikAlreadyRecordedError
      ? await context.app.database.sql.query<{ id: string }>(HOLDERS_STATEMENT, [nikIndexes])
      : [];
  const personIds = [...new Set([...people, ...holders.map(({ id }) => id)])];
  await recordAccess(context, { action: field, fields, personIds, outcome: 'DENIED' });
}
