import { tableOf } from '../../prisma/json-model.js';
import type { Sql } from '../../prisma/sql.js';
import { policy } from './policy.js';
import type { ModelName } from './policy/policy.js';
import { rowSecurity, type SecurityPolicy } from './row-security.js';

/** How the database says what guards a table. */
interface Guard {
  readonly table: string;
  readonly guard: 'forced' | 'on' | 'off';
  readonly policies: readonly { readonly name: string }[];
}

const GUARDS_STATEMENT = `
SELECT c.relname AS table, CASE WHEN NOT c.relrowsecurity THEN 'off' WHEN c.relforcerowsecurity THEN 'forced' ELSE 'on' END AS guard, coalesce((
  SELECT json_agg(json_build_object('name', p.policyname, 'command', p.cmd, 'permissive', p.permissive, 'roles', p.roles,
    'using', p.qual, 'check', p.with_check) ORDER BY p.policyname)
  FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname), '[]') AS policies
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`;

class Undone extends Error {}

/**
 * The SQL by which the row-level security of a migrated database differs from the rule table, a table at a time; empty =
 * the database does what the rules say. PostgreSQL writes an expression in its own way, so both are compared as it writes
 * them: what the rules say is made in a transaction, read back, and undone. `sql` is the owner's.
 */
export async function rowSecurityDrift(sql: Sql): Promise<string> {
  const models = Object.keys(policy) as ModelName[];
  const before = await guards(sql);
  const after = await undone(sql, async (inner) => {
    for (const model of models) {
      for (const statement of statements(model, before)) await inner.query(statement);
    }
    return guards(inner);
  });
  return models
    .filter((model) => JSON.stringify(of(model, before)) !== JSON.stringify(of(model, after)))
    .map((model) => `-- ${model}\n${statements(model, before).join(';\n')};\n`)
    .join('\n');
}

/** What brings a table to what the rules say. */
function statements(model: ModelName, found: readonly Guard[]): string[] {
  const table = tableOf(model);
  const is = of(model, found);
  const policies = rowSecurity(model);
  const drops = (is?.policies ?? []).map(({ name }) => `DROP POLICY "${name}" ON ${table}`);
  if (policies === null) {
    return (is !== undefined && is.guard !== 'off') || drops.length > 0
      ? [...drops, `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`]
      : [];
  }
  return [
    ...drops,
    ...(is?.guard === 'forced'
      ? []
      : [`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`]),
    ...policies.map((one) => createPolicy(table, one)),
  ];
}

function createPolicy(
  table: string,
  { name, command, roles, using, check }: SecurityPolicy,
): string {
  const parts = [
    `CREATE POLICY "${name}" ON ${table} FOR ${command} TO ${roles.join(', ')}`,
    ...(using === undefined ? [] : [`  USING (${using})`]),
    ...(check === undefined ? [] : [`  WITH CHECK (${check})`]),
  ];
  return parts.join('\n');
}

function guards(sql: Sql): Promise<Guard[]> {
  return sql.query<Guard>(GUARDS_STATEMENT);
}

function of(model: ModelName, found: readonly Guard[]): Guard | undefined {
  return found.find(({ table }) => `"${table}"` === tableOf(model));
}

/** The result of `work` in a transaction of which nothing stays. */
async function undone<T>(sql: Sql, work: (sql: Sql) => Promise<T>): Promise<T> {
  let result: { readonly value: T } | undefined;
  try {
    await sql.transaction(async (inner) => {
      result = { value: await work(inner) };
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  if (result === undefined) throw new Error('Nothing was done.');
  return result.value;
}
