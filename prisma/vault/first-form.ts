import { asBuffer, decrypt, IV, KEY, TAG } from './aes-gcm.js';
import { SealBrokenError } from './seal-broken-error.js';
import type { WrappingKeys } from './subject-key.js';

/*
 * The first form of a sealed value, which carried its own wrapped key: ver 1 | wrapping key id(2) | wrap 60 | iv 12 |
 * AES-256-GCM(padded text) | tag 16, AAD = ver | id | table | row id. Read where it still lies; `npm run vault:rotate` seals
 * it anew. Nothing writes it.
 */
const VERSION = 1;
const HEADER = 3;
const WRAP = IV + KEY + TAG;
const SHORTEST = HEADER + WRAP + IV + 32 + TAG;

/** Whether a sealed value says that it is of the first form. */
export function isFirstForm(sealed: Uint8Array): boolean {
  return sealed[0] === VERSION;
}

/** Opens a value of the first form. @throws SealBrokenError */
export function openFirstForm(
  keys: WrappingKeys,
  table: string,
  rowId: string,
  sealed: Uint8Array,
): unknown {
  const bytes = asBuffer(sealed);
  if (bytes.length < SHORTEST || bytes[0] !== VERSION) throw new SealBrokenError();
  const header = bytes.subarray(0, HEADER);
  const kek = keys.byId.get(header.readUInt16BE(1));
  if (kek === undefined) throw new SealBrokenError();
  const associated = Buffer.concat([header, Buffer.from(`${table}\0${rowId}`)]);
  try {
    const dataKey = decrypt(kek, bytes.subarray(HEADER, HEADER + WRAP), associated);
    const padded = decrypt(dataKey, bytes.subarray(HEADER + WRAP), associated);
    return JSON.parse(padded.subarray(4, 4 + padded.readUInt32BE(0)).toString('utf8')) as unknown;
  } catch {
    throw new SealBrokenError();
  }
}
