-- Row-level security by the rules as they stand.

-- A caller's area as the rules take it (api/access/allows.ts): a territory that is none of its tier's is none, and the national
-- tier has no territory.
CREATE FUNCTION "claim_area"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN claim('territory') ~ '^[1-9]\d(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$'
    AND length(claim('territory')) = CASE claim('tier')
      WHEN 'PROVINCE' THEN 2 WHEN 'REGENCY' THEN 5 WHEN 'DISTRICT' THEN 8 WHEN 'VILLAGE' THEN 13 END THEN claim('territory') END;
CREATE OR REPLACE FUNCTION "claim_low"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE claim('tier')
    WHEN 'NATIONAL' THEN CASE WHEN claim('territory') IS NULL THEN '1' END
    WHEN 'CITIZEN' THEN CASE WHEN claim('territory') ~ '^[1-9]\d(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$' THEN claim('territory') END
    ELSE claim_area() END;
CREATE OR REPLACE FUNCTION "claim_high"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN claim('tier') = 'NATIONAL' AND claim('territory') IS NULL THEN ':' ELSE claim_low() || '/' END;

-- Row-level security, as api/access/policy says.
-- Partner
DROP POLICY "callers_see" ON "partner";
DROP POLICY "functions_see" ON "partner";
DROP POLICY "overseer_sees" ON "partner";
DROP POLICY "upkeep" ON "partner";
ALTER TABLE "partner" NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;

-- Agreement
DROP POLICY "callers_see" ON "agreement";
DROP POLICY "functions_see" ON "agreement";
DROP POLICY "upkeep" ON "agreement";
ALTER TABLE "agreement" NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;

-- PartnerClient
DROP POLICY "overseer_sees" ON "partner_client";
ALTER TABLE "partner_client" NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;

