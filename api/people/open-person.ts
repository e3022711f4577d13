import type { PersonIdentity, Vault } from '../../prisma/vault/vault.js';

const opened = new WeakMap<Uint8Array, PersonIdentity>();

/** Who a person is. A row is opened once, however many of its fields are asked for. */
export function openPerson(
  vault: Vault,
  { id, identity }: { readonly id: string; readonly identity: Uint8Array },
): PersonIdentity {
  let person = opened.get(identity);
  if (person === undefined) opened.set(identity, (person = vault.open('person', id, identity)));
  return person;
}
