import type { Context } from '../context.js';
import type { CodeRange } from '../values/region-code.js';

/** What lies in an area, and how it is cut so that no statement holds more than its part. */
export interface SlicedRegion {
  readonly households: number;
  readonly persons: number;
  /** Villages in which households live, in order. */
  readonly villages: readonly string[];
  /** Ranges of whole villages: together the area, without a gap. */
  readonly slices: readonly CodeRange[];
}

/**
 * Households a slice. On the server, as many as are joined in memory; on the embedded database, as many as take less than a
 * second, since nobody else is answered meanwhile.
 */
const MOST_HOUSEHOLDS = { server: 10_000, embedded: 1_000 } as const;

const COUNT_STATEMENT = `SELECT h.village_code AS village, h.count AS households, coalesce(p.count, 0) AS persons
FROM (SELECT village_code, count(*) FROM household WHERE village_code >= $1 AND village_code < $2 GROUP BY 1) h
LEFT JOIN (SELECT village_code, count(*) FROM person WHERE village_code >= $1 AND village_code < $2 GROUP BY 1) p
  ON p.village_code = h.village_code
ORDER BY h.village_code`;

interface VillageRow {
  readonly village: string;
  readonly households: bigint;
  readonly persons: bigint;
}

/** Counts an area, village by village, and cuts it into slices. One statement over indexes alone. */
export async function sliceRegion(context: Context, range: CodeRange): Promise<SlicedRegion> {
  const { sql, kind } = context.app.database;
  const rows = await sql.query<VillageRow>(
    COUNT_STATEMENT,
    [range.low, range.high],
    'count-region',
  );
  const lows = [range.low];
  let households = 0;
  let persons = 0;
  let held = 0;
  for (const row of rows) {
    const here = Number(row.households);
    if (held > 0 && held + here > MOST_HOUSEHOLDS[kind]) {
      lows.push(row.village);
      held = 0;
    }
    held += here;
    households += here;
    persons += Number(row.persons);
  }
  const slices = lows.map((low, index) => ({ low, high: lows[index + 1] ?? range.high }));
  return { households, persons, villages: rows.map(({ village }) => village), slices };
}
