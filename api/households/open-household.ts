import type { HouseholdIdentity, Vault } from '../../prisma/vault/vault.js';

const opened = new WeakMap<Uint8Array, HouseholdIdentity>();

/** KK number and address of a household. A row is opened once, however many of its fields are asked for. */
export function openHousehold(
  vault: Vault,
  { id, identity }: { readonly id: string; readonly identity: Uint8Array },
): HouseholdIdentity {
  let household = opened.get(identity);
  if (household === undefined) {
    opened.set(identity, (household = vault.open('household', id, identity)));
  }
  return household;
}
