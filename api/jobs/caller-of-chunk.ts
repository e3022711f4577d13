import type { Principal } from '../auth/principal.js';
import type { ClaimedChunk } from './claim-chunk.js';

/** On whose behalf a chunk is decided, as the token said it when the job was started. */
export function callerOfChunk(chunk: ClaimedChunk): Principal {
  const { actor, clientId, tier, territory, roles, purpose, partnerId: id, partnerKind } = chunk;
  return {
    ...{ subject: actor, clientId, name: '', tier, territory, roles, purpose },
    partner: id === null || partnerKind === null ? null : { id, kind: partnerKind },
    scopes: ['eligibility:check'],
    expiresAt: 0,
  };
}
