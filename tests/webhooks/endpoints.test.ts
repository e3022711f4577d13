import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { actAs, officerOf } from '../support/act-as.js';
import type { TestApp } from '../support/app.js';
import { MINISTRY, partnerCaller, storePartner } from '../support/partners.js';
import { codesOf } from '../support/registry.js';
import {
  askEndpoint,
  changeEndpointAs,
  EVERY_EVENT,
  registered,
  startWebhookApp,
  type WebhookApp,
} from '../support/webhooks.js';

const URL = 'https://hooks.bank.example/dinsos';

let hooks: WebhookApp;
let app: TestApp;
beforeAll(async () => {
  hooks = await startWebhookApp();
  ({ app } = hooks);
});
afterAll(() => app.close());
afterEach(() => app.app.database.sql.query('UPDATE webhook_endpoint SET removed_at = now()'));

const ENDPOINTS = `{ webhookEndpoints(first: 20) { edges { node { id url events purpose lastSequence disabledAt
  secretOverlapUntil version createdAt } } } }`;

async function endpointsOf(persona: string): Promise<{ id: string; url: string }[]> {
  const { data, errors } = await app.graphql<{
    webhookEndpoints: { edges: { node: { id: string; url: string } }[] };
  }>(ENDPOINTS, {}, persona);
  expect(errors).toBeUndefined();
  return data!.webhookEndpoints.edges.map(({ node }) => node);
}

const codeOf = async (field: string, input: object, persona = 'bank') => {
  const { data, errors } = await askEndpoint(app, field, input, persona);
  return errors?.[0]?.extensions.code ?? data?.[field]?.code ?? null;
};

describe('a client', () => {
  test('registers where it wants to be told, and is shown the secret this once', async () => {
    const { endpoint, secret } = await changeEndpointAs(app, 'registerWebhookEndpoint', {
      ...{ url: 'HTTPS://Hooks.Bank.Example/dinsos', events: ['JOB_FINISHED', 'JOB_FINISHED'] },
    });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(endpoint).toMatchObject({
      ...{ url: URL, events: ['JOB_FINISHED'], version: 1, purpose: 'PAYEE_VERIFICATION' },
    });
    expect(await endpointsOf('bank')).toEqual([
      {
        ...{ id: endpoint!.id, url: URL, events: ['JOB_FINISHED'], purpose: 'PAYEE_VERIFICATION' },
        ...{ lastSequence: 0, disabledAt: null, secretOverlapUntil: null, version: 1 },
        createdAt: hooks.clock.at.toISOString(),
      },
    ]);
    expect(hooks.app.logs.join('')).not.toMatch(/whsec|hooks\.bank/);
  });

  test('changes it, turns it off and on, and repeats a change whose answer was lost', async () => {
    const { id } = await registered(app, URL);
    const off = { id, version: 1, enabled: false, events: ['JOB_FINISHED'] };
    const changed = await changeEndpointAs(app, 'changeWebhookEndpoint', off);
    expect(changed).toMatchObject({
      ...{ version: 2, events: ['JOB_FINISHED'], disabledAt: hooks.clock.at.toISOString() },
    });
    expect(await changeEndpointAs(app, 'changeWebhookEndpoint', off)).toEqual(changed);
    expect(await codeOf('changeWebhookEndpoint', { id, version: 1, enabled: true })).toBe(
      'STALE_VERSION',
    );
    expect(
      await changeEndpointAs(app, 'changeWebhookEndpoint', {
        ...{ id, version: 2, enabled: true, url: `${URL}/2` },
      }),
    ).toMatchObject({ version: 3, disabledAt: null, url: `${URL}/2` });
    const { sql } = app.app.database;
    const kept = await sql.query(
      `SELECT FROM partner_change WHERE row_id = $1::uuid AND table_name = 'webhook_endpoint' AND actor <> 'system'`,
      [id],
    );
    expect(kept).toHaveLength(3);
  });

  test.each([
    [
      'an address inside',
      { url: 'https://169.254.169.254/', events: EVERY_EVENT },
      'WEBHOOK_URL_REFUSED',
    ],
    [
      'plain http',
      { url: 'http://hooks.bank.example/', events: EVERY_EVENT },
      'WEBHOOK_URL_REFUSED',
    ],
    [
      'a NIK in the address',
      { url: `${URL}/3205011704829901`, events: EVERY_EVENT },
      'WEBHOOK_URL_REFUSED',
    ],
    ['no kind of event', { url: URL, events: [] }, 'BAD_USER_INPUT'],
    ['a kind that is none', { url: URL, events: ['EVERYTHING'] }, 'BAD_USER_INPUT'],
    [
      'somebody else',
      { url: URL, events: EVERY_EVENT, partnerId: '01900000-0000-7000-8000-00000000beef' },
      'BAD_USER_INPUT',
    ],
    [
      'another purpose',
      { url: URL, events: EVERY_EVENT, purpose: 'HEALTH_COVERAGE_CHECK' },
      'BAD_USER_INPUT',
    ],
  ])('is refused %s', async (_what, input, code) => {
    expect(await codeOf('registerWebhookEndpoint', input)).toBe(code);
    expect(await endpointsOf('bank')).toEqual([]);
  });

  test('has five endpoints at most, each at an address of its own', async () => {
    const events = ['JOB_FINISHED'];
    for (let count = 0; count < 5; count++) await registered(app, `${URL}/${count}`, events);
    expect(await codeOf('registerWebhookEndpoint', { url: `${URL}/1`, events })).toBe(
      'WEBHOOK_URL_IN_USE',
    );
    expect(await codeOf('registerWebhookEndpoint', { url: `${URL}/5`, events })).toBe(
      'TOO_MANY_WEBHOOK_ENDPOINTS',
    );
    const [first] = await endpointsOf('bank');
    expect(
      await codeOf('changeWebhookEndpoint', { id: first!.id, version: 1, url: `${URL}/1` }),
    ).toBe('WEBHOOK_URL_IN_USE');
    expect(await codeOf('removeWebhookEndpoint', { id: first!.id, version: 1 })).toBeNull();
    expect(await codeOf('registerWebhookEndpoint', { url: `${URL}/0`, events })).toBeNull();
  });

  test('finds nothing of another one, nor with a token that lacks the scope', async () => {
    const { id } = await registered(app, URL);
    expect(await endpointsOf('post')).toEqual([]);
    for (const field of ['changeWebhookEndpoint', 'rotateWebhookSecret', 'removeWebhookEndpoint']) {
      for (const target of [id, app.app.newId(), 'x']) {
        expect(await codeOf(field, { id: target, version: 1 }, 'post'), field).toBe(
          'WEBHOOK_ENDPOINT_NOT_FOUND',
        );
      }
    }
    const stored = await storePartner(app, null);
    const teller = await actAs(app, { ...partnerCaller(stored), scopes: ['eligibility:check'] });
    expect(codesOf(await teller.graphql(ENDPOINTS))).toEqual(['FORBIDDEN']);
    const asked = await askEndpoint(teller, 'registerWebhookEndpoint', {
      url: URL,
      events: EVERY_EVENT,
    });
    expect(codesOf(asked)).toEqual(['FORBIDDEN']);
    await teller.close();
  });

  test('is answered in both languages where it is refused', async () => {
    const { message, pesan } = await changeEndpointAs(app, 'registerWebhookEndpoint', {
      ...{ url: 'https://localhost/', events: EVERY_EVENT },
    });
    expect(message).toMatch(/^That address is refused/);
    expect(pesan).toMatch(/^Alamat itu ditolak/);
  });

  test('reads its endpoints in one statement, and changes one in six', async () => {
    const { id } = await registered(app, URL);
    const asked = async (work: () => Promise<unknown>) => {
      await work();
      app.statements();
      await work();
      return app.statements().filter((text) => !/cost_window|people_ledger/.test(text)).length;
    };
    expect(await asked(() => endpointsOf('bank'))).toBe(1);
    const log = `query ($id: ID!) { webhookDeliveries(endpoint: $id) { edges { node { status event { id data { jobId } } } } } }`;
    expect(await asked(() => app.graphql(log, { id }, 'bank'))).toBeLessThanOrEqual(2);
    const feed = `query ($id: ID!) { webhookEvents(endpoint: $id, since: 0) { id } }`;
    expect(await asked(() => app.graphql(feed, { id }, 'bank'))).toBeLessThanOrEqual(2);
    let version = 1;
    const toggle = () =>
      changeEndpointAs(app, 'changeWebhookEndpoint', {
        ...{ id, version: version++, enabled: version % 2 === 1 },
      });
    expect(await asked(toggle)).toBe(6);
  });
});

