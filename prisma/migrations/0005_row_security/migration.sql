-- Row-level security as the floor under every table that holds people: whatever the server asks, PostgreSQL shows it the rows
-- of the caller whom the session names, and no row where it names nobody.

-- Who does what. The server works as dinsos_app and upkeep as dinsos_steward (0004). Three roles own functions and nothing
-- else, each with just what its functions need: dinsos_decider reads what a check asks, dinsos_keeper writes history and
-- held facts, dinsos_historian reads history. Nobody logs in as any of them. Whoever migrates may act as all of them.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['dinsos_decider', 'dinsos_keeper', 'dinsos_historian'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
  FOREACH name IN ARRAY ARRAY['dinsos_app', 'dinsos_steward', 'dinsos_decider', 'dinsos_keeper', 'dinsos_historian'] LOOP
    IF NOT pg_has_role(current_user, name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', name);
    END IF;
  END LOOP;
END $$;

-- What the session says of who asks (prisma/claims.ts): the token's own words, each a setting of its own, so that there is
-- nothing to parse that could be malformed. What is absent is null, and nothing equals null.
CREATE FUNCTION "claim"("name" text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.' || "name", true), '');
CREATE FUNCTION "claim_roles"() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN string_to_array(claim('roles'), ',');
CREATE FUNCTION "claim_partner"() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN claim('partner') ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN claim('partner')::uuid END;
-- The caller's villages as a half-open bytewise range: the country for the national tier, none for a partner.
CREATE FUNCTION "claim_low"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN claim('tier') = 'PARTNER' THEN NULL WHEN claim('tier') = 'NATIONAL' THEN '1'
    WHEN claim('territory') ~ '^[1-9]\d(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$' THEN claim('territory') END;
CREATE FUNCTION "claim_high"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN claim('tier') = 'NATIONAL' THEN ':' ELSE claim_low() || '/' END;

-- The facts of many people, each under its own caller's grant (api/eligibility). The range travels with the question, so
-- that callers share one statement; whoever is outside it is nobody.
CREATE FUNCTION "load_held_facts"("nik_indexes" bytea[], "days" date[], "lows" text[], "highs" text[])
RETURNS TABLE("ord" int4, "village" text, "person" uuid, "household" uuid, "facts" json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 64 AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
SELECT i.ord::int4, p.village_code::text, p.id, m.household_id, f.facts
FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS i(nik_index, as_of, low, high, ord)
JOIN person p ON p.nik_index = i.nik_index AND p.birth_date <= i.as_of
  AND p.village_code >= i.low COLLATE "C" AND p.village_code < i.high COLLATE "C"
LEFT JOIN LATERAL (
  SELECT o.household_id FROM household_member o
  WHERE o.person_id = p.id AND o.since <= i.as_of AND (o.until IS NULL OR o.until > i.as_of)
  ORDER BY o.since DESC LIMIT 1) m ON true
LEFT JOIN household_facts f ON f.household_id = m.household_id;
END $$;

-- The same of the tables themselves, where nothing is held.
CREATE FUNCTION "load_facts"("nik_indexes" bytea[], "days" date[], "lows" text[], "highs" text[])
RETURNS TABLE("ord" int4, "village" text, "facts" json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 64 AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
SELECT i.ord::int4, p.village_code::text, json_build_object(
  'person', (SELECT json_build_object('id', p.id, 'relationship', coalesce(m.relationship::text, 'OTHER'), 'sex', p.sex,
      'birthDate', p.birth_date, 'deathDate', p.death_date,
      'dukcapil', coalesce((SELECT k.status::text FROM dukcapil_match k WHERE k.person_id = p.id
        AND k.checked_on <= i.as_of ORDER BY k.checked_on DESC LIMIT 1), 'NOT_CHECKED'),
      'conditions', coalesce((SELECT json_agg(json_build_object('kind', x.kind, 'grade', x.grade) ORDER BY x.kind, x.id)
        FROM person_condition x WHERE x.person_id = p.id AND x.since <= i.as_of AND (x.until IS NULL OR x.until > i.as_of)), '[]'),
      'warnings', to_json(p.warnings))),
  'household', CASE WHEN h.id IS NULL THEN NULL ELSE json_build_object(
    'id', h.id,
    'villageCode', h.village_code,
    'listing', (
      SELECT json_build_object('listed', l.listed, 'decile', l.decile, 'system', l.system, 'period', l.period)
      FROM registry_listing l WHERE l.household_id = h.id AND l.since <= i.as_of ORDER BY l.since DESC LIMIT 1),
    'housing', (
      SELECT json_build_object('floor', c.floor, 'roof', c.roof, 'wall', c.wall, 'structure', c.structure,
        'sanitation', c.sanitation, 'floorAreaDm2', c.floor_area_dm2, 'ownsLand', c.owns_land,
        'earlierHousingAid', c.earlier_housing_aid)
      FROM housing_condition c WHERE c.household_id = h.id AND c.recorded_on <= i.as_of ORDER BY c.recorded_on DESC LIMIT 1),
    'losses', coalesce((
      SELECT json_agg(json_build_object('kind', d.kind, 'happenedOn', d.happened_on, 'verifiedOn', d.verified_on,
        'damage', d.damage) ORDER BY d.happened_on, d.id)
      FROM disaster_loss d WHERE d.household_id = h.id AND d.happened_on <= i.as_of), '[]'),
    'exclusions', coalesce((
      SELECT json_agg(json_build_object('ground', e.ground_code, 'personId', e.person_id) ORDER BY e.ground_code, e.id)
      FROM (
        SELECT e.id, e.ground_code, e.person_id FROM exclusion e
        WHERE e.household_id = h.id AND e.person_id IS NULL AND e.since <= i.as_of AND (e.until IS NULL OR e.until > i.as_of)
        UNION ALL
        SELECT e.id, e.ground_code, e.person_id FROM household_member em JOIN exclusion e ON e.person_id = em.person_id
        WHERE em.household_id = h.id AND em.since <= i.as_of AND (em.until IS NULL OR em.until > i.as_of) AND e.since <= i.as_of AND (e.until IS NULL OR e.until > i.as_of)) e), '[]'),
    'members', coalesce((
      SELECT json_agg(json_build_object('id', q.id, 'relationship', hm.relationship, 'sex', q.sex,
      'birthDate', q.birth_date, 'deathDate', q.death_date,
      'dukcapil', coalesce((SELECT k.status::text FROM dukcapil_match k WHERE k.person_id = q.id
        AND k.checked_on <= i.as_of ORDER BY k.checked_on DESC LIMIT 1), 'NOT_CHECKED'),
      'conditions', coalesce((SELECT json_agg(json_build_object('kind', x.kind, 'grade', x.grade) ORDER BY x.kind, x.id)
        FROM person_condition x WHERE x.person_id = q.id AND x.since <= i.as_of AND (x.until IS NULL OR x.until > i.as_of)), '[]'),
      'warnings', to_json(q.warnings)) ORDER BY q.birth_date, q.id)
      FROM household_member hm JOIN person q ON q.id = hm.person_id
      WHERE hm.household_id = h.id AND hm.since <= i.as_of AND (hm.until IS NULL OR hm.until > i.as_of) AND q.birth_date <= i.as_of), '[]'),
    'enrolments', coalesce((
      SELECT json_agg(json_build_object('program', n.program_code, 'personId', n.person_id, 'status', n.status,
        'since', n.since) ORDER BY n.since, n.id)
      FROM (
        SELECT n.id, n.program_code, n.person_id, n.status, n.since FROM enrolment n
        WHERE n.household_id = h.id AND n.person_id IS NULL AND n.since <= i.as_of AND (n.until IS NULL OR n.until > i.as_of)
        UNION ALL
        SELECT n.id, n.program_code, n.person_id, n.status, n.since FROM enrolment n
        WHERE n.person_id = p.id AND n.since <= i.as_of AND (n.until IS NULL OR n.until > i.as_of)) n), '[]')
  ) END)
FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS i(nik_index, as_of, low, high, ord)
JOIN person p ON p.nik_index = i.nik_index AND p.birth_date <= i.as_of
  AND p.village_code >= i.low COLLATE "C" AND p.village_code < i.high COLLATE "C"
LEFT JOIN LATERAL (
  SELECT o.household_id, o.relationship FROM household_member o
  WHERE o.person_id = p.id AND o.since <= i.as_of AND (o.until IS NULL OR o.until > i.as_of) ORDER BY o.since DESC LIMIT 1) m ON true
LEFT JOIN household h ON h.id = m.household_id;
END $$;

-- People of the caller's villages whose name holds every token: the test of arrays is not leakproof, so under row-level
-- security no index would serve it.
CREATE FUNCTION "people_by_name"("low" text, "high" text, "tokens" bigint[], "per_regency" int4, "regencies" int4, "size" int4,
  "after" uuid)
RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 100 AS $$
BEGIN
RETURN QUERY
SELECT p.id
FROM generate_series(1, $5) AS r
CROSS JOIN LATERAL (
  SELECT q.id FROM person q
  WHERE q.name_tokens @> $3[(r - 1) * $4 + 1 : r * $4]
    AND q.village_code >= $1 AND q.village_code < $2
    AND q.village_code >= (SELECT claim_low()) AND q.village_code < (SELECT claim_high())
    AND ($7 IS NULL OR q.id > $7)
  ORDER BY q.id LIMIT $6) AS p
ORDER BY p.id LIMIT $6;
END $$;

-- Who has these numbers already, wherever they live: for the trail of a refused change, never for an answer.
CREATE FUNCTION "holders_of"("nik_indexes" bytea[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
  SELECT p.id FROM person p WHERE p.nik_index = ANY ($1);
END;

-- When somebody of the caller's villages lived in whatever household: the days alone.
CREATE FUNCTION "days_of_memberships"("person" uuid) RETURNS TABLE("since" date, "until" date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
  SELECT m.since, m.until FROM household_member m JOIN person p ON p.id = m.person_id
  WHERE p.id = $1 AND p.village_code >= (SELECT claim_low()) AND p.village_code < (SELECT claim_high());
END;

-- The history of households that the caller may see (api/households/list-changes.ts), people included who have moved on.
-- What came next: the following image of the same row, or the row as it stands, or nothing when it was deleted.
CREATE FUNCTION "household_changes"("households" uuid[], "sizes" int4[], "afters" uuid[], "low" text, "high" text)
RETURNS TABLE("page" int4, "id" uuid, "at" text, "actor" text, "action" text, "record" text, "record_id" uuid, "fields" text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
SELECT p.page::int4, c.id, to_char(c.valid_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), c.actor::text,
  c.action::text, c.table_name::text, c.row_id,
  ARRAY(
    SELECT k FROM jsonb_object_keys(c.row) AS k
    WHERE k NOT IN ('updated_at', 'version', 'name_tokens', 'nik_index', 'kk_index', 'nik_changed', 'name_changed')
      AND c.row -> k IS DISTINCT FROM coalesce(
        (SELECT n.row FROM change_entry n WHERE n.table_name = c.table_name AND n.row_id = c.row_id
          AND n.valid_from >= c.valid_until ORDER BY n.valid_from LIMIT 1),
        CASE c.table_name
          WHEN 'household' THEN (SELECT to_jsonb(t) FROM household t WHERE t.id = c.row_id)
          WHEN 'household_member' THEN (SELECT to_jsonb(t) FROM household_member t WHERE t.id = c.row_id)
          WHEN 'person' THEN (SELECT to_jsonb(t) FROM person t WHERE t.id = c.row_id)
          WHEN 'person_condition' THEN (SELECT to_jsonb(t) FROM person_condition t WHERE t.id = c.row_id)
          WHEN 'housing_condition' THEN (SELECT to_jsonb(t) FROM housing_condition t WHERE t.id = c.row_id)
          WHEN 'disaster_loss' THEN (SELECT to_jsonb(t) FROM disaster_loss t WHERE t.id = c.row_id)
          WHEN 'classification' THEN (SELECT to_jsonb(t) FROM classification t WHERE t.id = c.row_id)
          WHEN 'exclusion' THEN (SELECT to_jsonb(t) FROM exclusion t WHERE t.id = c.row_id)
          WHEN 'enrolment' THEN (SELECT to_jsonb(t) FROM enrolment t WHERE t.id = c.row_id)
          WHEN 'registry_listing' THEN (SELECT to_jsonb(t) FROM registry_listing t WHERE t.id = c.row_id)
          WHEN 'dukcapil_match' THEN (SELECT to_jsonb(t) FROM dukcapil_match t WHERE t.id = c.row_id)
        END, '{}'::jsonb) -> k
    ORDER BY k)
FROM unnest($1, $2, $3) WITH ORDINALITY AS p(household_id, size, after, page)
JOIN household own ON own.id = p.household_id AND own.village_code >= $4 AND own.village_code < $5
CROSS JOIN LATERAL (
  SELECT * FROM change_entry e
  WHERE e.household_id = p.household_id AND (p.after IS NULL OR e.id < p.after)
    AND ((SELECT 'social_worker' = ANY (claim_roles())) OR e.table_name <> 'classification' OR e.row ->> 'sensitivity' <> 'R3')
  ORDER BY e.id DESC LIMIT p.size) AS c
ORDER BY p.page, c.id DESC;
END $$;

-- Households that the caller may see, as they were recorded at an instant each (api/households/household-as-of.ts). A row as
-- it stood: the image that was valid then, or the present row if it has not changed since.
CREATE FUNCTION "household_states"("households" uuid[], "instants" timestamptz[], "low" text, "high" text)
RETURNS TABLE("key" int4, "household" jsonb, "members" json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
WITH k AS (
  SELECT k.* FROM unnest($1, $2) WITH ORDINALITY AS k(household_id, at, key)
  JOIN household own ON own.id = k.household_id AND own.village_code >= $3 AND own.village_code < $4
),
memberships AS (
  SELECT k.key, t.id, to_jsonb(t) AS row FROM k
  JOIN household_member t ON t.household_id = k.household_id AND t.updated_at <= k.at
  UNION ALL
  SELECT k.key, c.row_id, c.row FROM k
  JOIN change_entry c ON c.household_id = k.household_id AND c.table_name = 'household_member'
    AND c.valid_from <= k.at AND c.valid_until > k.at
)
SELECT k.key::int4, coalesce(
    (SELECT c.row FROM change_entry c WHERE c.table_name = 'household' AND c.row_id = k.household_id
      AND c.valid_from <= k.at AND c.valid_until > k.at ORDER BY c.valid_until LIMIT 1),
    (SELECT to_jsonb(t) FROM household t WHERE t.id = k.household_id AND t.updated_at <= k.at)),
  coalesce((
    SELECT json_agg(json_build_object('relationship', m.row ->> 'relationship',
      'person', coalesce(
    (SELECT c.row FROM change_entry c WHERE c.table_name = 'person' AND c.row_id = (m.row ->> 'person_id')::uuid
      AND c.valid_from <= k.at AND c.valid_until > k.at ORDER BY c.valid_until LIMIT 1),
    (SELECT to_jsonb(t) FROM person t WHERE t.id = (m.row ->> 'person_id')::uuid AND t.updated_at <= k.at)))
      ORDER BY (m.row ->> 'relationship')::"Relationship", m.row ->> 'since', m.id)
    FROM memberships m WHERE m.key = k.key AND m.row ->> 'until' IS NULL), '[]')
FROM k ORDER BY k.key;
END $$;

-- The household is the distribution key: what is recorded of a person goes along, and who lives in a household since birth
-- does so since the corrected birth date. By the database, since whoever moves somebody may not see all that is recorded.
CREATE FUNCTION "follow_person"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.household_id <> OLD.household_id THEN
    UPDATE person_condition SET household_id = NEW.household_id WHERE person_id = NEW.id;
    UPDATE dukcapil_match SET household_id = NEW.household_id WHERE person_id = NEW.id;
    UPDATE classification SET household_id = NEW.household_id WHERE person_id = NEW.id;
    UPDATE exclusion SET household_id = NEW.household_id WHERE person_id = NEW.id;
    UPDATE enrolment SET household_id = NEW.household_id WHERE person_id = NEW.id;
  END IF;
  IF NEW.birth_date <> OLD.birth_date THEN
    UPDATE household_member SET since = NEW.birth_date WHERE person_id = NEW.id AND since = OLD.birth_date;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "follow_person" AFTER UPDATE OF "household_id", "birth_date" ON "person" FOR EACH ROW EXECUTE FUNCTION "follow_person"();

-- Triggers write where the server may not.
ALTER FUNCTION "keep_history"() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION "void_facts"() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION "renew_facts"() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;

GRANT CREATE ON SCHEMA "public" TO dinsos_decider, dinsos_keeper, dinsos_historian;
ALTER FUNCTION "load_held_facts"(bytea[], date[], text[], text[]) OWNER TO dinsos_decider;
ALTER FUNCTION "load_facts"(bytea[], date[], text[], text[]) OWNER TO dinsos_decider;
ALTER FUNCTION "people_by_name"(text, text, bigint[], int4, int4, int4, uuid) OWNER TO dinsos_decider;
ALTER FUNCTION "holders_of"(bytea[]) OWNER TO dinsos_decider;
ALTER FUNCTION "days_of_memberships"(uuid) OWNER TO dinsos_decider;
ALTER FUNCTION "household_changes"(uuid[], int4[], uuid[], text, text) OWNER TO dinsos_historian;
ALTER FUNCTION "household_states"(uuid[], timestamptz[], text, text) OWNER TO dinsos_historian;
ALTER FUNCTION "keep_history"() OWNER TO dinsos_keeper;
ALTER FUNCTION "void_facts"() OWNER TO dinsos_keeper;
ALTER FUNCTION "renew_facts"() OWNER TO dinsos_keeper;
ALTER FUNCTION "follow_person"() OWNER TO dinsos_keeper;
REVOKE CREATE ON SCHEMA "public" FROM dinsos_decider, dinsos_keeper, dinsos_historian;

-- Nobody may hang these triggers on a table of his own.
REVOKE EXECUTE ON FUNCTION "keep_history"(), "void_facts"(), "renew_facts"(), "follow_person"() FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION "load_held_facts"(bytea[], date[], text[], text[]), "load_facts"(bytea[], date[], text[], text[]),
  "people_by_name"(text, text, bigint[], int4, int4, int4, uuid), "holders_of"(bytea[]), "days_of_memberships"(uuid),
  "household_changes"(uuid[], int4[], uuid[], text, text), "household_states"(uuid[], timestamptz[], text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "load_held_facts"(bytea[], date[], text[], text[]), "load_facts"(bytea[], date[], text[], text[]),
  "people_by_name"(text, text, bigint[], int4, int4, int4, uuid), "holders_of"(bytea[]), "days_of_memberships"(uuid),
  "household_changes"(uuid[], int4[], uuid[], text, text), "household_states"(uuid[], timestamptz[], text, text) TO dinsos_app;

-- What each may do. The server changes no catalog, deletes nothing, and neither reads nor edits trail, history or held facts.
GRANT USAGE ON SCHEMA "public" TO dinsos_app, dinsos_steward, dinsos_decider, dinsos_keeper, dinsos_historian;
DO $$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    GRANT SELECT ON "_prisma_migrations" TO dinsos_app;
  END IF;
END $$;
GRANT SELECT ON "region", "region_alias", "ppks_category", "program", "rule_version", "exclusion_ground",
  "partner", "agreement", "partner_client", "client_key" TO dinsos_app;
GRANT SELECT, INSERT, UPDATE ON "household", "household_member", "person", "dukcapil_match", "housing_condition",
  "disaster_loss", "classification" TO dinsos_app;
GRANT SELECT, INSERT ON "person_condition", "decision" TO dinsos_app;
GRANT SELECT ON "registry_listing", "exclusion", "enrolment" TO dinsos_app;
GRANT INSERT ON "access_entry" TO dinsos_app;

GRANT SELECT, INSERT, UPDATE ON "region", "region_alias", "ppks_category", "program", "exclusion_ground",
  "partner", "agreement" TO dinsos_steward;
GRANT SELECT, INSERT ON "partner_client", "client_key" TO dinsos_steward;
GRANT SELECT, INSERT ON "rule_version" TO dinsos_steward;
GRANT SELECT, INSERT ON "household", "household_member", "person", "person_condition", "dukcapil_match", "registry_listing",
  "housing_condition", "disaster_loss", "exclusion", "enrolment", "classification", "household_facts" TO dinsos_steward;
GRANT SELECT ON "access_entry", "change_entry" TO dinsos_steward;

GRANT SELECT ("id", "village_code", "nik_index", "name_tokens", "sex", "birth_date", "death_date", "warnings") ON "person" TO dinsos_decider;
GRANT SELECT ("id", "village_code") ON "household" TO dinsos_decider;
GRANT SELECT ON "household_member", "person_condition", "dukcapil_match", "registry_listing", "housing_condition",
  "disaster_loss", "exclusion", "enrolment", "household_facts" TO dinsos_decider;

GRANT INSERT ON "change_entry" TO dinsos_keeper;
GRANT SELECT, INSERT, UPDATE ON "household_facts" TO dinsos_keeper;
GRANT SELECT ("id", "village_code") ON "household" TO dinsos_keeper;
GRANT SELECT ("id", "sex", "birth_date", "death_date", "warnings") ON "person" TO dinsos_keeper;
GRANT SELECT ON "household_member", "person_condition", "dukcapil_match", "registry_listing", "housing_condition",
  "disaster_loss", "exclusion", "enrolment" TO dinsos_keeper;
GRANT SELECT ("person_id") ON "classification" TO dinsos_keeper;
GRANT UPDATE ("household_id") ON "person_condition", "dukcapil_match", "classification", "exclusion", "enrolment" TO dinsos_keeper;
GRANT UPDATE ("since") ON "household_member" TO dinsos_keeper;

GRANT SELECT ON "change_entry", "household", "household_member", "person", "person_condition", "dukcapil_match",
  "registry_listing", "housing_condition", "disaster_loss", "exclusion", "enrolment", "classification" TO dinsos_historian;

-- Row-level security, as api/access/policy says.
-- Partner
ALTER TABLE "partner" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "partner" FOR SELECT TO dinsos_app
  USING ("id" = (SELECT claim_partner()));
CREATE POLICY "upkeep" ON "partner" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "partner" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- Agreement
ALTER TABLE "agreement" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "agreement" FOR SELECT TO dinsos_app
  USING ("partner_id" = (SELECT claim_partner()));
CREATE POLICY "upkeep" ON "agreement" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "agreement" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- Household
ALTER TABLE "household" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "household" FOR SELECT TO dinsos_app, dinsos_historian
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND ("household"."village_code" >= (SELECT claim_low()) AND "household"."village_code" < (SELECT claim_high()))));
CREATE POLICY "callers_add" ON "household" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'VILLAGE')) AND ("household"."village_code" >= (SELECT claim_low()) AND "household"."village_code" < (SELECT claim_high()))));
CREATE POLICY "callers_change" ON "household" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'DISTRICT', 'VILLAGE')) AND ("household"."village_code" >= (SELECT claim_low()) AND "household"."village_code" < (SELECT claim_high()))));
CREATE POLICY "upkeep" ON "household" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "household" FOR SELECT TO dinsos_decider
  USING (true);

-- HouseholdMember
ALTER TABLE "household_member" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "household_member" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "household_member"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "household_member" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'VILLAGE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "household_member"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_change" ON "household_member" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'VILLAGE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "household_member"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "household_member" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "household_member" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- RegistryListing
ALTER TABLE "registry_listing" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "registry_listing" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "registry_listing"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "registry_listing" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "registry_listing" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- HousingCondition
ALTER TABLE "housing_condition" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "housing_condition" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "housing_condition"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "housing_condition" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'DISTRICT', 'VILLAGE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "housing_condition"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_change" ON "housing_condition" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'DISTRICT', 'VILLAGE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "housing_condition"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "housing_condition" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "housing_condition" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- Person
ALTER TABLE "person" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "person" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND ("person"."village_code" >= (SELECT claim_low()) AND "person"."village_code" < (SELECT claim_high()))));
CREATE POLICY "callers_add" ON "person" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'VILLAGE')) AND ("person"."village_code" >= (SELECT claim_low()) AND "person"."village_code" < (SELECT claim_high()))));
CREATE POLICY "callers_change" ON "person" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'VILLAGE')) AND ("person"."village_code" >= (SELECT claim_low()) AND "person"."village_code" < (SELECT claim_high()))));
CREATE POLICY "upkeep" ON "person" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "person" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- PersonCondition
ALTER TABLE "person_condition" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "person_condition" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "person_condition"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "person_condition" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'VILLAGE')) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "person_condition"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "person_condition" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "person_condition" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- DukcapilMatch
ALTER TABLE "dukcapil_match" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "dukcapil_match" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "dukcapil_match"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "dukcapil_match" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'VILLAGE')) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "dukcapil_match"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_change" ON "dukcapil_match" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'VILLAGE')) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "dukcapil_match"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "dukcapil_match" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "dukcapil_match" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- Classification
ALTER TABLE "classification" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "classification" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "classification"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high()))) AND ("sensitivity"::text IN ('R1', 'R2') OR (SELECT claim_roles() && ARRAY['social_worker']))));
CREATE POLICY "callers_add" ON "classification" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "classification"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high()))) AND ("sensitivity"::text IN ('R1', 'R2') OR (SELECT claim_roles() && ARRAY['social_worker']))));
CREATE POLICY "callers_change" ON "classification" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "classification"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high()))) AND ("sensitivity"::text IN ('R1', 'R2') OR (SELECT claim_roles() && ARRAY['social_worker']))));
CREATE POLICY "upkeep" ON "classification" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "classification" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- Exclusion
ALTER TABLE "exclusion" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "exclusion" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "exclusion"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "exclusion" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "exclusion" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- Enrolment
ALTER TABLE "enrolment" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "enrolment" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "enrolment"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "enrolment" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "enrolment" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- DisasterLoss
ALTER TABLE "disaster_loss" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "disaster_loss" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "disaster_loss"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "disaster_loss" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'DISTRICT', 'VILLAGE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "disaster_loss"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_change" ON "disaster_loss" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('REGENCY', 'DISTRICT', 'VILLAGE')) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "disaster_loss"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "disaster_loss" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "disaster_loss" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- Decision
ALTER TABLE "decision" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "decision" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE')) AND ("decision"."village_code" >= (SELECT claim_low()) AND "decision"."village_code" < (SELECT claim_high()))) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE', 'CITIZEN')) AND "actor"::text = (SELECT claim('subject')))));
CREATE POLICY "callers_add" ON "decision" FOR INSERT TO dinsos_app
  WITH CHECK (true);
CREATE POLICY "upkeep" ON "decision" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "decision" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- HouseholdFacts
ALTER TABLE "household_facts" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "upkeep" ON "household_facts" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "household_facts" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- AccessEntry
ALTER TABLE "access_entry" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_add" ON "access_entry" FOR INSERT TO dinsos_app
  WITH CHECK (true);
CREATE POLICY "upkeep" ON "access_entry" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "access_entry" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- ChangeEntry
ALTER TABLE "change_entry" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "upkeep" ON "change_entry" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "change_entry" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);
