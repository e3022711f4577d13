-- A household's facts of all days in one row, so that a check reads one row instead of joining eleven tables; and decisions
-- kept as the text they were decided from.

-- AlterTable
ALTER TABLE "decision" ALTER COLUMN "facts" SET DATA TYPE JSON,
ALTER COLUMN "findings" SET DATA TYPE JSON,
ALTER COLUMN "result" SET DATA TYPE JSON;

-- CreateTable
CREATE TABLE "household_facts" (
    "household_id" UUID NOT NULL,
    "facts" JSON,

    CONSTRAINT "household_facts_pkey" PRIMARY KEY ("household_id")
);

-- AddForeignKey
ALTER TABLE "household_facts" ADD CONSTRAINT "household_facts_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Read whole and often: kept in the row itself.
ALTER TABLE "household_facts" SET (toast_tuple_target = 8160);

-- Everything that a rule may ask of a household, with the days on which it holds. No name, no number.
CREATE FUNCTION "collect_facts"("household" uuid) RETURNS json LANGUAGE sql STABLE AS $$
SELECT json_build_object(
  'villageCode', h.village_code,
  'listings', coalesce((SELECT json_agg(json_build_array(l.since, l.listed, l.decile, l.system, l.period) ORDER BY l.since DESC)
    FROM registry_listing l WHERE l.household_id = h.id), '[]'),
  'housing', coalesce((SELECT json_agg(json_build_array(c.recorded_on, c.floor, c.roof, c.wall, c.structure, c.sanitation,
      c.floor_area_dm2, c.owns_land, c.earlier_housing_aid) ORDER BY c.recorded_on DESC)
    FROM housing_condition c WHERE c.household_id = h.id), '[]'),
  'losses', coalesce((SELECT json_agg(json_build_array(d.happened_on, d.kind, d.verified_on, d.damage) ORDER BY d.happened_on, d.id)
    FROM disaster_loss d WHERE d.household_id = h.id), '[]'),
  'exclusions', coalesce((SELECT json_agg(json_build_array(e.since, e.until, e.ground_code, e.person_id) ORDER BY e.ground_code, e.id)
    FROM (SELECT o.* FROM exclusion o WHERE o.household_id = h.id AND o.person_id IS NULL
      UNION SELECT o.* FROM household_member m JOIN exclusion o ON o.person_id = m.person_id WHERE m.household_id = h.id) e), '[]'),
  'enrolments', coalesce((SELECT json_agg(json_build_array(n.since, n.until, n.program_code, n.person_id, n.status) ORDER BY n.since, n.id)
    FROM (SELECT o.* FROM enrolment o WHERE o.household_id = h.id AND o.person_id IS NULL
      UNION SELECT o.* FROM household_member m JOIN enrolment o ON o.person_id = m.person_id WHERE m.household_id = h.id) n), '[]'),
  'members', coalesce((SELECT json_agg(json_build_array(m.since, m.until, p.id, m.relationship, p.sex, p.birth_date, p.death_date,
      (SELECT json_agg(json_build_array(k.checked_on, k.status) ORDER BY k.checked_on DESC)
        FROM dukcapil_match k WHERE k.person_id = p.id),
      (SELECT json_agg(json_build_array(x.since, x.until, x.kind, x.grade) ORDER BY x.kind, x.id)
        FROM person_condition x WHERE x.person_id = p.id),
      to_json(p.warnings)) ORDER BY p.birth_date, p.id, m.since)
    FROM household_member m JOIN person p ON p.id = m.person_id WHERE m.household_id = h.id), '[]'))
FROM household h WHERE h.id = "household"
$$;

-- Whatever changes, the facts of each household that it shows in are void at once and collected again before the commit.
-- A bulk load says so (dinsos.bulk_load) and collects at its end; where a household has no row, the tables are asked.
CREATE FUNCTION "void_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  images jsonb[] := CASE TG_OP WHEN 'INSERT' THEN ARRAY[to_jsonb(NEW)] WHEN 'DELETE' THEN ARRAY[to_jsonb(OLD)] ELSE ARRAY[to_jsonb(OLD), to_jsonb(NEW)] END;
BEGIN
  IF coalesce(current_setting('dinsos.bulk_load', true), '') = 'on' THEN
    RETURN NULL;
  END IF;
  INSERT INTO household_facts (household_id)
  SELECT h.id FROM household h WHERE h.id IN (
    SELECT (image ->> CASE TG_TABLE_NAME WHEN 'household' THEN 'id' ELSE 'household_id' END)::uuid FROM unnest(images) AS image
    UNION
    SELECT m.household_id FROM unnest(images) AS image
      JOIN household_member m ON m.person_id = (image ->> CASE TG_TABLE_NAME WHEN 'person' THEN 'id' ELSE 'person_id' END)::uuid
    WHERE TG_TABLE_NAME IN ('person', 'person_condition', 'dukcapil_match', 'exclusion', 'enrolment'))
  ORDER BY h.id
  ON CONFLICT (household_id) DO UPDATE SET facts = NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION "renew_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE household_facts SET facts = collect_facts(household_id) WHERE household_id = NEW.household_id AND facts IS NULL;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "renew_facts" AFTER INSERT OR UPDATE ON "household_facts" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.facts IS NULL) EXECUTE FUNCTION "renew_facts"();

CREATE TRIGGER "void_facts" AFTER INSERT OR UPDATE ON "household" FOR EACH ROW EXECUTE FUNCTION "void_facts"();
CREATE TRIGGER "void_facts" AFTER INSERT OR UPDATE OR DELETE ON "household_member" FOR EACH ROW EXECUTE FUNCTION "void_facts"();
CREATE TRIGGER "void_facts" AFTER INSERT OR UPDATE OR DELETE ON "registry_listing" FOR EACH ROW EXECUTE FUNCTION "void_facts"();
CREATE TRIGGER "void_facts" AFTER INSERT OR UPDATE OR DELETE ON "housing_condition" FOR EACH ROW EXECUTE FUNCTION "void_facts"();
CREATE TRIGGER "void_facts" AFTER INSERT OR UPDATE OR DELETE ON "disaster_loss" FOR EACH ROW EXECUTE FUNCTION "void_facts"();
CREATE TRIGGER "void_facts" AFTER INSERT OR UPDATE OR DELETE ON "exclusion" FOR EACH ROW EXECUTE FUNCTION "void_facts"();
CREATE TRIGGER "void_facts" AFTER INSERT OR UPDATE OR DELETE ON "enrolment" FOR EACH ROW EXECUTE FUNCTION "void_facts"();
CREATE TRIGGER "void_facts" AFTER INSERT OR UPDATE OR DELETE ON "person" FOR EACH ROW EXECUTE FUNCTION "void_facts"();
CREATE TRIGGER "void_facts" AFTER INSERT OR UPDATE OR DELETE ON "person_condition" FOR EACH ROW EXECUTE FUNCTION "void_facts"();
CREATE TRIGGER "void_facts" AFTER INSERT OR UPDATE OR DELETE ON "dukcapil_match" FOR EACH ROW EXECUTE FUNCTION "void_facts"();
