import { asBuffer, decrypt, encrypt, freshRandom, IV, KEY, TAG } from './aes-gcm.js';
import { SealBrokenError } from './seal-broken-error.js';

/*
 * ver(1) | wrapping key id(2) | iv 12 | AES-256-GCM(key 32) | tag 16, with AAD = ver | id | table of keys | row id: a key
 * moved to another row or table does not open. To rotate the wrapping key only these 63 bytes are made anew.
 */
const VERSION = 1;
const HEADER = 3;
const LENGTH = HEADER + IV + KEY + TAG;

/** Keys that wrap subject keys, by id. `current` wraps; all of them unwrap. */
export interface WrappingKeys {
  readonly current: number;
  readonly byId: ReadonlyMap<number, Buffer>;
}

/** The key of one person or household as it is stored. */
export interface WrappedKey {
  readonly wrapped: Uint8Array<ArrayBuffer>;
  /** Id of the wrapping key; it stands in `wrapped` too. */
  readonly wrappingKeyId: number;
}

/** A fresh subject key, and how it is stored. */
export function newSubjectKey(
  keys: WrappingKeys,
  table: string,
  rowId: string,
): { readonly subjectKey: Buffer; readonly key: WrappedKey } {
  const subjectKey = freshRandom(KEY);
  return { subjectKey, key: wrapSubjectKey(keys, table, rowId, subjectKey) };
}

/** Wraps a subject key under the current wrapping key. */
export function wrapSubjectKey(
  keys: WrappingKeys,
  table: string,
  rowId: string,
  subjectKey: Buffer,
): WrappedKey {
  const { current: wrappingKeyId, byId } = keys;
  const kek = byId.get(wrappingKeyId);
  if (kek === undefined) throw new SealBrokenError();
  const header = Buffer.from([VERSION, wrappingKeyId >> 8, wrappingKeyId & 255]);
  const body = encrypt(kek, subjectKey, associatedData(header, table, rowId));
  return { wrapped: new Uint8Array(Buffer.concat([header, body])), wrappingKeyId };
}

/** The subject key that {@link wrapSubjectKey} wrapped for the same table and row. @throws SealBrokenError */
export function unwrapSubjectKey(
  keys: WrappingKeys,
  table: string,
  rowId: string,
  wrapped: Uint8Array,
): Buffer {
  const bytes = asBuffer(wrapped);
  if (bytes.length !== LENGTH || bytes[0] !== VERSION) throw new SealBrokenError();
  const header = bytes.subarray(0, HEADER);
  const kek = keys.byId.get(header.readUInt16BE(1));
  if (kek === undefined) throw new SealBrokenError();
  try {
    return decrypt(kek, bytes.subarray(HEADER), associatedData(header, table, rowId));
  } catch {
    throw new SealBrokenError();
  }
}

/** Id of the wrapping key that a wrapped key, or a value of the first form, says it needs; null where it is too short. */
export function wrappingKeyIdOf(bytes: Uint8Array): number | null {
  return bytes.length < HEADER ? null : asBuffer(bytes).readUInt16BE(1);
}

function associatedData(header: Buffer, table: string, rowId: string): Buffer {
  return Buffer.concat([header, Buffer.from(`${table}_key\0${rowId}`)]);
}
