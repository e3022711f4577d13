-- Corrections with a clock, and looks that a person is told of later.

-- CreateEnum
CREATE TYPE "CorrectionField" AS ENUM ('NIK', 'NAME', 'BIRTH_DATE', 'SEX', 'OCCUPATION', 'DEATH_DATE', 'HOUSEHOLD');

-- CreateEnum
CREATE TYPE "CorrectionStatus" AS ENUM ('REQUESTED', 'IN_PROGRESS', 'CORRECTED', 'REFUSED');

-- CreateEnum
CREATE TYPE "IdentityProof" AS ENUM ('KTP_SHOWN', 'KTP_CHIP_READ', 'BIOMETRIC', 'DIGITAL_ID');

-- CreateEnum
CREATE TYPE "CorrectionRefusal" AS ENUM ('NOT_PROVEN', 'OTHER_SOURCE_FIRST', 'ALREADY_RIGHT', 'ENDANGERS_SOMEBODY');

-- CreateEnum
CREATE TYPE "DelayReason" AS ENUM ('CASE_WORK', 'CHILD_PROTECTION', 'SHELTER', 'LAW_ENFORCEMENT');

-- CreateTable
CREATE TABLE "correction" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "field" "CorrectionField" NOT NULL,
    "claim" BYTEA,
    "verified_by" "IdentityProof" NOT NULL,
    "status" "CorrectionStatus" NOT NULL DEFAULT 'REQUESTED',
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "refusal" "CorrectionRefusal",
    "legal_basis" VARCHAR(200),
    "change_id" UUID,
    "requested_by" VARCHAR(120) NOT NULL,
    "handled_by" VARCHAR(120),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_delay" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "looks_from" TIMESTAMPTZ(3) NOT NULL,
    "looks_until" TIMESTAMPTZ(3) NOT NULL,
    "office" VARCHAR(13) COLLATE "C",
    "delayed_until" TIMESTAMPTZ(3) NOT NULL,
    "reason" "DelayReason" NOT NULL,
    "legal_basis" VARCHAR(200) NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" VARCHAR(64) NOT NULL,

    CONSTRAINT "access_delay_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "correction_person_id_idx" ON "correction"("person_id");

-- CreateIndex
CREATE INDEX "correction_due_at_id_idx" ON "correction"("due_at", "id");

-- CreateIndex
CREATE INDEX "access_delay_person_id_idx" ON "access_delay"("person_id");

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_delay" ADD CONSTRAINT "access_delay_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One open wish a person and field: asking again is told so.
CREATE UNIQUE INDEX "correction_open_key" ON "correction"("person_id", "field") WHERE "resolved_at" IS NULL;

ALTER TABLE "correction"
  ADD CONSTRAINT "correction_clock" CHECK ("due_at" = "requested_at" + interval '72 hours' AND "version" > 0),
  ADD CONSTRAINT "correction_status_fits" CHECK (CASE "status"::text
    WHEN 'REQUESTED' THEN "started_at" IS NULL AND "resolved_at" IS NULL AND "refusal" IS NULL AND "change_id" IS NULL
    WHEN 'IN_PROGRESS' THEN "started_at" IS NOT NULL AND "resolved_at" IS NULL AND "refusal" IS NULL AND "change_id" IS NULL
    WHEN 'CORRECTED' THEN "resolved_at" IS NOT NULL AND "change_id" IS NOT NULL AND "refusal" IS NULL
    ELSE "resolved_at" IS NOT NULL AND "refusal" IS NOT NULL AND "legal_basis" IS NOT NULL AND "change_id" IS NULL END),
  ADD CONSTRAINT "correction_holds_no_number" CHECK ("legal_basis" !~ '\d{13}');
ALTER TABLE "access_delay"
  ADD CONSTRAINT "access_delay_window" CHECK ("looks_until" > "looks_from"),
  ADD CONSTRAINT "access_delay_longest" CHECK ("delayed_until" > "created_at" AND "delayed_until" <= "created_at" + interval '4320 hours'),
  ADD CONSTRAINT "access_delay_office_form" CHECK ("office" ~ '^[1-9]\d(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$'),
  ADD CONSTRAINT "access_delay_holds_no_number" CHECK ("legal_basis" !~ '\d{13}');

