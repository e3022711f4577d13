import { withClaims } from '../../prisma/claims.js';
import { isDatabaseUnavailable } from '../http/is-database-unavailable.js';
import { decideQuestions, type DeciderOptions } from './decide-questions.js';
import type { Decision, Question } from './decision.js';
import { recordDecisions } from './record-decisions.js';

/** Decides questions. What is asked together, by one caller or many, travels together. */
export interface Decider {
  /** The decisions, in the order of the questions, recorded and durable. Rejects when they could not be recorded. */
  decide(questions: readonly Question[]): Promise<Decision[]>;
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
 * statement, so callers never see by each other's claims: the statements run as nobody. When a batch fails, each asker's part is tried once by itself.
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
      await withClaims(null, () => settle(batch, options));
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
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) {
      const nothingStands = !isDatabaseUnavailable(error);
      for (const { charge } of only.questions) charge.failed(nothingStands);
      only.reject(error);
    } else await Promise.all(batch.map((waiting) => settle([waiting], options)));
  }
}

async function decideAll(
  questions: readonly Question[],
  options: DeciderOptions,
): Promise<Decision[]> {
  const decided = await decideQuestions(questions, options);
  const counted = await recordDecisions(options.sql, decided);
  for (const [index, { question }] of decided.entries()) question.charge.answered(counted[index]!);
  return decided.map(({ decision }) => decision);
}
