import { describe, expect, it } from 'vitest';
import { buildClient } from '../../sdk/src/build-client.js';
import {
  BadUserInputError,
  RateLimitedError,
  UnexpectedResponseError,
} from '../../sdk/src/errors.js';
import type { PersonCheck } from '../../sdk/src/models.js';
import { buildTestClient, createTestRuntime } from './support/build-test-client.js';
import {
  createFakeRegistry,
  fault,
  json,
  nikOf,
  ODD_NIK,
  rejectionOf,
} from './support/fake-registry.js';

const claims = {
  studentAid: {
    admitted: true,
    graduationYear: 2026,
    degree: 'S1',
    accreditation: 'A',
    livingCostCluster: 2,
  },
} as const;

describe('a lone check', () => {
  it('asks for one person and gives the decision', async () => {
    const registry = createFakeRegistry();
    const client = buildTestClient(registry.fetch);
    const decision = await client.eligibility.check({
      nik: nikOf(1),
      program: 'PKH',
      reference: 'A-1',
    });
    expect(decision).toMatchObject({
      id: 'decision-0001',
      reference: 'A-1',
      outcome: 'ELIGIBLE',
      program: { code: 'PKH' },
      entitlement: { perYear: 2_400_000 },
    });
    expect(registry.received).toHaveLength(1);
    expect(registry.received[0]).toMatchObject({
      operation: 'CheckEligibility',
      variables: {
        input: { nik: nikOf(1), program: 'PKH', purpose: 'PAYEE_VERIFICATION', reference: 'A-1' },
      },
    });
  });

  it('sends the purpose, the date and the claims that it was given', async () => {
    const registry = createFakeRegistry();
    const client = buildTestClient(registry.fetch);
    await client.eligibility.check({
      nik: nikOf(1),
      program: 'KIP_KULIAH',
      purpose: 'STUDENT_AID_SCREENING',
      asOf: '2026-11-01',
      claims,
    });
    expect(registry.received[0]?.variables).toEqual({
      language: 'ID',
      input: {
        nik: nikOf(1),
        program: 'KIP_KULIAH',
        purpose: 'STUDENT_AID_SCREENING',
        asOf: '2026-11-01',
        claims,
      },
    });
  });

  it('has its messages in the language of the client', async () => {
    const client = buildTestClient(createFakeRegistry().fetch, { language: 'EN' });
    const decision = await client.eligibility.check({ nik: nikOf(1), program: 'PKH' });
    expect(decision.criteria[0]?.message).toBe('alive (EN)');
    expect(decision.program.name).toBe('PKH in EN');
  });

  it('is refused at once when its NIK is no string of 16 digits, and nothing is sent', async () => {
    const registry = createFakeRegistry();
    const client = buildTestClient(registry.fetch);
    for (const nik of [
      '',
      '327305',
      `${nikOf(1)}0`,
      ' '.repeat(16),
      3273050101900001 as unknown as string,
    ]) {
      const error = await rejectionOf(client.eligibility.check({ nik, program: 'PKH' }));
      expect(error).toBeInstanceOf(BadUserInputError);
      expect(error).toMatchObject({
        code: 'BAD_USER_INPUT',
        message: 'A NIK is a string of 16 digits.',
      });
    }
    expect(registry.received).toEqual([]);
  });

  it('needs a purpose of its own when the client has none', async () => {
    const { fetch, received } = createFakeRegistry();
    const options = { url: 'http://registry.test', credentials: { token: 't' }, fetch };
    const { check } = buildClient(options, createTestRuntime().runtime).eligibility;
    const person = { nik: nikOf(1), program: 'PKH' };
    await expect(check(person)).rejects.toBeInstanceOf(TypeError);
    const unknown = 'NOSINESS' as 'SELF_SERVICE';
    await expect(check({ ...person, purpose: unknown })).rejects.toBeInstanceOf(TypeError);
    expect(received).toEqual([]);
    await expect(check({ ...person, purpose: 'SELF_SERVICE' })).resolves.toBeDefined();
  });
});

