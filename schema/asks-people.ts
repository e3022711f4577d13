import type { PeopleOf } from '../api/budgets/price-operation.js';

/** Says that a root field looks up so many people whom its arguments name. */
export function asksPeople(people: PeopleOf): { asksPeople: PeopleOf } {
  return { asksPeople: people };
}

/** Says that a root field may show so many rows of people, who are known when they are read. */
export function readsPeople(people: PeopleOf): { readsPeople: PeopleOf } {
  return { readsPeople: people };
}
