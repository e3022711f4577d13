import { generateKeyPairSync, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { WebhookError } from '../../sdk/src/errors.js';
import { verifyWebhook } from '../../sdk/src/webhooks/verify-webhook.js';
import type { WebhookHeaders, WebhookTrust } from '../../sdk/src/webhooks/verify-webhook.js';
import { rejectionOf } from './support/fake-registry.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER_SECRET = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const AT = new Date('2026-11-01T03:00:00Z');
const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';
const BODY = JSON.stringify({
  type: 'job.finished',
  sequence: 7,
  occurredAt: '2026-11-01T02:59:59.000Z',
  data: { jobId: '01934f6e-0000-7000-8000-000000000001', status: 'COMPLETED' },
});

const now = () => AT;
const pair = generateKeyPairSync('ed25519');
const PUBLIC = publicKeyOf(pair.publicKey);

function publicKeyOf(key: typeof pair.publicKey): string {
  return `whpk_${Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url').toString('base64')}`;
}

/** As the reference library signs. */
function v1(body = BODY, at = AT, secret = SECRET): string {
  return new Webhook(secret).sign(ID, at, body);
}

/** As the standard says: Ed25519 over the same content. */
function v1a(body = BODY, at = AT): string {
  const content = `${ID}.${Math.floor(at.getTime() / 1000)}.${body}`;
  return `v1a,${sign(null, Buffer.from(content), pair.privateKey).toString('base64')}`;
}

function headers(signature: string, at = AT, id = ID): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signature,
  };
}

async function flawOf(
  body: string,
  given: WebhookHeaders,
  trust: WebhookTrust = { secret: SECRET },
): Promise<string> {
  const error = await rejectionOf(verifyWebhook(body, given, { now, ...trust }));
  expect(error).toBeInstanceOf(WebhookError);
  expect((error as WebhookError).code).toBe('WEBHOOK_INVALID');
  return (error as WebhookError).flaw;
}

describe('verifyWebhook', () => {
  it('takes the vector that the standard publishes for its libraries', async () => {
    const vector = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const trust = { secret: SECRET, now: () => new Date(1_614_265_330_000) };
    const error = await rejectionOf(verifyWebhook('{"test": 2432232314}', vector, trust));
    // The signature fits; the standard's sample is merely no event of ours.
    expect(error).toMatchObject({ flaw: 'NOT_AN_EVENT' });
    const altered = verifyWebhook('{"test": 2432232315}', vector, trust);
    expect(await rejectionOf(altered)).toMatchObject({ flaw: 'NO_MATCHING_SIGNATURE' });
  });

  it.each<[string, string | Uint8Array, WebhookHeaders, WebhookTrust]>([
    ['a shared secret', BODY, headers(v1()), { secret: SECRET }],
    ['the public key', BODY, headers(v1a()), { publicKey: PUBLIC }],
    [
      'bytes and standard headers',
      Buffer.from(BODY),
      new Headers(headers(v1())),
      { secret: SECRET },
    ],
    ['a secret that is being rotated', BODY, headers(v1()), { secret: [OTHER_SECRET, SECRET] }],
    ['a list of signatures', BODY, headers(`v1,AAAA v9,x ${v1a()} ${v1()}`), { secret: SECRET }],
    ['either key', BODY, headers(v1a()), { secret: OTHER_SECRET, publicKey: PUBLIC }],
    ['header names as given', BODY, capitalised(headers(v1())), { secret: SECRET }],
  ])('gives the event that was signed: by %s', async (_what, body, given, trust) => {
    expect(await verifyWebhook(body, given, { now, ...trust })).toEqual({
      id: ID,
      ...JSON.parse(BODY),
    });
  });

  it('finds every byte that was altered', async () => {
    for (let at = 0; at < BODY.length; at += 1) {
      const altered = `${BODY.slice(0, at)}~${BODY.slice(at + 1)}`;
      expect(await flawOf(altered, headers(v1()))).toBe('NO_MATCHING_SIGNATURE');
    }
  });

  it.each<[string, Record<string, string>, WebhookTrust]>([
    ['another id', headers(v1(), AT, 'msg_other'), { secret: SECRET }],
    ['another time', headers(v1(), new Date(AT.getTime() + 1_000)), { secret: SECRET }],
    ['another secret', headers(v1(BODY, AT, OTHER_SECRET)), { secret: SECRET }],
    [
      'the other version',
      headers(v1().replace('v1,', 'v1a,')),
      { secret: SECRET, publicKey: PUBLIC },
    ],
    [
      'a version of ours under the wrong key',
      headers(v1a().replace('v1a,', 'v1,')),
      { secret: SECRET },
    ],
    ['a signature cut short', headers(v1().slice(0, 20)), { secret: SECRET }],
    ['no signature that is one', headers('v1'), { secret: SECRET }],
    [
      'another key pair',
      headers(v1a()),
      { publicKey: publicKeyOf(generateKeyPairSync('ed25519').publicKey) },
    ],
  ])('refuses %s', async (_what, given, trust) => {
    expect(await flawOf(BODY, given, trust)).toBe('NO_MATCHING_SIGNATURE');
  });

  it('believes what was sent within five minutes, before or after, and nothing else', async () => {
    const seconds = (n: number) => new Date(AT.getTime() + n * 1_000);
    for (const n of [-300, 0, 300]) {
      await verifyWebhook(BODY, headers(v1(BODY, seconds(n)), seconds(n)), { secret: SECRET, now });
    }
    const old = headers(v1(BODY, seconds(-301)), seconds(-301));
    expect(await flawOf(BODY, old)).toBe('TOO_OLD');
    expect(await flawOf(BODY, headers(v1(BODY, seconds(301)), seconds(301)))).toBe('TOO_NEW');
    await verifyWebhook(BODY, old, { secret: SECRET, now, toleranceSeconds: 400 });
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'refuses what has no %s',
    async (name) => {
      const { [name]: _left, ...given } = headers(v1());
      expect(await flawOf(BODY, given)).toBe('MISSING_HEADER');
    },
  );

  it.each([
    { 'webhook-timestamp': '1e9' },
    { 'webhook-timestamp': '-1' },
    { 'webhook-timestamp': '2026-11-01T03:00:00Z' },
    { 'webhook-id': 'two words' },
  ])('refuses the header %j', async (change) => {
    expect(await flawOf(BODY, { ...headers(v1()), ...change })).toBe('MALFORMED_HEADER');
  });

  it.each(['no json', '[]', '{"type":"x"}', BODY.replace('7', '"7"'), BODY.replace('2026', 'x')])(
    'calls %s no event, though it was signed',
    async (body) => {
      expect(await flawOf(body, headers(v1(body)))).toBe('NOT_AN_EVENT');
    },
  );

  it('gives an event of a type that it does not know', async () => {
    const body = BODY.replace('job.finished', 'job.paused');
    const event = await verifyWebhook(body, headers(v1(body)), { secret: SECRET, now });
    expect(event.type).toBe('job.paused');
  });

  it.each<WebhookTrust>([
    {},
    { secret: [] },
    { secret: 'hunter2' },
    { secret: 'whsec_c2hvcnQ=' },
    { publicKey: SECRET },
    { publicKey: 'whpk_c2hvcnQ=' },
    { secret: SECRET, toleranceSeconds: 0 },
    { secret: SECRET, toleranceSeconds: Number.NaN },
  ])('does not verify with unusable trust: %#', async (trust) => {
    const error = await rejectionOf(verifyWebhook(BODY, headers(v1()), trust));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain('hunter2');
  });
});

function capitalised(given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.replace('w', 'W'), value]),
  );
}
