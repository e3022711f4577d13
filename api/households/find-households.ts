import { seenRange } from '../access/seen-range.js';
import { lookUpRows } from '../access/look-up-rows.js';
import { lookUp, type LookUp } from '../access/look-up.js';
import { noteDenial } from '../access/note-denial.js';
import { recordAccess } from '../access/record-access.js';
import { rowFilter } from '../access/row-filter.js';
import { noteRead } from '../budgets/note-read.js';
import type { Context } from '../context.js';
import { isUuid } from '../values/is-uuid.js';
import type { KkNumber } from '../values/kk-number.js';
import { territoryRange, type CodeRange, type RegionCode } from '../values/region-code.js';

/** Which household: by our id, or by the number of its family card. Exactly one. */
export type HouseholdKey =
  | { readonly id: string; readonly kkNumber?: null | undefined }
  | { readonly kkNumber: KkNumber; readonly id?: null | undefined };

/** A page of households of an area, in the order of villages. */
export interface HouseholdsPage {
  /** The area; the caller's whole territory where absent. */
  readonly within: RegionCode | null;
  /** How many to find, and how many of them are shown. */
  readonly limit: number;
  readonly shown: number;
  /** Id of the last household of the page before; null = the first page. */
  readonly after: string | null;
}

const SHOWN = ['identity', 'household', 'members'];
const PEOPLE = `ARRAY(SELECT m.person_id FROM household_member m WHERE m.household_id = h.id AND m.until IS NULL) AS person_ids`;

/** The id of a household that the caller may see, with the look written down; null where there is none. */
export async function findHousehold(context: Context, key: HouseholdKey): Promise<string | null> {
  const range = seenRange(context);
  if (range === null || (typeof key.id === 'string' && !isUuid(key.id))) {
    await recordAccess(context, { action: 'household', fields: SHOWN, personIds: [] });
    return null;
  }
  const byId = typeof key.id === 'string';
  const [id] = await lookUp(context, {
    action: 'household',
    fields: SHOWN,
    kind: 'households',
    shown: 1,
    name: byId ? 'find-household' : 'find-household-by-kk',
    // The length of the page stands in the text: the planner takes a parameter for a tenth of the list, and plans each page anew.
    select: `SELECT h.id, ${PEOPLE} FROM household h
      WHERE ${byId ? 'h.id = $1::uuid' : 'h.kk_index = $1::bytea'} AND h.village_code >= $2 AND h.village_code < $3`,
    params: [byId ? key.id : context.app.vault.kkIndex(key.kkNumber), range.low, range.high],
  });
  if (!byId) {
    const index = context.app.vault.kkIndex(key.kkNumber);
    noteRead(context, index, { digits: key.kkNumber, found: id !== undefined });
  }
  return id ?? null;
}

/** The ids of a page of households, by village and then by age of the record, with the look written down. */
export async function findHouseholds(context: Context, page: HouseholdsPage): Promise<string[]> {
  const look = pageLook(context, page);
  return look === null ? [] : lookUp(context, look);
}

/**
 * A page of households with all that `selection` (a Prisma selection) names of them, and the look written down, in one
 * statement.
 *
 * @returns null where the selection is not covered: then {@link findHouseholds}, and Prisma.
 */
export async function readHouseholds<Row extends object>(
  context: Context,
  page: HouseholdsPage,
  selection: object,
): Promise<Row[] | null> {
  const look = pageLook(context, page);
  if (look === null) return [];
  const where = rowFilter('Household', context.principal);
  return lookUpRows<Row>(context, look, { ...selection, where });
}

function pageLook(
  context: Context,
  { within, after, limit, shown }: HouseholdsPage,
): LookUp | null {
  const own = seenRange(context);
  const range = searchRange(context, within);
  if (own === null || range === null || (after !== null && !isUuid(after))) {
    noteDenial(context, 'households', SHOWN);
    return null;
  }
  return {
    action: 'households',
    fields: SHOWN,
    kind: 'households',
    shown,
    name: `find-households${after === null ? '' : '-after'}-${limit}`,
    select: `SELECT h.id, ${PEOPLE} FROM household h
      WHERE h.village_code >= $1 AND h.village_code < $2 ${
        after === null
          ? ''
          : `AND (h.village_code, h.id) > (SELECT a.village_code, a.id FROM household a
            WHERE a.id = $3::uuid AND a.village_code >= $4 AND a.village_code < $5)`
      }
      ORDER BY h.village_code, h.id LIMIT ${limit}`,
    // A household elsewhere is no place in this list: where it stands would tell where it is.
    params: [range.low, range.high, ...(after === null ? [] : [after, own.low, own.high])],
  };
}

/** The part of an area that lies in the caller's territory; null where they do not meet. */
export function searchRange(context: Context, within: RegionCode | null): CodeRange | null {
  const own = seenRange(context);
  if (own === null || within === null) return own;
  const asked = territoryRange(within);
  const low = asked.low > own.low ? asked.low : own.low;
  const high = asked.high < own.high ? asked.high : own.high;
  return low < high ? { low, high } : null;
}
