-- Where partners are told of changes, the outbox of what they are told, and its deliveries.

-- CreateEnum
CREATE TYPE "WebhookEventType" AS ENUM ('ELIGIBILITY_CHANGED', 'ENROLMENT_CHANGED', 'JOB_FINISHED', 'AGREEMENT_EXPIRING');

-- CreateEnum
CREATE TYPE "WebhookDeliveryStatus" AS ENUM ('PENDING', 'DELIVERED', 'DEAD');

-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "purpose" "AccessPurpose" NOT NULL,
    "url" VARCHAR(500) NOT NULL,
    "events" "WebhookEventType"[],
    "secret_number" INTEGER NOT NULL DEFAULT 1,
    "former_until" TIMESTAMPTZ(3),
    "last_sequence" INTEGER NOT NULL DEFAULT 0,
    "disabled_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" UUID NOT NULL,
    "ordinal" BIGSERIAL NOT NULL,
    "key" VARCHAR(120) NOT NULL,
    "partner_id" UUID NOT NULL,
    "purpose" "AccessPurpose" NOT NULL,
    "type" "WebhookEventType" NOT NULL,
    "subject" UUID NOT NULL,
    "data" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "placed_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "purpose" "AccessPurpose" NOT NULL,
    "subject" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "status" "WebhookDeliveryStatus" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_ms" INTEGER,
    "last_failure" VARCHAR(30),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_touch" (
    "ordinal" BIGSERIAL NOT NULL,
    "household_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(6),

    CONSTRAINT "webhook_touch_pkey" PRIMARY KEY ("ordinal")
);

