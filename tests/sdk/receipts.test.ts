import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JSONWebKeySet } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { NetworkError, ReceiptError } from '../../sdk/src/errors.js';
import { createReceiptVerifier, verifyReceipt } from '../../sdk/src/receipts/verify-receipt.js';
import { rejectionOf } from './support/fake-registry.js';

const PAYLOAD = {
  iss: 'https://registry.test',
  aud: 'sandbox-bank',
  iat: 1_793_491_200,
  jti: 'decision-1',
  decision: { id: 'decision-1', program: 'PKH', outcome: 'ELIGIBLE' },
};

let jwks: JSONWebKeySet;
let registryKey: CryptoKey;
let strangerKey: CryptoKey;

async function sign(
  payload: unknown,
  key: CryptoKey = registryKey,
  kid = 'key-1',
  typ = 'dinsos-receipt+jws',
): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', kid, typ })
    .sign(key);
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  registryKey = pair.privateKey;
  strangerKey = (await generateKeyPair('ES256')).privateKey;
  jwks = {
    keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'key-1', alg: 'ES256', use: 'sig' }],
  };
});

describe('a receipt', () => {
  it('gives what the registry signed, without a network', async () => {
    const payload = await verifyReceipt(await sign(PAYLOAD), {
      jwks,
      issuer: 'https://registry.test',
    });
    expect(payload).toEqual(PAYLOAD);
  });

  it('is refused when a single character of it changed', async () => {
    const verify = createReceiptVerifier({ jwks });
    const [header, , signature] = (await sign(PAYLOAD)).split('.');
    const altered = encode({
      ...PAYLOAD,
      decision: { ...PAYLOAD.decision, outcome: 'INELIGIBLE' },
    });
    const error = await rejectionOf(verify(`${header}.${altered}.${signature}`));
    expect(error).toBeInstanceOf(ReceiptError);
    expect(error).toMatchObject({
      code: 'RECEIPT_INVALID',
      message: 'The receipt is not valid: the signature does not fit.',
    });
  });

  it('is refused when another key signed it, under the name of the true one or its own', async () => {
    const verify = createReceiptVerifier({ jwks });
    for (const kid of ['key-1', 'key-2']) {
      const receipt = await sign(PAYLOAD, strangerKey, kid);
      expect(await rejectionOf(verify(receipt))).toBeInstanceOf(ReceiptError);
    }
  });

  it('is refused without a signature, and with one of a shared secret', async () => {
    const unsigned = `${encode({ alg: 'none' })}.${encode(PAYLOAD)}.`;
    const secret = new TextEncoder().encode(JSON.stringify(jwks.keys[0]).padEnd(64));
    const hmac = await new CompactSign(new TextEncoder().encode(JSON.stringify(PAYLOAD)))
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1', typ: 'dinsos-receipt+jws' })
      .sign(secret);
    for (const receipt of [unsigned, hmac]) {
      expect(await rejectionOf(verifyReceipt(receipt, { jwks }))).toMatchObject({
        name: 'ReceiptError',
      });
    }
  });

  it('is refused when what was signed is something else, such as an access token', async () => {
    const others = [
      {
        iss: PAYLOAD.iss,
        iat: PAYLOAD.iat,
        jti: 'token-1',
        sub: 'bank',
        scope: 'eligibility:check',
      },
      { ...PAYLOAD, jti: 'another decision' },
      { ...PAYLOAD, decision: { id: 'decision-1', outcome: 'MAYBE' } },
      'decision-1',
      null,
    ];
    const signed = await Promise.all(others.map((other) => sign(other)));
    for (const jws of [...signed, await sign(PAYLOAD, registryKey, 'key-1', 'at+jwt')]) {
      const error = await rejectionOf(verifyReceipt(jws, { jwks }));
      expect(error).toMatchObject({ message: 'What was signed is not a receipt.' });
    }
  });

  it('is refused when another issuer signed it', async () => {
    const receipt = await sign(PAYLOAD);
    const error = await rejectionOf(verifyReceipt(receipt, { jwks, issuer: 'https://other.test' }));
    expect(error).toMatchObject({ message: 'The receipt is of another issuer.' });
  });

  it.each(['', 'a', 'a.b', 'a.b.c', '..', 'a.b.c.d', `${'x'.repeat(10_000)}.y.z`])(
    'is refused when it is none: %j',
    async (text) => {
      expect(await rejectionOf(verifyReceipt(text, { jwks }))).toBeInstanceOf(ReceiptError);
    },
  );
});

describe("the registry's keys", () => {
  const jwksUrl = 'https://registry.test/.well-known/jwks.json';

  it('are fetched once for many receipts', async () => {
    const asked: string[] = [];
    const fetch = async (url: string): Promise<Response> => {
      asked.push(url);
      return Response.json(jwks);
    };
    const verify = createReceiptVerifier({ jwksUrl, fetch });
    const receipt = await sign(PAYLOAD);
    await Promise.all([verify(receipt), verify(receipt)]);
    await verify(receipt);
    expect(asked).toEqual([jwksUrl]);
  });

  it('that cannot be had are a network error, which says nothing about the receipt', async () => {
    const answers = [
      async () => Promise.reject(new TypeError('fetch failed')),
      async () => new Response('gone', { status: 500 }),
      async () => Response.json({ keys: 'none' }),
    ];
    for (const fetch of answers) {
      const error = await rejectionOf(verifyReceipt(await sign(PAYLOAD), { jwksUrl, fetch }));
      expect(error).toBeInstanceOf(NetworkError);
    }
  });

  it('are refused at once when they are no keys, or have no address', () => {
    expect(() => createReceiptVerifier({ jwks: {} as JSONWebKeySet })).toThrow(TypeError);
    expect(() => createReceiptVerifier({ jwksUrl: 'jwks.json' })).toThrow(TypeError);
  });
});
