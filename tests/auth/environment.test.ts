import { mkdtemp, readFile, rm, stat, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EnvironmentError, readEnvironment } from '../../api/environment.js';
import { createKeysFile, freshKeys, KeysError, loadKeys } from '../../api/keys.js';

const ISSUER = { issuer: 'https://login.contoh.go.id', jwksUri: 'https://login.contoh.go.id/jwks' };
const PRODUCTION = {
  NODE_ENV: 'production',
  DINSOS_KEYS_FILE: '/run/keys.json',
  DINSOS_ISSUERS: JSON.stringify([ISSUER]),
  DINSOS_ISSUER_URL: 'https://api.contoh.go.id',
};

describe('the environment', () => {
  test('an empty one is a development server on the embedded database', () => {
    const environment = readEnvironment({});
    expect(environment).toMatchObject({
      profile: 'development',
      host: '127.0.0.1',
      port: 4000,
      issuers: [],
      documents: 'any',
      documentsFolder: null,
      webhookTargets: { ports: [443], loopback: false },
      logLevel: 'info',
    });
    expect(environment.database).toHaveProperty('directory');
    expect(environment.keys).toMatchObject({ createWhenMissing: true });
  });

  test('NODE_ENV=production alone makes the production profile', () => {
    expect(readEnvironment(PRODUCTION)).toMatchObject({ profile: 'production', issuers: [ISSUER] });
  });

  test('a public sandbox may run under NODE_ENV=production when it says so', () => {
    const variables = { NODE_ENV: 'production', DINSOS_PROFILE: 'sandbox' };
    expect(readEnvironment(variables).profile).toBe('sandbox');
  });

  test.each([
    [
      'development in production',
      { ...PRODUCTION, DINSOS_PROFILE: 'development' },
      /DINSOS_PROFILE/,
    ],
    ['production without keys', { ...PRODUCTION, DINSOS_KEYS_FILE: '' }, /DINSOS_KEYS_FILE/],
    ['production without an issuer', { ...PRODUCTION, DINSOS_ISSUERS: '' }, /DINSOS_ISSUERS/],
    [
      'production without its own address',
      { ...PRODUCTION, DINSOS_ISSUER_URL: '' },
      /DINSOS_ISSUER_URL/,
    ],
    [
      'production in the clear',
      { ...PRODUCTION, DINSOS_ISSUER_URL: 'http://api.contoh.go.id' },
      /https/,
    ],
    [
      'an address with a path',
      { DINSOS_ISSUER_URL: 'https://api.contoh.go.id/x' },
      /must be an origin/,
    ],
    ['itself as a trusted issuer', { ...PRODUCTION, DINSOS_ISSUER_URL: ISSUER.issuer }, /its own/],
    ['two sources of keys', { DINSOS_KEYS: '{}', DINSOS_KEYS_FILE: 'x' }, /DINSOS_KEYS/],
    ['a port that is none', { PORT: '70000' }, /PORT/],
    ['a port in words', { PORT: 'http' }, /PORT/],
    ['another database', { DATABASE_URL: 'mysql://localhost/x' }, /DATABASE_URL/],
    ['webhooks to this machine', { ...PRODUCTION, DINSOS_WEBHOOK_LOOPBACK: '1' }, /LOOPBACK/],
    ['ports in words', { DINSOS_WEBHOOK_PORTS: 'https' }, /DINSOS_WEBHOOK_PORTS/],
    ['an unknown profile', { DINSOS_PROFILE: 'staging' }, /DINSOS_PROFILE/],
    ['issuers that are no JSON', { DINSOS_ISSUERS: 'https://x' }, /DINSOS_ISSUERS/],
    ['an issuer named twice', { DINSOS_ISSUERS: JSON.stringify([ISSUER, ISSUER]) }, /twice/],
    [
      'the sandbox issuer as a trusted one',
      { DINSOS_ISSUERS: JSON.stringify([{ ...ISSUER, issuer: 'urn:dinsos:sandbox' }]) },
      /sandbox/,
    ],
    [
      'keys fetched in the clear',
      { ...PRODUCTION, DINSOS_ISSUERS: JSON.stringify([{ ...ISSUER, jwksUri: 'http://x/jwks' }]) },
      /https/,
    ],
  ])('refuses %s and names the variable', (_what, variables, message) => {
    expect(() => readEnvironment(variables)).toThrow(EnvironmentError);
    expect(() => readEnvironment(variables)).toThrow(message);
  });

  test('a refusal never shows the value', () => {
    const secret = 'hunter2-hunter2';
    const variables = { DATABASE_URL: `mysql://u:${secret}@h/d`, DINSOS_LOG_LEVEL: secret };
    expect(() => readEnvironment(variables)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) as string }) as Error,
    );
  });
});

describe('the key file', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dinsos-keys-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  test('is created once, for its owner only, and then kept', async () => {
    const file = join(directory, 'deep', 'keys.json');
    const first = await loadKeys({ file, createWhenMissing: true });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await createKeysFile(file)).toBe(false);
    const again = await loadKeys({ file, createWhenMissing: true });
    expect(again.vault.index.equals(first.vault.index)).toBe(true);
    expect(again.receipts).toEqual(first.receipts);
  });

  test('two processes that start together agree on one set of keys', async () => {
    const file = join(directory, 'together.json');
    const source = { file, createWhenMissing: true };
    const [one, two] = await Promise.all([loadKeys(source), loadKeys(source)]);
    expect(one.vault.index.equals(two.vault.index)).toBe(true);
  });

  test('is refused when others of the machine can read it', async () => {
    const file = join(directory, 'open.json');
    await writeFile(file, await freshKeys());
    await chmod(file, 0o644);
    await expect(loadKeys({ file, createWhenMissing: false })).rejects.toThrow(/chmod 600/);
  });

  test('is refused when it is missing or malformed, without a word of its content', async () => {
    await expect(
      loadKeys({ file: join(directory, 'none.json'), createWhenMissing: false }),
    ).rejects.toThrow(KeysError);
    const json = (await freshKeys()).replace(/"index": "[^"]+"/, '"index": "topsecret"');
    await expect(loadKeys({ json })).rejects.toThrow(/^DINSOS_KEYS is no key file: index is wrong/);
    await expect(loadKeys({ json })).rejects.not.toThrow(/topsecret/);
    await expect(loadKeys({ json: 'topsecret' })).rejects.not.toThrow(/topsecret/);
  });

  test('holds what it says: wrapping keys, an index key and private signing keys', async () => {
    const file = join(directory, 'deep', 'keys.json');
    const keys = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    expect(Object.keys(keys).sort()).toEqual([
      ...['index', 'oauth', 'receipts', 'sandboxIssuer', 'trail', 'webhooks', 'wrapping'],
    ]);
  });

  test('of an earlier version gets what it lacks in development, keeps the rest, and is refused elsewhere', async () => {
    const file = join(directory, 'earlier.json');
    const {
      trail: _trail,
      oauth: _oauth,
      webhooks: _webhooks,
      ...earlier
    } = JSON.parse(await freshKeys()) as Record<string, unknown>;
    await writeFile(file, JSON.stringify(earlier), { mode: 0o600 });
    await expect(loadKeys({ file, createWhenMissing: false })).rejects.toThrow(KeysError);
    const completed = await loadKeys({ file, createWhenMissing: true });
    expect(
      [completed.trail, completed.oauth, completed.webhooks].map(({ length }) => length),
    ).toEqual([...[1, 1, 1]]);
    expect(completed.webhooks[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject(earlier);
    const again = await loadKeys({ file, createWhenMissing: false });
    expect(again.oauth).toEqual(completed.oauth);
  });
});
