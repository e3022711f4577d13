-- A row is judged by the one household that it belongs to.

-- Row-level security, as api/access/policy says.
-- RuleVersion
DROP POLICY "callers_add" ON "rule_version";
DROP POLICY "callers_see" ON "rule_version";
DROP POLICY "functions_see" ON "rule_version";
DROP POLICY "upkeep" ON "rule_version";
CREATE POLICY "callers_see" ON "rule_version" FOR SELECT TO dinsos_app
  USING (true);
CREATE POLICY "callers_add" ON "rule_version" FOR INSERT TO dinsos_app
  WITH CHECK ((((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner']) AND (SELECT "its_program"."owner_code" IS NULL FROM "program" "its_program" WHERE "its_program"."id" = "rule_version"."program_id")) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND (SELECT "its_program"."owner_code" = (SELECT claim_area()) FROM "program" "its_program" WHERE "its_program"."id" = "rule_version"."program_id"))));
CREATE POLICY "upkeep" ON "rule_version" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "rule_version" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- HouseholdMember
DROP POLICY "callers_add" ON "household_member";
DROP POLICY "callers_change" ON "household_member";
DROP POLICY "callers_see" ON "household_member";
DROP POLICY "functions_see" ON "household_member";
DROP POLICY "upkeep" ON "household_member";
CREATE POLICY "callers_see" ON "household_member" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor', 'tagana']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "household_member"."household_id")));
CREATE POLICY "callers_add" ON "household_member" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "household_member"."household_id")));
CREATE POLICY "callers_change" ON "household_member" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "household_member"."household_id")));
CREATE POLICY "upkeep" ON "household_member" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "household_member" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- RegistryListing
DROP POLICY "callers_see" ON "registry_listing";
DROP POLICY "functions_see" ON "registry_listing";
DROP POLICY "upkeep" ON "registry_listing";
CREATE POLICY "callers_see" ON "registry_listing" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "registry_listing"."household_id")));
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
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor', 'tagana']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "housing_condition"."household_id")));
CREATE POLICY "callers_add" ON "housing_condition" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "housing_condition"."household_id")));
CREATE POLICY "callers_change" ON "housing_condition" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "housing_condition"."household_id")));
CREATE POLICY "upkeep" ON "housing_condition" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "housing_condition" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- PersonCondition
DROP POLICY "callers_add" ON "person_condition";
DROP POLICY "callers_see" ON "person_condition";
DROP POLICY "functions_see" ON "person_condition";
DROP POLICY "upkeep" ON "person_condition";
CREATE POLICY "callers_see" ON "person_condition" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())) FROM "person" "its_person" WHERE "its_person"."id" = "person_condition"."person_id")));
CREATE POLICY "callers_add" ON "person_condition" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND (SELECT ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())) FROM "person" "its_person" WHERE "its_person"."id" = "person_condition"."person_id")));
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
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())) FROM "person" "its_person" WHERE "its_person"."id" = "dukcapil_match"."person_id")));
CREATE POLICY "callers_add" ON "dukcapil_match" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND (SELECT ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())) FROM "person" "its_person" WHERE "its_person"."id" = "dukcapil_match"."person_id")));
CREATE POLICY "callers_change" ON "dukcapil_match" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND (SELECT ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())) FROM "person" "its_person" WHERE "its_person"."id" = "dukcapil_match"."person_id")));
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
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "classification"."household_id") AND ("sensitivity"::text IN ('R1', 'R2') OR (SELECT (claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker']))))));
CREATE POLICY "callers_add" ON "classification" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head'])) AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker', 'regency_verifier'])) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "classification"."household_id") AND ("sensitivity"::text IN ('R1', 'R2') OR (SELECT (claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker']))))));
CREATE POLICY "callers_change" ON "classification" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head'])) AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker', 'regency_verifier'])) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "classification"."household_id") AND ("sensitivity"::text IN ('R1', 'R2') OR (SELECT (claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['social_worker']))))));
CREATE POLICY "upkeep" ON "classification" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "classification" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Exclusion
DROP POLICY "callers_see" ON "exclusion";
DROP POLICY "functions_see" ON "exclusion";
DROP POLICY "upkeep" ON "exclusion";
CREATE POLICY "callers_see" ON "exclusion" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "exclusion"."household_id")));
CREATE POLICY "upkeep" ON "exclusion" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "exclusion" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Enrolment
DROP POLICY "callers_see" ON "enrolment";
DROP POLICY "functions_see" ON "enrolment";
DROP POLICY "upkeep" ON "enrolment";
CREATE POLICY "callers_see" ON "enrolment" FOR SELECT TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "enrolment"."household_id")));
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
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor', 'tagana']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "disaster_loss"."household_id")));
CREATE POLICY "callers_add" ON "disaster_loss" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "disaster_loss"."household_id")));
CREATE POLICY "callers_change" ON "disaster_loss" FOR UPDATE TO dinsos_app
  USING (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'tagana']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator']))) AND (SELECT ("its_household"."village_code" >= (SELECT claim_low()) AND "its_household"."village_code" < (SELECT claim_high())) FROM "household" "its_household" WHERE "its_household"."id" = "disaster_loss"."household_id")));
