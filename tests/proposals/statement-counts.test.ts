import { afterAll, beforeAll, expect, test } from 'vitest';
import { explorerExamples } from '../../api/graphiql/examples.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { go, newcomer, reported, reportedNewcomer, USUAL } from '../support/proposals.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  for (let made = 0; made < 12; made += 1) await go(app, await reported(app), USUAL.slice(0, 3));
});
afterAll(() => app.close());

/** A server takes points and people of budgets in leases; how seldom, tests/budgets/leases.test.ts says. */
const LEASE = /cost_window|people_ledger/;
const counted = (): number => app.statements().filter((text) => !LEASE.test(text)).length;

test('a page of proposals with their steps, families and turns is one statement, however long', async () => {
  const { document } = explorerExamples.find(({ name }) => name === 'officer-proposals')!;
  const count = async (first: number) => {
    await app.graphql(document, { first }, 'officer-regency');
    app.statements();
    const { data, errors } = await app.graphql<{ proposals: { edges: object[] } }>(
      document,
      { first },
      'officer-regency',
    );
    expect(errors).toBeUndefined();
    expect(data!.proposals.edges).toHaveLength(first);
    return counted();
  };
  expect(await count(2)).toBe(1);
  expect(await count(12)).toBe(1);
});

test('a step takes its number of statements, whatever the proposal has behind it', async () => {
  const made = await reported(app);
  const counts: number[] = [];
  let at = made;
  for (const one of USUAL) {
    app.statements();
    at = await go(app, at, [one]);
    counts.push(counted());
  }
  expect(new Set(counts).size, counts.join(' ')).toBe(1);
  expect(counts[0]).toBe(11);
});

test('an entry that registers a family takes the more that writing it takes', async () => {
  const agreed = await go(app, await reportedNewcomer(app), USUAL.slice(0, 1));
  app.statements();
  await go(app, agreed, [['enterProposal', 'officer-village', { household: newcomer() }]]);
  expect(counted()).toBe(16);
});