-- Household
DROP POLICY "callers_add" ON "household";
DROP POLICY "callers_change" ON "household";
DROP POLICY "callers_see" ON "household";
DROP POLICY "functions_see" ON "household";
DROP POLICY "upkeep" ON "household";
CREATE POLICY "callers_see" ON "household" FOR SELECT TO dinsos_app, dinsos_historian
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor', 'tagana']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND ("household"."village_code" >= (SELECT claim_low()) AND "household"."village_code" < (SELECT claim_high()))));
CREATE POLICY "callers_add" ON "household" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND ("household"."village_code" >= (SELECT claim_low()) AND "household"."village_code" < (SELECT claim_high()))));
CREATE POLICY "callers_change" ON "household" FOR UPDATE TO dinsos_app
  USING (((SELECT ((claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) OR (claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) OR (claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) OR (claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker', 'regency_verifier'])))) AND ("household"."village_code" >= (SELECT claim_low()) AND "household"."village_code" < (SELECT claim_high()))));
CREATE POLICY "upkeep" ON "household" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "household" FOR SELECT TO dinsos_decider, dinsos_overseer
  USING (true);

-- HouseholdMember
DROP POLICY "callers_add" ON "household_member";
DROP POLICY "callers_change" ON "household_member";
DROP POLICY "callers_see" ON "household_member";
DROP POLICY "functions_see" ON "household_member";
DROP POLICY "overseer_sees" ON "household_member";
DROP POLICY "upkeep" ON "household_member";
CREATE POLICY "callers_see" ON "household_member" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor', 'tagana']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "household_member"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "household_member" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "household_member"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_change" ON "household_member" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "household_member"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "household_member" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "household_member" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- RegistryListing
DROP POLICY "callers_see" ON "registry_listing";
DROP POLICY "functions_see" ON "registry_listing";
DROP POLICY "upkeep" ON "registry_listing";
CREATE POLICY "callers_see" ON "registry_listing" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "registry_listing"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "registry_listing" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "registry_listing" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- HousingCondition
DROP POLICY "callers_add" ON "housing_condition";
DROP POLICY "callers_change" ON "housing_condition";
DROP POLICY "callers_see" ON "housing_condition";
DROP POLICY "functions_see" ON "housing_condition";
DROP POLICY "upkeep" ON "housing_condition";
CREATE POLICY "callers_see" ON "housing_condition" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor', 'tagana']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "housing_condition"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "housing_condition" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "housing_condition"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_change" ON "housing_condition" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "housing_condition"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "housing_condition" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "housing_condition" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Person
DROP POLICY "callers_add" ON "person";
DROP POLICY "callers_change" ON "person";
DROP POLICY "callers_see" ON "person";
DROP POLICY "functions_see" ON "person";
DROP POLICY "overseer_sees" ON "person";
DROP POLICY "upkeep" ON "person";
CREATE POLICY "callers_see" ON "person" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor', 'tagana']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND ("person"."village_code" >= (SELECT claim_low()) AND "person"."village_code" < (SELECT claim_high()))));
CREATE POLICY "callers_add" ON "person" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND ("person"."village_code" >= (SELECT claim_low()) AND "person"."village_code" < (SELECT claim_high()))));
CREATE POLICY "callers_change" ON "person" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND ("person"."village_code" >= (SELECT claim_low()) AND "person"."village_code" < (SELECT claim_high()))));
CREATE POLICY "upkeep" ON "person" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "person" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- PersonCondition
DROP POLICY "callers_add" ON "person_condition";
DROP POLICY "callers_see" ON "person_condition";
DROP POLICY "functions_see" ON "person_condition";
DROP POLICY "upkeep" ON "person_condition";
CREATE POLICY "callers_see" ON "person_condition" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "person_condition"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "person_condition" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "person_condition"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "person_condition" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "person_condition" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- DukcapilMatch
DROP POLICY "callers_add" ON "dukcapil_match";
DROP POLICY "callers_change" ON "dukcapil_match";
DROP POLICY "callers_see" ON "dukcapil_match";
DROP POLICY "functions_see" ON "dukcapil_match";
DROP POLICY "upkeep" ON "dukcapil_match";
CREATE POLICY "callers_see" ON "dukcapil_match" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "dukcapil_match"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "dukcapil_match" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "dukcapil_match"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_change" ON "dukcapil_match" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "dukcapil_match"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "dukcapil_match" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "dukcapil_match" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Classification
DROP POLICY "callers_add" ON "classification";
DROP POLICY "callers_change" ON "classification";
DROP POLICY "callers_see" ON "classification";
DROP POLICY "functions_see" ON "classification";
DROP POLICY "upkeep" ON "classification";
CREATE POLICY "callers_see" ON "classification" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "classification"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high()))) AND ("sensitivity"::text IN ('R1', 'R2') OR (SELECT (claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker']))))));
CREATE POLICY "callers_add" ON "classification" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head'])) AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker', 'regency_verifier'])) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "classification"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high()))) AND ("sensitivity"::text IN ('R1', 'R2') OR (SELECT (claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker']))))));
CREATE POLICY "callers_change" ON "classification" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head'])) AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker', 'regency_verifier'])) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "classification"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high()))) AND ("sensitivity"::text IN ('R1', 'R2') OR (SELECT (claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker']))))));
CREATE POLICY "upkeep" ON "classification" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "classification" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Exclusion
DROP POLICY "callers_see" ON "exclusion";
DROP POLICY "functions_see" ON "exclusion";
DROP POLICY "upkeep" ON "exclusion";
CREATE POLICY "callers_see" ON "exclusion" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "exclusion"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "exclusion" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "exclusion" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Enrolment
DROP POLICY "callers_see" ON "enrolment";
DROP POLICY "functions_see" ON "enrolment";
DROP POLICY "upkeep" ON "enrolment";
CREATE POLICY "callers_see" ON "enrolment" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "enrolment"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "enrolment" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "enrolment" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- DisasterLoss
DROP POLICY "callers_add" ON "disaster_loss";
DROP POLICY "callers_change" ON "disaster_loss";
DROP POLICY "callers_see" ON "disaster_loss";
DROP POLICY "functions_see" ON "disaster_loss";
DROP POLICY "upkeep" ON "disaster_loss";
CREATE POLICY "callers_see" ON "disaster_loss" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor', 'tagana']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "disaster_loss"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "disaster_loss" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "disaster_loss"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "callers_change" ON "disaster_loss" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND EXISTS (SELECT FROM "household" "its_household" WHERE "its_household"."id" = "disaster_loss"."household_id" AND ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "disaster_loss" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "disaster_loss" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Decision
DROP POLICY "callers_add" ON "decision";
DROP POLICY "callers_see" ON "decision";
DROP POLICY "functions_see" ON "decision";
DROP POLICY "upkeep" ON "decision";
CREATE POLICY "callers_see" ON "decision" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR ((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND ("decision"."village_code" >= (SELECT claim_low()) AND "decision"."village_code" < (SELECT claim_high()))) OR ((SELECT ((claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) OR claim('tier') IN ('CITIZEN'))) AND "actor"::text = (SELECT claim('subject')))));
CREATE POLICY "callers_add" ON "decision" FOR INSERT TO dinsos_app
  WITH CHECK (true);
CREATE POLICY "upkeep" ON "decision" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "decision" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- HouseholdFacts
DROP POLICY "functions_see" ON "household_facts";
DROP POLICY "upkeep" ON "household_facts";
CREATE POLICY "upkeep" ON "household_facts" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "household_facts" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- AccessEntry
DROP POLICY "callers_add" ON "access_entry";
DROP POLICY "functions_see" ON "access_entry";
DROP POLICY "overseer_sees" ON "access_entry";
DROP POLICY "upkeep" ON "access_entry";
CREATE POLICY "callers_add" ON "access_entry" FOR INSERT TO dinsos_app
  WITH CHECK (true);
CREATE POLICY "upkeep" ON "access_entry" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "access_entry" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- ChangeEntry
DROP POLICY "functions_see" ON "change_entry";
DROP POLICY "overseer_sees" ON "change_entry";
DROP POLICY "upkeep" ON "change_entry";
CREATE POLICY "upkeep" ON "change_entry" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "change_entry" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Erasure
ALTER TABLE "erasure" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "upkeep" ON "erasure" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "erasure" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- AccessAlert
ALTER TABLE "access_alert" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "access_alert" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['data_protection_officer']) AND ((SELECT claim('tier') IN ('NATIONAL')) OR ("access_alert"."territory" >= (SELECT claim_low()) AND "access_alert"."territory" < (SELECT claim_high())))));
CREATE POLICY "callers_add" ON "access_alert" FOR INSERT TO dinsos_app
  WITH CHECK (true);
