import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policy } from '../../api/access/policy.js';
import type { ModelName } from '../../api/access/policy/policy.js';
import { rowSecurityDrift } from '../../api/access/row-security-drift.js';
import { rowSecurity } from '../../api/access/row-security.js';
import type { Database } from '../../prisma/database.js';
import { tableOf } from '../../prisma/json-model.js';
import type { Sql } from '../../prisma/sql.js';
import { openEmptyDatabase } from '../support/empty-database.js';
import { undone } from '../support/offices.js';
import { OWNED_FUNCTIONS } from '../support/owned-functions.js';

let database: Database;
let sql: Sql;
beforeAll(async () => {
  database = await openEmptyDatabase();
  ({ sql } = database);
});
afterAll(() => database.close());

/**
 * Every table: whether it holds people, and so is guarded by row-level security, or is open to whoever works as the server;
 * and what the two roles that somebody works as may do with it (Select, Insert, Update, Delete; small = some columns alone).
 */
const TABLES: Readonly<
  Record<string, readonly ['guarded' | 'open', app: string, steward: string]>
> = {
  _prisma_migrations: ['open', 'S', ''],
  region: ['open', 'S', 'SIU'],
  region_alias: ['open', 'S', 'SIU'],
  ppks_category: ['open', 'S', 'SIU'],
  // No people: guarded so that nobody adds to the programs of another.
  program: ['guarded', 'SI', 'SIU'],
  rule_version: ['guarded', 'SI', 'SI'],
  exclusion_ground: ['open', 'S', 'SIU'],
  proposal_calendar: ['open', 'S', 'SIU'],
  // Agencies, not people, and read before anybody is known: a client is known by its key.
  partner: ['open', 'SIu', 'SIU'],
  agreement: ['open', 'SIu', 'SIU'],
  partner_client: ['open', 'SIu', 'SI'],
  client_key: ['open', 'SIu', 'SI'],
  partner_change: ['open', 'S', ''],
  oauth_replay: ['open', 'SID', ''],
  webhook_endpoint: ['guarded', 'SIu', ''],
  webhook_event: ['guarded', 'SIu', ''],
  webhook_delivery: ['guarded', 'SIu', ''],
  deprecated_use: ['guarded', 'SIu', ''],
  // Which household it was, and nothing of it.
  webhook_touch: ['open', 'SuD', ''],
  // Counters of the server's own.
  people_ledger: ['open', 'SIUD', 's'],
  counted_person: ['open', 'SID', 'Su'],
  cost_window: ['open', 'SIUD', ''],
  access_alert: ['guarded', 'SI', ''],
  alert_acknowledgement: ['guarded', 'SI', ''],
  household: ['guarded', 'SIU', 'SIu'],
  household_member: ['guarded', 'SIU', 'SI'],
  person: ['guarded', 'SIU', 'SIu'],
  person_condition: ['guarded', 'SI', 'SI'],
  dukcapil_match: ['guarded', 'SIU', 'SI'],
  registry_listing: ['guarded', 'S', 'SI'],
  housing_condition: ['guarded', 'SIU', 'SI'],
  disaster_loss: ['guarded', 'SIU', 'SI'],
  exclusion: ['guarded', 'S', 'SI'],
  enrolment: ['guarded', 'S', 'SI'],
  classification: ['guarded', 'SIU', 'SI'],
  household_facts: ['guarded', '', 'SI'],
  // The steward brings a subject under another index key, and reads nothing else.
  decision: ['guarded', 'SI', 'su'],
  proposal: ['guarded', 'SIu', ''],
  proposal_step: ['guarded', 'SI', ''],
  // Expired jobs are deleted by a function of the keeper's alone.
  eligibility_job: ['guarded', 'SIu', ''],
  eligibility_job_row: ['guarded', 'SI', 'su'],
  eligibility_job_chunk: ['open', 'SIu', ''],
  // The server neither replaces nor destroys a key; the steward rotates and erases.
  wrapping_key: ['open', 'SI', 'SID'],
  person_key: ['open', 'SI', 'SIUD'],
  household_key: ['open', 'SI', 'SIUD'],
  index_step: ['open', 'SI', 'SIU'],
  erasure: ['guarded', '', 'SI'],
  correction: ['guarded', '', ''],
  access_delay: ['guarded', '', ''],
  access_entry: ['guarded', 'I', 'S'],
  change_entry: ['guarded', '', 'Su'],
  trail_leaf: ['open', 'sI', 'S'],
  trail_node: ['open', 'SI', 'S'],
  tree_head: ['open', 'SI', 'S'],
};

