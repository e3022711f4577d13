import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../api/eligibility/evaluate.js';
import type { Facts, StudentAidClaims } from '../../api/eligibility/facts.js';
import { parseRuleSet } from '../../api/eligibility/parse-rule-set.js';
import type { Database } from '../../prisma/database.js';
import type { Sql } from '../../prisma/sql.js';
import { factsAt, type Chronicle } from '../support/chronicle.js';
import { decideBySql, saidByEvaluation, type Subject } from '../support/decide-by-sql.js';
import { openEmptyDatabase } from '../support/empty-database.js';
import { AS_OF, chronicleArbitrary, CLAIMS } from '../support/facts-arbitrary.js';
import {
  CHRONICLE_VILLAGES,
  insertChronicle,
  insertReferences,
  nikIndexOf,
} from '../support/insert-chronicle.js';
import {
  PERSONA_CHECKS,
  PERSONA_CHRONICLE,
  PERSONAS,
  PERSONAS_AS_OF,
  personaFacts,
  personaOf,
} from '../support/personas.js';
import { RULE_SET } from '../support/rule-set-arbitrary.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

const NOBODY = Buffer.alloc(16);
const EVERYWHERE = { low: null, high: null };

let database: Database;

beforeAll(async () => {
  database = await openEmptyDatabase();
  await insertReferences(database.sql, [
    ...new Set([...CHRONICLE_VILLAGES, ...PERSONAS.map(({ villageCode }) => villageCode)]),
  ]);
}, 60_000);

afterAll(() => database.close());

class RolledBack extends Error {}

