import { asBuffer, decrypt, encrypt, IV, TAG } from './aes-gcm.js';
import { SealBrokenError } from './seal-broken-error.js';

/*
 * ver(1) | iv 12 | AES-256-GCM(text padded to 32) | tag 16, under the subject's own key, which is stored apart: destroying it
 * erases the person wherever this value lies. AAD = ver | table | row id, so a value moved to another row or table does not
 * open. No wrapping key is named here, so to rotate one this is not touched.
 */
const VERSION = 2;
const HEADER = 1;
const BLOCK = 32;

/** Seals `value` (any JSON) for one row of one table. Two seals of the same value differ. */
export function sealValue(
  subjectKey: Buffer,
  table: string,
  rowId: string,
  value: unknown,
): Uint8Array<ArrayBuffer> {
  const header = Buffer.from([VERSION]);
  const text = pad(Buffer.from(JSON.stringify(value)));
  const body = encrypt(subjectKey, text, associatedData(header, table, rowId));
  return new Uint8Array(Buffer.concat([header, body]));
}

/** Opens what {@link sealValue} made for the same table and row. @throws SealBrokenError */
export function openValue(
  subjectKey: Buffer,
  table: string,
  rowId: string,
  sealed: Uint8Array,
): unknown {
  const bytes = asBuffer(sealed);
  if (bytes.length < HEADER + IV + BLOCK + TAG || bytes[0] !== VERSION) throw new SealBrokenError();
  const header = bytes.subarray(0, HEADER);
  try {
    const padded = decrypt(
      subjectKey,
      bytes.subarray(HEADER),
      associatedData(header, table, rowId),
    );
    return JSON.parse(padded.subarray(4, 4 + padded.readUInt32BE(0)).toString('utf8')) as unknown;
  } catch {
    throw new SealBrokenError();
  }
}

function associatedData(header: Buffer, table: string, rowId: string): Buffer {
  return Buffer.concat([header, Buffer.from(`${table}\0${rowId}`)]);
}

function pad(text: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil((text.length + 4) / BLOCK) * BLOCK);
  padded.writeUInt32BE(text.length, 0);
  text.copy(padded, 4);
  return padded;
}
