-- Keys of people and households in tables of their own, so that backups leave them out and erasing a key erases the person.

-- CreateEnum
CREATE TYPE "ErasureGround" AS ENUM ('NO_LONGER_NEEDED', 'CONSENT_WITHDRAWN', 'REQUESTED_BY_SUBJECT', 'UNLAWFULLY_OBTAINED', 'RETENTION_ENDED');

-- AlterTable
ALTER TABLE "household" ADD COLUMN     "erased_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "erased_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "wrapping_key" (
    "id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wrapping_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_key" (
    "person_id" UUID NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "wrapping_key_id" INTEGER NOT NULL,

    CONSTRAINT "person_key_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "household_key" (
    "household_id" UUID NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "wrapping_key_id" INTEGER NOT NULL,

    CONSTRAINT "household_key_pkey" PRIMARY KEY ("household_id")
);

-- CreateTable
CREATE TABLE "erasure" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "household_id" UUID,
    "ground" "ErasureGround" NOT NULL,
    "reference" VARCHAR(60) NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "request_id" VARCHAR(64),
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "erasure_person_id_key" ON "erasure"("person_id");

-- AddForeignKey
ALTER TABLE "person_key" ADD CONSTRAINT "person_key_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_key" ADD CONSTRAINT "person_key_wrapping_key_id_fkey" FOREIGN KEY ("wrapping_key_id") REFERENCES "wrapping_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_key" ADD CONSTRAINT "household_key_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_key" ADD CONSTRAINT "household_key_wrapping_key_id_fkey" FOREIGN KEY ("wrapping_key_id") REFERENCES "wrapping_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say. The id of the wrapping key stands in the wrapped bytes too, where it is authenticated.
ALTER TABLE "wrapping_key" ADD CONSTRAINT "wrapping_key_id" CHECK ("id" BETWEEN 1 AND 65535);
ALTER TABLE "person_key" ADD CONSTRAINT "person_key_wrapped" CHECK (
  octet_length("wrapped") = 63 AND get_byte("wrapped", 0) = 1 AND "wrapping_key_id" = get_byte("wrapped", 1) * 256 + get_byte("wrapped", 2));
ALTER TABLE "household_key" ADD CONSTRAINT "household_key_wrapped" CHECK (
  octet_length("wrapped") = 63 AND get_byte("wrapped", 0) = 1 AND "wrapping_key_id" = get_byte("wrapped", 1) * 256 + get_byte("wrapped", 2));
ALTER TABLE "person" ADD CONSTRAINT "person_erased_is_not_found" CHECK (
  "erased_at" IS NULL OR ("nik_index" IS NULL AND cardinality("name_tokens") = 0));
ALTER TABLE "household" ADD CONSTRAINT "household_erased_is_not_found" CHECK ("erased_at" IS NULL OR "kk_index" IS NULL);
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_reference_form" CHECK (
  "reference" ~ '^[A-Za-z0-9][A-Za-z0-9./-]{0,59}$' AND "reference" ~ '\d' AND "reference" !~ '\d{13}');
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "erasure" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "erasure" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();

-- History keeps no blind index: it says nothing to a reader, and would outlive both an erasure and a rotation of its key.
ALTER TABLE "change_entry" DISABLE TRIGGER "refuse_edit";
UPDATE "change_entry" SET "row" = "row" - 'nik_index' - 'kk_index' - 'name_tokens' WHERE "row" ?| ARRAY['nik_index', 'kk_index', 'name_tokens'];
ALTER TABLE "change_entry" ENABLE TRIGGER "refuse_edit";

