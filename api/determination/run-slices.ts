import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sql } from '../../prisma/sql.js';
import type { Context } from '../context.js';
import type { CodeRange } from '../values/region-code.js';
import { admitRun } from './admit-run.js';

/** Statements over a range of villages: $1 asOf, $2 and $3 the range. */
interface SlicedRun {
  readonly asOf: string;
  readonly slices: readonly CodeRange[];
  readonly statements: readonly string[];
}

/**
 * Runs statements slice by slice and gives the rows of each statement. On PostgreSQL they see one snapshot and can write
 * nothing; the embedded database has one session, so there every slice is a turn of its own and others come between: a change
 * made meanwhile may be in a later slice.
 *
 * @throws Fault RATE_LIMITED while the caller has another run under way, or the process too many.
 */
export async function runSlices<Row extends object>(
  context: Context,
  { asOf, slices, statements }: SlicedRun,
): Promise<Row[][]> {
  const { database } = context.app;
  const leave = admitRun(context.app, context.principal);
  const results: Row[][] = statements.map(() => []);
  const runAll = async (sql: Sql): Promise<void> => {
    for (const { low, high } of slices) {
      for (const [index, statement] of statements.entries()) {
        // No name: a plan made for any number of households joins them one by one.
        for (const row of await sql.query<Row>(statement, [asOf, low, high])) {
          results[index]?.push(row);
        }
        await nextTurn();
      }
    }
  };
  try {
    if (database.kind === 'embedded') await runAll(database.sql);
    else {
      await database.sql.transaction(async (sql) => {
        await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        await runAll(sql);
      });
    }
    return results;
  } finally {
    leave();
  }
}