describe('checks made in the same tick', () => {
  it('travel as one request and each gets its own answer', async () => {
    const registry = createFakeRegistry();
    const client = buildTestClient(registry.fetch);
    const decisions = await Promise.all(
      [1, 2, 3].map((n) =>
        client.eligibility.check({ nik: nikOf(n), program: 'PKH', reference: `R${n}` }),
      ),
    );
    expect(decisions.map(({ reference }) => reference)).toEqual(['R1', 'R2', 'R3']);
    expect(decisions[0]).not.toHaveProperty('__typename');
    expect(registry.received.map(({ operation }) => operation)).toEqual(['CheckEligibilities']);
  });

  it('have the same answer as a lone check', async () => {
    const client = buildTestClient(createFakeRegistry().fetch);
    const check = { nik: nikOf(1), program: 'PKH' };
    const lone = await client.eligibility.check(check);
    const [together] = await Promise.all([
      client.eligibility.check(check),
      client.eligibility.check({ nik: nikOf(2), program: 'PKH' }),
    ]);
    expect(together).toEqual(lone);
  });

  it('are told apart by program, purpose and date', async () => {
    const registry = createFakeRegistry();
    const { check } = buildTestClient(registry.fetch).eligibility;
    await Promise.all([
      check({ nik: nikOf(1), program: 'PKH' }),
      check({ nik: nikOf(2), program: 'PKH' }),
      check({ nik: nikOf(3), program: 'BPNT' }),
      check({ nik: nikOf(4), program: 'PKH', asOf: '2020-01-01' }),
      check({ nik: nikOf(5), program: 'PKH', purpose: 'SELF_SERVICE' }),
    ]);
    expect(registry.received.map(({ operation }) => operation)).toEqual([
      'CheckEligibilities',
      'CheckEligibility',
      'CheckEligibility',
      'CheckEligibility',
    ]);
  });

  it('spoil no other when one is refused, and the refused one throws what a lone one would', async () => {
    const client = buildTestClient(createFakeRegistry().fetch);
    const [good, odd, short] = await Promise.allSettled([
      client.eligibility.check({ nik: nikOf(1), program: 'PKH' }),
      client.eligibility.check({ nik: ODD_NIK, program: 'PKH' }),
      client.eligibility.check({ nik: '12', program: 'PKH' }),
      client.eligibility.check({ nik: nikOf(2), program: 'PKH' }),
    ]);
    expect(good.status).toBe('fulfilled');
    expect(odd).toMatchObject({ status: 'rejected', reason: { code: 'BAD_USER_INPUT' } });
    expect(short).toMatchObject({ status: 'rejected', reason: { code: 'BAD_USER_INPUT' } });
  });

  it('say that the budget is spent as a rate limit', async () => {
    const refused = {
      __typename: 'EligibilityCheckRefused',
      reference: null,
      code: 'OVER_BUDGET',
      message: 'Enough.',
    };
    const registry = createFakeRegistry(() =>
      json({ data: { checkEligibilities: [refused, refused] } }),
    );
    const { check } = buildTestClient(registry.fetch).eligibility;
    const outcomes = await Promise.allSettled([
      check({ nik: nikOf(1), program: 'PKH' }),
      check({ nik: nikOf(2), program: 'PKH' }),
    ]);
    for (const outcome of outcomes) {
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(RateLimitedError);
    }
  });

  it('ask twice about a person in two requests, since a repeated row is refused', async () => {
    const registry = createFakeRegistry();
    const { check } = buildTestClient(registry.fetch).eligibility;
    const decisions = await Promise.all([
      check({ nik: nikOf(1), program: 'PKH', reference: 'first' }),
      check({ nik: nikOf(2), program: 'PKH', reference: 'other' }),
      check({ nik: nikOf(1), program: 'PKH', reference: 'second' }),
    ]);
    expect(decisions.map(({ reference }) => reference)).toEqual(['first', 'other', 'second']);
    expect(registry.received).toHaveLength(2);
  });

  it('are split into requests of 1,000', async () => {
    const registry = createFakeRegistry();
    const { check } = buildTestClient(registry.fetch).eligibility;
    await Promise.all(
      Array.from({ length: 1_001 }, (_, n) => check({ nik: nikOf(n), program: 'PKH' })),
    );
    expect(registry.received.map(peopleCount)).toEqual([1_000, 0]);
  });

  it('all fail of a fault of their request', async () => {
    const registry = createFakeRegistry(() => fault('FORBIDDEN'));
    const { check } = buildTestClient(registry.fetch).eligibility;
    const outcomes = await Promise.allSettled(
      [1, 2].map((n) => check({ nik: nikOf(n), program: 'PKH' })),
    );
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'FORBIDDEN', requestId: 'req-7' } },
      { status: 'rejected', reason: { code: 'FORBIDDEN', requestId: 'req-7' } },
    ]);
  });

  it('fail when the registry answers for another number of people', async () => {
    const registry = createFakeRegistry(() => json({ data: { checkEligibilities: [] } }));
    const { check } = buildTestClient(registry.fetch).eligibility;
    const outcomes = await Promise.allSettled(
      [1, 2].map((n) => check({ nik: nikOf(n), program: 'PKH' })),
    );
    for (const outcome of outcomes) {
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(
        UnexpectedResponseError,
      );
    }
  });

  it('made in a later tick travel by themselves', async () => {
    const registry = createFakeRegistry();
    const { check } = buildTestClient(registry.fetch).eligibility;
    await check({ nik: nikOf(1), program: 'PKH' });
    await check({ nik: nikOf(2), program: 'PKH' });
    expect(registry.received.map(({ operation }) => operation)).toEqual([
      'CheckEligibility',
      'CheckEligibility',
    ]);
  });
});

function peopleCount({ variables }: { variables: Readonly<Record<string, unknown>> }): number {
  const input = variables['input'] as { people?: readonly PersonCheck[] };
  return input.people?.length ?? 0;
}
