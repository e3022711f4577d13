-- Many people in one job: uploaded row by row, decided chunk by chunk.

-- CreateEnum
CREATE TYPE "EligibilityJobStatus" AS ENUM ('AWAITING_UPLOAD', 'RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED');

-- CreateEnum
CREATE TYPE "EligibilityJobRefusal" AS ENUM ('MALFORMED_NIK', 'DUPLICATE_IN_REQUEST', 'INVALID_CLAIMS');

-- CreateTable
CREATE TABLE "eligibility_job" (
    "id" UUID NOT NULL,
    "idempotency_key" VARCHAR(120) NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "client_id" VARCHAR(120) NOT NULL,
    "tier" VARCHAR(12) NOT NULL,
    "territory" VARCHAR(13) COLLATE "C",
    "roles" TEXT[],
    "partner_id" UUID,
    "partner_kind" "PartnerKind",
    "purpose" "AccessPurpose" NOT NULL,
    "program_id" UUID NOT NULL,
    "rule_version_id" UUID NOT NULL,
    "as_of" DATE NOT NULL,
    "asked_as_of" DATE,
    "request_id" VARCHAR(64) NOT NULL,
    "status" "EligibilityJobStatus" NOT NULL DEFAULT 'AWAITING_UPLOAD',
    "uploaded" BIGINT NOT NULL DEFAULT 0,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "csv_header" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "served_at" TIMESTAMPTZ(6),

    CONSTRAINT "eligibility_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "eligibility_job_row" (
    "job_id" UUID NOT NULL,
    "ord" INTEGER NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "subject" BYTEA,
    "reference" VARCHAR(120),
    "claims" JSON,
    "refusal" "EligibilityJobRefusal",
    "message" VARCHAR(200),
    "duplicate_of" INTEGER,

    CONSTRAINT "eligibility_job_row_pkey" PRIMARY KEY ("job_id","ord")
);

-- CreateTable
CREATE TABLE "eligibility_job_chunk" (
    "job_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "first_ord" INTEGER NOT NULL,
    "last_ord" INTEGER NOT NULL,
    "worker" UUID,
    "lease_until" TIMESTAMPTZ(6),
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),
    "completed" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "decisions" UUID[],

    CONSTRAINT "eligibility_job_chunk_pkey" PRIMARY KEY ("job_id","number")
);

-- CreateIndex
CREATE INDEX "eligibility_job_status_idx" ON "eligibility_job"("status");

-- CreateIndex
CREATE INDEX "eligibility_job_expires_at_idx" ON "eligibility_job"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "eligibility_job_actor_client_id_idempotency_key_key" ON "eligibility_job"("actor", "client_id", "idempotency_key");

-- AddForeignKey
ALTER TABLE "eligibility_job" ADD CONSTRAINT "eligibility_job_program_id_fkey" FOREIGN KEY ("program_id") REFERENCES "program"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "eligibility_job" ADD CONSTRAINT "eligibility_job_rule_version_id_fkey" FOREIGN KEY ("rule_version_id") REFERENCES "rule_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "eligibility_job_row" ADD CONSTRAINT "eligibility_job_row_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "eligibility_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "eligibility_job_chunk" ADD CONSTRAINT "eligibility_job_chunk_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "eligibility_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Row-level security, as api/access/policy says.
-- EligibilityJob
ALTER TABLE "eligibility_job" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "eligibility_job" FOR SELECT TO dinsos_app
  USING (((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner())) OR (SELECT (claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))))) AND "purpose"::text = (SELECT claim('purpose')) AND "actor"::text = (SELECT claim('subject'))));
CREATE POLICY "callers_add" ON "eligibility_job" FOR INSERT TO dinsos_app
  WITH CHECK (((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner())) OR (SELECT (claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))))) AND "purpose"::text = (SELECT claim('purpose')) AND "actor"::text = (SELECT claim('subject'))));
CREATE POLICY "callers_change" ON "eligibility_job" FOR UPDATE TO dinsos_app
  USING (((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner())) OR (SELECT (claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))))) AND "purpose"::text = (SELECT claim('purpose')) AND "actor"::text = (SELECT claim('subject'))));
