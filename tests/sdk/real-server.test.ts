import { setTimeout as delay } from 'node:timers/promises';
import type { JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.js';
import { createClient } from '../../sdk/src/create-client.js';
import { verifyReceipt } from '../../sdk/src/receipts/verify-receipt.js';
import { createTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { clientOf as clientOfPartner } from '../support/oauth.js';
import { rejectionOf } from './support/fake-registry.js';

const MOTHER = '3273054208939901';
const ON = '2026-11-01';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp({ schema });
});
afterAll(() => server.close());

const clientOf = (sandboxPersona: string) =>
  createClient({ url: server.url, credentials: { sandboxPersona }, language: 'EN' });
const payee = { program: 'PKH', purpose: 'PAYEE_VERIFICATION', asOf: ON } as const;

describe('the SDK against the server', () => {
  it('checks a payee, alone and among others, with the same answer', async () => {
    const { eligibility } = clientOf('bank');
    const lone = await eligibility.check({ ...payee, nik: MOTHER, reference: 'A' });
    expect(lone).toMatchObject({
      outcome: 'ELIGIBLE',
      reference: 'A',
      entitlement: { perYear: 6_900_000, lines: [{ code: 'TOTAL' }] },
    });
    const [together, other] = await Promise.all([
      eligibility.check({ ...payee, nik: MOTHER, reference: 'A' }),
      eligibility.check({ ...payee, nik: '3510011212459901' }),
    ]);
    const fresh = { id: together.id, decidedAt: together.decidedAt, receipt: together.receipt };
    expect(together).toEqual({ ...lone, ...fresh });
    expect(other.outcome).toBe('INELIGIBLE');
  });

  it('has each decision again by its id, and its receipt verifies offline', async () => {
    const { eligibility } = clientOf('bank');
    const decision = await eligibility.check({ ...payee, nik: MOTHER });
    const again = await eligibility.decision(decision.id);
    expect({ ...again, receipt: '' }).toEqual({ ...decision, receipt: '' });
    const jwks = await (await server.fetch('/.well-known/jwks.json')).json();
    const payload = await verifyReceipt(decision.receipt, { jwks, issuer: 'dinsos-api' });
    const { receipt: _receipt, program, criteria, nextSteps, ...shown } = decision;
    expect(payload.decision).toMatchObject({
      ...shown,
      program: program.code,
      criteria: criteria.map(({ code, finding, legalBasis }) => ({ code, finding, legalBasis })),
      nextSteps: nextSteps.map(({ code, office }) => ({ code, office })),
    });
  });

  it('refuses a bad row alone, with the code of the contract', async () => {
    const rows = [{ nik: MOTHER }, { nik: '3273059902909901' }, { nik: MOTHER }, { nik: '1' }];
    const codes = [];
    for await (const { refused } of clientOf('bank').eligibility.checkMany(rows, payee)) {
      codes.push(refused?.code ?? 'decided');
    }
    expect(codes).toEqual(['decided', 'MALFORMED_NIK', 'DUPLICATE_IN_REQUEST', 'MALFORMED_NIK']);
  });

  it('takes a thousand people in one request', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => ({
      nik: `327305010190${String(n + 1).padStart(4, '0')}`,
      reference: `${n}`,
    }));
    let decided = 0;
    for await (const { decision } of clientOf('bank').eligibility.checkMany(rows, payee)) {
      if (decision?.outcome === 'INELIGIBLE') decided += 1;
    }
    expect(decided).toBe(1_000);
  });

  it('gives a malformed NIK the same error alone as among others', async () => {
    const { eligibility } = clientOf('bank');
    const odd = { ...payee, nik: '3273059902909901' };
    const alone = await rejectionOf(eligibility.check(odd));
    const [among] = await Promise.allSettled([
      eligibility.check(odd),
      eligibility.check({ ...payee, nik: MOTHER }),
    ]);
    expect(alone).toMatchObject({ name: 'BadUserInputError', code: 'BAD_USER_INPUT' });
    expect(among).toMatchObject({ status: 'rejected', reason: { code: 'BAD_USER_INPUT' } });
    expect(String(alone)).not.toContain('3273059902909901');
  });

  it('has typed errors for an unknown program, another purpose and a page too large', async () => {
    const { eligibility, request } = clientOf('bank');
    const check = { ...payee, nik: MOTHER };
    const faults = [
      eligibility.check({ ...check, program: 'NONE' }),
      eligibility.check({ ...check, purpose: 'SOCIAL_SERVICE' }),
      request('query Large { aidPrograms(first: 1000) { pageInfo { hasNextPage } } }'),
    ];
    const codes = await Promise.all(faults.map(rejectionOf));
    expect(codes).toMatchObject([
      { code: 'NOT_FOUND', requestId: expect.any(String) },
      { code: 'FORBIDDEN' },
      { code: 'BAD_USER_INPUT' },
    ]);
  });

  it('says who asks, and is refused without a persona that exists', async () => {
    expect(await clientOf('bank').viewer()).toMatchObject({
      tier: 'PARTNER',
      partner: { name: 'Bank Contoh', kind: 'BANK' },
    });
    expect(await clientOf('officer-regency').viewer()).toMatchObject({
      tier: 'REGENCY',
      territory: { code: '32.05' },
    });
    expect(await rejectionOf(clientOf('clown').viewer())).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('lists programs, regions and the 26 PPKS categories', async () => {
    const client = clientOf('officer-national');
    const codes = [];
    for await (const { code } of client.programs.list({ pageSize: 2 })) codes.push(code);
    expect(codes).toEqual(expect.arrayContaining(['PKH', 'BPNT', 'PBI_JK', 'RST', 'KIP_KULIAH']));
    expect(await client.programs.get('PKH')).toMatchObject({
      administeringTier: 'NATIONAL',
      owner: null,
    });
    expect(await client.programs.get('NONE')).toBeNull();
    expect(await client.ppks.categories()).toHaveLength(26);
    const provinces = [];
    for await (const { code } of client.regions.list()) provinces.push(code);
    expect(provinces).toHaveLength(38);
    const districts = [];
    for await (const { parent } of client.regions.list({ parent: '32.05' }))
      districts.push(parent?.code);
    expect(new Set(districts)).toEqual(new Set(['32.05']));
  });

  it('aborts a request on the wire', async () => {
    const controller = new AbortController();
    const call = clientOf('bank').viewer({ signal: controller.signal });
    await delay(1);
    controller.abort(new Error('Enough.'));
    expect(await rejectionOf(call)).toMatchObject({ message: 'Enough.' });
  });
});

