import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE_TIERS, type Principal } from '../../api/auth/principal.js';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestAnswer, type TestApp } from '../support/app.js';
import { codesOf } from '../support/registry.js';
import {
  freshPublicKey,
  freshSlug,
  INPUT_TYPES,
  MINISTRY,
  PARTNER_MUTATIONS,
  partnerCaller,
  refusalOf,
  storePartner,
  terms,
  type StoredPartner,
} from '../support/partners.js';

/** The ministry, an own regency, its province, a sibling, and foreign areas. */
const OWNERS = [null, '32.05', '32', '32.73', '31', '35'] as const;
type Owner = (typeof OWNERS)[number];
const ALL = [...OWNERS];

/** Every role on each of its tiers: which owners' partners it manages, and which it sees. Null = it is refused the question. */
const CALLERS: readonly [string, Principal, readonly Owner[], readonly Owner[] | null][] = [
  ['village_operator', officerOf('VILLAGE', '32.05.01.1001', ['village_operator']), [], null],
  ['village_head', officerOf('VILLAGE', '32.05.01.1001', ['village_head']), [], null],
  ['tksk', officerOf('DISTRICT', '32.05.01', ['tksk']), [], null],
  ['regency_verifier', officerOf('REGENCY', '32.05', ['regency_verifier']), [], null],
  ['regency_head', officerOf('REGENCY', '32.05', ['regency_head']), ['32.05'], ['32.05']],
  ['social_worker', officerOf('REGENCY', '32.05', ['social_worker']), [], null],
  ['tagana of a regency', officerOf('REGENCY', '32.05', ['tagana']), [], null],
  ['tagana of a province', officerOf('PROVINCE', '32', ['tagana']), [], null],
  ['province_monitor', officerOf('PROVINCE', '32', ['province_monitor']), [], null],
  ['province_head', officerOf('PROVINCE', '32', ['province_head']), ['32'], ['32']],
  ['province_head of DKI', officerOf('PROVINCE', '31', ['province_head']), ['31'], ['31']],
  ['ministry_determination', officerOf('NATIONAL', null, ['ministry_determination']), [], null],
  ['ministry_program_owner', MINISTRY, [null], ALL],
  ['auditor of the country', officerOf('NATIONAL', null, ['auditor']), [], ALL],
  ['auditor of a province', officerOf('PROVINCE', '32', ['auditor']), [], ['32.05', '32', '32.73']],
  ['auditor of a regency', officerOf('REGENCY', '32.05', ['auditor']), [], ['32.05']],
  [
    'data_protection_officer of the country',
    officerOf('NATIONAL', null, ['data_protection_officer']),
    [],
    ALL,
  ],
  [
    'data_protection_officer of a province',
    officerOf('PROVINCE', '32', ['data_protection_officer']),
    [],
    ['32.05', '32', '32.73'],
  ],
  [
    'data_protection_officer of a regency',
    officerOf('REGENCY', '32.05', ['data_protection_officer']),
    [],
    ['32.05'],
  ],
  ['an officer without a role', officerOf('REGENCY', '32.05', []), [], null],
  ['a head without a territory', officerOf('REGENCY', null, ['regency_head']), [], []],
  ['a head on the tier of another', officerOf('DISTRICT', '32.05', ['regency_head']), [], null],
  [
    'a head at other work',
    { ...officerOf('REGENCY', '32.05', ['regency_head']), purpose: 'SELF_SERVICE' },
    [],
    null,
  ],
  ['a citizen', officerOf('CITIZEN', '32.05', []), [], null],
];

let app: TestApp;
let bank: StoredPartner;
beforeAll(async () => {
  app = await createTestApp();
  bank = await storePartner(app, null);
});
afterAll(() => app.close());

function inputsOf(partner: StoredPartner): Record<string, object> {
  const { partnerId, version, clientId, kid, number } = partner;
  const target = { partnerId, version };
  return {
    registerPartner: { slug: freshSlug(), name: 'Bank Lain Contoh', kind: 'BANK' },
    addPartnerClient: { ...target, purpose: 'PAYEE_VERIFICATION' },
    addClientKey: { ...target, clientId, publicKey: freshPublicKey() },
    rotateClientKey: { ...target, clientId, publicKey: freshPublicKey() },
    retireClientKey: { ...target, kid },
    recordAgreement: { ...target, ...terms(number) },
    endAgreement: { ...target, number },
    suspendAgreement: { ...target, number },
    resumeAgreement: { ...target, number },
    suspendClient: { ...target, clientId },
    resumeClient: { ...target, clientId },
    suspendPartner: target,
    resumePartner: target,
  };
}

