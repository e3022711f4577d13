import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { blindIndex, nameTokens } from './blind-index.js';
import { openValue, sealValue, type WrappingKeys } from './sealed-value.js';

/** Who a person is, as sealed in `person.identity`. */
export interface PersonIdentity {
  readonly nik: string | null;
  readonly name: string;
  /** Account that receives aid; null = none recorded. */
  readonly account?: string;
}

/** Who a household is, as sealed in `household.identity`. */
export interface HouseholdIdentity {
  readonly kkNumber: string | null;
  readonly address: string;
  readonly rt: string;
  readonly rw: string;
}

type IdentityOf = { person: PersonIdentity; household: HouseholdIdentity };

/** Seals and opens identities, and computes the blind indexes by which they are found. */
export interface Vault {
  seal<T extends keyof IdentityOf>(
    table: T,
    rowId: string,
    value: IdentityOf[T],
  ): Uint8Array<ArrayBuffer>;
  /** @throws SealBrokenError when the value was altered, moved, or sealed under a key that is not held. */
  open<T extends keyof IdentityOf>(table: T, rowId: string, sealed: Uint8Array): IdentityOf[T];
  nikIndex(nik: string): Uint8Array<ArrayBuffer>;
  kkIndex(kkNumber: string): Uint8Array<ArrayBuffer>;
  /** Tokens of a name within one regency (5-character code). */
  nameTokens(name: string, regencyCode: string): bigint[];
}

/** Root secrets, 32 bytes each: one set wraps data keys, one keys the blind indexes. Kept outside the database. */
export interface VaultKeys {
  readonly wrapping: WrappingKeys;
  readonly index: Buffer;
}

/** A vault over the given keys. Index keys are derived by HKDF, one a field. */
export function createVault(keys: VaultKeys): Vault {
  const derive = (field: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', keys.index, '', `dinsos/${field}`, 32)));
  const nikKey = derive('nik');
  const kkKey = derive('kk');
  const nameKey = derive('name');
  return Object.freeze({
    seal: (table: string, rowId: string, value: unknown) =>
      sealValue(keys.wrapping, table, rowId, value),
    open: <T extends keyof IdentityOf>(table: T, rowId: string, sealed: Uint8Array) =>
      openValue(keys.wrapping, table, rowId, sealed) as IdentityOf[T],
    nikIndex: (nik: string) => blindIndex(nikKey, nik),
    kkIndex: (kkNumber: string) => blindIndex(kkKey, kkNumber),
    nameTokens: (name: string, regencyCode: string) => nameTokens(nameKey, name, regencyCode),
  });
}