CREATE POLICY "upkeep" ON "disaster_loss" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "disaster_loss" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- AlertAcknowledgement
DROP POLICY "callers_add" ON "alert_acknowledgement";
DROP POLICY "callers_see" ON "alert_acknowledgement";
DROP POLICY "functions_see" ON "alert_acknowledgement";
DROP POLICY "upkeep" ON "alert_acknowledgement";
CREATE POLICY "callers_see" ON "alert_acknowledgement" FOR SELECT TO dinsos_app
  USING (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['data_protection_officer']) AND ((SELECT claim('tier') IN ('NATIONAL')) OR (SELECT ("its_alert"."territory" >= (SELECT claim_low()) AND "its_alert"."territory" < (SELECT claim_high())) FROM "access_alert" "its_alert" WHERE "its_alert"."id" = "alert_acknowledgement"."alert_id"))));
CREATE POLICY "callers_add" ON "alert_acknowledgement" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['data_protection_officer']) AND ((SELECT claim('tier') IN ('NATIONAL')) OR (SELECT ("its_alert"."territory" >= (SELECT claim_low()) AND "its_alert"."territory" < (SELECT claim_high())) FROM "access_alert" "its_alert" WHERE "its_alert"."id" = "alert_acknowledgement"."alert_id"))));
CREATE POLICY "upkeep" ON "alert_acknowledgement" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "alert_acknowledgement" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- Correction
DROP POLICY "callers_see" ON "correction";
DROP POLICY "functions_see" ON "correction";
DROP POLICY "upkeep" ON "correction";
CREATE POLICY "callers_see" ON "correction" FOR SELECT TO dinsos_app
  USING (((SELECT ((claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['regency_verifier', 'data_protection_officer']) OR (claim('tier') IN ('CITIZEN') AND claim('purpose') IN ('SELF_SERVICE')))) AND (SELECT ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())) FROM "person" "its_person" WHERE "its_person"."id" = "correction"."person_id")));
CREATE POLICY "upkeep" ON "correction" FOR ALL TO dinsos_keeper, dinsos_steward, dinsos_overseer
  USING (true);
CREATE POLICY "functions_see" ON "correction" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- AccessDelay
DROP POLICY "callers_see" ON "access_delay";
DROP POLICY "functions_see" ON "access_delay";
DROP POLICY "upkeep" ON "access_delay";
CREATE POLICY "callers_see" ON "access_delay" FOR SELECT TO dinsos_app
  USING (((SELECT ((claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['social_worker', 'data_protection_officer']) OR (claim('tier') IN ('CITIZEN') AND claim('purpose') IN ('SELF_SERVICE')))) AND (SELECT ("its_person"."village_code" >= (SELECT claim_low()) AND "its_person"."village_code" < (SELECT claim_high())) FROM "person" "its_person" WHERE "its_person"."id" = "access_delay"."person_id")));
CREATE POLICY "upkeep" ON "access_delay" FOR ALL TO dinsos_keeper, dinsos_steward, dinsos_overseer
  USING (true);
CREATE POLICY "functions_see" ON "access_delay" FOR SELECT TO dinsos_decider, dinsos_historian
  USING (true);

