import { expect, test } from 'vitest';
import { createTestApp } from '../support/app.js';
test('x', async () => {
  const app = await createTestApp();
  console.log(JSON.stringify(await app.graphql('{ viewer { tier name territory { code name } partner { id name kind } scopes } }', {}, 'bank')));
  app.statements();
  console.log(JSON.stringify(await app.graphql(`{ checkEligibility(input: {nik:"3273054208939901", program:"PKH", purpose: PAYEE_VERIFICATION}) { id outcome criteria { code finding message legalBasis } entitlement { perYear lines { code amount } } receipt } }`, {}, 'bank'), null, 1));
  console.log(app.statements());
  console.log(app.logs.join(''));
  await app.close();
  expect(1).toBe(1);
}, 200_000);
