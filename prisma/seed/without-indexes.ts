import type { BulkSql } from './bulk-sql.js';

interface Definition {
  readonly drop: string;
  readonly create: string;
}

/**
 * Runs a large load while the foreign keys and secondary indexes of `tables` are away, which keeps its rate flat, and makes
 * them again. All of it is one transaction, so a load that fails, or is killed, leaves them as they were. Others wait for the
 * tables meanwhile: for an empty or private server. Primary keys stay. Only PostgreSQL gains from it.
 */
export async function withoutIndexes<T>(
  sql: BulkSql,
  tables: readonly string[],
  work: (sql: BulkSql) => Promise<T>,
  beforeIndexing?: (result: T) => void,
): Promise<T> {
  return sql.transaction(async (inner) => {
    const keys = await foreignKeys(inner, tables);
    const indexes = await secondaryIndexes(inner, tables);
    for (const { drop } of [...keys, ...indexes]) await inner.maintain(drop);
    const result = await work(inner);
    beforeIndexing?.(result);
    await inner.query(`SET LOCAL maintenance_work_mem = '512MB'`);
    for (const { create } of [...indexes, ...keys]) await inner.maintain(create);
    return result;
  });
}

function foreignKeys(sql: BulkSql, tables: readonly string[]): Promise<Definition[]> {
  return sql.query<Definition>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
              pg_get_constraintdef(oid)) AS create
       FROM pg_constraint
      WHERE contype = 'f' AND (conrelid = ANY ($1::regclass[]) OR confrelid = ANY ($1::regclass[]))
      ORDER BY conrelid::regclass::text, conname`,
    [quoted(tables)],
  );
}

function secondaryIndexes(sql: BulkSql, tables: readonly string[]): Promise<Definition[]> {
  return sql.query<Definition>(
    `SELECT format('DROP INDEX %s', indexrelid::regclass) AS drop,
            pg_get_indexdef(indexrelid) AS create
       FROM pg_index
      WHERE indrelid = ANY ($1::regclass[])
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
      ORDER BY indexrelid`,
    [quoted(tables)],
  );
}

function quoted(tables: readonly string[]): string[] {
  return tables.map((table) => `"${table}"`);
}
