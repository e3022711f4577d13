import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { ClientRegister, RegisteredClient } from './client-register.js';
import type { ReplayStore } from './replay-store.js';

/** The metadata of a client under which the library hands our own knowledge of it back. */
export const OURS = 'dinsos';

const LIFETIME_S = 600;

/**
 * What the library may keep and look up: clients, which are read from the register each time, and one-time ids. Anything
 * else (an opaque token, a session) is a fault, so that nothing this server does not mean to issue can be stored.
 */
export function createProviderAdapter(
  register: ClientRegister,
  replays: ReplayStore,
  now: () => Date,
): (name: string) => Adapter {
  return (name) => {
    if (name === 'Client') return { ...CLOSED, find: (id) => findClient(register, id) };
    if (name === 'ReplayDetection') {
      // Looking up claims the id: finding first and writing later would let two requests of one moment both pass.
      const used = (jti: string): AdapterPayload => {
        const exp = Math.floor(now().getTime() / 1000) + LIFETIME_S;
        return { jti, kind: 'ReplayDetection', exp };
      };
      return {
        ...CLOSED,
        find: async (id) => ((await replays.claim(id)) ? undefined : used(id)),
        upsert: async () => undefined,
      };
    }
    return CLOSED;
  };
}

const refuse = (): Promise<never> => Promise.reject(new Error('This server keeps no such thing.'));

const CLOSED: Adapter = {
  upsert: refuse,
  find: refuse,
  findByUserCode: refuse,
  findByUid: refuse,
  consume: refuse,
  destroy: refuse,
  revokeByGrantId: refuse,
};

async function findClient(
  register: ClientRegister,
  id: string,
): Promise<AdapterPayload | undefined> {
  if (id.length > 120) return undefined;
  const client = await register.find(id);
  return client === null ? undefined : metadataOf(client);
}

function metadataOf(client: RegisteredClient): AdapterPayload {
  const keys = client.keys.map(({ kid, alg, jwk }) => ({ ...jwk, kid, alg, use: 'sig' }));
  return {
    client_id: client.clientId,
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    id_token_signed_response_alg: 'ES256',
    dpop_bound_access_tokens: true,
    jwks: { keys: keys },
    [OURS]: client,
  };
}
