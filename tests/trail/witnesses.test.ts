import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HeadSigner } from '../../api/trail/head-signer.js';
import type { SignedTreeHead, TrailKey } from '../../api/trail/verifier/tree-head.js';
import { verifyHead } from '../../api/trail/verifier/verify-head.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { change, inventFamily } from '../support/changes.js';
import { codesOf, trailOf } from '../support/registry.js';
import { allHeads, freshSigner, testClock, testSequencer } from '../support/trail.js';

const HOUR_MS = 3_600_000;
const CHECK = `{ checkEligibility(input: { nik: "3205011704829901", program: "PKH", purpose: PAYEE_VERIFICATION }) { outcome } }`;
const clock = testClock();
let signer: HeadSigner;
let app: TestApp;

beforeAll(async () => {
  signer = await freshSigner();
  const trail = { keys: signer.keys, longestMs: 4 * HOUR_MS };
  app = await createTestApp({ now: clock.now, trail });
});
afterAll(() => app.close());

const document = async () => {
  const answer = await app.fetch('/.well-known/tree-head.json');
  return {
    answer,
    ...((await answer.json()) as { head: SignedTreeHead | null; keys: TrailKey[] }),
  };
};

describe('a witness', () => {
  test('finds the keys before there is a head', async () => {
    const { head, keys } = await document();
    expect(head).toBeNull();
    expect(keys).toEqual(signer.keys);
    expect(JSON.stringify(keys)).not.toMatch(/"d"/);
  });

  test('gets the latest signed head without a token, and it verifies', async () => {
    await app.graphql(CHECK, {}, 'bank');
    clock.pass(1);
    await testSequencer(app.app.database.sql, signer, clock).round();
    const { answer, head, keys } = await document();
    expect(answer.status).toBe(200);
    expect(head).toEqual((await allHeads(app.app.database.sql)).at(-1));
    expect(verifyHead(head!, keys)).toBe(true);
    expect(verifyHead({ ...head!, size: head!.size + 1 }, keys)).toBe(false);
    expect(Object.keys(head!).sort()).toEqual(['at', 'kid', 'root', 'signature', 'size']);
  });

  test.each(['bank', 'citizen-desk', 'officer-village'])('asks for it as %s', async (persona) => {
    const { data } = await app.graphql('{ treeHead { size root at kid signature } }', {}, persona);
    const { head } = await document();
    expect(data).toEqual({ treeHead: head });
  });
});

describe('restricted data while the trail is not witnessed', () => {
  const R3 = 'FAMILY_PSYCHOSOCIAL_PROBLEM';
  const CLASSES = `query ($id: ID!) { household(by: { id: $id }) { classifications { category { code } } } }`;
  let householdId: string;

  beforeAll(async () => {
    const household = await change(app, 'registerHousehold', inventFamily(), 'officer-regency');
    householdId = household.id;
    const { version } = household;
    const input = { householdId, version, personId: null, categoryCode: R3, since: '2026-10-15' };
    const made = await change(app, 'classifyPerson', input, 'social-worker');
    expect(made.__typename).toBe('Classification');
  });

  test('is shown for four hours after the last head', async () => {
    clock.pass(4 * 60 - 1);
    expect((await app.graphql(CHECK, {}, 'bank')).errors).toBeUndefined();
    const classes = await app.graphql(CLASSES, { id: householdId }, 'social-worker');
    expect(JSON.stringify(classes.data)).toContain(R3);
  });

  test('is refused after that, and the refusal is written down', async () => {
    clock.pass(2);
    const check = await app.graphql(CHECK, {}, 'bank');
    const classes = await app.graphql(CLASSES, { id: householdId }, 'social-worker');
    for (const answer of [check, classes]) {
      expect(codesOf(answer)).toEqual(['SERVICE_UNAVAILABLE']);
      expect(answer.status).toBe(503);
      expect(JSON.stringify(answer.data ?? null)).not.toMatch(/ELIGIBLE|FAMILY/);
      expect((await trailOf(app, answer)).some(({ outcome }) => outcome === 'DENIED')).toBe(true);
    }
  });

  test('does not keep other data from anybody, nor the head itself', async () => {
    const rt = 'query ($id: ID!) { household(by: { id: $id }) { rt } }';
    for (const persona of ['officer-regency', 'social-worker']) {
      expect((await app.graphql(rt, { id: householdId }, persona)).errors).toBeUndefined();
    }
    expect((await document()).head).not.toBeNull();
  });

  test('is shown again once a head is signed', async () => {
    await testSequencer(app.app.database.sql, signer, clock).round();
    clock.pass(1);
    expect((await app.graphql(CHECK, {}, 'bank')).errors).toBeUndefined();
  });
});
