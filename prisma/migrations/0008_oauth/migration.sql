-- One-time ids of client assertions, shared by every server process.

-- CreateTable
CREATE TABLE "oauth_replay" (
    "id" VARCHAR(64) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "oauth_replay_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "oauth_replay_expires_at_idx" ON "oauth_replay"("expires_at");

-- The server writes an id once, and sweeps those that have expired; it changes none.
GRANT SELECT, INSERT, DELETE ON "oauth_replay" TO dinsos_app;