CREATE POLICY "upkeep" ON "eligibility_job" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "eligibility_job" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- EligibilityJobRow
ALTER TABLE "eligibility_job_row" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "eligibility_job_row" FOR SELECT TO dinsos_app
  USING (((SELECT (claim('tier') IN ('PARTNER') OR (claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))))) AND "actor"::text = (SELECT claim('subject'))));
CREATE POLICY "callers_add" ON "eligibility_job_row" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT (claim('tier') IN ('PARTNER') OR (claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))))) AND "actor"::text = (SELECT claim('subject'))));
CREATE POLICY "upkeep" ON "eligibility_job_row" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "eligibility_job_row" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- What the code promises, said again where nothing can go around it.
ALTER TABLE "eligibility_job"
  ADD CONSTRAINT "eligibility_job_numbers" CHECK ("uploaded" >= 0 AND "accepted" >= 0),
  ADD CONSTRAINT "eligibility_job_key" CHECK ("idempotency_key" <> ''),
  ADD CONSTRAINT "eligibility_job_partner" CHECK (("tier" = 'PARTNER') = ("partner_id" IS NOT NULL) AND ("partner_id" IS NULL) = ("partner_kind" IS NULL)),
  ADD CONSTRAINT "eligibility_job_ended" CHECK (("completed_at" IS NOT NULL) = ("status" IN ('COMPLETED', 'CANCELLED', 'FAILED')));
ALTER TABLE "eligibility_job_row"
  ADD CONSTRAINT "eligibility_job_row_is_blind" CHECK (octet_length("subject") = 16),
  ADD CONSTRAINT "eligibility_job_row_ord" CHECK ("ord" > 0 AND "duplicate_of" < "ord"),
  ADD CONSTRAINT "eligibility_job_row_refusal" CHECK (("subject" IS NOT NULL OR "refusal" IS NOT NULL) AND ("duplicate_of" IS NOT NULL) = ("refusal" IS NOT DISTINCT FROM 'DUPLICATE_IN_REQUEST'));
ALTER TABLE "eligibility_job_chunk"
  ADD CONSTRAINT "eligibility_job_chunk_span" CHECK ("number" >= 0 AND "first_ord" > 0 AND "last_ord" >= "first_ord"),
  ADD CONSTRAINT "eligibility_job_chunk_done" CHECK ("done_at" IS NULL OR ("completed" >= 0 AND "refused" >= 0
    AND "completed" + "refused" = "last_ord" - "first_ord" + 1 AND cardinality("decisions") = "last_ord" - "first_ord" + 1));

-- Of all rows of a job about one person, one is the first: the others are refused as they come in.
CREATE UNIQUE INDEX "eligibility_job_row_first" ON "eligibility_job_row" ("job_id", "subject") WHERE "duplicate_of" IS NULL;
CREATE INDEX "eligibility_job_chunk_open" ON "eligibility_job_chunk" ("job_id", "number") WHERE "done_at" IS NULL;

GRANT SELECT, INSERT ON "eligibility_job", "eligibility_job_row", "eligibility_job_chunk" TO dinsos_app;
GRANT UPDATE ("status", "uploaded", "accepted", "csv_header", "expires_at", "completed_at") ON "eligibility_job" TO dinsos_app;
GRANT UPDATE ("worker", "lease_until", "attempts", "done_at", "completed", "refused", "decisions") ON "eligibility_job_chunk" TO dinsos_app;
GRANT SELECT, UPDATE, DELETE ON "eligibility_job", "eligibility_job_chunk" TO dinsos_keeper;
GRANT SELECT, DELETE ON "eligibility_job_row" TO dinsos_keeper;

-- The next chunk of the caller who has waited longest, and of its job that has, for one worker alone and for a time. By the
-- clock of the database, which all workers share; a lock lets them choose one after the other, so that turns are kept.
CREATE FUNCTION "claim_job_chunk"("worker" uuid, "lease_ms" int4)
RETURNS TABLE("id" uuid, "actor" text, "clientId" text, "tier" text, "territory" text, "roles" text[], "partnerId" uuid,
  "partnerKind" text, "purpose" text, "programId" uuid, "ruleVersionId" uuid, "asOf" text, "requestId" text,
  "number" int4, "firstOrd" int4, "lastOrd" int4, "attempts" int4)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 1 AS $$
