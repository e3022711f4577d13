-- Proposals on their way from a report to a decree, the steps that they take, and the calendar that they go by.

-- CreateEnum
CREATE TYPE "ProposalKind" AS ENUM ('NEW_ENTRY', 'PROGRAM_MEMBERSHIP', 'UPDATE', 'REMOVAL', 'MOVE', 'PBI_REACTIVATION', 'MANAGER_REPLACEMENT');

-- CreateEnum
CREATE TYPE "ProposalState" AS ENUM ('REPORTED', 'IN_DELIBERATION', 'VILLAGE_APPROVED', 'VILLAGE_REJECTED', 'SUBMITTED', 'REJECTED_BY_SYSTEM', 'FIELD_ASSESSED', 'RETURNED_FOR_REVISION', 'VERIFIED', 'NOT_ELIGIBLE', 'ENDORSED', 'SENT_TO_MINISTRY', 'DETERMINED', 'NOT_DETERMINED', 'WAITLISTED', 'ROLLED_OVER', 'EXPIRED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "ProposalAction" AS ENUM ('REPORT', 'SCHEDULE_DELIBERATION', 'APPROVE_BY_MEETING', 'REJECT_BY_MEETING', 'APPROVE_BY_STATEMENT', 'ENTER', 'ASSESS', 'RETURN', 'VERIFY', 'FIND_NOT_ELIGIBLE', 'ENDORSE', 'DETERMINE', 'DECLINE', 'PUT_ON_WAITING_LIST', 'WITHDRAW', 'REJECT_BY_SYSTEM', 'ROLL_OVER', 'EXPIRE', 'SEND');

-- CreateEnum
CREATE TYPE "NeedKind" AS ENUM ('HEALTH', 'FOOD', 'DISABILITY', 'EDUCATION', 'HOUSING', 'LIVELIHOOD', 'OTHER');

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "kind" "ProposalKind" NOT NULL,
    "state" "ProposalState" NOT NULL,
    "held_state" "ProposalState",
    "need" "NeedKind" NOT NULL,
    "village_code" VARCHAR(13) COLLATE "C" NOT NULL,
    "household_id" UUID,
    "person_id" UUID,
    "program_code" VARCHAR(40),
    "owner_code" VARCHAR(13) COLLATE "C",
    "ground_code" VARCHAR(40),
    "to_village_code" VARCHAR(13) COLLATE "C",
    "period" VARCHAR(7) NOT NULL,
    "roll_overs" SMALLINT NOT NULL DEFAULT 0,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "turn_since" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_step" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "action" "ProposalAction" NOT NULL,
    "from_state" "ProposalState",
    "to_state" "ProposalState" NOT NULL,
    "period" VARCHAR(7) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "role" VARCHAR(40),
    "office" VARCHAR(13) COLLATE "C",
    "evidence" JSONB NOT NULL,
    "request_id" VARCHAR(64),
    "key_digest" VARCHAR(64),
    "input_digest" VARCHAR(64),

    CONSTRAINT "proposal_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_calendar" (
    "key" VARCHAR(46) NOT NULL,
    "year" SMALLINT NOT NULL,
    "program_code" VARCHAR(40),
    "cut_off_day" SMALLINT NOT NULL,
    "pull_day" SMALLINT NOT NULL,
    "most_roll_overs" SMALLINT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "proposal_calendar_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "proposal_village_code_id_idx" ON "proposal"("village_code", "id");

-- CreateIndex
CREATE INDEX "proposal_household_id_idx" ON "proposal"("household_id");

-- CreateIndex
CREATE INDEX "proposal_person_id_idx" ON "proposal"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_step_proposal_id_number_key" ON "proposal_step"("proposal_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_step_actor_key_digest_key" ON "proposal_step"("actor", "key_digest");

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_village_code_fkey" FOREIGN KEY ("village_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_program_code_fkey" FOREIGN KEY ("program_code") REFERENCES "program"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_ground_code_fkey" FOREIGN KEY ("ground_code") REFERENCES "exclusion_ground"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_to_village_code_fkey" FOREIGN KEY ("to_village_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_step" ADD CONSTRAINT "proposal_step_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the code promises, said again where nothing can go around it. No paper of evidence has a person's number.
ALTER TABLE "proposal"
  ADD CONSTRAINT "proposal_village_form" CHECK ("village_code" ~ '^[1-9]\d\.\d{2}\.\d{2}\.[123]\d{3}$'),
  ADD CONSTRAINT "proposal_period_form" CHECK ("period" ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  ADD CONSTRAINT "proposal_numbers" CHECK ("version" > 0 AND "roll_overs" >= 0),
  ADD CONSTRAINT "proposal_held" CHECK (("state" = 'ROLLED_OVER') = ("held_state" IS NOT NULL) AND "held_state" <> 'ROLLED_OVER'),
  ADD CONSTRAINT "proposal_owner_has_program" CHECK ("owner_code" IS NULL OR "program_code" IS NOT NULL),
  ADD CONSTRAINT "proposal_member_of" CHECK ("person_id" IS NULL OR "household_id" IS NOT NULL),
  ADD CONSTRAINT "proposal_ground_of_removal" CHECK (("kind" = 'REMOVAL') = ("ground_code" IS NOT NULL)),
  ADD CONSTRAINT "proposal_destination_of_move" CHECK (("kind" = 'MOVE') = ("to_village_code" IS NOT NULL)),
  ADD CONSTRAINT "proposal_new_entry_alone_lacks_household" CHECK ("kind" = 'NEW_ENTRY' OR "household_id" IS NOT NULL);
ALTER TABLE "proposal_step"
  ADD CONSTRAINT "proposal_step_number" CHECK ("number" > 0 AND ("number" = 1) = ("action" = 'REPORT')),
  ADD CONSTRAINT "proposal_step_period_form" CHECK ("period" ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  ADD CONSTRAINT "proposal_step_by_whom" CHECK (("role" IS NULL) = ("action" IN ('REJECT_BY_SYSTEM', 'ROLL_OVER', 'EXPIRE', 'SEND'))),
  ADD CONSTRAINT "proposal_step_key" CHECK (("key_digest" IS NULL) = ("input_digest" IS NULL)),
  ADD CONSTRAINT "proposal_step_holds_no_number" CHECK ("evidence"::text !~ '\d{13}'),
  -- The moves that the state machine declares (api/proposals/transitions.ts), and no others.
  ADD CONSTRAINT "proposal_step_declared" CHECK (concat("action", ' ', coalesce("from_state"::text, '-'), ' ', "to_state") IN (
    'APPROVE_BY_MEETING IN_DELIBERATION VILLAGE_APPROVED', 'APPROVE_BY_STATEMENT IN_DELIBERATION VILLAGE_APPROVED',
    'APPROVE_BY_STATEMENT REPORTED VILLAGE_APPROVED', 'ASSESS IN_DELIBERATION IN_DELIBERATION', 'ASSESS REPORTED REPORTED',
    'ASSESS RETURNED_FOR_REVISION RETURNED_FOR_REVISION', 'ASSESS SUBMITTED FIELD_ASSESSED',
    'ASSESS VILLAGE_APPROVED VILLAGE_APPROVED', 'DECLINE ENDORSED NOT_DETERMINED', 'DECLINE SENT_TO_MINISTRY NOT_DETERMINED',
    'DECLINE WAITLISTED NOT_DETERMINED', 'DETERMINE ENDORSED DETERMINED', 'DETERMINE SENT_TO_MINISTRY DETERMINED',
    'DETERMINE WAITLISTED DETERMINED', 'ENDORSE VERIFIED ENDORSED', 'ENTER REJECTED_BY_SYSTEM FIELD_ASSESSED',
    'ENTER REJECTED_BY_SYSTEM SUBMITTED', 'ENTER RETURNED_FOR_REVISION FIELD_ASSESSED', 'ENTER RETURNED_FOR_REVISION SUBMITTED',
    'ENTER VILLAGE_APPROVED FIELD_ASSESSED', 'ENTER VILLAGE_APPROVED SUBMITTED', 'EXPIRE ROLLED_OVER EXPIRED',
    'FIND_NOT_ELIGIBLE FIELD_ASSESSED NOT_ELIGIBLE', 'PUT_ON_WAITING_LIST ENDORSED WAITLISTED',
    'PUT_ON_WAITING_LIST SENT_TO_MINISTRY WAITLISTED', 'REJECT_BY_MEETING IN_DELIBERATION VILLAGE_REJECTED',
    'REJECT_BY_SYSTEM FIELD_ASSESSED REJECTED_BY_SYSTEM', 'REJECT_BY_SYSTEM SUBMITTED REJECTED_BY_SYSTEM', 'REPORT - REPORTED',
    'RETURN FIELD_ASSESSED RETURNED_FOR_REVISION', 'RETURN SUBMITTED RETURNED_FOR_REVISION',
    'RETURN VERIFIED RETURNED_FOR_REVISION', 'ROLL_OVER FIELD_ASSESSED ROLLED_OVER', 'ROLL_OVER IN_DELIBERATION ROLLED_OVER',
    'ROLL_OVER REPORTED ROLLED_OVER', 'ROLL_OVER RETURNED_FOR_REVISION ROLLED_OVER', 'ROLL_OVER SUBMITTED ROLLED_OVER',
    'ROLL_OVER VERIFIED ROLLED_OVER', 'ROLL_OVER VILLAGE_APPROVED ROLLED_OVER',
    'SCHEDULE_DELIBERATION IN_DELIBERATION IN_DELIBERATION', 'SCHEDULE_DELIBERATION REPORTED IN_DELIBERATION',
    'SEND ENDORSED SENT_TO_MINISTRY', 'VERIFY FIELD_ASSESSED VERIFIED', 'WITHDRAW ENDORSED WITHDRAWN',
    'WITHDRAW FIELD_ASSESSED WITHDRAWN', 'WITHDRAW IN_DELIBERATION WITHDRAWN', 'WITHDRAW REJECTED_BY_SYSTEM WITHDRAWN',
    'WITHDRAW REPORTED WITHDRAWN', 'WITHDRAW RETURNED_FOR_REVISION WITHDRAWN', 'WITHDRAW SENT_TO_MINISTRY WITHDRAWN',
    'WITHDRAW SUBMITTED WITHDRAWN', 'WITHDRAW VERIFIED WITHDRAWN', 'WITHDRAW VILLAGE_APPROVED WITHDRAWN',
    'WITHDRAW WAITLISTED WITHDRAWN'));
ALTER TABLE "proposal_calendar" ADD CONSTRAINT "proposal_calendar_days" CHECK ("year" BETWEEN 2020 AND 2199
  AND "cut_off_day" BETWEEN 1 AND 31 AND "pull_day" > "cut_off_day" AND "pull_day" <= 31 AND "most_roll_overs" > 0
  AND "key" = concat_ws(' ', "year", "program_code"));

-- The same is proposed once at a time.
CREATE UNIQUE INDEX "proposal_open_key" ON "proposal" ("household_id", "kind", coalesce("program_code", ''),
  coalesce("person_id", '00000000-0000-0000-0000-000000000000'::uuid))
  WHERE "state" NOT IN ('VILLAGE_REJECTED', 'NOT_ELIGIBLE', 'DETERMINED', 'NOT_DETERMINED', 'EXPIRED', 'WITHDRAWN');

-- What the daily round looks for.
CREATE INDEX "proposal_due_idx" ON "proposal" ("period", "id")
  WHERE "state" NOT IN ('VILLAGE_REJECTED', 'NOT_ELIGIBLE', 'DETERMINED', 'NOT_DETERMINED', 'EXPIRED', 'WITHDRAWN');

-- Steps are written once; and a proposal goes nowhere but where a step says, from where that step found it, a version a step.
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "proposal_step" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "proposal_step" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();

CREATE FUNCTION "demand_step"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT FROM proposal_step s WHERE s.proposal_id = NEW.id
    AND s.number = NEW.version AND s.to_state = NEW.state AND s.period = NEW.period
    AND s.from_state IN (OLD.state, OLD.held_state) AND (NEW.held_state IS NULL OR NEW.held_state = s.from_state)) THEN
    RAISE EXCEPTION 'a proposal changes by a step alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "demand_step" BEFORE UPDATE ON "proposal" FOR EACH ROW EXECUTE FUNCTION "demand_step"();

GRANT SELECT, INSERT ON "proposal", "proposal_step" TO dinsos_app;
GRANT UPDATE ("state", "held_state", "household_id", "period", "roll_overs", "turn_since", "version") ON "proposal" TO dinsos_app;
GRANT SELECT ON "proposal_calendar" TO dinsos_app;
GRANT SELECT, INSERT, UPDATE ON "proposal_calendar" TO dinsos_steward;

-- Row-level security, as api/access/policy says.
-- Proposal
ALTER TABLE "proposal" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "proposal" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND ("proposal"."village_code" >= (SELECT claim_low()) AND "proposal"."village_code" < (SELECT claim_high()))) OR ((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head'])) AND "proposal"."owner_code" = (SELECT claim_area()))));
CREATE POLICY "callers_add" ON "proposal" FOR INSERT TO dinsos_app
  WITH CHECK (((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND ("proposal"."village_code" >= (SELECT claim_low()) AND "proposal"."village_code" < (SELECT claim_high())) AND "state"::text IN ('REPORTED')));
CREATE POLICY "callers_change" ON "proposal" FOR UPDATE TO dinsos_app
  USING ((((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND ("proposal"."village_code" >= (SELECT claim_low()) AND "proposal"."village_code" < (SELECT claim_high()))) OR ((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head'])) AND "proposal"."owner_code" = (SELECT claim_area()))));
CREATE POLICY "upkeep" ON "proposal" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "proposal" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);

-- ProposalStep
ALTER TABLE "proposal_step" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "callers_see" ON "proposal_step" FOR SELECT TO dinsos_app
  USING ((((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination', 'ministry_program_owner']) OR (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_monitor']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "proposal" "its_proposal" WHERE "its_proposal"."id" = "proposal_step"."proposal_id" AND ("its_proposal"."village_code" >= (SELECT claim_low()) AND "its_proposal"."village_code" < (SELECT claim_high())))) OR ((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head'])) AND EXISTS (SELECT FROM "proposal" "its_proposal" WHERE "its_proposal"."id" = "proposal_step"."proposal_id" AND "its_proposal"."owner_code" = (SELECT claim_area())))));
CREATE POLICY "callers_add" ON "proposal_step" FOR INSERT TO dinsos_app
  WITH CHECK ((((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND ((claim('tier') IN ('NATIONAL') AND claim_roles() && ARRAY['ministry_determination']) OR (claim('tier') IN ('REGENCY') AND claim_roles() && ARRAY['regency_verifier', 'regency_head', 'social_worker']) OR (claim('tier') IN ('DISTRICT') AND claim_roles() && ARRAY['tksk']) OR (claim('tier') IN ('VILLAGE') AND claim_roles() && ARRAY['village_operator', 'village_head']))) AND EXISTS (SELECT FROM "proposal" "its_proposal" WHERE "its_proposal"."id" = "proposal_step"."proposal_id" AND ("its_proposal"."village_code" >= (SELECT claim_low()) AND "its_proposal"."village_code" < (SELECT claim_high())))) OR ((SELECT claim('purpose') IN ('SOCIAL_SERVICE') AND (claim('tier') IN ('PROVINCE') AND claim_roles() && ARRAY['province_head'])) AND EXISTS (SELECT FROM "proposal" "its_proposal" WHERE "its_proposal"."id" = "proposal_step"."proposal_id" AND "its_proposal"."owner_code" = (SELECT claim_area())))));
CREATE POLICY "upkeep" ON "proposal_step" FOR ALL TO dinsos_keeper, dinsos_steward
  USING (true);
CREATE POLICY "functions_see" ON "proposal_step" FOR SELECT TO dinsos_decider, dinsos_historian, dinsos_overseer
  USING (true);
