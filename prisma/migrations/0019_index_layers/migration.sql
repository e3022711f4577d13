-- Blind indexes can be brought under one more key.

-- CreateTable
CREATE TABLE "index_step" (
    "layer" INTEGER NOT NULL,
    "step" VARCHAR(40) NOT NULL,
    "after" VARCHAR(80),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "index_step_pkey" PRIMARY KEY ("layer","step")
);


-- Which layer is in force is read at every start, and begun with the first keys of an empty registry.
GRANT SELECT, INSERT ON "index_step" TO dinsos_app;
GRANT SELECT, INSERT, UPDATE ON "index_step" TO dinsos_steward;

-- The steward, while sealing anew, brings the subjects of decisions, jobs and counts under another layer, and changes nothing
-- else of them.
DROP TRIGGER "refuse_edit" ON "decision";
CREATE TRIGGER "refuse_edit" BEFORE UPDATE ON "decision" FOR EACH ROW
  WHEN (NOT is_resealing() OR to_jsonb(OLD) - 'subject' <> to_jsonb(NEW) - 'subject') EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_end" BEFORE DELETE ON "decision" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
GRANT SELECT ("id", "subject"), UPDATE ("subject") ON "decision" TO dinsos_steward;
GRANT SELECT ("job_id", "ord", "subject"), UPDATE ("subject") ON "eligibility_job_row" TO dinsos_steward;
GRANT SELECT, UPDATE ("ledger_id", "subject") ON "counted_person" TO dinsos_steward;
GRANT SELECT ("id") ON "people_ledger" TO dinsos_steward;
