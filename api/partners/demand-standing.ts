import type { App } from '../app.js';
import type { Principal } from '../auth/principal.js';
import { Fault } from '../errors.js';

/**
 * Lets nobody through whose agency or client is suspended, whatever the token says: asked before anything of a request is
 * read. Officers and citizens pass.
 *
 * @throws Fault FORBIDDEN
 */
export async function demandStanding(
  { agreements }: App,
  { partner, purpose, clientId }: Principal,
): Promise<void> {
  if (partner === null) return;
  if (await agreements.isSuspended({ partnerId: partner.id, purpose, clientId })) {
    throw new Fault('FORBIDDEN', 'This agency or client is suspended: ask who manages it.');
  }
}
