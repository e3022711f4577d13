import { claimsOf } from '../../api/access/claims-of.js';
import { regionStatement } from '../../api/determination/region-statement.js';
import { loadRuleSets } from '../../api/eligibility/load-rule-sets.js';
import { withClaims } from '../../prisma/claims.js';
import { openDatabase } from '../../prisma/database.js';
import { officerOf } from '../support/act-as.js';

/*
 * How many subjects a second the statement of an area decides, program by program: `DATABASE_URL=… npx tsx
 * tests/bench/determination.ts`, on a PostgreSQL of one's own that was seeded. One connection, one statement for the country.
 */
const AS_OF = '2026-11-01';
const url = process.env['DATABASE_URL'];
if (url === undefined) throw new Error('DATABASE_URL names no database.');
const database = await openDatabase({ url });
const claims = claimsOf(officerOf('NATIONAL', null));
for (const { code, versions } of await loadRuleSets()) {
  const ruleSet = versions.at(-1)!;
  if (ruleSet.claims !== 'NONE') continue;
  const statement = `WITH ${regionStatement(ruleSet)} SELECT count(*)::int4 AS count FROM placed WHERE per_year IS NULL OR per_year >= 0`;
  const decide = () =>
    withClaims(claims, () => database.sql.query<{ count: number }>(statement, [AS_OF, '1', ':']));
  await decide();
  const started = performance.now();
  const [row] = await decide();
  const seconds = (performance.now() - started) / 1_000;
  const count = row?.count ?? 0;
  process.stdout.write(
    `${code}: ${count} ${ruleSet.unit} in ${seconds.toFixed(1)} s, ${Math.round(count / seconds)}/s\n`,
  );
}
await database.close();
