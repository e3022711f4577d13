import { createCipheriv, randomBytes } from 'node:crypto';

/** A value sealed in the first form, as the registry wrote it before keys lay apart. Nothing else writes it any more. */
export function sealFirstForm(
  wrappingKeyId: number,
  wrappingKey: Buffer,
  table: 'person' | 'household',
  rowId: string,
  value: unknown,
): Buffer {
  const header = Buffer.from([1, wrappingKeyId >> 8, wrappingKeyId & 255]);
  const associated = Buffer.concat([header, Buffer.from(`${table}\0${rowId}`)]);
  const encrypt = (key: Buffer, text: Buffer): Buffer => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associated);
    return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  };
  const dataKey = randomBytes(32);
  const text = Buffer.from(JSON.stringify(value));
  const padded = Buffer.alloc(Math.ceil((text.length + 4) / 32) * 32);
  padded.writeUInt32BE(text.length, 0);
  text.copy(padded, 4);
  return Buffer.concat([header, encrypt(wrappingKey, dataKey), encrypt(dataKey, padded)]);
}
