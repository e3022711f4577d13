import { readFileSync } from 'node:fs';
import { createClient, createReceiptVerifier } from '@dinsos/sdk';
import type { DinsosClient, PersonCheck } from '@dinsos/sdk';
import { createFakeRegistry } from '@dinsos/sdk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import personas from '../../prisma/seed/personas.json' with { type: 'json' };
import { createTestApp, type TestApp } from '../support/app.js';

type Persona = readonly [string, Parameters<typeof createClient>[0]['purpose'], readonly string[]];

const CASH = ['PKH', 'BPNT', 'RST', 'PROV-31-KLJ', 'APBD-32.05-FIRE'];
const ALL = [...CASH, 'PBI_JK', 'KIP_KULIAH'];
const ASKERS: readonly Persona[] = [
  ['bank', 'PAYEE_VERIFICATION', CASH],
  ['post', 'PAYEE_VERIFICATION', ['PKH', 'BPNT', 'RST']],
  ['hospital', 'HEALTH_COVERAGE_CHECK', ['PBI_JK']],
  ['university', 'STUDENT_AID_SCREENING', ['KIP_KULIAH']],
  ['officer-national', 'SOCIAL_SERVICE', ALL],
  ['officer-regency', 'SOCIAL_SERVICE', ALL],
  ['citizen-desk', 'SELF_SERVICE', ALL],
];
const NIKS = [
  ...personas.households.flatMap(({ members }) => members.flatMap(({ nik }) => nik ?? [])),
  '3273050101909999',
  '1234',
  '3171014202599901',
];
const CLAIMS: PersonCheck['claims'] = {
  studentAid: {
    ...{ admitted: true, graduationYear: 2025, accreditation: 'A', degree: 'S1' },
    ...{ livingCostCluster: 3, hasSktm: true, parentsMonthlyIncome: 2_500_000, familySize: 5 },
  },
};

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

function clients(persona: string): { real: DinsosClient; fake: DinsosClient } {
  const registry = createFakeRegistry();
  const credentials = { sandboxPersona: persona };
  return {
    real: createClient({ url: app.url, credentials }),
    fake: createClient({ url: registry.url, fetch: registry.fetch, credentials }),
  };
}