/** Runs `work` on a database that holds the chronicle, and leaves no trace of it. */
async function withChronicle(
  chronicle: Chronicle,
  work: (sql: Sql) => Promise<void>,
): Promise<void> {
  await database.sql
    .transaction(async (sql) => {
      await insertChronicle(sql, chronicle);
      await work(sql);
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
}

/** Everybody in the chronicle, one of them again for a caller who may not see them, and nobody. */
function subjectsOf(
  chronicle: Chronicle,
  asOf: string,
  claims: readonly (StudentAidClaims | null)[],
): Subject[] {
  const nobody: Facts = { asOf, known: false, person: null, household: null, claims: null };
  const known = chronicle.people.map((person, index): Subject => {
    const own = claims[index % claims.length] ?? null;
    return {
      nikIndex: nikIndexOf(person.id),
      claims: own,
      facts: factsAt(chronicle, person, asOf, own),
      ...EVERYWHERE,
    };
  });
  const unseen = known.map((one) => ({ ...one, facts: nobody, low: '99', high: '99/' }));
  const unknown = { nikIndex: NOBODY, claims: null, facts: nobody, ...EVERYWHERE };
  return [...known, ...unseen.slice(0, 1), unknown];
}

describe('a compiled rule set', () => {
  it('says what evaluate says, of any rule set and any households', async () => {
    const seen = new Set<string>();
    const situation = AS_OF.chain((asOf) =>
      fc.record({ asOf: fc.constant(asOf), chronicle: chronicleArbitrary(asOf) }),
    );
    const claimed = fc.array(CLAIMS, { minLength: 1, maxLength: 3 });
    const ruleSets = fc.array(RULE_SET, { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(situation, claimed, ruleSets, async (given, claims, rules) => {
        const { asOf, chronicle } = given;
        const subjects = subjectsOf(chronicle, asOf, claims);
        await withChronicle(chronicle, async (sql) => {
          for (const ruleSet of rules.map(parseRuleSet)) {
            const expected = subjects.map(({ facts }) =>
              saidByEvaluation(evaluate(ruleSet, facts)),
            );
            expect(await decideBySql(sql, ruleSet, asOf, subjects)).toEqual(expected);
            for (const { outcome } of expected) seen.add(outcome);
          }
        });
      }),
      { numRuns: 200 },
    );
    expect([...seen].toSorted()).toEqual(['ELIGIBLE', 'INELIGIBLE', 'UNDETERMINED']);
  }, 120_000);

  it('says what the personas promise, every check of them', async () => {
    await withChronicle(PERSONA_CHRONICLE, async (sql) => {
      for (const check of PERSONA_CHECKS) {
        const person = personaOf(check.nik);
        const claims = check.claims ?? null;
        const facts = personaFacts(check.nik, claims);
        const nikIndex = person === undefined ? NOBODY : nikIndexOf(person.id);
        const ruleSet = shippedRuleSet(check.program);
        const subjects = [{ nikIndex, claims, facts, ...EVERYWHERE }];
        const [said] = await decideBySql(sql, ruleSet, PERSONAS_AS_OF, subjects);
        expect(said).toEqual(saidByEvaluation(evaluate(ruleSet, facts)));
        expect([check, said?.outcome, said?.perYear ?? undefined]).toEqual([
          check,
          check.outcome,
          check.entitlementPerYear,
        ]);
      }
    });
  }, 60_000);

  it('counts the twin with the lower id where only one may count, as evaluate does', async () => {
    const components = {
      maxPeople: 1,
      stages: 4,
      kind: 'CASH',
      list: [
        { code: 'PREGNANT', perYear: 1000, when: { fact: 'pregnant', is: true } },
        { code: 'VICTIM', perYear: 1000, when: { fact: 'grossHumanRightsVictim', is: true } },
      ],
    } as const;
    const ruleSet = { ...shippedRuleSet('PKH'), entitlement: { lines: [], components } };
    const since = '2019-01-01';
    const span = { since, until: null };
    const twin = (last: number, kind: 'PREGNANT' | 'GROSS_HUMAN_RIGHTS_VICTIM') => ({
      id: `01900002-0000-7000-8000-00000000000${last}`,
      memberships: [{ household: 0, relationship: 'HEAD' as const, ...span }],
      sex: 'F' as const,
      birthDate: '1990-05-05',
      deathDate: null,
      warnings: [],
      conditions: [{ kind, grade: null, ...span }],
      dukcapil: [{ status: 'MATCHED' as const, checkedOn: since }],
      exclusions: [],
      enrolments: [],
    });
    const household = {
      id: '01900001-0000-7000-8000-000000000001',
      villageCode: '32.05.01.1001',
      listings: [{ since, listed: true, decile: 1, system: 'DTSEN' as const, period: '2026-Q4' }],
      housing: [],
      losses: [],
      exclusions: [],
      enrolments: [],
    };
    const people = [twin(2, 'PREGNANT'), twin(1, 'GROSS_HUMAN_RIGHTS_VICTIM')];
    const chronicle = { households: [household], people };
    await withChronicle(chronicle, async (sql) => {
      const [subject] = subjectsOf(chronicle, PERSONAS_AS_OF, [null]);
      if (subject === undefined) throw new Error('somebody lives there');
      const expected = saidByEvaluation(evaluate(ruleSet, subject.facts));
      expect(expected.lines?.map(({ code }) => code)).toEqual(['VICTIM']);
      expect(await decideBySql(sql, ruleSet, PERSONAS_AS_OF, [subject])).toEqual([expected]);
    });
  });

  it('sees a person within the range of the caller, and nobody beside it', async () => {
    await withChronicle(PERSONA_CHRONICLE, async (sql) => {
      const nik = '3205011704829901';
      const nikIndex = nikIndexOf(personaOf(nik)?.id ?? '');
      const facts = personaFacts(nik);
      const ranges: [string | null, string | null][] = [
        [null, null],
        ['32', '32/'],
        ['32.05.01.1001', '32.05.01.1001/'],
        ['32.05.02', '32.05.02/'],
        ['3', '31/'],
      ];
      const subjects = ranges.map(([low, high]) => ({ nikIndex, claims: null, facts, low, high }));
      const said = await decideBySql(sql, shippedRuleSet('BPNT'), PERSONAS_AS_OF, subjects);
      expect(said.map(({ findings }) => findings[0])).toEqual([
        'MET',
        'MET',
        'MET',
        'UNKNOWN',
        'UNKNOWN',
      ]);
    });
  });
});
