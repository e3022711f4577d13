-- Programs are registered and their rules published by those who run them.

-- AlterTable
ALTER TABLE "program" ADD COLUMN     "registered_by" TEXT;

-- AlterTable
ALTER TABLE "rule_version" ADD COLUMN     "published_by" TEXT;

-- Row-level security, as api/access/policy says.
-- Program
ALTER TABLE "program" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "program" FOR SELECT TO dinsos_app
  USING (true);
CREATE POLICY "callers_add" ON "program" FOR INSERT TO dinsos_app
  WITH CHECK ((((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner']) AND "program"."owner_code" IS NULL) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND "program"."owner_code" = (SELECT claim_area()))));
CREATE POLICY "upkeep" ON "program" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "program" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- RuleVersion
ALTER TABLE "rule_version" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "rule_version" FOR SELECT TO dinsos_app
  USING (true);
CREATE POLICY "callers_add" ON "rule_version" FOR INSERT TO dinsos_app
  WITH CHECK ((((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner']) AND EXISTS (SELECT FROM "program" "its_program" WHERE "its_program"."id" = "rule_version"."program_id" AND "its_program"."owner_code" IS NULL)) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND EXISTS (SELECT FROM "program" "its_program" WHERE "its_program"."id" = "rule_version"."program_id" AND "its_program"."owner_code" = (SELECT claim_area())))));
CREATE POLICY "upkeep" ON "rule_version" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "rule_version" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Who runs a program adds to it; nobody edits what is published.
GRANT INSERT ON "program", "rule_version" TO dinsos_app;