const CHANGES = PARTNER_MUTATIONS.filter((field) => field !== 'registerPartner');

/** Makes all changes in one request, one after the other, and gives the code of each; null = it was made. */
async function askAll(
  server: TestApp,
  inputs: Record<string, object>,
): Promise<Record<string, string | null>> {
  const codes: Record<string, string | null> = {};
  const declared = CHANGES.map((field) => `$${field}: ${INPUT_TYPES[field]}!`).join(' ');
  const asked = CHANGES.map((field) => `${field}(input: $${field}) { ... on Error { code } }`);
  if (await isShut(server, inputs)) return Object.fromEntries(CHANGES.map((f) => [f, 'FORBIDDEN']));
  const { data } = await server.graphql<Record<string, { code?: string }>>(
    `mutation (${declared}) { ${asked.join(' ')} }`,
    inputs,
  );
  for (const field of CHANGES) codes[field] = data?.[field]?.code ?? null;
  return codes;
}

/** Whether every change is at fault by itself: a fault takes the whole answer with it. */
async function isShut(server: TestApp, inputs: Record<string, object>): Promise<boolean> {
  if ((await refusalOf(server, 'suspendPartner', inputs['suspendPartner']!)) !== 'FORBIDDEN') {
    return false;
  }
  for (const field of CHANGES) {
    expect([field, await refusalOf(server, field, inputs[field]!)]).toEqual([field, 'FORBIDDEN']);
  }
  return true;
}

/** A fingerprint of every partner and what belongs to it. */
async function fingerprint(): Promise<string> {
  const tables = ['partner', 'partner_client', 'client_key', 'agreement', 'partner_change'];
  const prints = await app.app.database.sql.query<{ print: string }>(
    tables
      .map((name) => `SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) AS print FROM ${name} t`)
      .join(' UNION ALL '),
  );
  return prints.map(({ print }) => print).join(' ');
}

test('the callers below are every role on every tier', () => {
  const held = CALLERS.flatMap(([, { tier, roles }]) => roles.map((role) => `${role} ${tier}`));
  const all = Object.entries(ROLE_TIERS).flatMap(([role, tiers]) =>
    tiers.map((tier) => `${role} ${tier}`),
  );
  expect(held).toEqual(expect.arrayContaining(all));
  expect(Object.keys(inputsOf(bank))).toEqual(PARTNER_MUTATIONS);
});

describe.each(CALLERS)('%s', (_who, principal, manages, sees) => {
  let server: TestApp;
  beforeAll(async () => {
    server = await actAs(app, principal);
  });
  afterAll(() => server.close());

  test('changes the partners of exactly the owners that it manages, and of nobody else', async () => {
    for (const owner of OWNERS) {
      const isManager = manages.includes(owner);
      const shared = await storePartner(app, owner);
      const inputs: Record<string, object> = {};
      for (const field of CHANGES) {
        // Each on a partner of its own where it succeeds, since a change moves the version.
        inputs[field] = inputsOf(isManager ? await storePartner(app, owner) : shared)[field]!;
      }
      const before = await fingerprint();
      const codes = await askAll(server, inputs);
      const refused = manages.length > 0 ? 'PARTNER_NOT_FOUND' : 'FORBIDDEN';
      // An area's head is let in, and told that PKH is not the area's to give away.
      const expected = (field: string) => {
        if (!isManager) return refused;
        return field === 'recordAgreement' && owner !== null ? 'PROGRAM_OUTSIDE' : null;
      };
      expect([owner, codes]).toEqual([
        owner,
        Object.fromEntries(CHANGES.map((field) => [field, expected(field)])),
      ]);
      expect((await fingerprint()) === before).toBe(!isManager);
    }
  });

  test('registers partners in its own name, or none', async () => {
    const before = await fingerprint();
    const slug = freshSlug();
    const code = await refusalOf(server, 'registerPartner', {
      ...{ slug, name: 'Bank Baru Contoh', kind: 'BANK' },
    });
    const [made] = await app.app.database.sql.query<{ owner: string | null }>(
      'SELECT owner_code AS owner FROM partner WHERE slug = $1',
      [slug],
    );
    if (manages.length === 0) {
      expect([code, made, await fingerprint()]).toEqual(['FORBIDDEN', undefined, before]);
    } else {
      expect([code, made?.owner]).toEqual([null, manages[0]]);
    }
  });

  test('sees the partners of exactly the owners that it may see, in lists and one by one', async () => {
    const stored = new Map<string, Owner>();
    for (const owner of OWNERS) stored.set((await storePartner(app, owner)).partnerId, owner);
    const list = await pageThrough(server);
    if (sees === null) {
      expect(list).toBeNull();
    } else {
      const owners = [...stored].filter(([id]) => list?.includes(id)).map(([, owner]) => owner);
      expect(owners).toEqual(OWNERS.filter((owner) => sees.includes(owner)));
    }
    const asked = sees === null ? [...stored].slice(0, 1) : stored;
    for (const [id, owner] of asked) {
      const one = await server.graphql(
        `query ($id: ID!) { partner(by: { id: $id }) { id clients { keys { kid } } agreements { number } changes { edges { node { actor } } } } }`,
        { id },
      );
      if (sees === null) expect(codesOf(one)).toEqual(['FORBIDDEN']);
      else if (sees.includes(owner)) {
        expect(one.data?.['partner']).toMatchObject({ id, clients: [{ keys: [{}] }] });
        expect(one.data?.['partner']).toMatchObject({ agreements: [{}] });
      } else expect(one.data).toEqual({ partner: null });
    }
  });
});

