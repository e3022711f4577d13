import type { Sql } from '../../prisma/sql.js';
import type { App } from '../app.js';
import { nikWarnings } from '../values/nik-warnings.js';
import type { NewPerson } from './read-new-person.js';

/** Where new people live. */
export interface Home {
  readonly householdId: string;
  readonly villageCode: string;
}

const PEOPLE_STATEMENT = `
WITH given AS (
  SELECT * FROM json_to_recordset($3::json) AS g(id uuid, member_id uuid, identity text, wrapped text, wrapping_key_id int4,
    nik_index text, name_tokens bigint[], sex text, birth_date date, occupation text, warnings text[], relationship text,
    since date)
), people AS (
  INSERT INTO person (id, household_id, village_code, identity, nik_index, name_tokens, sex, birth_date, occupation, warnings)
  SELECT id, $1::uuid, $2, decode(identity, 'base64'), decode(nik_index, 'base64'), name_tokens, sex::"Sex", birth_date,
    occupation, warnings FROM given
), keys AS (
  INSERT INTO person_key (person_id, wrapped, wrapping_key_id) SELECT id, decode(wrapped, 'base64'), wrapping_key_id FROM given
)
INSERT INTO household_member (id, household_id, person_id, relationship, since)
SELECT member_id, $1::uuid, id, relationship::"Relationship", since FROM given`;

// A statement of its own: row-level security looks for the person, who must be there.
const CONDITIONS_STATEMENT = `
INSERT INTO person_condition (id, household_id, person_id, kind, grade, since)
SELECT c.id, $1::uuid, c.person_id, c.kind::"ConditionKind", c.grade::"ConditionGrade", c.since
FROM json_to_recordset($2::json) AS c(id uuid, person_id uuid, kind text, grade text, since date)`;

/**
 * Writes new people, their memberships and their conditions, identities sealed. They have no answer of
 * Dukcapil yet. Gives their ids in the order given.
 */
export async function insertPeople(
  sql: Sql,
  { vault, newId }: Pick<App, 'vault' | 'newId'>,
  { householdId, villageCode }: Home,
  people: readonly NewPerson[],
): Promise<string[]> {
  const rows = people.map((person) => {
    const { nik, name, sex, birthDate, occupation, relationship, since } = person;
    const id = newId();
    const { identity, key } = vault.seal('person', id, { nik, name });
    return {
      id,
      member_id: newId(),
      identity: base64(identity),
      wrapped: base64(key.wrapped),
      wrapping_key_id: key.wrappingKeyId,
      nik_index: nik === null ? null : base64(vault.nikIndex(nik)),
      name_tokens: vault.nameTokens(name, villageCode.slice(0, 5)).map(String),
      sex,
      birth_date: birthDate,
      occupation,
      warnings: nik === null ? [] : nikWarnings(nik, birthDate, sex),
      relationship,
      since,
    };
  });
  const conditions = people.flatMap((person, index) =>
    person.conditions.map((condition) => ({
      id: newId(),
      person_id: rows[index]!.id,
      ...condition,
    })),
  );
  await sql.query(
    PEOPLE_STATEMENT,
    [householdId, villageCode, JSON.stringify(rows)],
    'insert-people',
  );
  if (conditions.length > 0) {
    const values = [householdId, JSON.stringify(conditions)];
    await sql.query(CONDITIONS_STATEMENT, values, 'insert-conditions');
  }
  return rows.map(({ id }) => id);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
