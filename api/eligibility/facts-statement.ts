/**
 * The facts of many people in one statement, each on its own date and under its own caller's grant. A function of the
 * database (migration 0005) that sees every row and applies the grant itself, since many callers share one statement.
 *
 * Parameters, arrays of equal length: $1 blind index of the NIK (bytea[]), $2 asOf (date[]), $3 lowest village code that the
 * caller may see (text[]), $4 the first above it (text[]). Gives a row a person found: `ord` (1-based) and `facts`, which is
 * `Facts` without `asOf`, `known` and `claims`. A person outside the grant gives no row, like one who does not exist.
 */
export const FACTS_STATEMENT = `
SELECT ord, village, facts FROM load_facts($1::bytea[], $2::date[], $3::text[], $4::text[])`;