CREATE POLICY "upkeep" ON "access_alert" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "access_alert" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- AlertAcknowledgement
ALTER TABLE "alert_acknowledgement" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "alert_acknowledgement" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['data_protection_officer']) AND ((SELECT claim('tier') IN ('NATIONAL')) OR EXISTS (SELECT FROM "access_alert" "its_alert" WHERE "its_alert"."id" = "alert_acknowledgement"."alert_id" AND ("its_alert"."territory" >= (SELECT claim_low()) AND "its_alert"."territory" < (SELECT claim_high()))))));
CREATE POLICY "callers_add" ON "alert_acknowledgement" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['data_protection_officer']) AND ((SELECT claim('tier') IN ('NATIONAL')) OR EXISTS (SELECT FROM "access_alert" "its_alert" WHERE "its_alert"."id" = "alert_acknowledgement"."alert_id" AND ("its_alert"."territory" >= (SELECT claim_low()) AND "its_alert"."territory" < (SELECT claim_high()))))));
CREATE POLICY "upkeep" ON "alert_acknowledgement" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "alert_acknowledgement" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Correction
DROP POLICY "functions_keep" ON "correction";
DROP POLICY "upkeep" ON "correction";
CREATE POLICY "callers_see" ON "correction" FOR SELECT TO dinsos_app
  USING (((SELECT ((claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['regency_verifier', 'data_protection_officer']) OR (claim('tier') IN ('CITIZEN') AND claim('purpose') IN ('SELF_SERVICE')))) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "correction"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "correction" FOR ALL TO dinsos_keeper, dinsos_steward, dinsos_overseer
  USING (true);
CREATE POLICY "functions_see" ON "correction" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- AccessDelay
DROP POLICY "functions_keep" ON "access_delay";
DROP POLICY "upkeep" ON "access_delay";
CREATE POLICY "callers_see" ON "access_delay" FOR SELECT TO dinsos_app
  USING (((SELECT ((claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['social_worker', 'data_protection_officer']) OR (claim('tier') IN ('CITIZEN') AND claim('purpose') IN ('SELF_SERVICE')))) AND EXISTS (SELECT FROM "person" "its_person" WHERE "its_person"."id" = "access_delay"."person_id" AND ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())))));
CREATE POLICY "upkeep" ON "access_delay" FOR ALL TO dinsos_keeper, dinsos_steward, dinsos_overseer
  USING (true);
CREATE POLICY "functions_see" ON "access_delay" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);
