import type { HouseholdIdentity, Vault } from '../../prisma/vault/vault.js';

/** The columns from which a household is opened. */
export interface SealedHousehold {
  readonly id: string;
  readonly identity: Uint8Array;
  readonly key: { readonly wrapped: Uint8Array } | null;
  readonly erasedAt: Date | null;
}

/** KK number and address of a household; all of it null once it was erased with the last of its people. */
export type OpenedHousehold = { readonly [Field in keyof HouseholdIdentity]: string | null };

const ERASED: OpenedHousehold = { kkNumber: null, address: null, rt: null, rw: null };
const opened = new WeakMap<Uint8Array, HouseholdIdentity>();

/** KK number and address. A row is opened once, however many of its fields are asked for. @throws SealBrokenError */
export function openHousehold(
  vault: Vault,
  { id, identity, key, erasedAt }: SealedHousehold,
): OpenedHousehold {
  if (erasedAt !== null) return ERASED;
  let household = opened.get(identity);
  if (household === undefined) {
    household = vault.open('household', id, identity, key?.wrapped ?? null);
    opened.set(identity, household);
  }
  return household;
}
