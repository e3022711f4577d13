-- What a determination of a whole region reads (api/determination). Under row-level security the planner cannot tell how many
-- rows a policy leaves, and joins twenty thousand households one by one; so each table is read by a function of the decider,
-- within a range of villages that is cut to the caller's own, and says how many rows to expect. No identity is read.

-- The lower end of what the caller may have determined of a range; null = nothing. The roles are those of PREVIEWER
-- (api/access/rule.ts); a test holds the two together.
CREATE FUNCTION "determination_low"("low" text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN claim('purpose') = 'SOCIAL_SERVICE' AND (
    (claim('tier') = 'NATIONAL' AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner'])
    OR (claim('tier') = 'PROVINCE' AND claim_roles() && ARRAY['province_monitor'])
    OR (claim('tier') = 'REGENCY' AND claim_roles() && ARRAY['regency_verifier', 'regency_head']))
  THEN greatest("low" COLLATE "C", claim_low() COLLATE "C") END;
CREATE FUNCTION "determination_high"("high" text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN least("high" COLLATE "C", claim_high() COLLATE "C");

CREATE FUNCTION "region_household"("low" text, "high" text)
RETURNS TABLE ("id" uuid, "village_code" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 20000
BEGIN ATOMIC
  SELECT b.id, b.village_code::text FROM household b
  WHERE b.village_code >= determination_low($1) COLLATE "C" AND b.village_code < determination_high($2) COLLATE "C";
END;

CREATE FUNCTION "region_person"("low" text, "high" text)
RETURNS TABLE ("id" uuid, "village_code" text, "household_id" uuid, "sex" "Sex", "birth_date" date, "death_date" date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 80000
BEGIN ATOMIC
  SELECT p.id, p.village_code::text, p.household_id, p.sex, p.birth_date, p.death_date FROM person p
  WHERE p.village_code >= determination_low($1) COLLATE "C" AND p.village_code < determination_high($2) COLLATE "C";
END;

CREATE FUNCTION "region_household_member"("low" text, "high" text)
RETURNS TABLE ("id" uuid, "household_id" uuid, "person_id" uuid, "relationship" "Relationship", "since" date, "until" date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 80000
BEGIN ATOMIC
  SELECT r.id, r.household_id, r.person_id, r.relationship, r.since, r.until
  FROM household b JOIN household_member r ON r.household_id = b.id
  WHERE b.village_code >= determination_low($1) COLLATE "C" AND b.village_code < determination_high($2) COLLATE "C";
END;

CREATE FUNCTION "region_registry_listing"("low" text, "high" text)
RETURNS TABLE ("household_id" uuid, "period" text, "since" date, "listed" boolean, "decile" int2)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 40000
BEGIN ATOMIC
  SELECT r.household_id, r.period::text, r.since, r.listed, r.decile
  FROM household b JOIN registry_listing r ON r.household_id = b.id
  WHERE b.village_code >= determination_low($1) COLLATE "C" AND b.village_code < determination_high($2) COLLATE "C";
END;

CREATE FUNCTION "region_housing_condition"("low" text, "high" text)
RETURNS TABLE ("household_id" uuid, "recorded_on" date, "floor" "FloorMaterial", "roof" "RoofMaterial", "wall" "WallMaterial", "structure" "HouseStructure", "sanitation" "Sanitation", "floor_area_dm2" int4, "owns_land" boolean, "earlier_housing_aid" boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 5000
BEGIN ATOMIC
  SELECT r.household_id, r.recorded_on, r.floor, r.roof, r.wall, r.structure, r.sanitation, r.floor_area_dm2, r.owns_land, r.earlier_housing_aid
  FROM household b JOIN housing_condition r ON r.household_id = b.id
  WHERE b.village_code >= determination_low($1) COLLATE "C" AND b.village_code < determination_high($2) COLLATE "C";
END;

CREATE FUNCTION "region_disaster_loss"("low" text, "high" text)
RETURNS TABLE ("household_id" uuid, "kind" "DisasterKind", "happened_on" date, "verified_on" date, "damage" "DamageLevel")
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 5000
BEGIN ATOMIC
  SELECT r.household_id, r.kind, r.happened_on, r.verified_on, r.damage
  FROM household b JOIN disaster_loss r ON r.household_id = b.id
  WHERE b.village_code >= determination_low($1) COLLATE "C" AND b.village_code < determination_high($2) COLLATE "C";
END;

CREATE FUNCTION "region_exclusion"("low" text, "high" text)
RETURNS TABLE ("household_id" uuid, "person_id" uuid, "ground_code" text, "since" date, "until" date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 5000
BEGIN ATOMIC
  SELECT r.household_id, r.person_id, r.ground_code::text, r.since, r.until
  FROM household b JOIN exclusion r ON r.household_id = b.id
  WHERE b.village_code >= determination_low($1) COLLATE "C" AND b.village_code < determination_high($2) COLLATE "C";
END;

CREATE FUNCTION "region_enrolment"("low" text, "high" text)
RETURNS TABLE ("household_id" uuid, "person_id" uuid, "program_code" text, "status" "EnrolmentState", "since" date, "until" date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 5000
BEGIN ATOMIC
  SELECT r.household_id, r.person_id, r.program_code::text, r.status, r.since, r.until
  FROM household b JOIN enrolment r ON r.household_id = b.id
  WHERE b.village_code >= determination_low($1) COLLATE "C" AND b.village_code < determination_high($2) COLLATE "C";
END;

CREATE FUNCTION "region_person_condition"("low" text, "high" text)
RETURNS TABLE ("person_id" uuid, "kind" "ConditionKind", "grade" "ConditionGrade", "since" date, "until" date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 20000
BEGIN ATOMIC
  SELECT r.person_id, r.kind, r.grade, r.since, r.until
  FROM person p JOIN person_condition r ON r.person_id = p.id
  WHERE p.village_code >= determination_low($1) COLLATE "C" AND p.village_code < determination_high($2) COLLATE "C";
END;

CREATE FUNCTION "region_dukcapil_match"("low" text, "high" text)
RETURNS TABLE ("person_id" uuid, "status" "DukcapilStatus", "checked_on" date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 80000
BEGIN ATOMIC
  SELECT r.person_id, r.status, r.checked_on
  FROM person p JOIN dukcapil_match r ON r.person_id = p.id
  WHERE p.village_code >= determination_low($1) COLLATE "C" AND p.village_code < determination_high($2) COLLATE "C";
END;

GRANT CREATE ON SCHEMA "public" TO dinsos_decider;
DO $$
DECLARE
  made regprocedure;
BEGIN
  FOREACH made IN ARRAY ARRAY['region_household(text, text)', 'region_person(text, text)', 'region_household_member(text, text)', 'region_registry_listing(text, text)', 'region_housing_condition(text, text)', 'region_disaster_loss(text, text)', 'region_exclusion(text, text)', 'region_enrolment(text, text)', 'region_person_condition(text, text)', 'region_dukcapil_match(text, text)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO dinsos_decider', made);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', made);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dinsos_app', made);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA "public" FROM dinsos_decider;
GRANT SELECT ("household_id") ON "person" TO dinsos_decider;
