-- A Merkle tree over the access entries and its signed heads.

-- AlterTable
ALTER TABLE "access_entry" ADD COLUMN     "tx" xid8 NOT NULL DEFAULT pg_current_xact_id();

-- CreateTable
CREATE TABLE "trail_leaf" (
    "position" BIGINT NOT NULL,
    "entry_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "trail_leaf_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "trail_node" (
    "level" SMALLINT NOT NULL,
    "position" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "trail_node_pkey" PRIMARY KEY ("level","position")
);

-- CreateTable
CREATE TABLE "tree_head" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "kid" VARCHAR(100) NOT NULL,
    "signature" VARCHAR(100) NOT NULL,

    CONSTRAINT "tree_head_pkey" PRIMARY KEY ("at")
);

-- CreateIndex
CREATE UNIQUE INDEX "trail_leaf_entry_id_key" ON "trail_leaf"("entry_id");

-- CreateIndex
CREATE INDEX "tree_head_size_idx" ON "tree_head"("size");

-- CreateIndex
CREATE INDEX "access_entry_tx_idx" ON "access_entry"("tx");

-- Hashes have one length, and positions no gap can hide behind a negative number.
ALTER TABLE "trail_leaf"
  ADD CONSTRAINT "trail_leaf_form" CHECK ("position" >= 0 AND octet_length("salt") = 16 AND octet_length("hash") = 32);
ALTER TABLE "trail_node"
  ADD CONSTRAINT "trail_node_form" CHECK ("level" BETWEEN 4 AND 60 AND "level" % 4 = 0 AND "position" >= 0 AND octet_length("hash") = 32);
ALTER TABLE "tree_head"
  ADD CONSTRAINT "tree_head_form" CHECK ("size" >= 0 AND octet_length("root") = 32);

-- The tree and its heads are written once, as the entries are.
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "trail_leaf" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "trail_node" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_edit" BEFORE UPDATE OR DELETE ON "tree_head" FOR EACH ROW EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "trail_leaf" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "trail_node" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "tree_head" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_edit"();

-- The sequencer of a server adds to the tree, and reads hashes of it; nobody changes it.
GRANT INSERT ON "trail_leaf", "trail_node", "tree_head" TO "dinsos_app";
GRANT SELECT ("position", "hash") ON "trail_leaf" TO "dinsos_app";
GRANT SELECT ON "trail_node", "tree_head" TO "dinsos_app";
-- Exports.
GRANT SELECT ON "trail_leaf", "trail_node", "tree_head" TO "dinsos_steward";

-- What the sequencer reads of the entries, which row-level security shows to nobody: where it left off, and what has no place yet.
-- A leaf whose transaction lies beyond all that this cluster knows was brought here with a backup: begin at the beginning.
CREATE FUNCTION "trail_state"() RETURNS TABLE("size" bigint, "tx" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 1 AS $$
  SELECT coalesce((SELECT max(l.position) + 1 FROM trail_leaf l), 0)::bigint,
    coalesce((
      SELECT CASE WHEN e.tx < pg_snapshot_xmax(pg_current_snapshot()) THEN e.tx::text END
      FROM trail_leaf l JOIN access_entry e ON e.id = l.entry_id ORDER BY l.position DESC LIMIT 1), '0')
$$;
-- Entries of transactions that are older than every open one: none can be added to them any more, so a slow transaction is
-- passed over until it has ended, and never lost. A number from beyond is of a backup, and as old.
CREATE FUNCTION "trail_pending"("after_tx" text, "after_id" uuid, "most" int4) RETURNS SETOF "access_entry"
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 500 AS $$
  SELECT e.* FROM access_entry e
  WHERE (e.tx, e.id) > ($1::xid8, $2)
    AND (e.tx < pg_snapshot_xmin(pg_current_snapshot()) OR e.tx >= pg_snapshot_xmax(pg_current_snapshot()))
    AND NOT EXISTS (SELECT 1 FROM trail_leaf l WHERE l.entry_id = e.id)
  ORDER BY e.tx, e.id LIMIT $3
$$;
GRANT SELECT ON "access_entry" TO "dinsos_historian";
GRANT SELECT ("position", "entry_id") ON "trail_leaf" TO "dinsos_historian";
GRANT CREATE ON SCHEMA "public" TO "dinsos_historian";
ALTER FUNCTION "trail_state"() OWNER TO "dinsos_historian";
ALTER FUNCTION "trail_pending"(text, uuid, int4) OWNER TO "dinsos_historian";
REVOKE CREATE ON SCHEMA "public" FROM "dinsos_historian";
REVOKE EXECUTE ON FUNCTION "trail_state"(), "trail_pending"(text, uuid, int4) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "trail_state"(), "trail_pending"(text, uuid, int4) TO "dinsos_app";