/** What is updated by column, and by whom. */
const COLUMNS: readonly string[] = [
  'dinsos_app agreement: ended_at, suspended_at',
  'dinsos_app client_key: retired_at',
  'dinsos_app deprecated_use: uses',
  'dinsos_app eligibility_job: accepted, completed_at, csv_header, expires_at, status, uploaded',
  'dinsos_app eligibility_job_chunk: attempts, completed, decisions, done_at, lease_until, refused, worker',
  'dinsos_app partner: suspended_at, version',
  'dinsos_app partner_client: suspended_at',
  'dinsos_app proposal: held_state, household_id, period, roll_overs, state, turn_since, version',
  'dinsos_app webhook_delivery: attempts, expires_at, last_failure, last_ms, last_status, leased_until, next_attempt_at, settled_at, status',
  'dinsos_app webhook_endpoint: disabled_at, events, former_until, last_sequence, removed_at, secret_number, url, version',
  'dinsos_app webhook_event: placed_at',
  'dinsos_app webhook_touch: seen_at',
  'dinsos_keeper classification: household_id',
  'dinsos_keeper dukcapil_match: household_id',
  'dinsos_keeper enrolment: household_id',
  'dinsos_keeper exclusion: household_id',
  'dinsos_keeper household_member: since',
  'dinsos_keeper person_condition: household_id',
  'dinsos_steward change_entry: row',
  'dinsos_steward counted_person: ledger_id, subject',
  'dinsos_steward decision: subject',
  'dinsos_steward eligibility_job_row: subject',
  'dinsos_steward household: erased_at, identity, kk_index, version',
  'dinsos_steward person: erased_at, identity, name_tokens, nik_index, version',
];

const ROLES = [
  ...['dinsos_app', 'dinsos_steward', 'dinsos_decider', 'dinsos_keeper', 'dinsos_historian'],
  'dinsos_overseer',
];

describe('every table of the database', () => {
  test('is declared here, guarded and granted as it is declared', async () => {
    const rows = await sql.query<{ name: string; guarded: boolean; app: string; steward: string }>(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS guarded, ${[
        'dinsos_app',
        'dinsos_steward',
      ]
        .map(
          (role) =>
            `concat(${['SELECT', 'INSERT', 'UPDATE', 'DELETE']
              .map(
                (right) =>
                  `CASE WHEN has_table_privilege('${role}', c.oid, '${right}') THEN left('${right}', 1)
                    ${right === 'DELETE' ? '' : `WHEN has_any_column_privilege('${role}', c.oid, '${right}') THEN lower(left('${right}', 1))`} END`,
              )
              .join(', ')}) AS ${role.slice(7)}`,
        )
        .join(', ')}
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
    );
    const found = Object.fromEntries(
      rows.map(({ name, guarded, app, steward }) => [
        name,
        [guarded ? 'guarded' : 'open', app, steward],
      ]),
    );
    expect(found).toEqual(TABLES);
  });

  test('is guarded exactly where its model has a rule about rows', () => {
    const guarded = (Object.keys(policy) as ModelName[]).filter(
      (model) => rowSecurity(model) !== null,
    );
    const declared = Object.keys(TABLES).filter((table) => TABLES[table]![0] === 'guarded');
    expect(guarded.map((model) => tableOf(model).replaceAll('"', '')).sort()).toEqual(
      declared.sort(),
    );
  });

  test('has no right of PUBLIC, none to TRUNCATE or to hang triggers on it, and is updated by column only where that is declared', async () => {
    expect(
      await sql.query(
        `SELECT grantee::text, table_name, privilege_type FROM information_schema.role_table_grants
         WHERE table_schema = 'public' AND (grantee = 'PUBLIC'
           OR starts_with(grantee, 'dinsos_') AND privilege_type IN ('TRUNCATE', 'TRIGGER', 'REFERENCES'))`,
      ),
    ).toEqual([]);
    const updated = await sql.query<{ text: string }>(
      `SELECT concat(grantee, ' ', table_name, ': ', string_agg(column_name, ', ' ORDER BY column_name::text)) AS text
       FROM information_schema.column_privileges c
       WHERE table_schema = 'public' AND starts_with(grantee, 'dinsos_') AND privilege_type = 'UPDATE' AND NOT EXISTS (
         SELECT FROM information_schema.role_table_grants t WHERE t.grantee = c.grantee
           AND t.table_schema = 'public' AND t.table_name = c.table_name AND t.privilege_type = c.privilege_type)
       GROUP BY grantee, table_name`,
    );
    expect(updated.map(({ text }) => text).sort()).toEqual(COLUMNS);
  });
});

