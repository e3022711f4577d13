import { afterAll, beforeAll, expect, test } from 'vitest';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { placeProposals } from '../support/proposal-rows.js';
import { go, reported, USUAL, type ProposalAnswer } from '../support/proposals.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  await placeProposals(app.app.database.sql);
});
afterAll(() => app.close());

interface Page {
  readonly proposals: {
    readonly edges: readonly { readonly node: ProposalAnswer & { village: { code: string } } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const DOCUMENT = `query ($first: Int, $after: String, $state: ProposalState, $kind: ProposalKind, $program: String) {
  proposals(first: $first, after: $after, state: $state, kind: $kind, program: $program) {
    edges { node { id state kind village { code } program { code } household { id } availableActions turns { roles office }
      steps { action evidence { statement } } } }
    pageInfo { hasNextPage endCursor } } }`;

async function page(variables: object, persona: string): Promise<Page['proposals']> {
  const { data, errors } = await app.graphql<Page>(DOCUMENT, variables, persona);
  expect(errors).toBeUndefined();
  return data!.proposals;
}

test('officers page through the proposals of their territory, and no others', async () => {
  const made = [await reported(app), await reported(app), await reported(app)];
  const first = await page({ first: 2, kind: 'UPDATE' }, 'officer-regency');
  expect(first.edges.map(({ node }) => node.id)).toEqual(made.slice(0, 2).map(({ id }) => id));
  const after = first.pageInfo.endCursor;
  const second = await page({ first: 2, after, kind: 'UPDATE' }, 'officer-regency');
  expect(second.edges.map(({ node }) => node.id)).toEqual([made[2]!.id]);
  const all = await page({ first: 100 }, 'officer-national');
  const areas = new Set(all.edges.map(({ node }) => node.village.code.slice(0, 5)));
  expect(areas.size).toBeGreaterThan(3);
  const own = await page({ first: 100 }, 'officer-regency');
  expect(new Set(own.edges.map(({ node }) => node.village.code.slice(0, 5)))).toEqual(
    new Set(['32.05']),
  );
});

test('a list is narrowed by state, kind and program', async () => {
  const variables = { state: 'ENDORSED', program: 'APBD-32.05-FIRE', kind: 'NEW_ENTRY' };
  const { edges } = await page(variables, 'officer-regency');
  expect(edges).toHaveLength(1);
  expect(edges[0]!.node).toMatchObject({
    ...{ state: 'ENDORSED', program: { code: 'APBD-32.05-FIRE' }, household: null },
    turns: [{ roles: ['regency_head'], office: '32.05' }],
  });
  expect((await page({ ...variables, kind: 'MOVE' }, 'officer-regency')).edges).toEqual([]);
});

test('the head of a province sees what the province determines, and no household', async () => {
  const head = await actAs(app, officerOf('PROVINCE', '32', ['province_head']));
  const { data } = await head.graphql<Page>(
    '{ proposals(first: 100) { edges { node { id state village { code } availableActions } } } }',
  );
  expect(data!.proposals.edges.map(({ node }) => node)).toMatchObject([
    {
      ...{ state: 'ENDORSED', village: { code: '32.73.01.1001' } },
      availableActions: ['DETERMINE', 'DECLINE', 'PUT_ON_WAITING_LIST'],
    },
  ]);
  const { errors } = await head.graphql('{ proposals { edges { node { household { id } } } } }');
  expect(errors![0]!.extensions.code).toBe('FORBIDDEN');
  await head.close();
});

test('what may be done is told to each by role, by where it stands, and by who did what before', async () => {
  const made = await go(app, await reported(app), USUAL.slice(0, 3));
  const actionsOf = async (persona: string) =>
    (await page({ state: 'FIELD_ASSESSED' }, persona)).edges.find(
      ({ node }) => node.id === made.id,
    )!.node.availableActions;
  expect(await actionsOf('officer-regency')).toEqual(['VERIFY', 'FIND_NOT_ELIGIBLE', 'RETURN']);
  expect(await actionsOf('officer-village')).toEqual(['WITHDRAW']);
  expect(await actionsOf('officer-district')).toEqual([]);
  const enterer = {
    ...officerOf('REGENCY', '32.05', ['regency_verifier']),
    subject: made.steps.find(({ action }) => action === 'ENTER')!.actor,
  };
  const moved = await actAs(app, enterer);
  const { data } = await moved.graphql<Page>(DOCUMENT, { state: 'FIELD_ASSESSED', first: 100 });
  const own = data!.proposals.edges.find(({ node }) => node.id === made.id)!.node;
  expect(own.availableActions).toEqual([]);
  await moved.close();
});

test('a household tells of its proposals', async () => {
  const made = await reported(app);
  const { data } = await app.graphql<{ household: { proposals: { id: string }[] } }>(
    'query ($id: ID!) { household(by: { id: $id }) { proposals { id kind state } } }',
    { id: made.household!.id },
    'officer-regency',
  );
  expect(data!.household.proposals).toMatchObject([{ id: made.id, kind: 'UPDATE' }]);
});
