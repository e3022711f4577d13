-- Agreements that end before their time; every change to a partner, its clients, keys and agreements is kept.

-- AlterTable
ALTER TABLE "agreement" ADD COLUMN     "ended_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "partner_change" (
    "id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "table_name" VARCHAR(40) NOT NULL,
    "row_id" UUID NOT NULL,
    "operation" VARCHAR(8) NOT NULL,
    "row" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "action" VARCHAR(60) NOT NULL,
    "request_id" VARCHAR(64),

    CONSTRAINT "partner_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "partner_change_partner_id_idx" ON "partner_change"("partner_id");

-- CreateIndex
CREATE INDEX "partner_change_row_id_at_idx" ON "partner_change"("row_id", "at");

-- AddForeignKey
ALTER TABLE "partner_change" ADD CONSTRAINT "partner_change_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- The administrative cities and regency of DKI Jakarta belong to the province: they own no partners.
ALTER TABLE "partner" ADD CONSTRAINT "partner_owner_may_own" CHECK ("owner_code" !~ '^31\.');

-- Whatever writes to a partner, its clients, keys or agreements, what has become of it is kept, with who did it and in which
-- request. A count of changes alone is no change. Done with the rights of dinsos_keeper: the server itself cannot write here.
CREATE FUNCTION "keep_partner_history"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  image jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'version' = image - 'version' THEN
    RETURN NULL;
  END IF;
  INSERT INTO "partner_change" ("id", "partner_id", "table_name", "row_id", "operation", "row", "at", "actor", "action", "request_id")
  VALUES ("uuid_v7"(),
    CASE TG_TABLE_NAME
      WHEN 'partner' THEN (image ->> 'id')::uuid
      WHEN 'client_key' THEN (SELECT c."partner_id" FROM "partner_client" c WHERE c."id" = (image ->> 'client_id')::uuid)
      ELSE (image ->> 'partner_id')::uuid
    END,
    TG_TABLE_NAME, (image ->> 'id')::uuid, TG_OP, image, now(),
    coalesce(nullif(current_setting('dinsos.actor', true), ''), 'system'),
    coalesce(nullif(current_setting('dinsos.action', true), ''), 'system'),
    nullif(current_setting('dinsos.request', true), ''));
  RETURN NULL;
END $$;

CREATE TRIGGER "keep_history" AFTER INSERT OR UPDATE OR DELETE ON "partner" FOR EACH ROW EXECUTE FUNCTION "keep_partner_history"();
CREATE TRIGGER "keep_history" AFTER INSERT OR UPDATE OR DELETE ON "partner_client" FOR EACH ROW EXECUTE FUNCTION "keep_partner_history"();
CREATE TRIGGER "keep_history" AFTER INSERT OR UPDATE OR DELETE ON "client_key" FOR EACH ROW EXECUTE FUNCTION "keep_partner_history"();
CREATE TRIGGER "keep_history" AFTER INSERT OR UPDATE OR DELETE ON "agreement" FOR EACH ROW EXECUTE FUNCTION "keep_partner_history"();
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "partner_change" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "partner_change" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();

GRANT CREATE ON SCHEMA "public" TO "dinsos_keeper";
ALTER FUNCTION "keep_partner_history"() OWNER TO "dinsos_keeper";
REVOKE CREATE ON SCHEMA "public" FROM "dinsos_keeper";
REVOKE EXECUTE ON FUNCTION "keep_partner_history"() FROM PUBLIC;
GRANT INSERT ON "partner_change" TO "dinsos_keeper";
GRANT SELECT ("id", "partner_id") ON "partner_client" TO "dinsos_keeper";

-- What is signed is not edited: the server may suspend, end and retire, and nothing else.
GRANT INSERT ON "partner", "partner_client", "client_key", "agreement" TO "dinsos_app";
GRANT UPDATE ("suspended_at", "version") ON "partner" TO "dinsos_app";
GRANT UPDATE ("suspended_at") ON "partner_client" TO "dinsos_app";
GRANT UPDATE ("retired_at") ON "client_key" TO "dinsos_app";
GRANT UPDATE ("suspended_at", "ended_at") ON "agreement" TO "dinsos_app";
GRANT SELECT ON "partner_change" TO "dinsos_app";