describe('the roles of the server', () => {
  test('log in nowhere, step round nothing and own no table', async () => {
    const roles = await sql.query<{ name: string }>(
      `SELECT rolname AS name FROM pg_roles WHERE starts_with(rolname, 'dinsos_') AND NOT rolcanlogin
         AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole AND NOT rolcreatedb ORDER BY 1`,
    );
    expect(roles.map(({ name }) => name)).toEqual(expect.arrayContaining(ROLES));
    expect(
      await sql.query(
        `SELECT relname FROM pg_class WHERE relowner IN (SELECT oid FROM pg_roles WHERE starts_with(rolname, 'dinsos_'))`,
      ),
    ).toEqual([]);
    const [app] = await sql.query<{ creates: boolean; more: boolean }>(
      `SELECT has_schema_privilege('dinsos_app', 'public', 'CREATE') AS creates,
        EXISTS (SELECT FROM pg_auth_members WHERE member = 'dinsos_app'::regrole) AS more`,
    );
    expect(app).toEqual({ creates: false, more: false });
  });

  test('no function that does more than its caller may be called by everybody, or finds its tables by the path of the session', async () => {
    const functions = await sql.query<{
      name: string;
      owner: string;
      path: string | null;
      open: boolean;
      called: boolean;
    }>(
      `SELECT p.proname AS name, pg_get_userbyid(p.proowner) AS owner, array_to_string(p.proconfig, ' ') AS path,
         has_function_privilege('public', p.oid, 'EXECUTE') AS open,
         has_function_privilege('dinsos_app', p.oid, 'EXECUTE') AS called
       FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef ORDER BY 1`,
    );
    const found: Record<string, string[]> = {};
    for (const { name, owner, path, open, called } of functions) {
      (found[owner] ??= []).push(called ? `${name}*` : name);
      expect(path, name).toMatch(/^search_path=pg_catalog, public, pg_temp( dinsos\.|$)/);
      expect(open, name).toBe(false);
    }
    expect(found).toEqual(OWNED_FUNCTIONS);
  });

  test('no function reads who somebody is: identities are for dinsos_app by the claims alone', async () => {
    expect(
      await sql.query(
        `SELECT role FROM unnest($1::text[]) AS role WHERE has_column_privilege(role, 'person', 'identity', 'SELECT')
           OR has_column_privilege(role, 'household', 'identity', 'SELECT')`,
        [['dinsos_decider', 'dinsos_keeper', 'dinsos_overseer']],
      ),
    ).toEqual([]);
  });
});

describe('the row-level security in force', () => {
  test('is what the rules of access say', async () => {
    expect(await rowSecurityDrift(sql)).toBe('');
  });

  test('asks for the one row that another belongs to, and nowhere EXISTS, which the planner may answer by a hash of everybody', async () => {
    const policies = await sql.query<{ text: string }>(
      "SELECT concat_ws(' ', qual, with_check) AS text FROM pg_policies WHERE schemaname = 'public'",
    );
    const byHousehold = policies.filter(({ text }) => text.includes('its_household'));
    expect(byHousehold.length).toBeGreaterThan(10);
    expect(policies.filter(({ text }) => /\bEXISTS\b/i.test(text))).toEqual([]);
  });

  test.each([
    [
      'a policy is gone',
      'DROP POLICY callers_see ON household',
      'CREATE POLICY "callers_see" ON "household"',
    ],
    ['a policy is wider', 'ALTER POLICY callers_see ON person USING (true)', 'ON "person"'],
    ['a policy is for others too', 'ALTER POLICY upkeep ON person TO PUBLIC', 'ON "person"'],
    [
      'a policy was added',
      'CREATE POLICY more ON person USING (true)',
      'DROP POLICY "more" ON "person"',
    ],
    [
      'the owner is let round it',
      'ALTER TABLE decision NO FORCE ROW LEVEL SECURITY',
      'ALTER TABLE "decision"',
    ],
    ['it is off', 'ALTER TABLE enrolment DISABLE ROW LEVEL SECURITY', 'ALTER TABLE "enrolment"'],
    [
      'an open table is closed',
      'ALTER TABLE region ENABLE ROW LEVEL SECURITY',
      'ALTER TABLE "region" NO FORCE',
    ],
  ])('differs from them where %s', async (_how, statement, missing) => {
    const drift = await undone(sql, async (inner) => {
      await inner.query(statement);
      return rowSecurityDrift({ ...inner, transaction: (work) => nested(inner, work) });
    });
    expect(drift).toContain(missing);
  });
});

/** A transaction inside another. */
async function nested<T>(outer: Sql, work: (sql: Sql) => Promise<T>): Promise<T> {
  await outer.query('SAVEPOINT nested');
  try {
    return await work(outer);
  } finally {
    await outer.query('ROLLBACK TO SAVEPOINT nested');
  }
}
