import type { FactPart } from './fact-part.js';

/** The listing in force and the household's village. */
export function compileListing(asOf: string): FactPart {
  return {
    tables: [
      `listing as (
      select distinct on (l.household_id) l.household_id, l.listed, l.decile, l.period
      from family f join registry_listing l on l.household_id = f.household_id
      where l.since <= ${asOf} order by l.household_id, l.since desc)`,
    ],
    joins: [
      'left join household b on b.id = h.household_id',
      'left join listing l on l.household_id = h.household_id',
    ],
    columns: ['l.period as registry_version'],
  };
}
