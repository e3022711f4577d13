import type { TestAnswer, TestApp } from './app.js';

/** An entry of the trail of looks, as it is stored. */
export interface StoredLook {
  readonly action: string;
  readonly outcome: string;
  readonly actor: string;
  readonly tier: string;
  readonly territory: string | null;
  readonly partner: string | null;
  readonly purpose: string;
  readonly basis: string;
  readonly fields: readonly string[];
  readonly people: number;
  readonly persons: readonly string[];
  readonly decision: string | null;
}

/** Our id of the person with this NIK. */
export async function personIdOf({ app }: TestApp, nik: string): Promise<string> {
  const [row] = await app.database.sql.query<{ id: string }>(
    'SELECT id FROM person WHERE nik_index = $1::bytea',
    [app.vault.nikIndex(nik)],
  );
  if (row === undefined) throw new Error('Nobody has this NIK.');
  return row.id;
}

/** Our id of the household with this KK number. */
export async function householdIdOf({ app }: TestApp, kkNumber: string): Promise<string> {
  const [row] = await app.database.sql.query<{ id: string }>(
    'SELECT id FROM household WHERE kk_index = $1::bytea',
    [app.vault.kkIndex(kkNumber)],
  );
  if (row === undefined) throw new Error('No household has this KK number.');
  return row.id;
}

/** Our ids of those who live in a household now, in order. */
export async function memberIdsOf({ app }: TestApp, householdId: string): Promise<string[]> {
  const rows = await app.database.sql.query<{ id: string }>(
    `SELECT person_id AS id FROM household_member WHERE household_id = $1::uuid AND until IS NULL ORDER BY person_id`,
    [householdId],
  );
  return rows.map(({ id }) => id);
}

/** What one answered request left in the trail, in the order in which it was written. */
export async function trailOf(
  { app }: TestApp,
  { headers }: Pick<TestAnswer, 'headers'>,
): Promise<StoredLook[]> {
  return app.database.sql.query<StoredLook>(
    `SELECT action, outcome::text, actor, tier, territory, partner_id AS partner, purpose::text, legal_basis AS basis, fields,
       people, ARRAY(SELECT p FROM unnest(person_ids) AS p ORDER BY p)::text[] AS persons, decision_id AS decision
     FROM access_entry WHERE request_id = $1 ORDER BY id`,
    [headers.get('x-request-id')],
  );
}

/** How many decisions are recorded. */
export async function decisionCount({ app }: TestApp): Promise<number> {
  const [row] = await app.database.sql.query<{ count: number }>(
    'SELECT count(*)::int4 AS count FROM decision',
  );
  return row?.count ?? 0;
}

/** The fault codes of an answer. */
export function codesOf({ errors }: Pick<TestAnswer, 'errors'>): string[] {
  return (errors ?? []).map(({ extensions }) => extensions.code);
}
