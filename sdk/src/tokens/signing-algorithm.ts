const BY_CURVE: Readonly<Record<string, string>> = {
  'EC P-256': 'ES256',
  'OKP Ed25519': 'EdDSA',
  'ECDSA P-256': 'ES256',
  Ed25519: 'EdDSA',
  'RSA-PSS SHA-256': 'PS256',
};

/**
 * The algorithm that a private key signs with: ES256, EdDSA or PS256.
 *
 * @throws {TypeError} when it is no private key, or one of another kind.
 */
export function signingAlgorithmOf(key: unknown): string {
  const algorithm = isCryptoKey(key) ? ofCryptoKey(key) : ofJwk(key);
  if (algorithm !== undefined) return algorithm;
  throw new TypeError('privateKey must be a private key for ES256, EdDSA or PS256.');
}

/** Whether a key is WebCrypto's. */
export function isCryptoKey(key: unknown): key is CryptoKey {
  return typeof CryptoKey === 'function' && key instanceof CryptoKey;
}

function ofCryptoKey({ type, usages, algorithm }: CryptoKey): string | undefined {
  if (type !== 'private' || !usages.includes('sign')) return undefined;
  const { name, namedCurve, hash } = algorithm as KeyAlgorithm & {
    namedCurve?: string;
    hash?: KeyAlgorithm;
  };
  return BY_CURVE[[name, namedCurve ?? hash?.name].filter(Boolean).join(' ')];
}

function ofJwk(key: unknown): string | undefined {
  const { kty, crv, d, alg } = Object(key) as Partial<Record<string, unknown>>;
  if (typeof d !== 'string' || d === '') return undefined;
  const found = kty === 'RSA' ? 'PS256' : BY_CURVE[`${String(kty)} ${String(crv)}`];
  return alg === undefined || alg === found ? found : undefined;
}
