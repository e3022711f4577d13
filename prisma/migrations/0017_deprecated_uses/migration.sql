-- What partners use of the schema that is deprecated, counted by client, element and day.

-- CreateTable
CREATE TABLE "deprecated_use" (
    "id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "purpose" "AccessPurpose" NOT NULL,
    "day" DATE NOT NULL,
    "element" VARCHAR(300) NOT NULL,
    "uses" INTEGER NOT NULL,

    CONSTRAINT "deprecated_use_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "deprecated_use_element_id_idx" ON "deprecated_use"("element", "id");

-- CreateIndex
CREATE UNIQUE INDEX "deprecated_use_partner_id_purpose_day_element_key" ON "deprecated_use"("partner_id", "purpose", "day", "element");

-- AddForeignKey
ALTER TABLE "deprecated_use" ADD CONSTRAINT "deprecated_use_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the code promises, said again where nothing can go around it.
ALTER TABLE "deprecated_use"
  ADD CONSTRAINT "deprecated_use_is_counted" CHECK ("uses" > 0),
  ADD CONSTRAINT "deprecated_use_is_coordinate" CHECK ("element" ~ '^[_A-Za-z]\w*\.[_A-Za-z]\w*(\([_A-Za-z]\w*:\))?$');
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "deprecated_use" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();

-- The server counts on, and neither moves nor takes back what was counted.
GRANT SELECT, INSERT ON "deprecated_use" TO "dinsos_app";
GRANT UPDATE ("uses") ON "deprecated_use" TO "dinsos_app";

-- Row-level security, as api/access/policy says.
-- DeprecatedUse
ALTER TABLE "deprecated_use" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "deprecated_use" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner())) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['auditor', 'data_protection_officer'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND EXISTS (SELECT FROM "partner" "its_partner" WHERE "its_partner"."id" = "deprecated_use"."partner_id" AND "its_partner"."owner_code" = (SELECT claim_area()))) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['auditor', 'data_protection_officer']) AND EXISTS (SELECT FROM "partner" "its_partner" WHERE "its_partner"."id" = "deprecated_use"."partner_id" AND ("its_partner"."owner_code" >= (SELECT claim_low()) AND "its_partner"."owner_code" < (SELECT claim_high()))))));
CREATE POLICY "callers_add" ON "deprecated_use" FOR INSERT TO dinsos_app
  WITH CHECK ((SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])));
CREATE POLICY "callers_change" ON "deprecated_use" FOR UPDATE TO dinsos_app
  USING ((SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])));
CREATE POLICY "upkeep" ON "deprecated_use" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "deprecated_use" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);
