-- The registry: who lives where, what is known, what was decided, and who looked.

-- CreateEnum
CREATE TYPE "AccessOutcome" AS ENUM ('ALLOWED', 'DENIED');

-- CreateEnum
CREATE TYPE "DisasterKind" AS ENUM ('FIRE', 'FLOOD', 'LANDSLIDE', 'EARTHQUAKE', 'TSUNAMI', 'ERUPTION', 'STORM', 'SOCIAL_CONFLICT');

-- CreateEnum
CREATE TYPE "DamageLevel" AS ENUM ('LIGHT', 'MEDIUM', 'HEAVY');

-- CreateEnum
CREATE TYPE "EligibilityOutcome" AS ENUM ('ELIGIBLE', 'INELIGIBLE', 'UNDETERMINED');

-- CreateEnum
CREATE TYPE "EnrolmentState" AS ENUM ('WAITLISTED', 'ACTIVE', 'SUSPENDED', 'ENDED');

-- CreateEnum
CREATE TYPE "Relationship" AS ENUM ('HEAD', 'SPOUSE', 'CHILD', 'CHILD_IN_LAW', 'GRANDCHILD', 'PARENT', 'PARENT_IN_LAW', 'OTHER_RELATIVE', 'OTHER');

-- CreateEnum
CREATE TYPE "RegistrySystem" AS ENUM ('DTKS', 'DTSEN');

-- CreateEnum
CREATE TYPE "FloorMaterial" AS ENUM ('EARTH', 'BAMBOO', 'BOARD', 'CEMENT', 'TILE', 'CERAMIC');

-- CreateEnum
CREATE TYPE "RoofMaterial" AS ENUM ('THATCH', 'BAMBOO', 'ZINC', 'ASBESTOS', 'TILE', 'CONCRETE');

-- CreateEnum
CREATE TYPE "WallMaterial" AS ENUM ('BAMBOO', 'BOARD', 'BRICK', 'CONCRETE');

-- CreateEnum
CREATE TYPE "HouseStructure" AS ENUM ('SOUND', 'DANGEROUS_ROOF', 'DANGEROUS_WALL', 'DANGEROUS_ROOF_AND_WALL');

-- CreateEnum
CREATE TYPE "Sanitation" AS ENUM ('FIT', 'UNFIT', 'NONE');

-- CreateEnum
CREATE TYPE "PartnerKind" AS ENUM ('BANK', 'POST', 'HOSPITAL', 'UNIVERSITY', 'GOVERNMENT');

-- CreateEnum
CREATE TYPE "AccessPurpose" AS ENUM ('PAYEE_VERIFICATION', 'HEALTH_COVERAGE_CHECK', 'STUDENT_AID_SCREENING', 'SOCIAL_SERVICE', 'SELF_SERVICE');

-- CreateEnum
CREATE TYPE "Sex" AS ENUM ('M', 'F');

-- CreateEnum
CREATE TYPE "DukcapilStatus" AS ENUM ('MATCHED', 'MISMATCHED', 'NOT_FOUND', 'DECEASED', 'NOT_RECORDED', 'DUPLICATE', 'NOT_CHECKED', 'SERVICE_UNAVAILABLE');

-- CreateEnum
CREATE TYPE "ConditionKind" AS ENUM ('PREGNANT', 'SCHOOL_LEVEL', 'DISABILITY', 'GROSS_HUMAN_RIGHTS_VICTIM', 'RAISED_IN_INSTITUTION');

-- CreateEnum
CREATE TYPE "ConditionGrade" AS ENUM ('ELEMENTARY', 'JUNIOR_HIGH', 'SENIOR_HIGH', 'GRADUATED', 'MILD', 'MODERATE', 'SEVERE');

-- CreateEnum
CREATE TYPE "PpksSensitivity" AS ENUM ('R1', 'R2', 'R3');

-- CreateEnum
CREATE TYPE "AdministeringTier" AS ENUM ('NATIONAL', 'PROVINCE', 'REGENCY');

-- CreateEnum
CREATE TYPE "ProgramUnit" AS ENUM ('PERSON', 'HOUSEHOLD');

