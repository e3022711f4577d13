import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import type { AddClientKeyInput } from './add-client-key.js';
import { changePartner } from './change-partner.js';
import { findClient } from './find-client.js';
import { placeClientKey } from './place-client-key.js';
import { readPublicKey } from './read-public-key.js';

/** A new key for a client, which takes the place of those that it has. */
export interface RotateClientKeyInput extends AddClientKeyInput {
  /** For how long the former keys are still accepted; 24 where absent. */
  readonly overlapHours?: number | null | undefined;
}

const USUAL_OVERLAP_H = 24;
const LONGEST_OVERLAP_H = 168;
const HOUR_MS = 3_600_000;

const LATER_STATEMENT = `
SELECT id FROM client_key WHERE client_id = $1::uuid AND kid <> $2 AND (retired_at IS NULL OR retired_at > $3::timestamptz)`;
const RETIRE_STATEMENT = `
UPDATE client_key SET retired_at = $3::timestamptz
WHERE client_id = $1::uuid AND kid <> $2 AND (retired_at IS NULL OR retired_at > $3::timestamptz)`;

/**
 * Gives a client a new key and an end to the former ones, so that its servers can change over one by one. A repetition
 * changes nothing. Gives the partner's id.
 *
 * @throws ClientNotFoundError, ClientKeyUsedBeforeError, TooManyClientKeysError, whatever {@link changePartner} throws, and
 *   Fault BAD_USER_INPUT for an unsound key, and for an overlap outside 0 to 168 hours.
 */
export function rotateClientKey(
  context: Context,
  { clientId, publicKey, overlapHours, ...target }: RotateClientKeyInput,
): Promise<string> {
  const { app } = context;
  return changePartner(context, 'rotateClientKey', target, async ({ sql, partner, count }) => {
    const hours = overlapHours ?? USUAL_OVERLAP_H;
    if (hours < 0 || hours > LONGEST_OVERLAP_H) {
      throw badInput(`overlapHours must be from 0 to ${LONGEST_OVERLAP_H}.`);
    }
    const key = await readPublicKey(publicKey);
    const { id } = await findClient(sql, partner.id, clientId);
    const now = app.now();
    const end = new Date(now.getTime() + hours * HOUR_MS).toISOString();
    const place = { clientId: id, keyId: app.newId(), now: now.toISOString() };
    const isPlaced = await placeClientKey(sql, key, place, count);
    const later = await sql.query(LATER_STATEMENT, [id, key.kid, end]);
    if (later.length === 0) return;
    if (!isPlaced) await count();
    await sql.query(RETIRE_STATEMENT, [id, key.kid, end]);
  });
}
