import { createHmac } from 'node:crypto';
import {
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type JWTPayload,
} from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAuthenticate, type Authenticate } from '../../api/auth/authenticate.js';
import { createSandboxIssuer } from '../../api/auth/sandbox-issuer.js';
import { findSandboxPersona, SANDBOX_PERSONAS } from '../../api/auth/sandbox-personas.js';
import { Fault } from '../../api/errors.js';
import { TEST_NOW } from '../support/app.js';

const ISSUER = 'https://login.contoh.go.id';
const NOW_S = TEST_NOW.getTime() / 1000;

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let ours: Keys;
let theirs: Keys;
let clock = TEST_NOW;
let authenticate: Authenticate;

beforeAll(async () => {
  ours = await generateKeyPair('ES256', { extractable: true });
  theirs = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const keys = createLocalJWKSet({ keys: [jwk] });
  authenticate = createAuthenticate(
    [{ issuer: ISSUER, audience: 'dinsos-api', keys }],
    () => clock,
  );
});

const CLAIMS: JWTPayload = {
  iss: ISSUER,
  aud: 'dinsos-api',
  sub: 'officer-7',
  client_id: 'garut',
  jti: 'a1',
  iat: NOW_S - 10,
  exp: NOW_S + 600,
  scope: 'eligibility:check',
  name: 'Dinas Sosial Garut',
  tier: 'REGENCY',
  territory: '32.05',
  roles: ['regency_verifier'],
  purpose: 'SOCIAL_SERVICE',
};
const HEADER = { alg: 'ES256', typ: 'at+jwt', kid: 'one' };

interface Change {
  readonly claims?: JWTPayload;
  readonly header?: Record<string, unknown>;
  readonly key?: Keys;
}

const token = ({ claims = {}, header = {}, key = ours }: Change = {}) =>
  new SignJWT({ ...CLAIMS, ...claims })
    .setProtectedHeader({ ...HEADER, ...header })
    .sign(key.privateKey, { crit: { exotic: true } });

const ask = (text: string) => authenticate(`Bearer ${text}`);

async function expectRefused(text: string): Promise<void> {
  await expect(ask(text)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an honest token', () => {
  test('says who is asking', async () => {
    expect(await ask(await token())).toEqual({
      subject: 'officer-7',
      clientId: 'garut',
      name: 'Dinas Sosial Garut',
      tier: 'REGENCY',
      territory: '32.05',
      roles: ['regency_verifier'],
      purpose: 'SOCIAL_SERVICE',
      partner: null,
      scopes: ['eligibility:check'],
      expiresAt: NOW_S + 600,
    });
  });

  test('is accepted a few seconds after its end, for clocks that differ', async () => {
    const late = await token({ claims: { exp: NOW_S - 3 } });
    await expect(ask(late)).resolves.toMatchObject({ subject: 'officer-7' });
  });

  test('stops being accepted when it expires, however often it was seen before', async () => {
    const text = await token({ claims: { exp: NOW_S + 30, jti: 'b2' } });
    await ask(text);
    clock = new Date(TEST_NOW.getTime() + 40_000);
    await expectRefused(text);
    clock = TEST_NOW;
  });
});

describe('attacks on the signature', () => {
  test('a request without a token, or with another scheme, is refused', async () => {
    await expect(authenticate(undefined)).rejects.toBeInstanceOf(Fault);
    await expect(authenticate('')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(authenticate(`Basic ${await token()}`)).rejects.toMatchObject({ status: 401 });
    await expect(authenticate(`Bearer ${await token()} ${await token()}`)).rejects.toMatchObject({
      status: 401,
    });
  });

  test('alg none is refused, in any spelling and with any rest of a signature', async () => {
    const unsecured = new UnsecuredJWT(CLAIMS).encode();
    await expectRefused(unsecured);
    const signature = (await token()).split('.')[2] ?? '';
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
      await expectRefused(`${base64({ ...HEADER, alg })}.${base64(CLAIMS)}.${signature}`);
    }
  });

  test('HMAC with the public key as secret is refused', async () => {
    const pem = await exportSPKI(ours.publicKey);
    const input = `${base64({ ...HEADER, alg: 'HS256' })}.${base64(CLAIMS)}`;
    await expectRefused(`${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`);
  });

  test("a stranger's key is refused, also when the token brings it or says where it is", async () => {
    const jwk = await exportJWK(theirs.publicKey);
    await expectRefused(await token({ key: theirs }));
    await expectRefused(await token({ key: theirs, header: { jwk } }));
    await expectRefused(await token({ header: { jwk } }));
    await expectRefused(await token({ header: { jku: 'https://evil.example/jwks' } }));
    await expectRefused(await token({ header: { x5u: 'https://evil.example/cert' } }));
  });

  test('a kid that is a path, SQL or unknown is refused', async () => {
    for (const kid of ['../../dev/null', "one' OR '1'='1", 'two', 'one\u0000']) {
      await expectRefused(await token({ header: { kid } }));
    }
  });

  test('a critical extension is refused', async () => {
    await expectRefused(await token({ header: { crit: ['exotic'], exotic: 1 } }));
  });

  test('a stripped, zero, edited or swapped signature is refused', async () => {
    const [header = '', payload = '', signature = ''] = (await token()).split('.');
    await expectRefused(`${header}.${payload}.`);
    await expectRefused(`${header}.${payload}`);
    await expectRefused(`${header}.${payload}.${Buffer.alloc(64).toString('base64url')}`);
    await expectRefused(`${header}.${base64({ ...CLAIMS, tier: 'NATIONAL' })}.${signature}`);
    const [, , other = ''] = (await token({ claims: { jti: 'other' } })).split('.');
    await expectRefused(`${header}.${payload}.${other}`);
  });

  test('a token in a token, and one of a megabyte, are refused quickly', async () => {
    const nested = await new SignJWT({ ...CLAIMS, name: await token() })
      .setProtectedHeader({ ...HEADER, cty: 'JWT' })
      .sign(theirs.privateKey);
    await expectRefused(nested);
    const huge = await token({ claims: { padding: 'x'.repeat(1_000_000) } });
    const before = process.cpuUsage();
    await expectRefused(huge);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(50);
  });
});

