import type { Sql } from '../../prisma/sql.js';
import type { Question } from './decision.js';
import { evaluate } from './evaluate.js';
import { loadFacts } from './load-facts.js';
import type { DecisionToRecord } from './record-decisions.js';

/** What deciding needs: the database, a clock, and fresh ids. */
export interface DeciderOptions {
  readonly sql: Sql;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Decides questions, in their order, from the facts of one moment. Nothing is recorded by it, so nothing of it may be told. */
export async function decideQuestions(
  questions: readonly Question[],
  { sql, now, newId }: DeciderOptions,
): Promise<DecisionToRecord[]> {
  const loaded = await loadFacts(
    sql,
    questions.map(({ nikIndex, asOf, claims, asker: { territories } }) => ({
      nikIndex,
      asOf,
      claims,
      territories,
    })),
  );
  const decidedAt = now();
  return questions.map((question, index) => {
    const { facts, villageCode } = loaded[index]!;
    const { program, rule, asOf, reference } = question;
    return {
      question,
      decision: {
        id: newId(),
        reference,
        program,
        rule,
        asOf,
        decidedAt,
        facts,
        evaluation: evaluate(rule.ruleSet, facts),
      },
      accessId: newId(),
      villageCode,
    };
  });
}
