import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actAs } from '../support/act-as.js';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.js';
import {
  askPartner,
  changePartnerAs,
  freshPublicKey,
  freshSlug,
  MINISTRY,
  refusalOf,
  storePartner,
  type PartnerAnswer,
} from '../support/partners.js';

const HOUR_MS = 3_600_000;
let app: TestApp;
let ministry: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  ministry = await actAs(app, MINISTRY);
});
afterAll(async () => {
  await ministry.close();
  await app.close();
});

/** A bank of the ministry with one client and no key. */
async function freshClient(): Promise<{ partnerId: string; version: number; clientId: string }> {
  const slug = freshSlug();
  const { id } = await changePartnerAs(ministry, 'registerPartner', {
    ...{ slug, name: 'Bank Contoh', kind: 'BANK' },
  });
  const { version, clients } = await changePartnerAs(ministry, 'addPartnerClient', {
    ...{ partnerId: id, version: 1, purpose: 'PAYEE_VERIFICATION' },
  });
  return { partnerId: id, version, clientId: clients[0]!.clientId };
}

const keysOf = ({ clients }: PartnerAnswer) => clients[0]!.keys;

type Kind = 'P-256' | 'P-384' | 'secp256k1' | 'Ed25519' | number;

/** A fresh pair on a curve, or an RSA pair of so many bits. */
function pairOf(kind: Kind) {
  if (typeof kind === 'number') return generateKeyPairSync('rsa', { modulusLength: kind });
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('ec', { namedCurve: kind });
}

function jwkOf(kind: Kind) {
  const { publicKey, privateKey } = pairOf(kind);
  return {
    publicJwk: publicKey.export({ format: 'jwk' }) as Record<string, string>,
    privateJwk: privateKey.export({ format: 'jwk' }) as Record<string, string>,
  };
}

describe('a client is given a key', () => {
  test.each([
    ['ES256', () => jwkOf('P-256').publicJwk],
    ['EdDSA', () => jwkOf('Ed25519').publicJwk],
    ['PS256', () => jwkOf(2048).publicJwk],
  ])('for %s, called by its thumbprint', async (alg, make) => {
    const client = await freshClient();
    const publicKey = make();
    const changed = await changePartnerAs(ministry, 'addClientKey', { ...client, publicKey });
    expect(changed.version).toBe(client.version + 1);
    const kid = await calculateJwkThumbprint(publicKey);
    expect(keysOf(changed)).toMatchObject([
      { kid, alg, publicKey, retiredAt: null, isInUse: true },
    ]);
  });

  test('and once more, after an answer was lost, without a second change', async () => {
    const client = await freshClient();
    const input = { ...client, publicKey: freshPublicKey() };
    const first = await changePartnerAs(ministry, 'addClientKey', input);
    expect(await changePartnerAs(ministry, 'addClientKey', input)).toEqual(first);
  });

  test('but no more than five at a time', async () => {
    const client = await freshClient();
    let { version } = client;
    for (let count = 0; count < 5; count += 1) {
      const input = { ...client, version, publicKey: freshPublicKey() };
      ({ version } = await changePartnerAs(ministry, 'addClientKey', input));
    }
    const input = { ...client, version, publicKey: freshPublicKey() };
    expect(await refusalOf(ministry, 'addClientKey', input)).toBe('TOO_MANY_CLIENT_KEYS');
  });

  test('but not one of another client, nor one that has retired', async () => {
    const [one, other] = [await freshClient(), await freshClient()];
    const publicKey = freshPublicKey();
    const added = await changePartnerAs(ministry, 'addClientKey', { ...one, publicKey });
    expect(await refusalOf(ministry, 'addClientKey', { ...other, publicKey })).toBe(
      'CLIENT_KEY_USED_BEFORE',
    );
    const target = { partnerId: one.partnerId, version: added.version };
    const { kid } = keysOf(added)[0]!;
    const retired = await changePartnerAs(ministry, 'retireClientKey', { ...target, kid });
    expect(keysOf(retired)).toMatchObject([{ kid, isInUse: false }]);
    const again = { ...one, version: retired.version, publicKey };
    expect(await refusalOf(ministry, 'addClientKey', again)).toBe('CLIENT_KEY_USED_BEFORE');
    expect(await changePartnerAs(ministry, 'retireClientKey', { ...target, kid })).toEqual(retired);
  });
});

