import type { Sql } from '../../prisma/sql.js';
import type { Decision, Question } from './decision.js';
import { evaluate } from './evaluate.js';
import { loadFacts } from './load-facts.js';
import { recordDecisions, type DecisionToRecord } from './record-decisions.js';

/** Decides questions. What is asked together, by one caller or many, travels together. */
export interface Decider {
  /** The decisions, in the order of the questions, recorded and durable. Rejects when they could not be recorded. */
  decide(questions: readonly Question[]): Promise<Decision[]>;
}

/** What a decider needs: the database, a clock, and fresh ids. */
export interface DeciderOptions {
  readonly sql: Sql;
  readonly now: () => Date;
  readonly newId: () => string;
}

const MOST_IN_BATCH = 64;
const MOST_IN_FLIGHT = 2;

interface Waiting {
  readonly questions: readonly Question[];
  readonly resolve: (decisions: Decision[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A decider that coalesces without a timer: a batch starts in the next turn of the event loop while fewer than two are
 * under way, and what arrives meanwhile joins the next. Each question carries its own caller's grant as columns of the
 * statement, so callers never see by each other's claims. When a batch fails, each asker's part is tried once by itself.
 */
export function createDecider(options: DeciderOptions): Decider {
  const queue: Waiting[] = [];
  let inFlight = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || inFlight >= MOST_IN_FLIGHT || queue.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void flush();
      schedule();
    });
  };

  const flush = async (): Promise<void> => {
    const batch = takeBatch(queue);
    if (batch.length === 0) return;
    inFlight++;
    try {
      await settle(batch, options);
    } finally {
      inFlight--;
      schedule();
    }
  };

  return Object.freeze({
    decide: (questions: readonly Question[]) =>
      new Promise<Decision[]>((resolve, reject) => {
        queue.push({ questions, resolve, reject });
        schedule();
      }),
  });
}

function takeBatch(queue: Waiting[]): Waiting[] {
  let people = 0;
  let taken = 0;
  for (const { questions } of queue) {
    if (taken > 0 && people + questions.length > MOST_IN_BATCH) break;
    people += questions.length;
    taken++;
  }
  return queue.splice(0, taken);
}

async function settle(batch: readonly Waiting[], options: DeciderOptions): Promise<void> {
  try {
    const decisions = await decideAll(
      batch.flatMap(({ questions }) => questions),
      options,
    );
    let from = 0;
    for (const { questions, resolve } of batch) {
      resolve(decisions.slice(from, (from += questions.length)));
    }
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error);
    else await Promise.all(batch.map((waiting) => settle([waiting], options)));
  }
}

async function decideAll(
  questions: readonly Question[],
  { sql, now, newId }: DeciderOptions,
): Promise<Decision[]> {
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
  const decided = questions.map((question, index): DecisionToRecord => {
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
  await recordDecisions(sql, decided);
  return decided.map(({ decision }) => decision);
}
