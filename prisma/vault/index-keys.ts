import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What is found by a blind index, each under a key of its own. */
export type IndexedField = 'nik' | 'kk' | 'name';

/** The keys of one layer of blind indexes, derived by HKDF from its root secret. */
export type IndexKeys = Readonly<Record<IndexedField, KeyObject>>;

/** The keys of a root secret. */
export function indexKeys(root: Buffer): IndexKeys {
  const derive = (field: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', root, '', `dinsos/${field}`, 32)));
  return { nik: derive('nik'), kk: derive('kk'), name: derive('name') };
}
