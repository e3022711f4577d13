import type { Sql } from '../../prisma/sql.js';
import type { Context } from '../context.js';

const ACTOR_STATEMENT = `SELECT set_config('dinsos.actor', $1, true), set_config('dinsos.action', $2, true),
  set_config('dinsos.request', $3, true)`;

/** Tells the triggers that keep history who makes the changes of a transaction, by which mutation, in which request. */
export async function nameActor(
  sql: Sql,
  { principal, requestId }: Context,
  action: string,
): Promise<void> {
  await sql.query(ACTOR_STATEMENT, [principal.subject, action, requestId], 'partner-actor');
}
