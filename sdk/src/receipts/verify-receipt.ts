import { compactVerify, createLocalJWKSet, createRemoteJWKSet, customFetch, errors } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { NetworkError, ReceiptError } from '../errors.js';
import type { Fetch } from '../http/send.js';
import { readPayload } from './receipt-payload.js';
import type { ReceiptPayload } from './receipt-payload.js';

const RECEIPT_TYPE = 'dinsos-receipt+jws';

/** Whose receipts are accepted. */
export type ReceiptTrust = {
  /** The `iss` that a receipt must carry; any where absent. */
  readonly issuer?: string | undefined;
} & (
  | {
      /** The registry's public keys, kept by the caller: verification needs no network. */
      readonly jwks: JSONWebKeySet;
    }
  | {
      /** Where the registry publishes them, `/.well-known/jwks.json`; fetched once and kept for ten minutes. */
      readonly jwksUrl: string;
      readonly fetch?: Fetch | undefined;
    }
);

/** Checks one receipt; see {@link createReceiptVerifier}. */
export type VerifyReceipt = (receipt: string) => Promise<ReceiptPayload>;

/**
 * A function that verifies receipts and gives what was signed. Make one and keep it: it holds the keys.
 *
 * A receipt is a compact JWS signed by ES256. Everything else is refused: an altered one, one of another key, one
 * without signature (`none`), or one that names a shared-secret algorithm. A decision's `id` in the payload should be
 * compared with the decision that it is kept with.
 *
 * @throws {TypeError} at once, when the keys or their address are unusable.
 */
export function createReceiptVerifier(trust: ReceiptTrust): VerifyReceipt {
  const keys = 'jwks' in trust ? localKeys(trust.jwks) : remoteKeys(trust.jwksUrl, trust.fetch);
  return async (receipt) => {
    try {
      const { payload, protectedHeader } = await compactVerify(receipt, keys, {
        algorithms: ['ES256'],
      });
      if (protectedHeader.typ !== RECEIPT_TYPE) {
        throw new ReceiptError('What was signed is not a receipt.');
      }
      return readPayload(payload, trust.issuer);
    } catch (error) {
      if (error instanceof ReceiptError || error instanceof NetworkError) throw error;
      throw new ReceiptError(`The receipt is not valid${reasonOf(error)}.`);
    }
  };
}

/**
 * Verifies one receipt. For many, keep a {@link createReceiptVerifier}.
 *
 * @throws {ReceiptError} when it is not what the registry signed; {@link NetworkError} when the keys cannot be had.
 */
export async function verifyReceipt(receipt: string, trust: ReceiptTrust): Promise<ReceiptPayload> {
  return createReceiptVerifier(trust)(receipt);
}

function localKeys(jwks: JSONWebKeySet) {
  try {
    return createLocalJWKSet(jwks);
  } catch {
    throw new TypeError('jwks must be a JSON Web Key Set.');
  }
}

function remoteKeys(address: string, fetch: Fetch | undefined) {
  if (!URL.canParse(address)) throw new TypeError('jwksUrl must be an absolute address.');
  const send: Fetch = fetch ?? ((url, init) => globalThis.fetch(url, init));
  const keySet = createRemoteJWKSet(new URL(address), { [customFetch]: send });
  return async (...of: Parameters<typeof keySet>) => {
    try {
      return await keySet(...of);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw error;
      throw new NetworkError("The registry's keys could not be fetched.");
    }
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWSSignatureVerificationFailed) return ': the signature does not fit';
  if (error instanceof errors.JWKSNoMatchingKey) return ': the registry has no such key';
  if (error instanceof errors.JOSEAlgNotAllowed) return ': its algorithm is not ES256';
  return '';
}
