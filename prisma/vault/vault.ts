import { hkdfSync } from 'node:crypto';
import { blindIndex, nameTokens, raiseIndex, raiseToken } from './blind-index.js';
import { isFirstForm, openFirstForm } from './first-form.js';
import { indexKeys, type IndexKeys } from './index-keys.js';
import { SealBrokenError } from './seal-broken-error.js';
import { openValue, sealValue } from './sealed-value.js';
import {
  newSubjectKey,
  unwrapSubjectKey,
  wrappingKeyIdOf,
  wrapSubjectKey,
  type WrappedKey,
  type WrappingKeys,
} from './subject-key.js';

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

/** What a person says is right, as sealed in `correction.claim`. */
export interface CorrectionClaim {
  readonly claimed: string;
  /** Reference of a document, such as the number of a birth certificate; null = none. */
  readonly evidence: string | null;
}

type IdentityOf = { person: PersonIdentity; household: HouseholdIdentity };

/** A person with the key that lies beside it, wrapped. */
export interface KeyedPerson {
  readonly id: string;
  readonly wrapped: Uint8Array;
}

/** What is sealed, as it is stored. */
export interface Sealed {
  readonly identity: Uint8Array<ArrayBuffer>;
  /** The subject's key, for `person_key` or `household_key`. */
  readonly key: WrappedKey;
}

/** Seals and opens identities, and computes the blind indexes by which they are found. */
export interface Vault {
  /** Seals under a fresh key: for a row that has none. */
  seal<T extends keyof IdentityOf>(table: T, rowId: string, value: IdentityOf[T]): Sealed;
  /** Seals under the key that the row has, wrapped. @throws SealBrokenError */
  reseal<T extends keyof IdentityOf>(
    table: T,
    rowId: string,
    wrapped: Uint8Array,
    value: IdentityOf[T],
  ): Uint8Array<ArrayBuffer>;
  /**
   * Opens the identity of a row with the key that lies beside it. A value of the first form opens only where there is no key
   * yet: one that is put back later is refused.
   *
   * @throws SealBrokenError when the value or the key was altered, moved, or needs a key that is not held.
   */
  open<T extends keyof IdentityOf>(
    table: T,
    rowId: string,
    sealed: Uint8Array,
    wrapped: Uint8Array | null,
  ): IdentityOf[T];
  /** {@link Vault.open} for what history kept, which may be of either form. @throws SealBrokenError */
  openPast<T extends keyof IdentityOf>(
    table: T,
    rowId: string,
    sealed: Uint8Array,
    wrapped: Uint8Array | null,
  ): IdentityOf[T];
  /**
   * Seals what a person claims, for a row of `correction`, under the key that the person has: erased with the person, and
   * rotated with it. @throws SealBrokenError
   */
  sealClaim(person: KeyedPerson, rowId: string, claim: CorrectionClaim): Uint8Array<ArrayBuffer>;
  /** Opens what {@link Vault.sealClaim} made. @throws SealBrokenError */
  openClaim(person: KeyedPerson, rowId: string, sealed: Uint8Array): CorrectionClaim;
  /** The same subject key under the current wrapping key. @throws SealBrokenError */
  rewrap(table: keyof IdentityOf, rowId: string, wrapped: Uint8Array): WrappedKey;
  /** Ids of the wrapping keys that are held, and of the one that wraps. */
  wrappingKeyIds(): { readonly current: number; readonly all: readonly number[] };
  /** The signing secret of a webhook endpoint, 32 bytes, by its number: made anew whenever it is needed and stored nowhere. */
  webhookSecret(endpointId: string, secretNumber: number): Buffer;
  nikIndex(nik: string): Uint8Array<ArrayBuffer>;
  kkIndex(kkNumber: string): Uint8Array<ArrayBuffer>;
  /** Tokens of a name within one regency (5-character code). */
  nameTokens(name: string, regencyCode: string): bigint[];
  /** How many layers of keys the indexes stand under, from 1. */
  indexLayers(): number;
  /** The index of a NIK as it stood under the first so many layers. */
  nikIndexUnder(layers: number, nik: string): Uint8Array<ArrayBuffer>;
  /** An index that stands under the layers below this one, brought under it. @throws RangeError */
  raiseIndex(layer: number, field: 'nik' | 'kk', index: Uint8Array): Uint8Array<ArrayBuffer>;
  /** Tokens of a name, as {@link Vault.raiseIndex}. @throws RangeError */
  raiseTokens(layer: number, tokens: readonly bigint[]): bigint[];
}

/** Root secrets, 32 bytes each: one set wraps subject keys, one keys the blind indexes. Kept outside the database. */
export interface VaultKeys {
  readonly wrapping: WrappingKeys;
  readonly index: Buffer;
  /** Laid over the first key of the indexes since, from the oldest. All of them are needed. */
  readonly indexLayers?: readonly Buffer[];
}

