import type { Sql } from '../sql.js';

/** Under how many layers of keys the blind indexes of a database stand. */
export interface LayerInForce {
  readonly layer: number;
  /** False = a re-indexing to this layer was begun and not ended. */
  readonly isWhole: boolean;
}

/** Reads how far the blind indexes have been brought; a database in which that never happened stands under one layer. */
export async function layerInForce(sql: Pick<Sql, 'query'>): Promise<LayerInForce> {
  const [row] = await sql.query<LayerInForce>(
    `SELECT coalesce(max(layer), 1) AS layer, coalesce(bool_and(done_at IS NOT NULL), true) AS "isWhole" FROM index_step`,
  );
  return row ?? { layer: 1, isWhole: true };
}