describe('a key that is not sound is refused, and nothing of it is repeated', () => {
  const good = freshPublicKey();
  const rsa = jwkOf(2048).publicJwk;
  test.each<[string, Record<string, string | undefined>]>([
    ['RSA below 2048 bits', jwkOf(2040).publicJwk],
    ['RSA with a small exponent', { ...rsa, e: 'Aw' }],
    ['RSA with an even modulus', { ...rsa, n: `${rsa['n']!.slice(0, -4)}AAAA` }],
    ['RSA for RS256', { ...rsa, alg: 'RS256' }],
    ['another curve', jwkOf('P-384').publicJwk],
    ['Bitcoin’s curve', jwkOf('secp256k1').publicJwk],
    ['a point off the curve', { ...good, y: good.x }],
    ['a point too short', { ...good, y: 'AA' }],
    ['a member of another kind', { ...good, n: rsa['n']! }],
    ['a member that is missing', { kty: 'EC', crv: 'P-256', x: good.x }],
    ['padded base64', { ...good, x: `${good.x}=` }],
    ['a symmetric key', { kty: 'oct' }],
    ['nothing', { kty: '' }],
    ['none', { ...good, alg: 'none' }],
  ])('%s', async (_what, publicKey) => {
    const client = await freshClient();
    const { errors } = await askPartner(ministry, 'addClientKey', { ...client, publicKey });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    for (const value of Object.values(publicKey)) {
      if (value !== undefined && value.length > 8) {
        expect(JSON.stringify(errors)).not.toContain(value);
      }
    }
  });

  test.each(['P-256', 'Ed25519', 2048] as const)(
    'a private %s key by its owner’s mistake, in no log and no answer',
    async (kind) => {
      const client = await freshClient();
      const { privateJwk } = jwkOf(kind);
      const input = { ...client, publicKey: privateJwk };
      for (const field of ['addClientKey', 'rotateClientKey']) {
        const { errors, data } = await askPartner(ministry, field, input);
        expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
        expect(JSON.stringify({ errors, data })).not.toContain(privateJwk['d']);
      }
      const literal = Object.entries(privateJwk).map(([name, text]) => `${name}: "${text}"`);
      const { errors } = await ministry.graphql(
        `mutation { addClientKey(input: { partnerId: "${client.partnerId}", version: 2, clientId: "${client.clientId}", publicKey: { ${literal.join(', ')} } }) { __typename } }`,
      );
      expect(errors?.length).toBeGreaterThan(0);
      const said = [...ministry.logs, JSON.stringify(errors)].join('\n');
      expect(said).not.toContain(privateJwk['d']);
      expect(said.length).toBeGreaterThan(100);
      const rows = await app.app.database.sql.query(
        'SELECT 1 FROM client_key k JOIN partner_client c ON c.id = k.client_id WHERE c.client_id = $1',
        [client.clientId],
      );
      expect(rows).toEqual([]);
    },
  );

  test('and past the server the database refuses a private member by itself', async () => {
    const { clientId } = await storePartner(app, null);
    const { privateJwk } = jwkOf('P-256');
    const insert = app.app.database.sql.query(
      `INSERT INTO client_key (id, client_id, kid, alg, jwk)
       SELECT $1::uuid, id, 'kid-private', 'ES256', $2::jsonb FROM partner_client WHERE client_id = $3`,
      [app.app.newId(), JSON.stringify(privateJwk), clientId],
    );
    await expect(insert).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a key is rotated', () => {
  async function withKey() {
    const client = await freshClient();
    const added = await changePartnerAs(ministry, 'addClientKey', {
      ...{ ...client, publicKey: freshPublicKey() },
    });
    return { ...client, version: added.version, former: keysOf(added)[0]!.kid };
  }

  test.each([
    ['a day where nothing is said', {}, 24],
    ['the hours that are said', { overlapHours: 2 }, 2],
    ['no time at all', { overlapHours: 0 }, 0],
  ])('with an overlap of %s', async (_what, more, hours) => {
    const { former, ...client } = await withKey();
    const input = { ...client, publicKey: freshPublicKey(), ...more };
    const rotated = await changePartnerAs(ministry, 'rotateClientKey', input);
    expect(rotated.version).toBe(client.version + 1);
    const end = new Date(TEST_NOW.getTime() + hours * HOUR_MS).toISOString();
    const old = keysOf(rotated).find(({ kid }) => kid === former);
    expect(old).toMatchObject({ retiredAt: end, isInUse: hours > 0 });
    expect(keysOf(rotated).find(({ kid }) => kid !== former)).toMatchObject({ retiredAt: null });
    expect(await changePartnerAs(ministry, 'rotateClientKey', input)).toEqual(rotated);
  });

  test.each([-1, 169])('but not with %i hours', async (overlapHours) => {
    const { former: _former, ...client } = await withKey();
    const input = { ...client, publicKey: freshPublicKey(), overlapHours };
    expect(await refusalOf(ministry, 'rotateClientKey', input)).toBe('BAD_USER_INPUT');
  });

  test('and an end that was set earlier is never put off', async () => {
    const { former, ...client } = await withKey();
    const soon = await changePartnerAs(ministry, 'rotateClientKey', {
      ...{ ...client, publicKey: freshPublicKey(), overlapHours: 1 },
    });
    const late = await changePartnerAs(ministry, 'rotateClientKey', {
      ...{ ...client, version: soon.version, publicKey: freshPublicKey(), overlapHours: 100 },
    });
    const end = new Date(TEST_NOW.getTime() + HOUR_MS).toISOString();
    expect(keysOf(late).find(({ kid }) => kid === former)?.retiredAt).toBe(end);
  });
});