describe('an office', () => {
  test('manages the endpoints of the partners that it owns, and of no others', async () => {
    const garut = await storePartner(app, '32.05');
    const head = await actAs(app, officerOf('REGENCY', '32.05', ['regency_head']));
    const elsewhere = await actAs(app, officerOf('REGENCY', '32.73', ['regency_head']));
    const ministry = await actAs(app, MINISTRY);
    const input = { url: URL, events: EVERY_EVENT, partnerId: garut.partnerId };
    const whole = { ...input, purpose: 'PAYEE_VERIFICATION' };
    for (const other of [elsewhere, ministry]) {
      const { data } = await askEndpoint(other, 'registerWebhookEndpoint', whole);
      expect(data?.['registerWebhookEndpoint']?.code).toBe('PARTNER_NOT_FOUND');
    }
    expect(codesOf(await askEndpoint(head, 'registerWebhookEndpoint', input))).toEqual([
      'BAD_USER_INPUT',
    ]);
    const unsuited = await askEndpoint(head, 'registerWebhookEndpoint', {
      ...{ ...input, purpose: 'HEALTH_COVERAGE_CHECK' },
    });
    expect(unsuited.data?.['registerWebhookEndpoint']?.code).toBe('PURPOSE_UNSUITED');
    const made = await changeEndpointAs(head, 'registerWebhookEndpoint', whole);
    const target = { id: made.endpoint!.id, version: 1 };
    for (const other of [elsewhere, ministry]) {
      const { data } = await askEndpoint(other, 'removeWebhookEndpoint', target);
      expect(data?.['removeWebhookEndpoint']?.code).toBe('WEBHOOK_ENDPOINT_NOT_FOUND');
    }
    const own = await actAs(app, { ...partnerCaller(garut), scopes: ['webhooks:manage'] });
    const list = async (server: TestApp) => JSON.stringify((await server.graphql(ENDPOINTS)).data);
    expect(await list(own)).toContain(target.id);
    expect(await list(elsewhere)).not.toContain(target.id);
    expect(await changeEndpointAs(head, 'removeWebhookEndpoint', target)).toMatchObject({
      id: target.id,
    });
    for (const server of [head, elsewhere, ministry, own]) await server.close();
  });

  test('that reads the registry has nothing to do with them', async () => {
    expect(codesOf(await app.graphql(ENDPOINTS, {}, 'officer-regency'))).toEqual(['FORBIDDEN']);
  });
});
