-- Who of a village was born on about the same day as somebody who is entered.

-- CreateIndex
CREATE INDEX "person_village_code_birth_date_idx" ON "person"("village_code", "birth_date");