-- CreateIndex
CREATE INDEX "webhook_endpoint_partner_id_purpose_idx" ON "webhook_endpoint"("partner_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_event_ordinal_key" ON "webhook_event"("ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_event_key_key" ON "webhook_event"("key");

-- CreateIndex
CREATE INDEX "webhook_event_occurred_at_idx" ON "webhook_event"("occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_endpoint_id_sequence_key" ON "webhook_delivery"("endpoint_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_event_id_endpoint_id_key" ON "webhook_delivery"("event_id", "endpoint_id");

-- AddForeignKey
ALTER TABLE "webhook_endpoint" ADD CONSTRAINT "webhook_endpoint_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_event" ADD CONSTRAINT "webhook_event_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "webhook_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One endpoint an address; and what the dispatcher looks for every few seconds.
CREATE UNIQUE INDEX "webhook_endpoint_url_key" ON "webhook_endpoint"("partner_id", "purpose", "url") WHERE "removed_at" IS NULL;
CREATE INDEX "webhook_event_unplaced_idx" ON "webhook_event"("ordinal") WHERE "placed_at" IS NULL;
CREATE INDEX "webhook_delivery_due_idx" ON "webhook_delivery"("next_attempt_at") WHERE "status" = 'PENDING';
CREATE INDEX "webhook_delivery_order_idx" ON "webhook_delivery"("endpoint_id", "subject", "sequence") WHERE "status" = 'PENDING';

-- What the code promises, said again where nothing can go around it. No address and no payload holds a NIK or KK number.
ALTER TABLE "webhook_endpoint"
  ADD CONSTRAINT "webhook_endpoint_url_form" CHECK ("url" ~ '^https?://[^@/?#\s]+(/[^#\s]*)?$' AND "url" !~ '\d{13}'),
  ADD CONSTRAINT "webhook_endpoint_events_chosen" CHECK (cardinality("events") > 0),
  ADD CONSTRAINT "webhook_endpoint_numbers" CHECK ("secret_number" > 0 AND "last_sequence" >= 0 AND "version" > 0);
ALTER TABLE "webhook_event"
  ADD CONSTRAINT "webhook_event_holds_no_number" CHECK ("data"::text !~ '\d{16}');
ALTER TABLE "webhook_delivery"
  ADD CONSTRAINT "webhook_delivery_numbers" CHECK ("sequence" > 0 AND "attempts" >= 0 AND "last_ms" >= 0),
  ADD CONSTRAINT "webhook_delivery_failure_word" CHECK ("last_failure" ~ '^[A-Z_]+$'),
  ADD CONSTRAINT "webhook_delivery_settled" CHECK (("status" = 'PENDING') = ("settled_at" IS NULL));

CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "webhook_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "webhook_delivery" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();

-- An endpoint belongs to a partner: what becomes of it is kept in the partner's own trail; how far it has got is not.
CREATE TRIGGER "keep_history" AFTER INSERT OR UPDATE OF "url", "events", "secret_number", "former_until", "disabled_at", "removed_at"
  ON "webhook_endpoint" FOR EACH ROW EXECUTE FUNCTION "keep_partner_history"();

-- Whatever changes a household's facts voids what is held of them (0003): then it was touched, in the same transaction, once a
-- transaction. Where no partner has an endpoint, nobody has to be told.
CREATE FUNCTION "note_touch"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM webhook_endpoint w WHERE w.removed_at IS NULL) THEN
    INSERT INTO webhook_touch (household_id) VALUES (NEW.household_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "note_touch_first" AFTER INSERT ON "household_facts" FOR EACH ROW WHEN (NEW.facts IS NULL) EXECUTE FUNCTION "note_touch"();
CREATE TRIGGER "note_touch" AFTER UPDATE ON "household_facts" FOR EACH ROW WHEN (OLD.facts IS NOT NULL AND NEW.facts IS NULL)
  EXECUTE FUNCTION "note_touch"();

-- The latest decision of each partner, for each purpose with an endpoint that wants to know, about everybody who ever lived in these
-- households, a program each: asked for by who the person is, or by a number that is this person's now.
CREATE FUNCTION "decisions_touched"("households" uuid[]) RETURNS SETOF "decision"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 100 AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
WITH people AS MATERIALIZED (
  SELECT DISTINCT p.id, p.nik_index FROM household_member m JOIN person p ON p.id = m.person_id WHERE m.household_id = ANY ($1)
), asked AS (
  SELECT d.id FROM people JOIN decision d ON d.person_id = people.id WHERE d.partner_id IS NOT NULL
  UNION
  SELECT d.id FROM people JOIN decision d ON d.subject = people.nik_index WHERE d.partner_id IS NOT NULL
)
SELECT DISTINCT ON (d.partner_id, d.purpose, d.subject, d.program_id) d.*
FROM asked JOIN decision d ON d.id = asked.id
WHERE EXISTS (SELECT FROM webhook_endpoint w WHERE w.partner_id = d.partner_id AND w.purpose = d.purpose AND w.removed_at IS NULL
  AND w.events && ARRAY['ELIGIBILITY_CHANGED', 'ENROLMENT_CHANGED']::"WebhookEventType"[])
ORDER BY d.partner_id, d.purpose, d.subject, d.program_id, d.decided_at DESC, d.id DESC;
END $$;

-- Takes away what happened before a day and waits for nothing any more; gives how many events.
CREATE FUNCTION "forget_webhooks"("before" timestamptz) RETURNS int4
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  old uuid[] := ARRAY(
    SELECT e.id FROM webhook_event e WHERE e.occurred_at < $1 AND e.placed_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.event_id = e.id AND d.status = 'PENDING')
    ORDER BY e.occurred_at LIMIT 5000);
BEGIN
  DELETE FROM webhook_delivery d WHERE d.event_id = ANY (old);
  DELETE FROM webhook_event e WHERE e.id = ANY (old);
  RETURN cardinality(old);
END $$;

GRANT CREATE ON SCHEMA "public" TO dinsos_keeper;
ALTER FUNCTION "note_touch"() OWNER TO dinsos_keeper;
ALTER FUNCTION "decisions_touched"(uuid[]) OWNER TO dinsos_keeper;
ALTER FUNCTION "forget_webhooks"(timestamptz) OWNER TO dinsos_keeper;
REVOKE CREATE ON SCHEMA "public" FROM dinsos_keeper;
REVOKE EXECUTE ON FUNCTION "note_touch"(), "decisions_touched"(uuid[]), "forget_webhooks"(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "decisions_touched"(uuid[]), "forget_webhooks"(timestamptz) TO dinsos_app;

GRANT SELECT ON "decision" TO dinsos_keeper;
GRANT SELECT ("nik_index") ON "person" TO dinsos_keeper;
GRANT SELECT ON "webhook_endpoint" TO dinsos_keeper;
GRANT INSERT ON "webhook_touch" TO dinsos_keeper;
GRANT SELECT, DELETE ON "webhook_event", "webhook_delivery" TO dinsos_keeper;
GRANT USAGE ON SEQUENCE "webhook_touch_ordinal_seq" TO dinsos_keeper;
GRANT USAGE ON SEQUENCE "webhook_event_ordinal_seq" TO dinsos_app;

-- The server writes what happened once; of an endpoint and a delivery it changes what may change.
GRANT SELECT, INSERT ON "webhook_endpoint", "webhook_event", "webhook_delivery" TO dinsos_app;
GRANT UPDATE ("url", "events", "secret_number", "former_until", "last_sequence", "disabled_at", "removed_at", "version")
  ON "webhook_endpoint" TO dinsos_app;
GRANT UPDATE ("placed_at") ON "webhook_event" TO dinsos_app;
GRANT UPDATE ("status", "attempts", "next_attempt_at", "expires_at", "leased_until", "last_status", "last_ms", "last_failure",
  "settled_at") ON "webhook_delivery" TO dinsos_app;
GRANT SELECT, DELETE ON "webhook_touch" TO dinsos_app;
GRANT UPDATE ("seen_at") ON "webhook_touch" TO dinsos_app;

-- Row-level security, as api/access/policy says.
-- WebhookEndpoint
ALTER TABLE "webhook_endpoint" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "webhook_endpoint" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND EXISTS (SELECT FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_endpoint"."partner_id" AND "its_partner"."owner_code" = (SELECT claim_area())))));
CREATE POLICY "callers_add" ON "webhook_endpoint" FOR INSERT TO dinsos_app
  WITH CHECK ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND EXISTS (SELECT FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_endpoint"."partner_id" AND "its_partner"."owner_code" = (SELECT claim_area())))));
CREATE POLICY "callers_change" ON "webhook_endpoint" FOR UPDATE TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND EXISTS (SELECT FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_endpoint"."partner_id" AND "its_partner"."owner_code" = (SELECT claim_area())))));
CREATE POLICY "upkeep" ON "webhook_endpoint" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "webhook_endpoint" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- WebhookEvent
ALTER TABLE "webhook_event" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "webhook_event" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND EXISTS (SELECT FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_event"."partner_id" AND "its_partner"."owner_code" = (SELECT claim_area())))));
CREATE POLICY "callers_add" ON "webhook_event" FOR INSERT TO dinsos_app
  WITH CHECK (true);
CREATE POLICY "callers_change" ON "webhook_event" FOR UPDATE TO dinsos_app
  USING ((SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])));
CREATE POLICY "upkeep" ON "webhook_event" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "webhook_event" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- WebhookDelivery
ALTER TABLE "webhook_delivery" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "webhook_delivery" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND EXISTS (SELECT FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_delivery"."partner_id" AND "its_partner"."owner_code" = (SELECT claim_area())))));
CREATE POLICY "callers_add" ON "webhook_delivery" FOR INSERT TO dinsos_app
  WITH CHECK ((SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])));
CREATE POLICY "callers_change" ON "webhook_delivery" FOR UPDATE TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND EXISTS (SELECT FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_delivery"."partner_id" AND "its_partner"."owner_code" = (SELECT claim_area())))));
CREATE POLICY "upkeep" ON "webhook_delivery" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "webhook_delivery" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);
