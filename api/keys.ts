import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import type { VaultKeys } from '../prisma/vault/vault.js';
import type { KeySource } from './environment.js';

/** Root secrets cannot be had, or are not what they should be. The message names no secret. */
export class KeysError extends Error {
  readonly code = 'KEYS';
}

/** Root secrets of a deployment. They never lie in the database. */
export interface Keys {
  readonly vault: VaultKeys;
  /** Private ES256 JWKs, each with a `kid`; the first signs receipts, the others stay verifiable. */
  readonly receipts: readonly JWK[];
  /** Private ES256 JWKs, each with a `kid`; the first signs tree heads of the trail, the others stay verifiable. */
  readonly trail: readonly JWK[];
  /** Private ES256 JWKs of the authorization server; the first signs access tokens, all are published and believed. */
  readonly oauth: readonly JWK[];
  /** Private Ed25519 JWKs, each with a `kid`; the first signs webhooks, the others stay published. */
  readonly webhooks: readonly JWK[];
  /** Signs sandbox tokens; absent where there is no sandbox. */
  readonly sandboxIssuer: JWK | null;
}

const secret = z
  .string()
  .transform((text) => Buffer.from(text, 'base64url'))
  .refine((bytes) => bytes.length === 32, 'must be 32 bytes in base64url');

const signingKey = z.looseObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  kid: z.string().min(1).max(100),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

const webhookKey = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1).max(100),
  x: z.string(),
  d: z.string(),
});

/** What a file of an earlier version lacks, for whoever must add it. */
const HINTS: Readonly<Record<string, string>> = {
  trail: '; it holds keys as receipts does, which sign tree heads',
  webhooks: '; it holds private Ed25519 JWKs with a kid, which sign webhooks',
};

const keysSchema = z.strictObject({
  wrapping: z.strictObject({
    current: z.int().min(1).max(65_535),
    keys: z.array(z.strictObject({ id: z.int().min(1).max(65_535), key: secret })).min(1),
  }),
  index: secret,
  indexLayers: z.array(secret).optional(),
  receipts: z.array(signingKey).min(1),
  trail: z.array(signingKey).min(1),
  oauth: z.array(signingKey).min(1),
  webhooks: z.array(webhookKey).min(1),
  sandboxIssuer: signingKey.optional(),
});

/**
 * The root secrets, created first where the source allows it.
 *
 * @throws KeysError when they are missing, malformed, or readable by other users of the machine.
 */
export async function loadKeys(source: KeySource): Promise<Keys> {
  if ('json' in source) return parseKeys(source.json, 'DINSOS_KEYS');
  if (source.createWhenMissing && !(await createKeysFile(source.file))) {
    await completeKeysFile(source.file);
  }
  const text = await readPrivateFile(source.file);
  return parseKeys(text, source.file);
}

/**
 * Writes fresh secrets to `file` (mode 0600); a file that is there is left alone. `withSandbox` adds the key of the
 * sandbox issuer. Returns whether it wrote.
 */
export async function createKeysFile(file: string, withSandbox = true): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const candidate = `${file}.${process.pid}.new`;
  await writeFile(candidate, await freshKeys(withSandbox), { mode: 0o600, flag: 'w' });
  await chmod(candidate, 0o600);
  try {
    await link(candidate, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(candidate, { force: true });
  }
}

/** Adds the lists of keys that a file of an earlier version lacks; what it holds stays as it is. */
async function completeKeysFile(file: string): Promise<void> {
  const held = jsonOrNull(await readPrivateFile(file));
  if (typeof held !== 'object' || held === null) return;
  const missing = (['trail', 'oauth', 'webhooks'] as const).filter((list) => !(list in held));
  if (missing.length === 0) return;
  const added = await Promise.all(missing.map(async (list) => [list, [await freshKey(list)]]));
  const candidate = `${file}.${process.pid}.new`;
  const text = `${JSON.stringify({ ...held, ...Object.fromEntries(added) }, null, 2)}\n`;
  await writeFile(candidate, text, { mode: 0o600, flag: 'w' });
  await chmod(candidate, 0o600);
  await rename(candidate, file);
}

/** Fresh secrets as the JSON that {@link loadKeys} reads. */
export async function freshKeys(withSandbox = true): Promise<string> {
  const sandboxIssuer = withSandbox ? await freshKey('sandbox') : undefined;
  const keys = {
    wrapping: { current: 1, keys: [{ id: 1, key: randomBytes(32).toString('base64url') }] },
    index: randomBytes(32).toString('base64url'),
    receipts: [await freshKey('receipt')],
    trail: [await freshKey('trail')],
    oauth: [await freshKey('oauth')],
    webhooks: [await freshKey('webhooks')],
    sandboxIssuer,
  };
  return `${JSON.stringify(keys, null, 2)}\n`;
}

/** A fresh private JWK: Ed25519 for webhooks, as their standard asks, else ES256. Its `kid` says what it is for. */
export async function freshKey(use: string): Promise<JWK> {
  const alg = use === 'webhooks' ? 'EdDSA' : 'ES256';
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const kid = `${use}-${randomBytes(6).toString('hex')}`;
  return { ...(await exportJWK(privateKey)), kid };
}

async function readPrivateFile(file: string): Promise<string> {
  const information = await stat(file).catch(() => null);
  if (information === null) throw new KeysError(`No key file at ${file}.`);
  if (process.platform !== 'win32' && (information.mode & 0o077) !== 0) {
    throw new KeysError(`${file} is open to other users of this machine: chmod 600 it.`);
  }
  return readFile(file, 'utf8');
}

/** Reads secrets in the form of the key file; `where` names them in the error. @throws KeysError */
export function parseKeys(text: string, where: string): Keys {
  const parsed = keysSchema.safeParse(jsonOrNull(text), { reportInput: false });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    throw new KeysError(`${where} is no key file: ${path} is wrong${HINTS[path] ?? ''}.`);
  }
  const {
    wrapping,
    index,
    indexLayers = [],
    receipts,
    trail,
    oauth,
    webhooks,
    sandboxIssuer,
  } = parsed.data;
  const byId = new Map(wrapping.keys.map(({ id, key }) => [id, key]));
  if (!byId.has(wrapping.current)) throw new KeysError(`${where}: wrapping.current names no key.`);
  return Object.freeze({
    vault: { wrapping: { current: wrapping.current, byId }, index, indexLayers },
    receipts,
    trail,
    oauth,
    webhooks,
    sandboxIssuer: (sandboxIssuer as JWK | undefined) ?? null,
  });
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