describe('the SDK with a key of its own, against the server', () => {
  let live: TestApp;
  beforeAll(async () => {
    live = await createTestApp({ now: () => new Date() });
  });
  afterAll(() => live.close());

  it.each(['bank', 'post', 'hospital', 'university'])('asks as %s', async (partner) => {
    const { clientId, key } = await clientOfPartner(partner);
    const client = createClient({ url: live.url, clientId, privateKey: key });
    const viewer = await client.viewer();
    expect(viewer).toMatchObject({ tier: 'PARTNER', scopes: ['eligibility:check'] });
  });

  it('checks a payee, and finds the clients of the sandbox where a newcomer does', async () => {
    const list = (await (await live.fetch('/sandbox/clients')).json()) as {
      client_id: string;
      private_key: JWK;
    }[];
    const bank = list.find(({ client_id: id }) => id.startsWith('sandbox-bank.'));
    const client = createClient({
      url: live.url,
      clientId: bank?.client_id ?? '',
      privateKey: bank?.private_key ?? {},
      purpose: 'PAYEE_VERIFICATION',
    });
    const checks = Array.from({ length: 5 }, () =>
      client.eligibility.check({ nik: MOTHER, program: 'PKH' }),
    );
    for (const { outcome } of await Promise.all(checks)) expect(outcome).toBe('ELIGIBLE');
    const asked = live.logs.filter((line) => line.includes('OAuthToken'));
    expect(asked.filter((line) => line.includes('sandbox-bank'))).toHaveLength(2);
  });

  it('is refused with the key of somebody else', async () => {
    const { clientId } = await clientOfPartner('bank');
    const { key } = await clientOfPartner('post');
    const client = createClient({ url: live.url, clientId, privateKey: key });
    expect(await rejectionOf(client.viewer())).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: 'The registry gave this client no token (invalid_client).',
    });
  });
});
