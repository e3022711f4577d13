import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import { createVault } from '../../prisma/vault/vault.js';
import { seededLocation } from '../support/seeded-database.js';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.js';

const PERSON = '3273054208939901';
const CHECK = `query ($reference: String) {
  checkEligibility(input: { nik: "${PERSON}", program: "PKH", purpose: PAYEE_VERIFICATION, reference: $reference }) {
    id reference outcome decidedAt
  }
}`;
const FIND = 'query ($id: ID!) { eligibilityDecision(id: $id) { id reference outcome decidedAt } }';

interface Decision {
  readonly id: string;
  readonly reference: string;
}

let server: SpawnedServer;
let env: Record<string, string>;
let remove: () => Promise<void>;

beforeAll(async () => {
  const vault = createVault((await loadKeys({ json: inject('keys') })).vault);
  const location = await seededLocation(vault);
  remove = location.remove;
  env = { ...location.env, DINSOS_KEYS: inject('keys'), PORT: '0' };
  server = await spawnServer('api/main.ts', { env });
});

afterAll(async () => {
  server.child.kill('SIGKILL');
  await server.exited();
  await remove();
});

async function tokenOfBank(): Promise<string> {
  const answer = await fetch(`${server.url}/sandbox/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"persona":"bank"}',
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function ask(
  token: string,
  query: string,
  variables: object,
): Promise<Record<string, Decision>> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return ((await answer.json()) as { data: Record<string, Decision> }).data;
}

test('kill -9 in the middle of checks loses no decision that was acknowledged', async () => {
  for (let round = 0; round < 3; round++) {
    const acknowledged: Decision[] = [];
    const token = await tokenOfBank();
    let killed = false;
    const client = async (number: number) => {
      for (let at = 0; !killed; at++) {
        const reference = `${round}-${number}-${at}`;
        const data = await ask(token, CHECK, { reference }).catch(() => null);
        if (data?.['checkEligibility'] !== undefined) acknowledged.push(data['checkEligibility']);
      }
    };
    const clients = Array.from({ length: 8 }, (_, number) => client(number));
    while (acknowledged.length < 40) await new Promise((resolve) => setTimeout(resolve, 5));
    server.child.kill('SIGKILL');
    await server.exited();
    killed = true;
    await Promise.all(clients);

    server = await spawnServer('api/main.ts', { env });
    const again = await tokenOfBank();
    for (const decision of acknowledged) {
      const { eligibilityDecision } = await ask(again, FIND, { id: decision.id });
      expect(eligibilityDecision).toEqual(decision);
    }
  }
}, 240_000);
