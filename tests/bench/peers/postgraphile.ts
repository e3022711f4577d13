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
SET client_min_messages = error;
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
CREATE VIEW bench.village AS SELECT code, name FROM public.region;
CREATE VIEW bench.person AS SELECT id, sex, birth_date FROM public.person;
CREATE VIEW bench.member AS SELECT id AS membership, household_id, person_id, relationship, since FROM public.household_member WHERE until IS NULL;
CREATE VIEW bench.category AS SELECT code, name_id FROM public.ppks_category;
CREATE VIEW bench.classification AS SELECT id AS classified, household_id, category_code, since, until FROM public.classification
  WHERE sensitivity IN ('R1', 'R2');
CREATE VIEW bench.program AS SELECT code, name_id FROM public.program;
CREATE VIEW bench.enrolment AS SELECT id AS enrolled, household_id, program_code, status, since, until FROM public.enrolment;
CREATE VIEW bench.household AS SELECT id AS household, village_code, version FROM public.household;
COMMENT ON VIEW bench.village IS E'@primaryKey code';
COMMENT ON VIEW bench.person IS E'@primaryKey id';
COMMENT ON VIEW bench.category IS E'@primaryKey code';
COMMENT ON VIEW bench.program IS E'@primaryKey code';
COMMENT ON VIEW bench.household IS E'@primaryKey household\\n@foreignKey (village_code) references bench.village (code)';
COMMENT ON VIEW bench.member IS E'@primaryKey membership\\n@foreignKey (household_id) references bench.household (household)\\n@foreignKey (person_id) references bench.person (id)';
COMMENT ON VIEW bench.classification IS E'@primaryKey classified\\n@foreignKey (household_id) references bench.household (household)\\n@foreignKey (category_code) references bench.category (code)';
COMMENT ON VIEW bench.enrolment IS E'@primaryKey enrolled\\n@foreignKey (household_id) references bench.household (household)\\n@foreignKey (program_code) references bench.program (code)';
CREATE FUNCTION bench.households_within(regency text, size int) RETURNS SETOF bench.household
LANGUAGE sql STABLE ROWS 20 AS $bench$
  SELECT * FROM bench.household WHERE left(village_code, 5) = regency ORDER BY village_code, household LIMIT size
$bench$;`);
await pool.end();

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: peerSetting().databaseUrl,
      schemas: ['bench'],
      poolConfig: { max: 10 },
    }),
  ],
  grafast: { explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, maxRequestLength: 1_000_000 },
} as never);
const server = createServer();
const serv = instance.createServ(grafserv);
await serv.addTo(server);
server.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port));
