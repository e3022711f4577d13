import type { Sql } from '../sql.js';
import { asSteward } from './as-steward.js';
import { IndexLayerError } from './demand-index-layer.js';
import { layerInForce } from './layer-in-force.js';
import { REINDEX_ROWS } from './reindex-rows.js';
import { REINDEX_STEPS, type ReindexStep } from './reindex-steps.js';
import type { RotationProgress } from './rotate-vault.js';
import type { Vault } from './vault.js';

/** How a re-indexing is done. */
export interface ReindexOptions {
  /** Rows of one transaction. */
  readonly batch?: number;
  readonly onProgress?: (progress: RotationProgress) => void;
}

interface OpenStep {
  readonly step: ReindexStep;
  readonly after: string | null;
}

const OPEN_STATEMENT = `
INSERT INTO index_step (layer, step) SELECT $1::int4, s.step FROM unnest($2::text[]) AS s(step) ON CONFLICT DO NOTHING`;

const STEPS_STATEMENT = `SELECT step, after FROM index_step WHERE layer = $1::int4 AND done_at IS NULL`;

// Of sessions of others the statistics show nobody but who they are; the database's own workers are nobody.
const OTHERS_STATEMENT = `
SELECT count(*)::int4 AS count FROM pg_stat_activity
WHERE datname = current_database() AND usename IS NOT NULL AND pid <> pg_backend_pid()`;

const SAMPLE_STATEMENT = `
SELECT p.id, p.identity, k.wrapped, p.nik_index AS index FROM person p JOIN person_key k ON k.person_id = p.id
WHERE p.nik_index IS NOT NULL LIMIT 1`;

const TOTAL_STATEMENT = `SELECT (${REINDEX_STEPS.map((step) => `(SELECT count(*) FROM ${step})`).join(' + ')})::int4 AS count`;

/**
 * Brings every blind index under the layers of keys that are held, one layer after the other, while nobody else is connected:
 * an index is looked for under all layers, so a registry in between would not find people. How far it is stands in the same
 * transaction as the rows, so a run that was killed goes on where it was, and no server starts before it has ended. Nobody's
 * identity is opened but one, which shows that the keys are the right ones.
 *
 * @throws IndexLayerError while somebody else is connected, or where the keys are not those of the database
 */
export async function reindexVault(
  sql: Sql,
  vault: Vault,
  { batch = 1_000, onProgress }: ReindexOptions = {},
): Promise<void> {
  for (;;) {
    const layer = await begin(sql, vault);
    if (layer === null) return;
    let done = 0;
    const { total, steps } = await asSteward(sql, async (inner) => {
      const [row] = await inner.query<{ count: number }>(TOTAL_STATEMENT);
      return {
        total: row?.count ?? 0,
        steps: await inner.query<OpenStep>(STEPS_STATEMENT, [layer]),
      };
    });
    for (const name of REINDEX_STEPS) {
      const open = steps.find(({ step }) => step === name);
      if (open === undefined) continue;
      for (let after = open.after, isOpen = true; isOpen;) {
        const from = after;
        const reached = await asSteward(sql, async (inner) => {
          await demandAlone(inner);
          const rows = { sql: inner, vault, layer, after: from, batch };
          const last = await REINDEX_ROWS[name](rows);
          await note(inner, layer, name, last);
          return last;
        });
        isOpen = reached !== null;
        after = reached;
        if (isOpen) done += batch;
        onProgress?.({ done: Math.min(done, total), total });
      }
    }
  }
}

/** The layer that is to be reached next, begun where it was not; null = all that are held are in force. */
async function begin(sql: Sql, vault: Vault): Promise<number | null> {
  return asSteward(sql, async (inner) => {
    await demandAlone(inner);
    const { layer, isWhole } = await layerInForce(inner);
    const held = vault.indexLayers();
    if (layer > held) {
      throw new IndexLayerError(
        `The keys are older than the database: index layer ${layer} is missing.`,
      );
    }
    if (!isWhole) return layer;
    await demandKeys(inner, vault, layer);
    if (layer === held) return null;
    await inner.query(OPEN_STATEMENT, [layer + 1, [...REINDEX_STEPS]]);
    return layer + 1;
  });
}

async function demandAlone(sql: Sql): Promise<void> {
  const [row] = await sql.query<{ count: number }>(OTHERS_STATEMENT);
  if ((row?.count ?? 0) > 0) {
    throw new IndexLayerError(
      `${row!.count} other session(s) are connected to the database: stop every server and worker first.`,
    );
  }
}

async function demandKeys(sql: Sql, vault: Vault, layer: number): Promise<void> {
  const [row] = await sql.query<{
    id: string;
    identity: Uint8Array;
    wrapped: Uint8Array;
    index: Uint8Array;
  }>(SAMPLE_STATEMENT);
  if (row === undefined) return;
  const { nik } = vault.open('person', row.id, row.identity, row.wrapped);
  const isSame = nik !== null && Buffer.from(vault.nikIndexUnder(layer, nik)).equals(row.index);
  if (!isSame) {
    throw new IndexLayerError('The keys are not those with which this database was written.');
  }
}

async function note(
  sql: Sql,
  layer: number,
  step: ReindexStep,
  reached: string | null,
): Promise<void> {
  await sql.query(
    `UPDATE index_step SET after = coalesce($3, after), done_at = CASE WHEN $3::text IS NULL THEN now() END
     WHERE layer = $1::int4 AND step = $2`,
    [layer, step, reached],
  );
}