/** The ids of all partners that somebody sees; null = the question is refused. */
async function pageThrough(server: TestApp): Promise<string[] | null> {
  const ids: string[] = [];
  let after: string | null = null;
  for (;;) {
    const answer: TestAnswer<{ partners: PartnerPage }> = await server.graphql(
      'query ($after: String) { partners(first: 100, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    if (answer.errors !== undefined) {
      expect(codesOf(answer)).toEqual(['FORBIDDEN']);
      return null;
    }
    const { edges, pageInfo } = answer.data!.partners;
    ids.push(...edges.map(({ node }) => node.id));
    if (!pageInfo.hasNextPage) return ids;
    after = pageInfo.endCursor;
  }
}

interface PartnerPage {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

test('the administrative cities of DKI Jakarta own no partners, not even past the server', async () => {
  const server = await actAs(app, officerOf('REGENCY', '31.71', ['regency_head']));
  const input = { slug: freshSlug(), name: 'Bank Kota Contoh', kind: 'BANK' };
  expect(await refusalOf(server, 'registerPartner', input)).toBe('FORBIDDEN');
  expect(await refusalOf(server, 'suspendPartner', { partnerId: bank.partnerId, version: 1 })).toBe(
    'FORBIDDEN',
  );
  await server.close();
  await expect(storePartner(app, '31.71')).rejects.toMatchObject({ code: '23514' });
});

test('a partner sees itself with its clients, keys and agreements, not who manages it, and no other', async () => {
  const server = await actAs(app, partnerCaller(bank));
  const own = await server.graphql(
    '{ viewer { partner { id slug version clients { clientId keys { kid publicKey { x } } } agreements { number status } } } }',
  );
  expect(own.data).toMatchObject({
    viewer: {
      partner: {
        id: bank.partnerId,
        clients: [{ clientId: bank.clientId, keys: [{ kid: bank.kid }] }],
        agreements: [{ number: bank.number, status: 'IN_FORCE' }],
      },
    },
  });
  for (const document of [
    '{ viewer { partner { changes { edges { node { actor } } } } } }',
    '{ partners { edges { node { id } } } }',
    `{ partner(by: { id: "${bank.partnerId}" }) { id } }`,
  ]) {
    expect(codesOf(await server.graphql(document))).toEqual(['FORBIDDEN']);
  }
  for (const [field, input] of Object.entries(inputsOf(bank))) {
    expect([field, await refusalOf(server, field, input)]).toEqual([field, 'FORBIDDEN']);
  }
  await server.close();
});

test('a key that means nothing finds nobody', async () => {
  const server = await actAs(app, MINISTRY);
  for (const by of [{ id: '' }, { id: '%' }, { slug: '' }, { slug: '%' }, { clientId: '%' }]) {
    const answer = await server.graphql('query ($by: PartnerBy!) { partner(by: $by) { id } }', {
      by,
    });
    expect(answer.data).toEqual({ partner: null });
  }
  expect(await refusalOf(server, 'suspendPartner', { partnerId: '%', version: 1 })).toBe(
    'PARTNER_NOT_FOUND',
  );
  await server.close();
});