-- Who asked for what, and when it is due, stays; what is resolved is resolved.
CREATE FUNCTION "keep_correction"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD."id", OLD."person_id", OLD."field", OLD."verified_by", OLD."recorded_at", OLD."requested_at", OLD."due_at", OLD."requested_by")
      IS DISTINCT FROM
     (NEW."id", NEW."person_id", NEW."field", NEW."verified_by", NEW."recorded_at", NEW."requested_at", NEW."due_at", NEW."requested_by")
     OR (OLD."resolved_at" IS NOT NULL AND
       (OLD."status", OLD."resolved_at", OLD."refusal", OLD."legal_basis", OLD."change_id", OLD."handled_by", OLD."version") IS DISTINCT FROM
       (NEW."status", NEW."resolved_at", NEW."refusal", NEW."legal_basis", NEW."change_id", NEW."handled_by", NEW."version")) THEN
    RAISE EXCEPTION 'this part of a correction request is never edited' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "keep_correction" BEFORE UPDATE ON "correction" FOR EACH ROW EXECUTE FUNCTION "keep_correction"();
CREATE TRIGGER "refuse_delete" BEFORE DELETE ON "correction" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "correction" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "access_delay" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "access_delay" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();

-- The trail, and wishes to correct, are read where nobody may browse: the server reaches them through these functions alone,
-- each of which takes the caller's villages as a half-open range. dinsos_overseer owns them and nothing else.
DO $$
BEGIN
  BEGIN
    CREATE ROLE dinsos_overseer NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF NOT pg_has_role(current_user, 'dinsos_overseer', 'MEMBER') THEN
    GRANT dinsos_overseer TO CURRENT_USER;
  END IF;
END $$;

