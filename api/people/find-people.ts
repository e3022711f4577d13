import { nameWords } from '../../prisma/vault/blind-index.js';
import { seenRange } from '../access/seen-range.js';
import { lookUp } from '../access/look-up.js';
import { noteDenial } from '../access/note-denial.js';
import { recordAccess } from '../access/record-access.js';
import { noteRead } from '../budgets/note-read.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { searchRange } from '../households/find-households.js';
import { isUuid } from '../values/is-uuid.js';
import type { Nik } from '../values/nik.js';
import type { RegionCode } from '../values/region-code.js';

/** Which person: by our id, or by NIK. Exactly one. */
export type PersonKey =
  | { readonly id: string; readonly nik?: null | undefined }
  | { readonly nik: Nik; readonly id?: null | undefined };

/** A page of people by name. */
export interface NameSearch {
  /** Whole words of the name, in any order; case and marks do not matter. */
  readonly name: string;
  /** The area; the caller's territory where absent. */
  readonly within: RegionCode | null;
  /** How many to find, and how many of them are shown. */
  readonly limit: number;
  readonly shown: number;
  /** Id of the last person of the page before; null = the first page. */
  readonly after: string | null;
}

const SHOWN = ['identity', 'person'];
const LONGEST_NAME = 100;

/** The id of a person whom the caller may see, with the look written down; null where there is none. */
export async function findPerson(context: Context, key: PersonKey): Promise<string | null> {
  const range = seenRange(context);
  if (range === null || (typeof key.id === 'string' && !isUuid(key.id))) {
    await recordAccess(context, { action: 'person', fields: SHOWN, personIds: [] });
    return null;
  }
  const byId = typeof key.id === 'string';
  const [id] = await lookUp(context, {
    action: 'person',
    fields: SHOWN,
    kind: 'people',
    shown: 1,
    name: byId ? 'find-person' : 'find-person-by-nik',
    select: `SELECT p.id, ARRAY[p.id] AS person_ids FROM person p
      WHERE ${byId ? 'p.id = $1::uuid' : 'p.nik_index = $1::bytea'} AND p.village_code >= $2 AND p.village_code < $3`,
    params: [byId ? key.id : context.app.vault.nikIndex(key.nik), range.low, range.high],
  });
  if (!byId) {
    const index = context.app.vault.nikIndex(key.nik);
    noteRead(context, index, { digits: key.nik, found: id !== undefined });
  }
  return id ?? null;
}

/**
 * The ids of people whose name holds every word asked for, with the look written down. Names are searched by blind tokens
 * salted by regency, so an area of at most a province is needed.
 *
 * @throws Fault BAD_USER_INPUT for a name without a word, or an area wider than a province.
 */
export async function findPeople(context: Context, search: NameSearch): Promise<string[]> {
  const { app } = context;
  if (search.name.length > LONGEST_NAME || nameWords(search.name).length === 0) {
    throw badInput('name must hold at least one word of two letters, and at most 100 characters.');
  }
  const range = searchRange(context, search.within);
  if (range === null || (search.after !== null && !isUuid(search.after))) {
    noteDenial(context, 'people', SHOWN);
    return [];
  }
  if (range.low.length < 2) {
    throw badInput('within must be given: a province or a smaller area.');
  }
  const regencies =
    range.low.length >= 5
      ? [range.low.slice(0, 5)]
      : (
          await app.database.sql.query<{ code: string }>(
            `SELECT code FROM region WHERE parent_code = $1 ORDER BY code`,
            [range.low],
            'regencies-of-province',
          )
        ).map(({ code }) => code);
  const tokens = regencies.map((code) => app.vault.nameTokens(search.name, code));
  const perRegency = tokens[0]?.length ?? 0;
  if (perRegency === 0) {
    await recordAccess(context, { action: 'people', fields: SHOWN, personIds: [] });
    return [];
  }
  return lookUp(context, {
    action: 'people',
    fields: SHOWN,
    kind: 'people',
    shown: search.shown,
    name: 'find-people',
    // A function of the database finds them, since no index serves the test of tokens under row-level security; the row is
    // asked of the table, and so of the caller's claims.
    select: `SELECT p.id, ARRAY[p.id] AS person_ids
      FROM people_by_name($1, $2, $3::int8[], $4::int4, $5::int4, $6::int4, $7::uuid) AS found(id)
      JOIN person p ON p.id = found.id
      ORDER BY p.id`,
    params: [
      ...[range.low, range.high, tokens.flat().map(String), perRegency],
      ...[regencies.length, search.limit, search.after],
    ],
  });
}
