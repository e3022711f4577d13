// PostGraphile 5: the rules as SQL that plpgsql keeps planned, the page as tables. It needs Node 22.
// It cannot open what is sealed, so it gets blind indexes and shows no names: less work than the others do.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { postgraphile } from 'postgraphile';
import { grafserv } from 'postgraphile/grafserv/node';
import { compile } from '../../../api/eligibility/compile.js';
import { askOf, createPool } from './shared/pool.js';
import { loadPeerRegistry } from './shared/registry.js';
import { announce, peerSetting } from './shared/serve.js';

const pool = createPool();
const { ruleSet } = await loadPeerRegistry(askOf(pool));
const decided = compile(ruleSet, {
  asOf: 'as_of',
  subjects: `select i.ord::int4 as ord, p.id as person_id, null::jsonb as claims
    from unnest(niks) with ordinality as i (nik, ord) left join public.person p on p.nik_index = decode(i.nik, 'hex')`,
});
await pool.query(`
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE TYPE bench.decision AS (ord int, outcome text, findings text[], enrolment text, per_year bigint, lines json,
  registry_version text);
CREATE FUNCTION bench.check_eligibilities(niks text[], as_of date) RETURNS SETOF bench.decision
LANGUAGE plpgsql STABLE ROWS 100 AS $bench$
#variable_conflict use_variable
BEGIN
  RETURN QUERY SELECT d.ord, d.outcome, d.findings, d.enrolment::text, d.per_year::bigint, d.lines::json, d.registry_version::text
    FROM (${decided}) AS d ORDER BY d.ord;
END $bench$;
CREATE INDEX IF NOT EXISTS bench_regency ON public.household (left(village_code, 5), village_code, id);
CREATE FUNCTION bench.households_within(regency text, size int) RETURNS SETOF public.household
LANGUAGE sql STABLE ROWS 20 AS $bench$
  SELECT * FROM public.household WHERE left(village_code, 5) = regency ORDER BY village_code, id LIMIT size
$bench$;`);
await pool.end();

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({ connectionString: peerSetting().databaseUrl, schemas: ['bench', 'public'], poolConfig: { max: 10 } }),
  ],
  grafast: { explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, maxRequestLength: 1_000_000 },
} as never);
const server = createServer();
const serv = instance.createServ(grafserv);
await serv.addTo(server);
server.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port));
