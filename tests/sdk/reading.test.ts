import { describe, expect, it } from 'vitest';
import { UnexpectedResponseError } from '../../sdk/src/errors.js';
import { buildTestClient } from './support/build-test-client.js';
import { createFakeRegistry, json, rejectionOf } from './support/fake-registry.js';

describe('programs', () => {
  it('are had by code, and null stands for none', async () => {
    const client = buildTestClient(createFakeRegistry().fetch);
    expect(await client.programs.get('PKH')).toEqual({
      id: 'program-PKH',
      code: 'PKH',
      name: 'PKH in ID',
      administeringTier: 'NATIONAL',
      owner: null,
      legalBasis: 'Permensos 1/2018',
    });
    expect(await client.programs.get('NONE')).toBeNull();
  });

  it('are listed page by page, each fetched when it is needed', async () => {
    const registry = createFakeRegistry();
    const programs = buildTestClient(registry.fetch).programs.list({ pageSize: 2 });
    expect(registry.received).toHaveLength(0);
    const codes: string[] = [];
    for await (const { code } of programs) {
      codes.push(code);
      expect(registry.received).toHaveLength(Math.ceil(codes.length / 2));
    }
    expect(codes).toEqual(['BPNT', 'KIP_KULIAH', 'PBI_JK', 'PKH', 'RST']);
    expect(registry.received.map(({ variables }) => variables['after'])).toEqual([null, '2', '4']);
  });

  it('share a page when several are asked for at the same time', async () => {
    const registry = createFakeRegistry();
    const programs = buildTestClient(registry.fetch).programs.list({ pageSize: 3 });
    const steps = await Promise.all(Array.from({ length: 7 }, () => programs.next()));
    expect(steps.map(({ value }) => value?.code)).toEqual([
      'BPNT',
      'KIP_KULIAH',
      'PBI_JK',
      'PKH',
      'RST',
      undefined,
      undefined,
    ]);
    expect(registry.received).toHaveLength(2);
  });

  it('stop being fetched when the loop is left', async () => {
    const registry = createFakeRegistry();
    for await (const program of buildTestClient(registry.fetch).programs.list({ pageSize: 1 })) {
      expect(program.code).toBe('BPNT');
      break;
    }
    expect(registry.received).toHaveLength(1);
  });

  it('do not go round in circles when the registry does', async () => {
    const pageInfo = { hasNextPage: true, endCursor: 'same' };
    const registry = createFakeRegistry(() =>
      json({ data: { aidPrograms: { edges: [null], pageInfo } } }),
    );
    const programs = buildTestClient(registry.fetch).programs.list();
    expect(await rejectionOf(programs.next())).toBeInstanceOf(UnexpectedResponseError);
    expect(registry.received).toHaveLength(2);
  });

  it('have at least one and at most 100 on a page', () => {
    const { programs } = buildTestClient(createFakeRegistry().fetch);
    for (const pageSize of [0, 101, -1, 1.5]) {
      expect(() => programs.list({ pageSize })).toThrow(TypeError);
    }
  });
});

describe('the rest of the catalogue', () => {
  it('has the regions below one', async () => {
    const client = buildTestClient(createFakeRegistry().fetch);
    const regions = [];
    for await (const region of client.regions.list({ parent: '33' })) regions.push(region);
    expect(regions).toEqual([{ code: '33.05', name: 'Garut', parent: null }]);
  });

  it('has the PPKS categories in the language of the client', async () => {
    const client = buildTestClient(createFakeRegistry().fetch, { language: 'EN' });
    expect(await client.ppks.categories()).toMatchObject([
      { code: 'POOR', number: 26, name: 'Poor' },
    ]);
  });

  it('says who the token stands for', async () => {
    expect(await buildTestClient(createFakeRegistry().fetch).viewer()).toMatchObject({
      tier: 'PARTNER',
      territory: null,
      partner: null,
      scopes: ['eligibility:check'],
    });
  });

  it('has an earlier decision, and null for one that is not there', async () => {
    const { decision } = buildTestClient(createFakeRegistry().fetch).eligibility;
    expect(await decision('decision-0001')).toMatchObject({
      id: 'decision-0001',
      outcome: 'ELIGIBLE',
    });
    expect(await decision('decision-9999')).toBeNull();
  });
});

describe("a document of the caller's own", () => {
  it('is run with its variables', async () => {
    const client = buildTestClient(createFakeRegistry().fetch);
    const data = await client.request(
      'query Q($code: String!) { aidProgram(code: $code) { id } }',
      {
        code: 'PKH',
      },
    );
    expect(data).toEqual({ aidProgram: { id: 'program-PKH' } });
  });

  it('may be an object that turns into its text, as code generators make', async () => {
    const registry = createFakeRegistry();
    const document = { toString: () => 'query Mine { viewer { name } }' };
    expect(await buildTestClient(registry.fetch).request(document)).toEqual({
      viewer: { name: 'Bank Contoh' },
    });
    expect(registry.received[0]?.operation).toBe('Mine');
  });
});
