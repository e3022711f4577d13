import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

/*
 * ver(1) | kekId(2) | wrap(DEK): iv 12 + key 32 + tag 16 | iv 12 | AES-256-GCM(text padded to 32) | tag 16
 * AAD = ver | kekId | table | row id, so a value moved to another row or table does not open. The data key is the row's own:
 * destroying its wrap erases the person.
 */
const VERSION = 1;
const HEADER = 3;
const IV = 12;
const TAG = 16;
const WRAP = IV + 32 + TAG;
const BLOCK = 32;
const GCM = { authTagLength: TAG } as const;

/** A sealed value that was altered, moved to another row, cut short, or sealed under a key that is not held. */
export class SealBrokenError extends Error {
  readonly code = 'SEAL_BROKEN';
  constructor() {
    super('A sealed value cannot be opened.');
  }
}

/** Keys that wrap data keys, by id. `current` seals; all of them open. */
export interface WrappingKeys {
  readonly current: number;
  readonly byId: ReadonlyMap<number, Buffer>;
}

/** Seals `value` (any JSON) for one row of one table. Two seals of the same value differ. */
export function sealValue(
  keys: WrappingKeys,
  table: string,
  rowId: string,
  value: unknown,
): Uint8Array<ArrayBuffer> {
  const kek = keys.byId.get(keys.current);
  if (kek === undefined) throw new SealBrokenError();
  const header = Buffer.from([VERSION, keys.current >> 8, keys.current & 255]);
  const aad = associatedData(header, table, rowId);
  const random = freshRandom(32 + IV + IV);
  const dataKey = random.subarray(0, 32);
  const wrapIv = random.subarray(32, 32 + IV);
  const iv = random.subarray(32 + IV);
  const wrapper = createCipheriv('aes-256-gcm', kek, wrapIv, GCM).setAAD(aad);
  const wrapped = wrapper.update(dataKey);
  wrapper.final();
  const cipher = createCipheriv('aes-256-gcm', dataKey, iv, GCM).setAAD(aad);
  const body = cipher.update(pad(Buffer.from(JSON.stringify(value))));
  cipher.final();
  return new Uint8Array(
    Buffer.concat([header, wrapIv, wrapped, wrapper.getAuthTag(), iv, body, cipher.getAuthTag()]),
  );
}

/** Opens what {@link sealValue} made for the same table and row. @throws SealBrokenError */
export function openValue(
  keys: WrappingKeys,
  table: string,
  rowId: string,
  sealed: Uint8Array,
): unknown {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < HEADER + WRAP + IV + BLOCK + TAG || bytes[0] !== VERSION) {
    throw new SealBrokenError();
  }
  const header = bytes.subarray(0, HEADER);
  const kek = keys.byId.get(header.readUInt16BE(1));
  if (kek === undefined) throw new SealBrokenError();
  const aad = associatedData(header, table, rowId);
  try {
    const wrap = bytes.subarray(HEADER, HEADER + WRAP);
    const dataKey = decrypt(kek, wrap, aad);
    const padded = decrypt(dataKey, bytes.subarray(HEADER + WRAP), aad);
    return JSON.parse(padded.subarray(4, 4 + padded.readUInt32BE(0)).toString('utf8')) as unknown;
  } catch {
    throw new SealBrokenError();
  }
}

function decrypt(key: Buffer, part: Buffer, aad: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, part.subarray(0, IV), GCM);
  decipher.setAAD(aad).setAuthTag(part.subarray(part.length - TAG));
  const text = decipher.update(part.subarray(IV, part.length - TAG));
  decipher.final();
  return text;
}

// A call to the system for each seal costs more than the sealing: random bytes are drawn in blocks and given out once each.
const pool = Buffer.alloc(7_168);
let spent = pool.length;

function freshRandom(length: number): Buffer {
  if (spent + length > pool.length) {
    randomFillSync(pool);
    spent = 0;
  }
  const taken = Buffer.from(pool.subarray(spent, spent + length));
  pool.fill(0, spent, (spent += length));
  return taken;
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
