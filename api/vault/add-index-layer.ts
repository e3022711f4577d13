import { randomBytes } from 'node:crypto';
import { layerInForce } from '../../prisma/vault/layer-in-force.js';
import type { Sql } from '../../prisma/sql.js';
import { KeysError } from '../keys.js';
import { changeKeys } from './change-keys.js';

/**
 * Adds a key to the key file that is laid over those of the blind indexes, and gives the number of its layer. Nothing is
 * indexed under it before `vault:reindex`; servers start again only after that.
 *
 * @throws KeysError while the layer before it is not in force.
 */
export async function addIndexLayer(file: string, sql: Sql): Promise<number> {
  const { layer: inForce, isWhole } = await layerInForce(sql);
  let layer = 0;
  await changeKeys(file, ({ indexLayers = [] }) => {
    layer = indexLayers.length + 2;
    if (!isWhole || inForce !== layer - 1) {
      throw new KeysError(
        `Index layer ${layer - 1} is not in force yet: run \`npm run vault:reindex\` first.`,
      );
    }
    return { indexLayers: [...indexLayers, randomBytes(32).toString('base64url')] };
  });
  return layer;
}
