import type { Sex } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { Vault } from '../../prisma/vault/vault.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { PossibleDuplicateError, type PossibleDuplicate } from './errors.js';
import { judgePair, type Likened } from './judge-pair.js';
import { nearDates } from './near-dates.js';

/** Who is entered, and where. */
export interface Entered {
  readonly villageCode: string;
  /** The household that they join; null = a new one. */
  readonly householdId: string | null;
  /** Whose record is corrected; null = nobody of them is recorded yet. */
  readonly personId: string | null;
  readonly people: readonly Likened[];
  /** People of whom the caller says that they are others. */
  readonly distinctFrom: readonly string[];
}

interface Alike {
  readonly at: number;
  readonly id: string;
  readonly householdId: string;
  readonly identity: Uint8Array;
  readonly wrapped: Uint8Array;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
}

// Entries of one village take turns, so that the later one sees what the earlier wrote.
const TURN_STATEMENT = `SELECT pg_advisory_xact_lock(hashtext('entry ' || $1))`;

const ALIKE_STATEMENT = `
SELECT n.at, p.id, p.household_id AS "householdId", p.identity, k.wrapped, p.birth_date AS "birthDate", p.sex
FROM json_to_recordset($2::json) AS n(at int4, dates date[], year text)
JOIN person p ON p.village_code = $1 AND (p.birth_date = ANY (n.dates)
  OR p.birth_date BETWEEN (n.year || '-01-01')::date AND (n.year || '-12-31')::date)
JOIN person_key k ON k.person_id = p.id
WHERE p.id IS DISTINCT FROM $3::uuid
ORDER BY n.at, p.id`;

/**
 * Demands that nobody of the village may be one of those who are entered, but for whom the caller says is somebody else.
 *
 * @param told told of everybody who is alike, named by the caller or not: they were looked at
 * @throws PossibleDuplicateError
 */
export async function demandNoDuplicate(
  sql: Sql,
  vault: Pick<Vault, 'open'>,
  { villageCode, householdId, personId, people, distinctFrom }: Entered,
  told: (personId: string) => void,
): Promise<void> {
  await sql.query(TURN_STATEMENT, [villageCode], 'entry-turn');
  const near = people.map(({ birthDate }, at) => ({ at, ...nearDates(birthDate) }));
  const alike = await sql.query<Alike>(
    ALIKE_STATEMENT,
    [villageCode, JSON.stringify(near), personId],
    'people-alike',
  );
  const duplicates = alike.flatMap(({ at, id, identity, wrapped, ...one }): PossibleDuplicate[] => {
    const entered = people[at]!;
    const { name, nik } = vault.open('person', id, identity, wrapped);
    // One NIK is one person, whom the database refuses by itself.
    if (nik !== null && nik === entered.nik) return [];
    const isHome = householdId !== null && one.householdId === householdId;
    const reasons = judgePair(entered, { ...one, name, nik }, isHome);
    return reasons === null ? [] : [{ at, personId: id, reasons }];
  });
  for (const { personId: id } of duplicates) told(id);
  const others = new Set(distinctFrom);
  const left = duplicates.filter(({ personId: id }) => !others.has(id));
  if (left.length > 0) throw new PossibleDuplicateError(left);
}