-- Who stands at a desk, and for whom. No subject alike for nobody, for somebody outside the range, for the dead, for a child who
-- asks alone, and for a child of whom the asker is no guardian in the same household. `named`: whom the entry of the trail names.
CREATE FUNCTION "desk_person"("nik" bytea, "child_nik" bytea, "low" text, "high" text, "today" date)
RETURNS TABLE("subject" uuid, "is_child" boolean, "named" uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 1 AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
WITH asker AS MATERIALIZED (
  SELECT p.id, m.household_id, m.relationship::text AS relationship FROM person p
  LEFT JOIN household_member m ON m.person_id = p.id AND m.until IS NULL
  WHERE p.nik_index = $1 AND p.village_code >= $3 COLLATE "C" AND p.village_code < $4 COLLATE "C" AND p.death_date IS NULL
    AND p.birth_date <= $5 - interval '18 years'
), found AS MATERIALIZED (
  SELECT a.id, false AS child FROM asker a WHERE $2 IS NULL
  UNION ALL
  SELECT c.id, true FROM asker a
  JOIN household_member m ON m.household_id = a.household_id AND m.until IS NULL
  JOIN person c ON c.id = m.person_id
  WHERE c.nik_index = $2 AND c.village_code >= $3 COLLATE "C" AND c.village_code < $4 COLLATE "C" AND c.death_date IS NULL
    AND c.birth_date > $5 - interval '18 years'
    AND (a.relationship IN ('HEAD', 'SPOUSE')
      OR (m.relationship = 'GRANDCHILD' AND a.relationship IN ('CHILD', 'CHILD_IN_LAW')))
)
SELECT (SELECT id FROM found), coalesce((SELECT child FROM found), false), CASE WHEN EXISTS (SELECT 1 FROM found)
  THEN ARRAY(SELECT id FROM found UNION SELECT id FROM asker)
  ELSE ARRAY(SELECT p.id FROM person p WHERE p.nik_index IN ($1, $2)) END;
END $$;

-- Every look at a person by the index of the trail, what the rules make of each (api/privacy/visibility-rules.ts), and a page of
-- what is told. Nothing of a look that is kept back leaves the function.
CREATE FUNCTION "access_log"("nik" bytea, "child_nik" bytea, "low" text, "high" text, "today" date, "rules" json,
  "instant" timestamptz, "after" uuid, "most" int4)
RETURNS TABLE("subject" uuid, "named" uuid[], "withheld" json, "looks" json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 1 AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
WITH desk AS MATERIALIZED (
  SELECT * FROM desk_person($1, $2, $3, $4, $5)
), mine AS MATERIALIZED (
  SELECT e.*, d.is_child, d.subject FROM desk d JOIN access_entry e ON e.person_ids @> ARRAY[d.subject] WHERE d.subject IS NOT NULL
), rule AS MATERIALIZED (
  SELECT r.place, r.reason, r.mark, r.reader, r.shown,
    (SELECT max(m.at) FROM mine m WHERE r.mark = ANY(m.fields)) + make_interval(days => r.days) AS until
  FROM json_to_recordset($6) AS r(place int4, reason text, mark text, reader text, shown text, days int4)
), judged AS MATERIALIZED (
  SELECT m.*, r.reason, CASE
      WHEN r.shown IN ('NEVER', 'COUNTED') THEN r.shown
      WHEN greatest(r.until, d.until) > $7 THEN 'LATER'
      ELSE 'TOLD' END AS verdict, greatest(r.until, d.until) AS delayed_until
  FROM mine m
  LEFT JOIN LATERAL (
    SELECT * FROM rule WHERE rule.mark = ANY(m.fields) AND (rule.reader = 'ANYBODY' OR m.is_child)
    ORDER BY rule.place LIMIT 1) AS r ON true
  LEFT JOIN LATERAL (
    SELECT max(d.delayed_until) AS until FROM access_delay d
    WHERE d.person_id = m.subject AND m.at >= d.looks_from AND m.at < d.looks_until AND m.purpose <> 'SELF_SERVICE'
      AND (d.office IS NULL OR d.office = m.territory)) AS d ON true
), page AS MATERIALIZED (
  SELECT * FROM judged WHERE verdict = 'TOLD' AND ($8 IS NULL
    OR (at, id) < (SELECT a.at, a.id FROM judged a WHERE a.id = $8 AND a.verdict = 'TOLD'))
  ORDER BY at DESC, id DESC LIMIT $9
)
SELECT d.subject, d.named,
  (SELECT coalesce(json_agg(json_build_object('reason', w.reason, 'count', w.count) ORDER BY w.reason), '[]')
    FROM (SELECT j.reason, count(*) AS count FROM judged j WHERE j.verdict = 'COUNTED' GROUP BY j.reason) AS w),
  (SELECT coalesce(json_agg(json_build_object('id', p.id, 'at', instant_text(p.at), 'action', p.action, 'outcome', p.outcome,
      'tier', p.tier, 'territory', p.territory, 'place', coalesce(a.name, r.name), 'purpose', p.purpose,
      'legalBasis', p.legal_basis, 'fields', p.fields, 'isFirst', p.person_ids[1] = p.subject,
      'delayedUntil', instant_text(p.delayed_until)) ORDER BY p.at DESC, p.id DESC), '[]')
    FROM page p LEFT JOIN region r ON r.code = p.territory LEFT JOIN partner a ON a.id = p.partner_id)
FROM desk d;
END $$;

-- An instant as the schema writes it.
CREATE FUNCTION "instant_text"("instant" timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char("instant" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- A wish to correct as api/privacy reads it; the claim stays sealed.
CREATE FUNCTION "correction_json"("c" "correction", "village" text)
RETURNS json LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
SELECT json_build_object('id', $1.id, 'version', $1.version, 'personId', $1.person_id, 'field', $1.field, 'status', $1.status,
  'claim', encode($1.claim, 'base64'), 'key', (SELECT encode(k.wrapped, 'base64') FROM person_key k WHERE k.person_id = $1.person_id), 'verifiedBy', $1.verified_by, 'requestedAt', instant_text($1.requested_at),
  'dueAt', instant_text($1.due_at), 'startedAt', instant_text($1.started_at), 'resolvedAt', instant_text($1.resolved_at),
  'refusal', $1.refusal, 'legalBasis', $1.legal_basis, 'changeId', $1.change_id, 'officeCode', left($2, 5),
  'officeName', (SELECT r.name FROM region r WHERE r.code = left($2, 5)))
$$;

CREATE FUNCTION "desk_corrections"("nik" bytea, "child_nik" bytea, "low" text, "high" text, "today" date, "after" uuid, "most" int4)
RETURNS TABLE("subject" uuid, "named" uuid[], "corrections" json[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 1 AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
SELECT d.subject, d.named, ARRAY(
  SELECT correction_json(c, p.village_code) FROM correction c JOIN person p ON p.id = c.person_id
  WHERE c.person_id = d.subject AND ($6 IS NULL
    OR (c.requested_at, c.id) < (SELECT a.requested_at, a.id FROM correction a WHERE a.id = $6 AND a.person_id = d.subject))
  ORDER BY c.requested_at DESC, c.id DESC LIMIT $7)
FROM desk_person($1, $2, $3, $4, $5) AS d;
END $$;

-- Null where the same is open already, or the person does not live in the range.
CREATE FUNCTION "request_correction"("id" uuid, "person" uuid, "field" "CorrectionField", "claim" bytea, "verified_by" "IdentityProof",
  "requested_at" timestamptz, "due_at" timestamptz, "requested_by" text, "low" text, "high" text)
RETURNS json LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
INSERT INTO correction (id, person_id, field, claim, verified_by, requested_at, due_at, requested_by)
SELECT $1, p.id, $3, $4, $5, $6, $7, $8 FROM person p
WHERE p.id = $2 AND p.village_code >= $9 COLLATE "C" AND p.village_code < $10 COLLATE "C"
ON CONFLICT (person_id, field) WHERE resolved_at IS NULL DO NOTHING
RETURNING correction_json(correction, (SELECT o.village_code FROM person o WHERE o.id = correction.person_id))
$$;

CREATE FUNCTION "open_corrections"("low" text, "high" text, "due_before" timestamptz, "after" uuid, "most" int4)
RETURNS TABLE("person_id" uuid, "correction" json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
SELECT c.person_id, correction_json(c, p.village_code) FROM correction c JOIN person p ON p.id = c.person_id
WHERE c.resolved_at IS NULL AND p.village_code >= $1 COLLATE "C" AND p.village_code < $2 COLLATE "C"
  AND ($3 IS NULL OR c.due_at < $3)
  AND ($4 IS NULL OR (c.due_at, c.id) > (SELECT a.due_at, a.id FROM correction a WHERE a.id = $4))
ORDER BY c.due_at, c.id LIMIT $5;
END $$;

-- A wish of the range, locked until the transaction ends.
CREATE FUNCTION "lock_correction"("id" uuid, "low" text, "high" text)
RETURNS json LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
SELECT correction_json(c, p.village_code) FROM correction c JOIN person p ON p.id = c.person_id
WHERE c.id = $1 AND p.village_code >= $2 COLLATE "C" AND p.village_code < $3 COLLATE "C" FOR UPDATE OF c
$$;

CREATE FUNCTION "handle_correction"("id" uuid, "instant" timestamptz, "handled_by" text, "status" "CorrectionStatus",
  "refusal" "CorrectionRefusal", "legal_basis" text, "change_id" uuid)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
UPDATE correction c SET status = $4, started_at = coalesce(c.started_at, $2),
  resolved_at = CASE WHEN $4 IN ('CORRECTED', 'REFUSED') THEN $2 END, handled_by = $3, refusal = $5, legal_basis = $6,
  change_id = $7, version = c.version + 1
WHERE c.id = $1
$$;

-- The last change since a wish was asked: of the column of the person that it is about, or of whatever belongs to the household.
CREATE FUNCTION "answering_change"("id" uuid)
RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
SELECT e.id FROM correction c JOIN person p ON p.id = c.person_id
JOIN change_entry e ON e.valid_until > c.recorded_at AND CASE c.field WHEN 'HOUSEHOLD' THEN e.household_id = p.household_id
  ELSE e.table_name = 'person' AND e.row_id = p.id AND CASE c.field WHEN 'NIK' THEN e.row ? 'nik_changed'
    WHEN 'NAME' THEN e.row ? 'name_changed'
    ELSE e.row -> lower(c.field::text) IS DISTINCT FROM to_jsonb(json_build_object('birth_date', p.birth_date, 'sex', p.sex,
      'occupation', p.occupation, 'death_date', p.death_date)) -> lower(c.field::text) END END
WHERE c.id = $1
ORDER BY e.valid_until DESC, e.id DESC LIMIT 1
$$;

-- Whether the person lives in the range; only then is the delay kept.
CREATE FUNCTION "delay_looks"("id" uuid, "person" uuid, "looks_from" timestamptz, "looks_until" timestamptz, "office" text,
  "delayed_until" timestamptz, "reason" "DelayReason", "legal_basis" text, "actor" text, "created_at" timestamptz,
  "request_id" text, "low" text, "high" text)
RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
WITH kept AS (
  INSERT INTO access_delay (id, person_id, looks_from, looks_until, office, delayed_until, reason, legal_basis, actor, created_at,
    request_id)
  SELECT $1, p.id, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM person p
  WHERE p.id = $2 AND p.village_code >= $12 COLLATE "C" AND p.village_code < $13 COLLATE "C"
  RETURNING access_delay.id
)
SELECT EXISTS (SELECT 1 FROM kept)
$$;

-- An entry belongs to a territory when its office does, or when somebody who lives there was looked at; to the country all do.
CREATE FUNCTION "territory_entries"("low" text, "high" text, "is_country" boolean, "with_people" boolean, "since" timestamptz,
  "before" timestamptz, "by_actor" text, "office_low" text, "office_high" text, "by_partner" uuid, "for_purpose" "AccessPurpose",
  "with_outcome" "AccessOutcome", "of_action" text, "after" uuid, "most" int4)
RETURNS TABLE("id" uuid, "at" text, "requestId" text, "action" text, "outcome" text, "actor" text, "tier" text, "office" text,
  "partnerId" uuid, "purpose" text, "legalBasis" text, "fields" text[], "people" int4, "personIds" uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
SELECT e.id, instant_text(e.at), e.request_id::text, e.action::text, e.outcome::text, e.actor::text, e.tier::text,
  e.territory::text, e.partner_id, e.purpose::text, e.legal_basis, e.fields, e.people,
  ARRAY(SELECT p.id FROM person p WHERE $4 AND p.id = ANY(e.person_ids)
    AND p.village_code >= $1 COLLATE "C" AND p.village_code < $2 COLLATE "C" ORDER BY p.id)
FROM access_entry e
WHERE e.at >= $5 AND e.at < $6
  AND ($3 OR (e.territory >= $1 COLLATE "C" AND e.territory < $2 COLLATE "C") OR EXISTS (SELECT 1 FROM person p
    WHERE p.id = ANY(e.person_ids) AND p.village_code >= $1 COLLATE "C" AND p.village_code < $2 COLLATE "C"))
  AND ($7 IS NULL OR e.actor = $7) AND ($8 IS NULL OR (e.territory >= $8 COLLATE "C" AND e.territory < $9 COLLATE "C"))
  AND ($10 IS NULL OR e.partner_id = $10) AND ($11 IS NULL OR e.purpose = $11)
  AND ($12 IS NULL OR e.outcome = $12) AND ($13 IS NULL OR e.action = $13)
  AND ($14 IS NULL OR (e.at, e.id) < (SELECT a.at, a.id FROM access_entry a WHERE a.id = $14))
ORDER BY e.at DESC, e.id DESC LIMIT $15;
END $$;

-- Every person in every entry of an incident. The entries have no client: it is one partner with one purpose.
CREATE FUNCTION "incident_looks"("since" timestamptz, "before" timestamptz, "subject" text, "client" text, "low" text, "high" text)
RETURNS TABLE("entry" uuid, "at" timestamptz, "outcome" "AccessOutcome", "fields" text[], "person" uuid, "birth_date" date, "is_own" boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
SELECT e.id, e.at, e.outcome, e.fields, p.id, p.birth_date, p.village_code >= $5 COLLATE "C" AND p.village_code < $6 COLLATE "C"
FROM access_entry e
CROSS JOIN LATERAL (SELECT DISTINCT unnest(e.person_ids) AS id) AS n JOIN person p ON p.id = n.id
WHERE e.at >= $1 AND e.at < $2 AND CASE WHEN $3 IS NULL
  THEN (e.partner_id, e.purpose) IN (SELECT c.partner_id, c.purpose FROM partner_client c WHERE c.client_id = $4)
  ELSE e.actor = $3 END;
END $$;

CREATE FUNCTION "incident_totals"("since" timestamptz, "before" timestamptz, "subject" text, "client" text, "low" text, "high" text)
RETURNS TABLE("people" int4, "entries" int4, "firstAt" text, "lastAt" text, "deniedPeople" int4, "deniedEntries" int4, "peopleElsewhere" int4)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 1 AS $$
SELECT count(DISTINCT s.person) FILTER (WHERE s.is_own AND s.outcome = 'ALLOWED')::int4,
  count(DISTINCT s.entry) FILTER (WHERE s.is_own AND s.outcome = 'ALLOWED')::int4,
  instant_text(min(s.at) FILTER (WHERE s.is_own AND s.outcome = 'ALLOWED')),
  instant_text(max(s.at) FILTER (WHERE s.is_own AND s.outcome = 'ALLOWED')),
  count(DISTINCT s.person) FILTER (WHERE s.is_own AND s.outcome = 'DENIED')::int4,
  count(DISTINCT s.entry) FILTER (WHERE s.is_own AND s.outcome = 'DENIED')::int4,
  count(DISTINCT s.person) FILTER (WHERE NOT s.is_own AND s.outcome = 'ALLOWED')::int4
FROM incident_looks($1, $2, $3, $4, $5, $6) AS s
$$;

-- Those of the range whom an incident concerns by one outcome, with the groups of fields, in the order of their ids.
CREATE FUNCTION "incident_people"("since" timestamptz, "before" timestamptz, "subject" text, "client" text, "low" text, "high" text,
  "outcome" "AccessOutcome", "after" uuid, "most" int4)
RETURNS TABLE("id" uuid, "firstAt" text, "lastAt" text, "looks" int4, "fields" text[], "isChild" boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
WITH seen AS MATERIALIZED (
  SELECT * FROM incident_looks($1, $2, $3, $4, $5, $6) AS s
  WHERE s.is_own AND s.outcome = $7 AND ($8 IS NULL OR s.person > $8)
), affected AS (
  SELECT s.person, min(s.at) AS first_at, max(s.at) AS last_at, count(*)::int4 AS looks, min(s.birth_date) AS birth_date
  FROM seen s GROUP BY s.person ORDER BY s.person LIMIT $9
), shown AS (
  SELECT s.person, array_agg(DISTINCT f ORDER BY f) AS fields FROM seen s JOIN affected a ON a.person = s.person
  CROSS JOIN LATERAL unnest(s.fields) AS f GROUP BY s.person
)
SELECT a.person, instant_text(a.first_at), instant_text(a.last_at), a.looks, coalesce(s.fields, '{}'),
  a.birth_date > (a.first_at AT TIME ZONE 'Asia/Jakarta')::date - interval '18 years'
FROM affected a LEFT JOIN shown s ON s.person = a.person ORDER BY a.person
$$;

DO $$
DECLARE
  made regprocedure;
BEGIN
  GRANT USAGE, CREATE ON SCHEMA "public" TO dinsos_overseer;
  FOR made IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('desk_person', 'access_log',
    'correction_json', 'desk_corrections', 'request_correction', 'open_corrections', 'lock_correction', 'handle_correction',
    'answering_change', 'delay_looks', 'territory_entries', 'incident_looks', 'incident_totals', 'incident_people')
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO dinsos_overseer', made);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', made);
    -- The server opens no claim by itself: the other functions call correction_json.
    IF made::text NOT LIKE '%correction_json(%' THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dinsos_app', made);
    END IF;
  END LOOP;
  REVOKE CREATE ON SCHEMA "public" FROM dinsos_overseer;
END $$;

GRANT SELECT ON "access_entry", "change_entry", "household_member", "region", "partner", "partner_client", "access_delay", "person_key" TO dinsos_overseer;
GRANT SELECT ("id", "village_code", "household_id", "nik_index", "sex", "birth_date", "death_date", "occupation")
  ON "person" TO dinsos_overseer;
GRANT INSERT ON "access_delay" TO dinsos_overseer;
GRANT SELECT, INSERT, UPDATE ON "correction" TO dinsos_overseer;
-- A claim is sealed under the person's own key: what is rotated or erased there, is so here, and the steward needs nothing.

-- Nobody but the functions and the steward sees a row, whatever is granted by mistake.
ALTER TABLE "correction" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "functions_keep" ON "correction" FOR ALL TO dinsos_overseer USING (true);
CREATE POLICY "upkeep" ON "correction" FOR ALL TO dinsos_steward USING (true);
ALTER TABLE "access_delay" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "functions_keep" ON "access_delay" FOR ALL TO dinsos_overseer USING (true);
CREATE POLICY "upkeep" ON "access_delay" FOR SELECT TO dinsos_steward USING (true);
-- Dormant where row-level security is not on (0005 turns it on).
CREATE POLICY "overseer_sees" ON "access_entry" FOR SELECT TO dinsos_overseer USING (true);
CREATE POLICY "overseer_sees" ON "change_entry" FOR SELECT TO dinsos_overseer USING (true);
CREATE POLICY "overseer_sees" ON "household_member" FOR SELECT TO dinsos_overseer USING (true);
CREATE POLICY "overseer_sees" ON "person" FOR SELECT TO dinsos_overseer USING (true);
CREATE POLICY "overseer_sees" ON "partner" FOR SELECT TO dinsos_overseer USING (true);
CREATE POLICY "overseer_sees" ON "partner_client" FOR SELECT TO dinsos_overseer USING (true);