-- CreateEnum
CREATE TYPE "ExclusionScope" AS ENUM ('PERSON', 'FAMILY');

-- CreateEnum
CREATE TYPE "RegionLevel" AS ENUM ('PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE');

-- CreateEnum
CREATE TYPE "VillageKind" AS ENUM ('KELURAHAN', 'DESA', 'DESA_ADAT');

-- CreateTable
CREATE TABLE "access_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" VARCHAR(64) NOT NULL,
    "action" VARCHAR(60) NOT NULL,
    "outcome" "AccessOutcome" NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "tier" VARCHAR(12) NOT NULL,
    "territory" VARCHAR(13),
    "partner_id" UUID,
    "purpose" "AccessPurpose" NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "fields" TEXT[],
    "people" INTEGER NOT NULL,
    "person_ids" UUID[],
    "decision_id" UUID,

    CONSTRAINT "access_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_entry" (
    "id" UUID NOT NULL,
    "table_name" VARCHAR(40) NOT NULL,
    "row_id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "operation" VARCHAR(8) NOT NULL,
    "row" JSONB NOT NULL,
    "valid_from" TIMESTAMPTZ(6) NOT NULL,
    "valid_until" TIMESTAMPTZ(6) NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "action" VARCHAR(60) NOT NULL,
    "request_id" VARCHAR(64),

    CONSTRAINT "change_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disaster_loss" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "kind" "DisasterKind" NOT NULL,
    "happened_on" DATE NOT NULL,
    "verified_on" DATE,
    "damage" "DamageLevel" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "disaster_loss_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "household_id" UUID,
    "person_id" UUID,
    "subject" BYTEA NOT NULL,
    "reference" VARCHAR(120),
    "program_id" UUID NOT NULL,
    "rule_version_id" UUID NOT NULL,
    "registry_version" VARCHAR(16),
    "as_of" DATE NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "purpose" "AccessPurpose" NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "partner_id" UUID,
    "territory" VARCHAR(13),
    "village_code" VARCHAR(13),
    "outcome" "EligibilityOutcome" NOT NULL,
    "facts" JSONB NOT NULL,
    "findings" JSONB NOT NULL,
    "result" JSONB NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID,
    "program_code" VARCHAR(40) NOT NULL,
    "status" "EnrolmentState" NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "decree" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "household" (
    "id" UUID NOT NULL,
    "village_code" VARCHAR(13) NOT NULL,
    "identity" BYTEA NOT NULL,
    "kk_index" BYTEA,
    "monthly_income" BIGINT,
    "last_verified_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "household_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "household_member" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "relationship" "Relationship" NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "household_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registry_listing" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "system" "RegistrySystem" NOT NULL,
    "period" VARCHAR(16) NOT NULL,
    "since" DATE NOT NULL,
    "listed" BOOLEAN NOT NULL,
    "decile" SMALLINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "registry_listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "housing_condition" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "recorded_on" DATE NOT NULL,
    "floor" "FloorMaterial" NOT NULL,
    "roof" "RoofMaterial" NOT NULL,
    "wall" "WallMaterial" NOT NULL,
    "structure" "HouseStructure" NOT NULL,
    "sanitation" "Sanitation" NOT NULL,
    "floor_area_dm2" INTEGER NOT NULL,
    "owns_land" BOOLEAN NOT NULL,
    "earlier_housing_aid" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "housing_condition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner" (
    "id" UUID NOT NULL,
    "slug" VARCHAR(60) NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "PartnerKind" NOT NULL,

    CONSTRAINT "partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "number" VARCHAR(80) NOT NULL,
    "purpose" "AccessPurpose" NOT NULL,
    "programs" TEXT[],
    "territories" TEXT[],
    "valid_from" DATE NOT NULL,
    "valid_until" DATE NOT NULL,
    "daily_people" INTEGER NOT NULL,
    "suspended_at" TIMESTAMPTZ(6),

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "village_code" VARCHAR(13) NOT NULL,
    "identity" BYTEA NOT NULL,
    "nik_index" BYTEA,
    "name_tokens" BIGINT[],
    "sex" "Sex" NOT NULL,
    "birth_date" DATE NOT NULL,
    "death_date" DATE,
    "occupation" VARCHAR(40),
    "warnings" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_condition" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "ConditionKind" NOT NULL,
    "grade" "ConditionGrade",
    "since" DATE NOT NULL,
    "until" DATE,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_condition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dukcapil_match" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "status" "DukcapilStatus" NOT NULL,
    "checked_on" DATE NOT NULL,
    "mismatched_fields" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dukcapil_match_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ppks_category" (
    "code" VARCHAR(40) NOT NULL,
    "number" SMALLINT NOT NULL,
    "official_number" VARCHAR(8),
    "name_id" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "definition_id" TEXT NOT NULL,
    "definition_en" TEXT NOT NULL,
    "min_age_years" SMALLINT,
    "max_age_years" SMALLINT,
    "sex" "Sex",
    "subjects" TEXT[],
    "sensitivity" "PpksSensitivity" NOT NULL,
    "regulation" TEXT NOT NULL,

    CONSTRAINT "ppks_category_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "classification" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID,
    "category_code" VARCHAR(40) NOT NULL,
    "sensitivity" "PpksSensitivity" NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "classification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "program" (
    "id" UUID NOT NULL,
    "code" VARCHAR(40) NOT NULL,
    "name_id" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "administering_tier" "AdministeringTier" NOT NULL,
    "unit" "ProgramUnit" NOT NULL,
    "owner_code" VARCHAR(13),
    "legal_basis" TEXT NOT NULL,

    CONSTRAINT "program_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_version" (
    "id" UUID NOT NULL,
    "program_id" UUID NOT NULL,
    "version" VARCHAR(40) NOT NULL,
    "in_force_from" DATE NOT NULL,
    "in_force_until" DATE,
    "legal_basis" TEXT NOT NULL,
    "rule_set" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exclusion_ground" (
    "code" VARCHAR(40) NOT NULL,
    "name_id" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "scope" "ExclusionScope" NOT NULL,
    "legal_basis" TEXT NOT NULL,

    CONSTRAINT "exclusion_ground_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "exclusion" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID,
    "ground_code" VARCHAR(40) NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exclusion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region" (
    "code" VARCHAR(13) NOT NULL,
    "name" TEXT NOT NULL,
    "level" "RegionLevel" NOT NULL,
    "village_kind" "VillageKind",
    "parent_code" VARCHAR(13),

    CONSTRAINT "region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "region_alias" (
    "retired_code" VARCHAR(13) NOT NULL,
    "name" TEXT NOT NULL,
    "code" VARCHAR(13),

    CONSTRAINT "region_alias_pkey" PRIMARY KEY ("retired_code")
);

-- CreateIndex
CREATE INDEX "access_entry_at_idx" ON "access_entry"("at");

-- CreateIndex
CREATE INDEX "access_entry_person_ids_idx" ON "access_entry" USING GIN ("person_ids");

-- CreateIndex
CREATE INDEX "change_entry_household_id_valid_until_idx" ON "change_entry"("household_id", "valid_until");

-- CreateIndex
CREATE INDEX "change_entry_table_name_row_id_valid_until_idx" ON "change_entry"("table_name", "row_id", "valid_until");

-- CreateIndex
CREATE INDEX "disaster_loss_household_id_idx" ON "disaster_loss"("household_id");

-- CreateIndex
CREATE INDEX "decision_subject_decided_at_idx" ON "decision"("subject", "decided_at");

-- CreateIndex
CREATE INDEX "decision_person_id_decided_at_idx" ON "decision"("person_id", "decided_at");

-- CreateIndex
CREATE INDEX "enrolment_household_id_idx" ON "enrolment"("household_id");

-- CreateIndex
CREATE INDEX "enrolment_person_id_idx" ON "enrolment"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "household_kk_index_key" ON "household"("kk_index");

-- CreateIndex
CREATE INDEX "household_village_code_id_idx" ON "household"("village_code", "id");

-- CreateIndex
CREATE UNIQUE INDEX "household_id_village_code_key" ON "household"("id", "village_code");

-- CreateIndex
CREATE INDEX "household_member_household_id_person_id_idx" ON "household_member"("household_id", "person_id");

-- CreateIndex
CREATE INDEX "household_member_person_id_since_idx" ON "household_member"("person_id", "since");

-- CreateIndex
CREATE UNIQUE INDEX "registry_listing_household_id_since_key" ON "registry_listing"("household_id", "since");

-- CreateIndex
CREATE UNIQUE INDEX "housing_condition_household_id_recorded_on_key" ON "housing_condition"("household_id", "recorded_on");

-- CreateIndex
CREATE UNIQUE INDEX "partner_slug_key" ON "partner"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_number_key" ON "agreement"("number");

-- CreateIndex
CREATE INDEX "agreement_partner_id_idx" ON "agreement"("partner_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_nik_index_key" ON "person"("nik_index");

-- CreateIndex
CREATE INDEX "person_household_id_idx" ON "person"("household_id");

-- CreateIndex
CREATE INDEX "person_village_code_id_idx" ON "person"("village_code", "id");

-- CreateIndex
CREATE INDEX "person_name_tokens_idx" ON "person" USING GIN ("name_tokens");

-- CreateIndex
CREATE INDEX "person_condition_person_id_kind_idx" ON "person_condition"("person_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "dukcapil_match_person_id_checked_on_key" ON "dukcapil_match"("person_id", "checked_on");

-- CreateIndex
CREATE UNIQUE INDEX "ppks_category_number_key" ON "ppks_category"("number");

-- CreateIndex
CREATE INDEX "classification_household_id_idx" ON "classification"("household_id");

-- CreateIndex
CREATE INDEX "classification_person_id_idx" ON "classification"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "program_code_key" ON "program"("code");

-- CreateIndex
CREATE UNIQUE INDEX "rule_version_program_id_version_key" ON "rule_version"("program_id", "version");

-- CreateIndex
CREATE INDEX "exclusion_household_id_idx" ON "exclusion"("household_id");

-- CreateIndex
CREATE INDEX "exclusion_person_id_idx" ON "exclusion"("person_id");

-- CreateIndex
CREATE INDEX "region_parent_code_code_idx" ON "region"("parent_code", "code");

-- AddForeignKey
ALTER TABLE "disaster_loss" ADD CONSTRAINT "disaster_loss_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_program_id_fkey" FOREIGN KEY ("program_id") REFERENCES "program"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_rule_version_id_fkey" FOREIGN KEY ("rule_version_id") REFERENCES "rule_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_program_code_fkey" FOREIGN KEY ("program_code") REFERENCES "program"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household" ADD CONSTRAINT "household_village_code_fkey" FOREIGN KEY ("village_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_member" ADD CONSTRAINT "household_member_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_member" ADD CONSTRAINT "household_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registry_listing" ADD CONSTRAINT "registry_listing_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "housing_condition" ADD CONSTRAINT "housing_condition_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_household_id_village_code_fkey" FOREIGN KEY ("household_id", "village_code") REFERENCES "household"("id", "village_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_condition" ADD CONSTRAINT "person_condition_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dukcapil_match" ADD CONSTRAINT "dukcapil_match_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "classification" ADD CONSTRAINT "classification_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "classification" ADD CONSTRAINT "classification_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "classification" ADD CONSTRAINT "classification_category_code_fkey" FOREIGN KEY ("category_code") REFERENCES "ppks_category"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "program" ADD CONSTRAINT "program_owner_code_fkey" FOREIGN KEY ("owner_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_program_id_fkey" FOREIGN KEY ("program_id") REFERENCES "program"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exclusion" ADD CONSTRAINT "exclusion_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exclusion" ADD CONSTRAINT "exclusion_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exclusion" ADD CONSTRAINT "exclusion_ground_code_fkey" FOREIGN KEY ("ground_code") REFERENCES "exclusion_ground"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region" ADD CONSTRAINT "region_parent_code_fkey" FOREIGN KEY ("parent_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region_alias" ADD CONSTRAINT "region_alias_code_fkey" FOREIGN KEY ("code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
