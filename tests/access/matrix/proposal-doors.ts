import type { Owner } from './agencies.js';
import type { Door } from './doors.js';

const byId = (owner: Owner, words: string): Door => ({
  ...{ name: `proposal: that ${words} determines, by id`, through: ['Query.proposal'] },
  selection: 'proposal(id: $id) { id }',
  variables: ({ proposals }) => ({ id: proposals[owner] }),
  shows: (answer) => answer !== null,
});
const listed = (owner: Owner, words: string): Door => ({
  ...{ name: `proposal: that ${words} determines, in the list`, through: ['Query.proposals'] },
  selection: 'proposals(kind: UPDATE, first: 100) { edges { node { id } } }',
  shows: (answer, { proposals }) => JSON.stringify(answer).includes(proposals[owner]),
});

/** Doors to proposals. */
export const PROPOSAL_DOORS: readonly Door[] = [
  byId('ministry', 'the ministry'),
  byId('province', 'the province'),
  byId('regency', 'the regency'),
  listed('ministry', 'the ministry'),
  listed('province', 'the province'),
  listed('regency', 'the regency'),
  {
    ...{ name: 'proposal: of a household', through: ['Query.household'], isNested: true },
    selection: 'household(by: { id: $householdId }) { proposals { id } }',
    variables: ({ householdId, personId }) => ({ householdId, personId }),
    shows: (answer, { proposals }) => JSON.stringify(answer).includes(proposals.ministry),
  },
];