-- WebhookEndpoint
DROP POLICY "callers_add" ON "webhook_endpoint";
DROP POLICY "callers_change" ON "webhook_endpoint";
DROP POLICY "callers_see" ON "webhook_endpoint";
DROP POLICY "functions_see" ON "webhook_endpoint";
DROP POLICY "upkeep" ON "webhook_endpoint";
CREATE POLICY "callers_see" ON "webhook_endpoint" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND (SELECT "its_partner"."owner_code" = (SELECT claim_area()) FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_endpoint"."partner_id"))));
CREATE POLICY "callers_add" ON "webhook_endpoint" FOR INSERT TO dinsos_app
  WITH CHECK ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND (SELECT "its_partner"."owner_code" = (SELECT claim_area()) FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_endpoint"."partner_id"))));
CREATE POLICY "callers_change" ON "webhook_endpoint" FOR UPDATE TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND (SELECT "its_partner"."owner_code" = (SELECT claim_area()) FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_endpoint"."partner_id"))));
CREATE POLICY "upkeep" ON "webhook_endpoint" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "webhook_endpoint" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- WebhookEvent
DROP POLICY "callers_add" ON "webhook_event";
DROP POLICY "callers_change" ON "webhook_event";
DROP POLICY "callers_see" ON "webhook_event";
DROP POLICY "functions_see" ON "webhook_event";
DROP POLICY "upkeep" ON "webhook_event";
CREATE POLICY "callers_see" ON "webhook_event" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND (SELECT "its_partner"."owner_code" = (SELECT claim_area()) FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_event"."partner_id"))));
CREATE POLICY "callers_add" ON "webhook_event" FOR INSERT TO dinsos_app
  WITH CHECK (true);
CREATE POLICY "callers_change" ON "webhook_event" FOR UPDATE TO dinsos_app
  USING ((SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])));
CREATE POLICY "upkeep" ON "webhook_event" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "webhook_event" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- WebhookDelivery
DROP POLICY "callers_add" ON "webhook_delivery";
DROP POLICY "callers_change" ON "webhook_delivery";
DROP POLICY "callers_see" ON "webhook_delivery";
DROP POLICY "functions_see" ON "webhook_delivery";
DROP POLICY "upkeep" ON "webhook_delivery";
CREATE POLICY "callers_see" ON "webhook_delivery" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND (SELECT "its_partner"."owner_code" = (SELECT claim_area()) FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_delivery"."partner_id"))));
CREATE POLICY "callers_add" ON "webhook_delivery" FOR INSERT TO dinsos_app
  WITH CHECK ((SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])));
CREATE POLICY "callers_change" ON "webhook_delivery" FOR UPDATE TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner()) AND "purpose"::text = (SELECT claim('purpose'))) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND (SELECT "its_partner"."owner_code" = (SELECT claim_area()) FROM "partner" "its_partner" WHERE "its_partner"."id" = "webhook_delivery"."partner_id"))));
CREATE POLICY "upkeep" ON "webhook_delivery" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "webhook_delivery" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- DeprecatedUse
DROP POLICY "callers_add" ON "deprecated_use";
DROP POLICY "callers_change" ON "deprecated_use";
DROP POLICY "callers_see" ON "deprecated_use";
DROP POLICY "functions_see" ON "deprecated_use";
DROP POLICY "upkeep" ON "deprecated_use";
CREATE POLICY "callers_see" ON "deprecated_use" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('tier') IN ('PARTNER')) AND "partner_id" = (SELECT claim_partner())) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])) OR (SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['auditor', 'data_protection_officer'])) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_head']))) AND (SELECT "its_partner"."owner_code" = (SELECT claim_area()) FROM "partner" "its_partner" WHERE "its_partner"."id" = "deprecated_use"."partner_id")) OR ((SELECT claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim_roles() && ARRAY['auditor', 'data_protection_officer']) AND (SELECT ("its_partner"."owner_code" >= (SELECT claim_low()) AND "its_partner"."owner_code" < (SELECT claim_high())) FROM "partner" "its_partner" WHERE "its_partner"."id" = "deprecated_use"."partner_id"))));
CREATE POLICY "callers_add" ON "deprecated_use" FOR INSERT TO dinsos_app
  WITH CHECK ((SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])));
CREATE POLICY "callers_change" ON "deprecated_use" FOR UPDATE TO dinsos_app
  USING ((SELECT (claim('tier') IN ('NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE') AND claim('purpose') IN ('SOCIAL_SERVICE') AND claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_program_owner'])));
CREATE POLICY "upkeep" ON "deprecated_use" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "deprecated_use" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- ProposalStep
DROP POLICY "callers_add" ON "proposal_step";
DROP POLICY "callers_see" ON "proposal_step";
DROP POLICY "functions_see" ON "proposal_step";
DROP POLICY "upkeep" ON "proposal_step";
CREATE POLICY "callers_see" ON "proposal_step" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_proposal"."village_code" >= (SELECT claim_low()) AND "its_proposal"."village_code" < (SELECT claim_high())) FROM "proposal" "its_proposal" WHERE "its_proposal"."id" = "proposal_step"."proposal_id")) OR ((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head'])) AND (SELECT "its_proposal"."owner_code" = (SELECT claim_area()) FROM "proposal" "its_proposal" WHERE "its_proposal"."id" = "proposal_step"."proposal_id"))));
CREATE POLICY "callers_add" ON "proposal_step" FOR INSERT TO dinsos_app
  WITH CHECK ((((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND (SELECT ("its_proposal"."village_code" >= (SELECT claim_low()) AND "its_proposal"."village_code" < (SELECT claim_high())) FROM "proposal" "its_proposal" WHERE "its_proposal"."id" = "proposal_step"."proposal_id")) OR ((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head'])) AND (SELECT "its_proposal"."owner_code" = (SELECT claim_area()) FROM "proposal" "its_proposal" WHERE "its_proposal"."id" = "proposal_step"."proposal_id"))));
CREATE POLICY "upkeep" ON "proposal_step" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "proposal_step" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);
