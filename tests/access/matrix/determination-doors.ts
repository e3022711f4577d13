import { VILLAGE } from './callers.js';
import type { Door } from './doors.js';

const DISTRICT = VILLAGE.slice(0, 8);
const WHERE = `program: "PKH", region: "${VILLAGE}"`;
const counted = (answer: unknown) => (answer as { households: number } | null)?.households !== 0;

/** What a determination of the record's village would change, in numbers and by name, and what a changed rule would. */
export const DETERMINATION_DOORS: readonly Door[] = [
  {
    name: 'determination: how large a run is',
    through: ['Query.determinationPlan'],
    selection: `determinationPlan(input: { ${WHERE} }) { households }`,
    shows: counted,
  },
  {
    name: 'determination: what it would change, in numbers',
    through: ['Query.previewDetermination'],
    selection: `previewDetermination(input: { ${WHERE} }) { households }`,
    shows: counted,
  },
  {
    name: 'determination: whom it would change',
    through: ['Query.determinationChanges'],
    selection: `entering: determinationChanges(input: { ${WHERE}, change: ENTERING }, first: 20) { edges { node { id } } }
      leaving: determinationChanges(input: { ${WHERE}, change: LEAVING }, first: 20) { edges { node { id } } }
      staying: determinationChanges(input: { ${WHERE}, change: STAYING }, first: 20) { edges { node { id } } }`,
    shows: (answer, { householdId }) => JSON.stringify(answer).includes(householdId),
  },
  {
    name: 'determination: what a changed rule would do',
    through: ['Query.simulateProgram'],
    selection: `simulateProgram(input: { program: "PKH", region: "${DISTRICT}", change: { decileAtMost: 1 } }) {
      ... on ProgramSimulation { households } }`,
    shows: counted,
  },
];
