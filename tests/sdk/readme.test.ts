import { readFileSync } from 'node:fs';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient, createReceiptVerifier, DinsosError } from '../../sdk/src/index.js';
import { createFakeRegistry } from '@dinsos/sdk/testing';
import { createFakeRegistry as createStub, json } from './support/fake-registry.js';

/** The code of the README stands here between markers, and runs; the README must hold exactly it. */
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const withoutImports = (code: string): string => code.replaceAll(/^import .*\n+/gm, '').trim();

const snippets = [
  ...read('./readme.test.ts').matchAll(/^( *)\/\/ README <\n([^]*?)\n *\/\/ >/gm),
].map(([, indent = '', code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), '').trim());
const blocks = [...read('../../sdk/README.md').matchAll(/^```ts\n([^]*?)```/gm)].map(
  ([, code = '']) => withoutImports(code),
);

const printed: unknown[][] = [];

beforeEach(async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }] };
  const decision = { id: 'decision-9901', outcome: 'ELIGIBLE' };
  const payload = { iss: 'dinsos-api', aud: 'bank', iat: 1, jti: decision.id, decision };
  const receipt = await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'dinsos-receipt+jws' })
    .sign(privateKey);
  const registry = createStub();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.endsWith('/jwks.json')) return Response.json(jwks);
    const origin = 'http://127.0.0.1:4000';
    if (url.includes('/.well-known/oauth')) {
      return json({ issuer: origin, token_endpoint: `${origin}/oauth/token` });
    }
    if (url.endsWith('/oauth/token')) {
      return json({ access_token: 'bound', token_type: 'DPoP', expires_in: 300 });
    }
    const answer = await registry.fetch(url, init);
    return json(JSON.parse((await answer.text()).replaceAll('a.b.c', receipt)));
  });
  vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
    printed.push(values);
  });
});

afterEach(() => {
  printed.length = 0;
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the code of the README', () => {
  it('is the code that is run here', () => {
    expect(blocks).toEqual(snippets);
  });

  it('runs, from the first check to a document of its own', async () => {
    // README <
    const client = createClient({
      url: 'http://127.0.0.1:4000',
      credentials: { sandboxPersona: 'bank' },
      purpose: 'PAYEE_VERIFICATION',
    });

    const decision = await client.eligibility.check({ nik: '3273054208939901', program: 'PKH' });

    console.log(decision.outcome);
    for (const { code, finding, message } of decision.criteria) console.log(code, finding, message);
    for (const { office, message } of decision.nextSteps) console.log(office, message);
    // >
    expect(printed).toEqual([['ELIGIBLE'], ['ALIVE', 'MET', 'alive (ID)']]);
    printed.length = 0;

    const { privateKey: mine } = await generateKeyPair('ES256', { extractable: true });
    vi.stubEnv('DINSOS_PRIVATE_KEY', JSON.stringify(await exportJWK(mine)));

    // README <
    const own = createClient({
      url: 'http://127.0.0.1:4000',
      clientId: 'sandbox-bank.payee-verification',
      privateKey: JSON.parse(process.env['DINSOS_PRIVATE_KEY'] ?? ''),
      purpose: 'PAYEE_VERIFICATION',
    });

    const { name, scopes } = await own.viewer();
    console.log(name, scopes);
    // >
    expect(printed).toEqual([['Bank Contoh', ['eligibility:check']]]);
    printed.length = 0;

    // README <
    const rows = [
      { nik: '3273054208939901', reference: 'row 1' },
      { nik: '327305', reference: 'row 2' },
    ];

    for await (const result of client.eligibility.checkMany(rows, { program: 'BPNT' })) {
      if (result.refused) console.log(result.reference, 'refused:', result.refused.code);
      else console.log(result.reference, result.decision.outcome);
    }
    // >
    expect(printed).toEqual([
      ['row 1', 'ELIGIBLE'],
      ['row 2', 'refused:', 'MALFORMED_NIK'],
    ]);
    printed.length = 0;

    // README <
    const jwksUrl = 'http://127.0.0.1:4000/.well-known/jwks.json';
    const verify = createReceiptVerifier({ jwksUrl });

    const payload = await verify(decision.receipt);
    console.log(payload.jti === decision.id, payload.decision.outcome);
    // >
    expect(printed).toEqual([[true, 'ELIGIBLE']]);
    printed.length = 0;

    // README <
    try {
      await client.eligibility.check({ nik: '327305', program: 'PKH' });
    } catch (error) {
      if (!(error instanceof DinsosError)) throw error;
      console.log(error.code, error.message, error.requestId);
    }
    // >
    expect(printed).toEqual([['BAD_USER_INPUT', 'A NIK is a string of 16 digits.', null]]);
    printed.length = 0;

    // README <
    const signal = AbortSignal.timeout(5_000);
    await client.eligibility.check({ nik: '3273054208939901', program: 'PKH' }, { signal });
    // >

    // README <
    const watched = createClient({
      url: 'http://127.0.0.1:4000',
      credentials: { sandboxPersona: 'bank' },
      purpose: 'PAYEE_VERIFICATION',
      onCost: ({ actual, people }) => console.log(actual, people?.remaining, people?.refill.at),
    });

    await watched.eligibility.check({ nik: '3273054208939901', program: 'PKH' });
    // >
    expect(printed).toEqual([[96, 999_999, '2026-11-01T17:00:00.000Z']]);
    printed.length = 0;

    // README <
    for await (const program of client.programs.list()) console.log(program.code, program.name);

    const pkh = await client.programs.get('PKH');
    const viewer = await client.viewer();
    const earlier = await client.eligibility.decision(decision.id);
    console.log(pkh?.legalBasis, viewer.name, earlier?.outcome === decision.outcome);
    // >
    expect(printed.at(0)).toEqual(['BPNT', 'BPNT in ID']);
    expect(printed.at(-1)).toEqual(['Permensos 1/2018', 'Bank Contoh', true]);
    printed.length = 0;

    // README <
    const owner = 'query Owner($code: String!) { aidProgram(code: $code) { owner { name } } }';
    const data = await client.request(owner, { code: 'PROV-31-KLJ' });
    console.log(data);
    // >
    expect(printed).toEqual([[{ aidProgram: null }]]);
    printed.length = 0;

    // README <
    const { url, fetch, failNext } = createFakeRegistry();
    const bank = createClient({
      url,
      fetch,
      credentials: { sandboxPersona: 'bank' },
      purpose: 'PAYEE_VERIFICATION',
    });

    failNext({ code: 'SERVICE_UNAVAILABLE', retryAfterMs: 10 });
    const { outcome } = await bank.eligibility.check({ nik: '3171014202599901', program: 'BPNT' });
    console.log(outcome);
    // >
    expect(printed).toEqual([['ELIGIBLE']]);
  });
});
