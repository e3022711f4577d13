import type { PersonIdentity, Vault } from '../../prisma/vault/vault.js';

/** The columns from which a person is opened. */
export interface SealedPerson {
  readonly id: string;
  readonly identity: Uint8Array;
  readonly key: { readonly wrapped: Uint8Array } | null;
  readonly erasedAt: Date | null;
}

/** Who a person is; all of it null once the person was erased. */
export interface OpenedPerson {
  readonly nik: string | null;
  readonly name: string | null;
}

const ERASED: OpenedPerson = { nik: null, name: null };
const opened = new WeakMap<Uint8Array, PersonIdentity>();

/** Who a person is. A row is opened once, however many of its fields are asked for. @throws SealBrokenError */
export function openPerson(
  vault: Vault,
  { id, identity, key, erasedAt }: SealedPerson,
): OpenedPerson {
  if (erasedAt !== null) return ERASED;
  let person = opened.get(identity);
  if (person === undefined) {
    opened.set(identity, (person = vault.open('person', id, identity, key?.wrapped ?? null)));
  }
  return person;
}
