/** Which version of the signature a key makes: `v1` with a shared secret, `v1a` with the registry's key pair. */
export type SignatureVersion = 'v1' | 'v1a';

/** A key that signatures are held against. */
export interface WebhookKey {
  readonly version: SignatureVersion;
  /** Whether `signature` is this key's over `content`; compared by WebCrypto, in constant time. */
  verifies(signature: Uint8Array<ArrayBuffer>, content: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

const SHORTEST_SECRET = 24;
const LONGEST_SECRET = 64;
const PUBLIC_KEY = 32;

/** A shared secret, `whsec_` and base64 of 24 to 64 bytes. @throws {TypeError} when it is none; its value is not repeated. */
export async function secretKey(text: string): Promise<WebhookKey> {
  const bytes = bytesOf(text, 'whsec_');
  if (bytes === null || bytes.length < SHORTEST_SECRET || bytes.length > LONGEST_SECRET) {
    throw new TypeError('A webhook secret is whsec_ and base64 of 24 to 64 bytes.');
  }
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify']);
  return {
    version: 'v1',
    verifies: (signature, content) => crypto.subtle.verify('HMAC', key, signature, content),
  };
}

/** The registry's public key, `whpk_` and base64 of 32 bytes (Ed25519). @throws {TypeError} when it is none. */
export async function publicKey(text: string): Promise<WebhookKey> {
  const bytes = bytesOf(text, 'whpk_');
  if (bytes?.length !== PUBLIC_KEY) {
    throw new TypeError('A webhook public key is whpk_ and base64 of 32 bytes.');
  }
  const key = await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
  return {
    version: 'v1a',
    verifies: (signature, content) => crypto.subtle.verify('Ed25519', key, signature, content),
  };
}

/** The bytes that base64 stands for; null where it is not base64. */
export function base64Bytes(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function bytesOf(text: unknown, prefix: string): Uint8Array<ArrayBuffer> | null {
  if (typeof text !== 'string' || !text.startsWith(prefix)) return null;
  return base64Bytes(text.slice(prefix.length));
}