-- Sealing the same anew, or indexing it under another key, is no change of anybody: the steward may say so (dinsos.reseal).
-- Asked in the conditions of triggers, where the user is who runs the statement and not the owner of a function.
CREATE FUNCTION "is_resealing"() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT current_user = 'dinsos_steward' AND coalesce(current_setting('dinsos.reseal', true), '') = 'on'
$$;
CREATE FUNCTION "without_seal"("image" jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
  RETURN "image" - ARRAY['updated_at', 'identity', 'nik_index', 'kk_index', 'name_tokens'];

CREATE OR REPLACE FUNCTION "keep_history"() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  instant timestamptz := greatest(now(), OLD."updated_at" + interval '1 microsecond');
  image jsonb := to_jsonb(OLD);
  next jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(NEW) END;
  marks jsonb := '{}';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF image - 'updated_at' = next - 'updated_at' THEN
      RETURN NEW;
    END IF;
    NEW."updated_at" := instant;
    -- That a number or a name was another afterwards, without what it was. Tokens are those of a regency: a move alters them too.
    IF image -> 'nik_index' IS DISTINCT FROM next -> 'nik_index' THEN
      marks := marks || '{"nik_changed": true}';
    END IF;
    IF image -> 'name_tokens' IS DISTINCT FROM next -> 'name_tokens' AND image -> 'household_id' = next -> 'household_id' THEN
      marks := marks || '{"name_changed": true}';
    END IF;
  END IF;
  INSERT INTO "change_entry" ("id", "table_name", "row_id", "household_id", "operation", "row", "valid_from", "valid_until", "actor", "action", "request_id")
  VALUES ("uuid_v7"(), TG_TABLE_NAME, OLD."id", (coalesce(image ->> 'household_id', image ->> 'id'))::uuid, TG_OP,
    image - ARRAY['nik_index', 'kk_index', 'name_tokens'] || marks, OLD."updated_at", instant,
    coalesce(nullif(current_setting('dinsos.actor', true), ''), 'system'),
    coalesce(nullif(current_setting('dinsos.action', true), ''), 'system'),
    nullif(current_setting('dinsos.request', true), ''));
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

DROP TRIGGER "keep_history" ON "person";
DROP TRIGGER "keep_history" ON "household";
CREATE TRIGGER "keep_history" BEFORE UPDATE ON "person" FOR EACH ROW
  WHEN (NOT is_resealing() OR without_seal(to_jsonb(OLD)) <> without_seal(to_jsonb(NEW))) EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_history" BEFORE UPDATE ON "household" FOR EACH ROW
  WHEN (NOT is_resealing() OR without_seal(to_jsonb(OLD)) <> without_seal(to_jsonb(NEW))) EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_end" BEFORE DELETE ON "person" FOR EACH ROW EXECUTE FUNCTION "keep_history"();
CREATE TRIGGER "keep_end" BEFORE DELETE ON "household" FOR EACH ROW EXECUTE FUNCTION "keep_history"();

-- Of history, the steward may replace the sealed bytes of an image, and nothing else.
CREATE FUNCTION "refuse_edit_of_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND is_resealing() THEN
    IF to_jsonb(OLD) - 'row' = to_jsonb(NEW) - 'row' AND OLD."row" - 'identity' = NEW."row" - 'identity'
      AND jsonb_typeof(OLD."row" -> 'identity') = 'string' AND jsonb_typeof(NEW."row" -> 'identity') = 'string' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'rows of % are never edited', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER "refuse_edit" ON "change_entry";
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "change_entry" FOR EACH ROW EXECUTE FUNCTION "refuse_edit_of_history"();

-- Values of the first form carry their own wrapped key (first byte 1): where such a person is forgotten, the bytes go.
CREATE FUNCTION "forget_person"("subject" uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp SET dinsos.reseal = 'on' SET dinsos.bulk_load = 'on' AS $$
BEGIN
  DELETE FROM person_key k WHERE k.person_id = subject;
  UPDATE person p SET identity = '\x' WHERE p.id = subject AND get_byte(p.identity || '\x00', 0) = 1;
  UPDATE change_entry c SET row = jsonb_set(c.row, '{identity}', '"\\x"')
    WHERE c.table_name = 'person' AND c.row_id = subject AND c.row ->> 'identity' LIKE '\\x01%';
  UPDATE person p SET nik_index = NULL, name_tokens = '{}', erased_at = now(), version = p.version + 1
    WHERE p.id = subject AND p.erased_at IS NULL;
END $$;

CREATE FUNCTION "forget_household"("subject" uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp SET dinsos.reseal = 'on' SET dinsos.bulk_load = 'on' AS $$
BEGIN
  DELETE FROM household_key k WHERE k.household_id = subject;
  UPDATE household h SET identity = '\x' WHERE h.id = subject AND get_byte(h.identity || '\x00', 0) = 1;
  UPDATE change_entry c SET row = jsonb_set(c.row, '{identity}', '"\\x"')
    WHERE c.table_name = 'household' AND c.row_id = subject AND c.row ->> 'identity' LIKE '\\x01%';
  UPDATE household h SET kk_index = NULL, erased_at = now(), version = h.version + 1
    WHERE h.id = subject AND h.erased_at IS NULL;
END $$;

-- Destroys the key of a person, and of the household when nobody else is recorded in it, and writes down who decided it.
-- Gives the household where it went too. Who does it is told by dinsos.actor and dinsos.request.
CREATE FUNCTION "erase_person"("subject" uuid, "why" "ErasureGround", "letter" text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  home uuid;
BEGIN
  SELECT p.household_id INTO STRICT home FROM person p WHERE p.id = subject FOR UPDATE;
  PERFORM forget_person(subject);
  IF EXISTS (SELECT FROM person p WHERE p.household_id = home AND p.erased_at IS NULL) THEN
    home := NULL;
  ELSE
    PERFORM forget_household(home);
  END IF;
  INSERT INTO erasure (id, person_id, household_id, ground, reference, actor, request_id)
  VALUES (uuid_v7(), subject, home, why, letter, coalesce(nullif(current_setting('dinsos.actor', true), ''), 'system'),
    nullif(current_setting('dinsos.request', true), ''));
  RETURN home;
END $$;

-- The same for the server: of a person of the caller's villages, at the version that was read, whom no aid reaches. The caller,
-- a data-protection officer, sees neither the person nor the household.
CREATE FUNCTION "erase_person_here"("subject" uuid, "expected" int4, "why" "ErasureGround", "letter" text, "today" date)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  home uuid;
  found person%ROWTYPE;
  emptied uuid;
BEGIN
  SELECT p.household_id INTO home FROM person p
    WHERE p.id = subject AND p.village_code >= (SELECT claim_low()) AND p.village_code < (SELECT claim_high());
  IF home IS NULL THEN RETURN json_build_object('outcome', 'NOT_FOUND'); END IF;
  PERFORM FROM household h WHERE h.id = home FOR UPDATE;
  SELECT p.* INTO found FROM person p WHERE p.id = subject AND p.household_id = home FOR UPDATE;
  IF found.id IS NULL THEN RETURN json_build_object('outcome', 'MOVED'); END IF;
  IF found.erased_at IS NOT NULL THEN RETURN json_build_object('outcome', 'ERASED'); END IF;
  IF found.version <> expected THEN RETURN json_build_object('outcome', 'STALE', 'version', found.version); END IF;
  -- Enrolments of the person, and of the household in which the person lives or whose records hold the person.
  IF EXISTS (
    SELECT FROM enrolment e WHERE e.status <> 'ENDED' AND (e.until IS NULL OR e.until > today)
      AND (e.person_id = subject OR (e.person_id IS NULL AND e.household_id IN (
        SELECT home UNION SELECT m.household_id FROM household_member m WHERE m.person_id = subject AND m.until IS NULL)))) THEN
    RETURN json_build_object('outcome', 'IN_USE');
  END IF;
  UPDATE household h SET version = h.version + 1 WHERE h.id = home;
  emptied := erase_person(subject, why, letter);
  RETURN json_build_object('outcome', 'DONE', 'isHouseholdErased', emptied IS NOT NULL,
    'erasedAt', (SELECT p.erased_at FROM person p WHERE p.id = subject),
    'people', ARRAY(SELECT m.person_id FROM household_member m WHERE m.household_id = home AND m.until IS NULL));
END $$;

-- After a restore: whoever was erased since the backup is erased again, and keys that belong to nobody go. Gives how many.
CREATE FUNCTION "erase_again"() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  entry erasure%ROWTYPE;
  people integer := 0;
BEGIN
  DELETE FROM person_key k WHERE NOT EXISTS (SELECT FROM person p WHERE p.id = k.person_id);
  DELETE FROM household_key k WHERE NOT EXISTS (SELECT FROM household h WHERE h.id = k.household_id);
  FOR entry IN SELECT * FROM erasure e ORDER BY e.at, e.id LOOP
    IF EXISTS (SELECT FROM person p WHERE p.id = entry.person_id AND p.erased_at IS NULL)
      OR EXISTS (SELECT FROM person_key k WHERE k.person_id = entry.person_id) THEN
      people := people + 1;
      PERFORM forget_person(entry.person_id);
    END IF;
    IF entry.household_id IS NOT NULL THEN
      PERFORM forget_household(entry.household_id);
    END IF;
  END LOOP;
  RETURN people;
END $$;

-- The server adds keys and may have a person erased; it cannot delete or replace a key by itself.
GRANT SELECT, INSERT ON "wrapping_key", "person_key", "household_key" TO "dinsos_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON "person_key", "household_key" TO "dinsos_steward";
GRANT SELECT, INSERT, DELETE ON "wrapping_key" TO "dinsos_steward";
GRANT SELECT, INSERT ON "erasure" TO "dinsos_steward";
GRANT UPDATE ("row") ON "change_entry" TO "dinsos_steward";
GRANT UPDATE ("identity", "nik_index", "name_tokens", "erased_at", "version") ON "person" TO "dinsos_steward";
GRANT UPDATE ("identity", "kk_index", "erased_at", "version") ON "household" TO "dinsos_steward";
REVOKE EXECUTE ON FUNCTION "erase_person_here"(uuid, int4, "ErasureGround", text, date), "forget_person"(uuid), "forget_household"(uuid), "erase_again"(), "erase_person"(uuid, "ErasureGround", text) FROM PUBLIC;
GRANT "dinsos_steward" TO CURRENT_USER;
GRANT CREATE ON SCHEMA public TO "dinsos_steward";
ALTER FUNCTION "forget_person"(uuid) OWNER TO "dinsos_steward";
ALTER FUNCTION "forget_household"(uuid) OWNER TO "dinsos_steward";
ALTER FUNCTION "erase_again"() OWNER TO "dinsos_steward";
ALTER FUNCTION "erase_person"(uuid, "ErasureGround", text) OWNER TO "dinsos_steward";
ALTER FUNCTION "erase_person_here"(uuid, int4, "ErasureGround", text, date) OWNER TO "dinsos_steward";
REVOKE CREATE ON SCHEMA public FROM "dinsos_steward";
GRANT USAGE ON SCHEMA public TO "dinsos_app", "dinsos_steward";
GRANT EXECUTE ON FUNCTION "erase_person_here"(uuid, int4, "ErasureGround", text, date) TO "dinsos_app";

-- The state as of an instant, with what opens its images: the key as it is now, and whether it was erased.
DROP FUNCTION "household_states"(uuid[], timestamptz[], text, text);
CREATE FUNCTION "household_states"("households" uuid[], "instants" timestamptz[], "low" text, "high" text)
RETURNS TABLE("key" int4, "household" jsonb, "seal" json, "members" json)
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
  json_build_object('key', (SELECT w.wrapped FROM household_key w WHERE w.household_id = k.household_id),
    'erased', EXISTS (SELECT FROM household t WHERE t.id = k.household_id AND t.erased_at IS NOT NULL)),
  coalesce((
    SELECT json_agg(json_build_object('relationship', m.row ->> 'relationship',
      'person', coalesce(
    (SELECT c.row FROM change_entry c WHERE c.table_name = 'person' AND c.row_id = (m.row ->> 'person_id')::uuid
      AND c.valid_from <= k.at AND c.valid_until > k.at ORDER BY c.valid_until LIMIT 1),
    (SELECT to_jsonb(t) FROM person t WHERE t.id = (m.row ->> 'person_id')::uuid AND t.updated_at <= k.at)),
      'seal', json_build_object('key', (SELECT w.wrapped FROM person_key w WHERE w.person_id = (m.row ->> 'person_id')::uuid),
        'erased', EXISTS (SELECT FROM person t WHERE t.id = (m.row ->> 'person_id')::uuid AND t.erased_at IS NOT NULL)))
      ORDER BY (m.row ->> 'relationship')::"Relationship", m.row ->> 'since', m.id)
    FROM memberships m WHERE m.key = k.key AND m.row ->> 'until' IS NULL), '[]')
FROM k ORDER BY k.key;
END $$;
GRANT CREATE ON SCHEMA public TO "dinsos_historian";
ALTER FUNCTION "household_states"(uuid[], timestamptz[], text, text) OWNER TO "dinsos_historian";
REVOKE CREATE ON SCHEMA public FROM "dinsos_historian";
REVOKE EXECUTE ON FUNCTION "household_states"(uuid[], timestamptz[], text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "household_states"(uuid[], timestamptz[], text, text) TO "dinsos_app";
GRANT SELECT ON "person_key", "household_key" TO "dinsos_historian";