/**
 * Looks whether the root secrets were changed where they are kept; null = they were not. `isMissed`: a value just named a
 * key that is not held, so the answer may not be one of a moment ago.
 */
export type RenewKeys = (isMissed: boolean) => VaultKeys | null;

/** A vault over the given keys. The layers of the indexes are those of the start: they change while no server runs. */
export function createVault(given: VaultKeys, renew: RenewKeys = () => null): Vault {
  let { wrapping } = given;
  const index = indexKeys(given.index);
  const over = (given.indexLayers ?? []).map(indexKeys);
  const layer = (number: number): IndexKeys => {
    const keys = over[number - 2];
    if (keys === undefined) throw new RangeError(`There is no index layer ${number} to raise to.`);
    return keys;
  };
  const raised = (field: 'nik' | 'kk', first: Uint8Array<ArrayBuffer>, layers = over.length + 1) =>
    over.slice(0, layers - 1).reduce((under, keys) => raiseIndex(keys[field], under), first);
  const renewed = (isMissed: boolean): WrappingKeys => {
    const fresh = renew(isMissed);
    if (fresh !== null) wrapping = fresh.wrapping;
    return wrapping;
  };
  const holding = (bytes: Uint8Array): WrappingKeys => {
    const id = wrappingKeyIdOf(bytes);
    return id === null || wrapping.byId.has(id) ? wrapping : renewed(true);
  };
  const unwrap = (table: string, rowId: string, wrapped: Uint8Array): Buffer =>
    unwrapSubjectKey(holding(wrapped), table, rowId, wrapped);
  const openPast = (
    table: string,
    rowId: string,
    sealed: Uint8Array,
    wrapped: Uint8Array | null,
  ): unknown => {
    if (isFirstForm(sealed)) return openFirstForm(holding(sealed), table, rowId, sealed);
    if (wrapped === null) throw new SealBrokenError();
    return openValue(unwrap(table, rowId, wrapped), table, rowId, sealed);
  };
  return Object.freeze({
    seal(table: string, rowId: string, value: unknown): Sealed {
      const { subjectKey, key } = newSubjectKey(renewed(false), table, rowId);
      return { identity: sealValue(subjectKey, table, rowId, value), key };
    },
    sealClaim: ({ id, wrapped }: KeyedPerson, rowId: string, claim: CorrectionClaim) =>
      sealValue(unwrap('person', id, wrapped), 'correction', rowId, claim),
    openClaim: ({ id, wrapped }: KeyedPerson, rowId: string, sealed: Uint8Array) =>
      openValue(unwrap('person', id, wrapped), 'correction', rowId, sealed) as CorrectionClaim,
    reseal: (table: string, rowId: string, wrapped: Uint8Array, value: unknown) =>
      sealValue(unwrap(table, rowId, wrapped), table, rowId, value),
    open<T extends keyof IdentityOf>(
      table: T,
      rowId: string,
      sealed: Uint8Array,
      wrapped: Uint8Array | null,
    ) {
      if (wrapped !== null && isFirstForm(sealed)) throw new SealBrokenError();
      return openPast(table, rowId, sealed, wrapped) as IdentityOf[T];
    },
    openPast: <T extends keyof IdentityOf>(
      table: T,
      rowId: string,
      sealed: Uint8Array,
      wrapped: Uint8Array | null,
    ) => openPast(table, rowId, sealed, wrapped) as IdentityOf[T],
    rewrap: (table: string, rowId: string, wrapped: Uint8Array) =>
      wrapSubjectKey(wrapping, table, rowId, unwrap(table, rowId, wrapped)),
    wrappingKeyIds: () => ({ current: wrapping.current, all: [...wrapping.byId.keys()] }),
    webhookSecret: (endpointId: string, secretNumber: number) =>
      Buffer.from(
        hkdfSync('sha256', given.index, '', `dinsos/webhook/${endpointId}/${secretNumber}`, 32),
      ),
    nikIndex: (nik: string) => raised('nik', blindIndex(index.nik, nik)),
    kkIndex: (kkNumber: string) => raised('kk', blindIndex(index.kk, kkNumber)),
    nameTokens: (name: string, regencyCode: string) =>
      nameTokens(index.name, name, regencyCode).map((token) =>
        over.reduce((under, keys) => raiseToken(keys.name, under), token),
      ),
    indexLayers: () => over.length + 1,
    nikIndexUnder: (layers: number, nik: string) =>
      raised('nik', blindIndex(index.nik, nik), layers),
    raiseIndex: (number: number, field: 'nik' | 'kk', under: Uint8Array) =>
      raiseIndex(layer(number)[field], under),
    raiseTokens: (number: number, tokens: readonly bigint[]) =>
      tokens.map((token) => raiseToken(layer(number).name, token)),
  });
}
