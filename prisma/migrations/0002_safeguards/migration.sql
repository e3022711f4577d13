-- What Prisma cannot say: bytewise region codes, CHECKs that repeat the scalars, kept history, and records that nobody edits.

-- Region codes compare bytewise, so that a territory is a range in every locale.
ALTER TABLE "region_alias" DROP CONSTRAINT "region_alias_code_fkey";
ALTER TABLE "program" DROP CONSTRAINT "program_owner_code_fkey";
ALTER TABLE "household" DROP CONSTRAINT "household_village_code_fkey";
ALTER TABLE "person" DROP CONSTRAINT "person_household_id_village_code_fkey";
ALTER TABLE "region" DROP CONSTRAINT "region_parent_code_fkey";
ALTER TABLE "region" ALTER COLUMN "code" TYPE VARCHAR(13) COLLATE "C";
ALTER TABLE "region" ALTER COLUMN "parent_code" TYPE VARCHAR(13) COLLATE "C";
ALTER TABLE "region_alias" ALTER COLUMN "retired_code" TYPE VARCHAR(13) COLLATE "C";
ALTER TABLE "region_alias" ALTER COLUMN "code" TYPE VARCHAR(13) COLLATE "C";
ALTER TABLE "program" ALTER COLUMN "owner_code" TYPE VARCHAR(13) COLLATE "C";
ALTER TABLE "household" ALTER COLUMN "village_code" TYPE VARCHAR(13) COLLATE "C";
ALTER TABLE "person" ALTER COLUMN "village_code" TYPE VARCHAR(13) COLLATE "C";
ALTER TABLE "decision" ALTER COLUMN "village_code" TYPE VARCHAR(13) COLLATE "C";
ALTER TABLE "decision" ALTER COLUMN "territory" TYPE VARCHAR(13) COLLATE "C";
ALTER TABLE "access_entry" ALTER COLUMN "territory" TYPE VARCHAR(13) COLLATE "C";
ALTER TABLE "region" ADD CONSTRAINT "region_parent_code_fkey" FOREIGN KEY ("parent_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "region_alias" ADD CONSTRAINT "region_alias_code_fkey" FOREIGN KEY ("code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "program" ADD CONSTRAINT "program_owner_code_fkey" FOREIGN KEY ("owner_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "household" ADD CONSTRAINT "household_village_code_fkey" FOREIGN KEY ("village_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "person" ADD CONSTRAINT "person_household_id_village_code_fkey" FOREIGN KEY ("household_id", "village_code") REFERENCES "household"("id", "village_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The scalars, said again where nothing can go around them.
ALTER TABLE "region" ADD CONSTRAINT "region_code_form" CHECK (
  "code" ~ '^[1-9]\d(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$'
  AND "level"::text = CASE length("code") WHEN 2 THEN 'PROVINCE' WHEN 5 THEN 'REGENCY' WHEN 8 THEN 'DISTRICT' ELSE 'VILLAGE' END
  AND ("parent_code" IS NULL) = (length("code") = 2)
  AND ("village_kind" IS NULL) = (length("code") <> 13));
ALTER TABLE "household"
  ADD CONSTRAINT "household_village_form" CHECK ("village_code" ~ '^[1-9]\d\.\d{2}\.\d{2}\.[123]\d{3}$'),
  ADD CONSTRAINT "household_kk_index_length" CHECK (octet_length("kk_index") = 16),
  ADD CONSTRAINT "household_income_not_negative" CHECK ("monthly_income" >= 0),
  ADD CONSTRAINT "household_version_positive" CHECK ("version" > 0);
ALTER TABLE "household_member" ADD CONSTRAINT "household_member_period" CHECK ("until" >= "since");
ALTER TABLE "registry_listing"
  ADD CONSTRAINT "registry_listing_decile" CHECK ("decile" BETWEEN 1 AND 10),
  ADD CONSTRAINT "registry_listing_decile_needs_listing" CHECK ("listed" OR "decile" IS NULL);
ALTER TABLE "housing_condition" ADD CONSTRAINT "housing_condition_area" CHECK ("floor_area_dm2" BETWEEN 1 AND 10000000);
ALTER TABLE "person"
  ADD CONSTRAINT "person_village_form" CHECK ("village_code" ~ '^[1-9]\d\.\d{2}\.\d{2}\.[123]\d{3}$'),
  ADD CONSTRAINT "person_nik_index_length" CHECK (octet_length("nik_index") = 16),
  ADD CONSTRAINT "person_life" CHECK ("birth_date" BETWEEN DATE '1900-01-01' AND DATE '2199-12-31' AND ("death_date" IS NULL OR "death_date" >= "birth_date")),
  ADD CONSTRAINT "person_warnings_known" CHECK ("warnings" <@ ARRAY['NIK_BIRTH_DATE_DIFFERS', 'NIK_SEX_DIFFERS']),
  ADD CONSTRAINT "person_version_positive" CHECK ("version" > 0);
ALTER TABLE "person_condition"
  ADD CONSTRAINT "person_condition_period" CHECK ("until" >= "since"),
  ADD CONSTRAINT "person_condition_grade_fits" CHECK (CASE "kind"::text
    WHEN 'SCHOOL_LEVEL' THEN "grade" IS NOT NULL AND "grade"::text IN ('ELEMENTARY', 'JUNIOR_HIGH', 'SENIOR_HIGH', 'GRADUATED')
    WHEN 'DISABILITY' THEN "grade" IS NOT NULL AND "grade"::text IN ('MILD', 'MODERATE', 'SEVERE')
    ELSE "grade" IS NULL END);
ALTER TABLE "ppks_category" ADD CONSTRAINT "ppks_category_rules" CHECK (
  "number" BETWEEN 1 AND 99 AND ("min_age_years" IS NULL OR "max_age_years" IS NULL OR "max_age_years" >= "min_age_years")
  AND "subjects" <@ ARRAY['INDIVIDUAL', 'FAMILY', 'COMMUNITY', 'GROUP'] AND cardinality("subjects") > 0);
ALTER TABLE "classification" ADD CONSTRAINT "classification_period" CHECK ("until" >= "since" AND "version" > 0);
ALTER TABLE "exclusion" ADD CONSTRAINT "exclusion_period" CHECK ("until" >= "since");
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_period" CHECK ("until" >= "since");
ALTER TABLE "disaster_loss" ADD CONSTRAINT "disaster_loss_order" CHECK ("verified_on" >= "happened_on");
ALTER TABLE "program" ADD CONSTRAINT "program_owner_fits_tier" CHECK (CASE "administering_tier"::text
  WHEN 'NATIONAL' THEN "owner_code" IS NULL
  WHEN 'PROVINCE' THEN "owner_code" IS NOT NULL AND length("owner_code") = 2
  ELSE "owner_code" IS NOT NULL AND length("owner_code") = 5 END);
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_period" CHECK ("in_force_until" > "in_force_from");
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_terms" CHECK ("valid_until" >= "valid_from" AND "daily_people" > 0 AND cardinality("programs") > 0 AND cardinality("territories") > 0);
ALTER TABLE "decision" ADD CONSTRAINT "decision_subject_length" CHECK (octet_length("subject") = 16);
ALTER TABLE "access_entry" ADD CONSTRAINT "access_entry_people" CHECK ("people" >= 0);

-- A person lives in one household at a time, and is enrolled once at a time in a program.
ALTER TABLE "household_member" ADD CONSTRAINT "household_member_once" EXCLUDE USING btree ("person_id" WITH =) WHERE ("until" IS NULL);

-- UUID version 7 for rows that the database itself writes.
CREATE FUNCTION "uuid_v7"() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) PLACING
    substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- Before a row of the registry changes or goes, what it was is kept, with who changed it and in which request.
-- Every row of one transaction changes at one instant, so the state as of any instant is whole.
CREATE FUNCTION "keep_history"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  instant timestamptz := greatest(now(), OLD."updated_at" + interval '1 microsecond');
  image jsonb := to_jsonb(OLD);
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF image - 'updated_at' = to_jsonb(NEW) - 'updated_at' THEN
      RETURN NEW;
    END IF;
    NEW."updated_at" := instant;
  END IF;
  INSERT INTO "change_entry" ("id", "table_name", "row_id", "household_id", "operation", "row", "valid_from", "valid_until", "actor", "action", "request_id")
  VALUES ("uuid_v7"(), TG_TABLE_NAME, OLD."id", (coalesce(image ->> 'household_id', image ->> 'id'))::uuid, TG_OP, image, OLD."updated_at", instant,
    coalesce(nullif(current_setting('dinsos.actor', true), ''), 'system'),
    coalesce(nullif(current_setting('dinsos.action', true), ''), 'system'),
    nullif(current_setting('dinsos.request', true), ''));
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "household" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "household_member" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "registry_listing" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "housing_condition" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "person" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "person_condition" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "dukcapil_match" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "classification" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "exclusion" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "enrolment" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE OR DELETE ON "disaster_loss" FOR EACH ROW EXECUTE FUNCTION "keep_history"();

-- Decisions, the trail of looks, history and published rules are written once.
CREATE FUNCTION "refuse_edit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never edited', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "decision" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "access_entry" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "change_entry" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "rule_version" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "decision" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "access_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "change_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();
