import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../api/eligibility/evaluate.js';
import { loadFacts } from '../../api/eligibility/load-facts.js';
import type { Database } from '../../prisma/database.js';
import { factsAt } from '../support/chronicle.js';
import { saidByEvaluation } from '../support/decide-by-sql.js';
import { openEmptyDatabase } from '../support/empty-database.js';
import { AS_OF, chronicleArbitrary } from '../support/facts-arbitrary.js';
import { insertChronicle, insertReferences, nikIndexOf } from '../support/insert-chronicle.js';
import { RULE_SET } from '../support/rule-set-arbitrary.js';

let database: Database;

beforeAll(async () => {
  database = await openEmptyDatabase();
  await insertReferences(database.sql);
}, 60_000);

afterAll(() => database.close());

class RolledBack extends Error {}

describe('loaded facts', () => {
  it('decide as everything ever recorded decides, of people who moved as well', async () => {
    const situation = AS_OF.chain((asOf) =>
      fc.record({ asOf: fc.constant(asOf), chronicle: chronicleArbitrary(asOf) }),
    );
    const everywhere = [{ low: '', high: 'a' }];
    await fc.assert(
      fc.asyncProperty(situation, RULE_SET, async ({ asOf, chronicle }, ruleSet) => {
        const loading = database.sql.transaction(async (sql) => {
          await insertChronicle(sql, chronicle);
          const requests = chronicle.people.map(({ id }) => ({
            nikIndex: nikIndexOf(id),
            asOf,
            territories: everywhere,
            claims: null,
          }));
          const loaded = await loadFacts(sql, requests);
          expect(loaded.map(({ facts }) => saidByEvaluation(evaluate(ruleSet, facts)))).toEqual(
            chronicle.people.map((person) =>
              saidByEvaluation(evaluate(ruleSet, factsAt(chronicle, person, asOf, null))),
            ),
          );
          throw new RolledBack();
        });
        await loading.catch((error: unknown) => {
          if (!(error instanceof RolledBack)) throw error;
        });
      }),
      { numRuns: 150 },
    );
  }, 90_000);
});
