import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

/** Bytes of a nonce, of a key, and of a tag. */
export const IV = 12;
export const KEY = 32;
export const TAG = 16;

const GCM = { authTagLength: TAG } as const;

/** AES-256-GCM with a fresh nonce: iv | text | tag. */
export function encrypt(key: Buffer, text: Buffer, associated: Buffer): Buffer {
  const iv = freshRandom(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv, GCM).setAAD(associated);
  const sealed = cipher.update(text);
  cipher.final();
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]);
}

/** Opens what {@link encrypt} gave. @throws Error for any byte that differs, and for another key or other associated data. */
export function decrypt(key: Buffer, sealed: Buffer, associated: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV), GCM);
  decipher.setAAD(associated).setAuthTag(sealed.subarray(sealed.length - TAG));
  const text = decipher.update(sealed.subarray(IV, sealed.length - TAG));
  decipher.final();
  return text;
}

// A call to the system for each seal costs more than the sealing: random bytes are drawn in blocks and given out once each.
const pool = Buffer.alloc(7_168);
let spent = pool.length;

/** Random bytes, at most a few dozen at a time. */
export function freshRandom(length: number): Buffer {
  if (spent + length > pool.length) {
    randomFillSync(pool);
    spent = 0;
  }
  const taken = Buffer.from(pool.subarray(spent, spent + length));
  pool.fill(0, spent, (spent += length));
  return taken;
}

/** A view of the same bytes with the methods of a Buffer. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