#variable_conflict use_column
BEGIN
PERFORM pg_advisory_xact_lock(20260013);
RETURN QUERY
WITH waiting AS MATERIALIZED (
  SELECT j.id, coalesce(j.partner_id::text, j.actor) AS owner, j.served_at, c.number
  FROM eligibility_job j CROSS JOIN LATERAL (
    SELECT o.number FROM eligibility_job_chunk o
    WHERE o.job_id = j.id AND o.done_at IS NULL AND (o.lease_until IS NULL OR o.lease_until < clock_timestamp())
    ORDER BY o.number LIMIT 1) AS c
  WHERE j.status = 'RUNNING'
), chosen AS MATERIALIZED (
  SELECT w.id, w.number FROM waiting w
  ORDER BY (SELECT max(s.served_at) FROM eligibility_job s WHERE coalesce(s.partner_id::text, s.actor) = w.owner) NULLS FIRST,
    w.served_at NULLS FIRST, w.id LIMIT 1
), served AS (
  UPDATE eligibility_job j SET served_at = clock_timestamp() FROM chosen WHERE j.id = chosen.id RETURNING j.*
), taken AS (
  UPDATE eligibility_job_chunk c
  SET worker = $1, lease_until = clock_timestamp() + $2 * interval '1 millisecond', attempts = c.attempts + 1
  FROM chosen WHERE c.job_id = chosen.id AND c.number = chosen.number
  RETURNING c.*
)
SELECT s.id, s.actor::text, s.client_id::text, s.tier::text, s.territory::text, s.roles, s.partner_id, s.partner_kind::text,
  s.purpose::text, s.program_id, s.rule_version_id, s.as_of::text, s.request_id::text,
  t.number, t.first_ord, t.last_ord, t.attempts::int4
FROM served s JOIN taken t ON t.job_id = s.id;
END $$;

-- Jobs that run and have nothing left to decide are completed; their results are kept for so many days.
CREATE FUNCTION "finish_jobs"("at" timestamptz, "days" int4)
RETURNS TABLE("id" uuid, "partner_id" uuid, "purpose" "AccessPurpose", "status" "EligibilityJobStatus") LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
UPDATE eligibility_job j SET status = 'COMPLETED', completed_at = $1, expires_at = $1 + make_interval(days => $2)
WHERE j.status = 'RUNNING'
  AND NOT EXISTS (SELECT FROM eligibility_job_chunk c WHERE c.job_id = j.id AND c.done_at IS NULL)
RETURNING j.id, j.partner_id, j.purpose, j.status
$$;

-- Deletes so many rows of jobs that have expired, and the jobs of which none are left. Gives how many rows it deleted.
CREATE FUNCTION "forget_jobs"("at" timestamptz, "most" int4)
RETURNS TABLE("rows" int4) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 1 AS $$
#variable_conflict use_column
DECLARE gone uuid[] := ARRAY(SELECT j.id FROM eligibility_job j WHERE j.expires_at < $1 ORDER BY j.expires_at LIMIT 100 FOR UPDATE SKIP LOCKED);
DECLARE deleted int4;
BEGIN
DELETE FROM eligibility_job_row r WHERE r.ctid = ANY(ARRAY(
  SELECT o.ctid FROM eligibility_job_row o WHERE o.job_id = ANY(gone) LIMIT $2));
GET DIAGNOSTICS deleted = ROW_COUNT;
gone := ARRAY(SELECT g FROM unnest(gone) AS g WHERE NOT EXISTS (SELECT FROM eligibility_job_row r WHERE r.job_id = g));
DELETE FROM eligibility_job_chunk c WHERE c.job_id = ANY(gone);
DELETE FROM eligibility_job j WHERE j.id = ANY(gone);
RETURN QUERY SELECT deleted;
END $$;

GRANT CREATE ON SCHEMA "public" TO dinsos_keeper;
DO $$
DECLARE made regprocedure;
BEGIN
  FOREACH made IN ARRAY ARRAY['claim_job_chunk(uuid, int4)', 'finish_jobs(timestamptz, int4)', 'forget_jobs(timestamptz, int4)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO dinsos_keeper', made);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', made);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dinsos_app', made);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA "public" FROM dinsos_keeper;