describe('claims', () => {
  test.each<[string, Change]>([
    ['expired', { claims: { exp: NOW_S - 60 } }],
    ['not yet valid', { claims: { nbf: NOW_S + 60 } }],
    ['issued in the future', { claims: { iat: NOW_S + 600 } }],
    ['valid for longer than an hour', { claims: { exp: NOW_S + 7_200 } }],
    ['without jti', { claims: { jti: undefined } as unknown as JWTPayload }],
    ['without aud', { claims: { aud: undefined } as unknown as JWTPayload }],
    ['without sub', { claims: { sub: undefined } as unknown as JWTPayload }],
    ['without client', { claims: { client_id: undefined } }],
    ['for another audience', { claims: { aud: 'other-api' } }],
    ['for several audiences', { claims: { aud: ['dinsos-api', 'other-api'] } }],
    ['of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['of an issuer that only looks like ours', { claims: { iss: `${ISSUER}/` } }],
    ['that is an id token', { header: { typ: 'JWT' } }],
    ['that is a client assertion', { header: { typ: undefined } }],
    ['with an unknown tier', { claims: { tier: 'KING' } }],
    ['with an unknown purpose', { claims: { purpose: 'CURIOSITY' } }],
    ['with an unknown role', { claims: { roles: ['regency_verifier', 'root'] } }],
    ['with a pattern for a territory', { claims: { territory: '%' } }],
    ['with an empty territory', { claims: { territory: '' } }],
    ['with SQL for a territory', { claims: { territory: "32' or 1=1" } }],
    ['with an impossible territory', { claims: { territory: '32.0' } }],
    ['with a territory of another level', { claims: { territory: '32' } }],
    ['with no territory where the tier needs one', { claims: { territory: undefined } }],
    ['national, with a territory', { claims: { tier: 'NATIONAL' } }],
    ['of a partner that names none', { claims: { tier: 'PARTNER', territory: undefined } }],
    ['of an officer that names a partner', { claims: { partner: crypto.randomUUID() } }],
    ['whose subject is a NIK', { claims: { sub: '3201019999999999' } }],
  ])('a token %s is refused', async (_what, change) => {
    await expectRefused(await token(change));
  });

  test('all refusals read the same, so that nothing can be learnt from them', async () => {
    const texts = [
      await token({ key: theirs }),
      await token({ claims: { tier: 'KING' } }),
      'a.b.c',
    ];
    const messages = await Promise.all(
      texts.map((text) => ask(text).catch((error: Fault) => error.message)),
    );
    expect(new Set(messages).size).toBe(1);
  });
});

describe('the sandbox issuer', () => {
  const ids = () => 'id';
  const issuer = async () =>
    createSandboxIssuer('sandbox', await exportJWK(ours.privateKey), () => TEST_NOW, ids);

  test('gives every persona a token that says what the persona is', async () => {
    const { known, issue } = await issuer();
    const verify = createAuthenticate([known], () => TEST_NOW);
    for (const persona of SANDBOX_PERSONAS) {
      const principal = await verify(`Bearer ${await issue(persona)}`);
      const { tier, territory, roles, purpose, partner } = persona;
      expect(principal).toMatchObject({ tier, territory, roles, purpose, partner });
      expect(principal.expiresAt).toBe(NOW_S + 900);
    }
  });

  test.each(['31', '35.10', '32.05.01', '32.05.01.1001'])(
    'knows an officer of any area, such as %s',
    async (code) => {
      const { known, issue } = await issuer();
      const persona = findSandboxPersona(`officer:${code}`);
      expect(persona).toMatchObject({ territory: code });
      const principal = await createAuthenticate(
        [known],
        () => TEST_NOW,
      )(`Bearer ${await issue(persona!)}`);
      expect(principal.territory).toBe(code);
    },
  );

  test('knows nobody else', () => {
    for (const id of [
      'officer:',
      'officer:%',
      'officer:3',
      'OFFICER:32',
      'root',
      '__proto__',
      '',
    ]) {
      expect(findSandboxPersona(id)).toBeNull();
    }
  });

  test('cannot be made in production', async () => {
    const key = await exportJWK(ours.privateKey);
    await expect(createSandboxIssuer('production', key, () => TEST_NOW, ids)).rejects.toThrow(
      /production/,
    );
  });

  test('is not believed where it is not configured', async () => {
    const { issue } = await issuer();
    await expectRefused(await issue(SANDBOX_PERSONAS[0]!));
  });
});
