-- The OAuth clients of partners and their public keys; who manages a partner.

-- AlterTable
ALTER TABLE "partner" ADD COLUMN     "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "owner_code" VARCHAR(13) COLLATE "C",
ADD COLUMN     "suspended_at" TIMESTAMPTZ(6),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "partner_client" (
    "id" UUID NOT NULL,
    "client_id" VARCHAR(120) NOT NULL,
    "partner_id" UUID NOT NULL,
    "purpose" "AccessPurpose" NOT NULL,
    "suspended_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client_key" (
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "kid" VARCHAR(64) NOT NULL,
    "alg" VARCHAR(8) NOT NULL,
    "jwk" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(6),

    CONSTRAINT "client_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "partner_client_client_id_key" ON "partner_client"("client_id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_client_partner_id_purpose_key" ON "partner_client"("partner_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "client_key_kid_key" ON "client_key"("kid");

-- CreateIndex
CREATE INDEX "client_key_client_id_idx" ON "client_key"("client_id");

-- AddForeignKey
ALTER TABLE "partner" ADD CONSTRAINT "partner_owner_code_fkey" FOREIGN KEY ("owner_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_client" ADD CONSTRAINT "partner_client_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_key" ADD CONSTRAINT "client_key_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "partner_client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The scalars, said again where nothing can go around them.
ALTER TABLE "partner"
  ADD CONSTRAINT "partner_owner_form" CHECK ("owner_code" ~ '^[1-9]\d(\.\d{2})?$'),
  ADD CONSTRAINT "partner_version_positive" CHECK ("version" > 0);
ALTER TABLE "client_key"
  ADD CONSTRAINT "client_key_alg" CHECK ("alg" IN ('ES256', 'EdDSA', 'PS256')),
  ADD CONSTRAINT "client_key_is_public" CHECK (NOT "jwk" ?| ARRAY['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']);

-- The server works as dinsos_app, which owns nothing; seeds, key rotation and erasure work as dinsos_steward. Roles belong to
-- the whole cluster: whoever comes second finds them made.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['dinsos_app', 'dinsos_steward'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
END $$;
