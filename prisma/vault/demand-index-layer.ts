import type { Sql } from '../sql.js';
import { layerInForce } from './layer-in-force.js';
import { REINDEX_STEPS } from './reindex-steps.js';
import type { Vault } from './vault.js';

/** The keys of the blind indexes are not those under which the database stands. */
export class IndexLayerError extends Error {
  readonly code = 'KEYS';
}

/** Written with the first keys of a registry in which nobody is: whatever comes is indexed under all of them. */
const BEGIN_STATEMENT = `
INSERT INTO index_step (layer, step, done_at)
SELECT $1::int4, s.step, now() FROM unnest($2::text[]) AS s(step)
WHERE $1::int4 > 1 AND NOT EXISTS (SELECT FROM index_step) AND NOT EXISTS (SELECT FROM wrapping_key)`;

/**
 * Demands that everything in the database is indexed under just the layers of keys that are held: under any others nobody
 * would be found. An empty registry takes the layers as they are.
 *
 * @throws IndexLayerError
 */
export async function demandIndexLayer(
  sql: Pick<Sql, 'query'>,
  vault: Pick<Vault, 'indexLayers'>,
): Promise<void> {
  const held = vault.indexLayers();
  await sql.query(BEGIN_STATEMENT, [held, [...REINDEX_STEPS]]);
  const { layer, isWhole } = await layerInForce(sql);
  if (isWhole && layer === held) return;
  if (layer > held) {
    throw new IndexLayerError(
      `The keys are older than the database: index layer ${layer} is missing.`,
    );
  }
  throw new IndexLayerError(
    `The blind indexes are not under layer ${isWhole ? held : layer} of the keys yet: run \`npm run vault:reindex\` first.`,
  );
}
