import { createHmac, type KeyObject } from 'node:crypto';

/**
 * Blind index of an identity number: the first 16 bytes of HMAC-SHA-256. A plain hash would fall in milliseconds (one
 * district and birth date have 9,999 serials); the key does not live with the database.
 */
export function blindIndex(key: KeyObject, digits: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', key).update(digits).digest().subarray(0, 16));
}

/**
 * A blind index or token under one more key: what stood in the database is enough to make it, and without both keys nobody
 * can say whose it is. As long as what it is made of.
 */
export function raiseIndex(key: KeyObject, index: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', key).update(index).digest().subarray(0, index.length));
}

/** A token of a name under one more key. */
export function raiseToken(key: KeyObject, token: bigint): bigint {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(token);
  return Buffer.from(raiseIndex(key, bytes)).readBigInt64BE(0);
}

/** The words of a name as they are searched: lower case, no marks, letters and digits only, each once. */
export function nameWords(name: string): string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1))];
}

/** Blind tokens of a name, one 64-bit number a word. Salted by regency, so frequencies cannot be compared across regencies. */
export function nameTokens(key: KeyObject, name: string, regencyCode: string): bigint[] {
  return nameWords(name).map((word) =>
    createHmac('sha256', key).update(`${regencyCode}\0${word}`).digest().readBigInt64BE(0),
  );
}
