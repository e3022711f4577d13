import type { Context } from '../context.js';
import { changePartner, type PartnerTarget } from './change-partner.js';
import { findClient } from './find-client.js';
import { placeClientKey } from './place-client-key.js';
import { readPublicKey, type PublicKeyInput } from './read-public-key.js';

/** A further key for a client. */
export interface AddClientKeyInput extends PartnerTarget {
  /** OAuth `client_id`. */
  readonly clientId: string;
  readonly publicKey: PublicKeyInput;
}

/**
 * Gives a client a key beside those that it has. A key that it has in use already changes nothing. Gives the partner's id.
 *
 * @throws ClientNotFoundError, ClientKeyUsedBeforeError, TooManyClientKeysError, whatever {@link changePartner} throws, and
 *   Fault BAD_USER_INPUT for a key that {@link readPublicKey} refuses.
 */
export function addClientKey(
  context: Context,
  { clientId, publicKey, ...target }: AddClientKeyInput,
): Promise<string> {
  const { app } = context;
  return changePartner(context, 'addClientKey', target, async ({ sql, partner, count }) => {
    const key = await readPublicKey(publicKey);
    const client = await findClient(sql, partner.id, clientId);
    const place = { clientId: client.id, keyId: app.newId(), now: app.now().toISOString() };
    await placeClientKey(sql, key, place, count);
  });
}
