-- Budgets counted in people, points of a minute, and alerts about scanning.

-- CreateEnum
CREATE TYPE "AlertKind" AS ENUM ('SEQUENTIAL_NIKS', 'HIGH_MISS_RATE', 'BULK_READING');

-- CreateTable
CREATE TABLE "people_ledger" (
    "id" UUID NOT NULL,
    "budget" VARCHAR(200) NOT NULL,
    "day" DATE NOT NULL,
    "taken" INTEGER NOT NULL,
    "granted" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "people_ledger_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counted_person" (
    "ledger_id" UUID NOT NULL,
    "subject" BYTEA NOT NULL,

    CONSTRAINT "counted_person_pkey" PRIMARY KEY ("ledger_id","subject")
);

-- CreateTable
CREATE TABLE "cost_window" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "cost_window_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "access_alert" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" "AlertKind" NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "client_id" VARCHAR(120) NOT NULL,
    "tier" VARCHAR(12) NOT NULL,
    "territory" VARCHAR(13) COLLATE "C",
    "partner_id" UUID,
    "purpose" "AccessPurpose" NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "window_end" TIMESTAMPTZ(3) NOT NULL,
    "looked" INTEGER NOT NULL,
    "missed" INTEGER NOT NULL,
    "sequential" INTEGER NOT NULL,
    "usual" INTEGER,

    CONSTRAINT "access_alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_acknowledgement" (
    "alert_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "note" VARCHAR(500),

    CONSTRAINT "alert_acknowledgement_pkey" PRIMARY KEY ("alert_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "people_ledger_budget_day_key" ON "people_ledger"("budget", "day");

-- CreateIndex
CREATE INDEX "access_alert_territory_id_idx" ON "access_alert"("territory", "id");

-- CreateIndex
CREATE UNIQUE INDEX "access_alert_actor_kind_window_start_key" ON "access_alert"("actor", "kind", "window_start");

-- AddForeignKey
ALTER TABLE "alert_acknowledgement" ADD CONSTRAINT "alert_acknowledgement_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "access_alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the code promises, said again where nothing can go around it.
ALTER TABLE "people_ledger"
  ADD CONSTRAINT "people_ledger_numbers" CHECK ("taken" >= 0 AND "granted" >= 0 AND "epoch" >= 0);
ALTER TABLE "counted_person"
  ADD CONSTRAINT "counted_person_is_blind" CHECK (octet_length("subject") = 16);
ALTER TABLE "access_alert"
  ADD CONSTRAINT "access_alert_window" CHECK ("window_start" < "window_end"),
  ADD CONSTRAINT "access_alert_numbers" CHECK ("looked" > 0 AND "missed" BETWEEN 0 AND "looked" AND "sequential" BETWEEN 0 AND "looked"),
  ADD CONSTRAINT "access_alert_territory_form" CHECK ("territory" ~ '^[1-9]\d(\.\d{2}){0,2}(\.\d{4})?$');

-- Alerts and what was said to them are written once.
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "access_alert" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "alert_acknowledgement" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "access_alert" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "alert_acknowledgement" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();

-- The counters belong to the server, which also clears them of days that are past; alerts it can only add.
GRANT SELECT, INSERT, UPDATE, DELETE ON "people_ledger", "cost_window" TO "dinsos_app";
GRANT SELECT, INSERT, DELETE ON "counted_person" TO "dinsos_app";
GRANT SELECT, INSERT ON "access_alert", "alert_acknowledgement" TO "dinsos_app";