/** Everything of an answer but what is new each time. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      ['receipt', 'decidedAt'].includes(key) ? undefined : part,
    )
      .replaceAll(/"id":"01934f6e-[\w-]+"/g, '"id":"…"')
      .replaceAll(/"id":"[0-9a-f]{8}-[\w-]+"/g, '"id":"…"'),
  ) as unknown;
}

async function answers(
  client: DinsosClient,
  purpose: Persona[1],
  programs: readonly string[],
  asOf: string,
) {
  const all: unknown[] = [];
  for (const program of programs) {
    const rows = NIKS.map((nik, index) => ({
      nik,
      reference: `row ${index}`,
      ...(program === 'KIP_KULIAH' && index % 2 === 0 ? { claims: CLAIMS } : {}),
    }));
    const options = { program, purpose: purpose!, asOf };
    try {
      for await (const result of client.eligibility.checkMany(rows, options))
        all.push(plain(result));
    } catch (error) {
      all.push([program, (error as { code?: unknown }).code]);
    }
  }
  return all;
}

describe('the fake registry answers what the registry answers', () => {
  test.each(ASKERS)(
    '%s, about everybody, by each program and on several days',
    async (persona, purpose, programs) => {
      const { real, fake } = clients(persona);
      for (const asOf of ['2026-11-01', '2025-03-15', '2021-07-01', '2026-11-02']) {
        const expected = await answers(real, purpose, programs, asOf);
        expect(expected.length).toBeGreaterThan(0);
        expect(await answers(fake, purpose, programs, asOf)).toEqual(expected);
      }
      expect(plain(await fake.viewer())).toMatchObject({ tier: (await real.viewer()).tier });
    },
  );

  test('to a program or a purpose that is not the caller’s, with the same code', async () => {
    const { real, fake } = clients('hospital');
    const check = { nik: NIKS[0]!, program: 'PKH', purpose: 'HEALTH_COVERAGE_CHECK' } as const;
    for (const one of [
      check,
      { ...check, program: 'NOTHING' },
      { ...check, purpose: 'SELF_SERVICE' as const },
    ]) {
      const code = await real.eligibility.check(one).catch((error: { code: string }) => error.code);
      expect(code).toMatch(/^[A-Z_]+$/);
      expect(await fake.eligibility.check(one).catch((error: { code: string }) => error.code)).toBe(
        code,
      );
    }
  });

  test('about programs and categories', async () => {
    const { real, fake } = clients('bank');
    const all = async (client: DinsosClient) => {
      const programs: unknown[] = [];
      for await (const program of client.programs.list()) programs.push(program);
      return [
        programs.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
        await client.ppks.categories(),
      ];
    };
    expect(await all(fake)).toEqual(await all(real));
  });
});

describe('the fake registry', () => {
  test('signs receipts that verify, and reads a decision again', async () => {
    const registry = createFakeRegistry();
    const client = createClient({
      ...registry,
      credentials: { sandboxPersona: 'bank' },
      purpose: 'PAYEE_VERIFICATION',
    });
    const decision = await client.eligibility.check({ nik: '3171014202599901', program: 'BPNT' });
    const verify = createReceiptVerifier({
      jwksUrl: `${registry.url}/.well-known/jwks.json`,
      fetch: registry.fetch,
    });
    expect((await verify(decision.receipt)).jti).toBe(decision.id);
    expect(await client.eligibility.decision(decision.id)).toMatchObject({
      id: decision.id,
      outcome: decision.outcome,
    });
    expect(registry.operations).toEqual(
      ['CheckEligibilities', 'EligibilityDecision'].map((name) =>
        expect.stringMatching(name === 'CheckEligibilities' ? /^CheckEligibilit/ : name),
      ),
    );
  });

  test('knows the documents of the SDK by their ids', async () => {
    const registry = createFakeRegistry();
    const credentials = { sandboxPersona: 'bank' };
    const client = createClient({ ...registry, credentials, sendDocumentIds: true });
    expect(await client.viewer()).toMatchObject({ tier: 'PARTNER' });
    await expect(client.request('{ viewer { tier } }')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('fails when told to, and the client gets over it', async () => {
    const registry = createFakeRegistry();
    const client = createClient({
      ...registry,
      credentials: { sandboxPersona: 'bank' },
      purpose: 'PAYEE_VERIFICATION',
    });
    registry.failNext({ code: 'SERVICE_UNAVAILABLE', retryAfterMs: 1 });
    registry.failNext('NETWORK');
    const decision = await client.eligibility.check({ nik: '3171014202599901', program: 'BPNT' });
    expect(decision.outcome).toBe('ELIGIBLE');
    registry.failNext({ code: 'FORBIDDEN' });
    await expect(client.viewer()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('knows nobody without a persona, and shows no households', async () => {
    const registry = createFakeRegistry();
    const stranger = createClient({ ...registry, credentials: { token: 'somebody.elses.token' } });
    await expect(stranger.viewer()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const officer = createClient({
      ...registry,
      credentials: { sandboxPersona: 'officer-national' },
    });
    await expect(
      officer.request('{ households(first: 1) { edges { cursor } } }'),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(officer.request('{ nothing }')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('gives the answers that its table in the README promises', async () => {
    const text = readFileSync(new URL('../../sdk/README.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| `(\d{16})` \|[^|]+\| (\w+) +\| (\w+) +\|$/gm)];
    expect(rows.length).toBeGreaterThan(8);
    for (const [, nik = '', program = '', outcome] of rows) {
      const hospital = program === 'PBI_JK';
      const client = createClient({
        ...createFakeRegistry(),
        credentials: { sandboxPersona: hospital ? 'hospital' : 'bank' },
        purpose: hospital ? 'HEALTH_COVERAGE_CHECK' : 'PAYEE_VERIFICATION',
      });
      expect([nik, (await client.eligibility.check({ nik, program })).outcome]).toEqual([
        nik,
        outcome,
      ]);
    }
  });
});
