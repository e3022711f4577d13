import type { Execute } from '../execute.js';
import { CheckEligibilityDocument } from '../generated/documents.js';
import type { Language } from '../generated/types.js';
import { abortable } from '../http/abortable.js';
import { createFault } from '../http/create-fault.js';
import type { EligibilityDecision, PersonCheck, Refusal } from '../models.js';
import { checkPeople, PEOPLE_PER_REQUEST, personInput } from './check-people.js';
import type { CheckTerms } from './check-people.js';
import { refuseCheck } from './refuse-check.js';

interface QueuedCheck {
  readonly terms: CheckTerms;
  readonly person: PersonCheck;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (decision: EligibilityDecision) => void;
  readonly reject: (reason: unknown) => void;
}

/** Checks one person; see `client.eligibility.check`. */
export type QueueCheck = (
  terms: CheckTerms,
  person: PersonCheck,
  signal: AbortSignal | undefined,
) => Promise<EligibilityDecision>;

/**
 * Collects the checks that are made in one tick and sends those of the same terms together. Each has its own answer or
 * error. A check that is aborted leaves the others alone; the request itself is aborted with its last check.
 */
export function createCheckQueue(execute: Execute, language: Language): QueueCheck {
  let queued: QueuedCheck[] = [];

  const flush = (): void => {
    const checks = queued.filter((check) => check.signal?.aborted !== true);
    queued = [];
    for (const batch of batchesOf(checks)) void send(batch);
  };

  const send = async (batch: readonly [QueuedCheck, ...QueuedCheck[]]): Promise<void> => {
    const [first] = batch;
    const shared = shareSignals(batch.map((check) => check.signal));
    try {
      if (batch.length === 1) {
        const input = { ...first.terms, ...personInput(first.person) };
        const variables = { input, language };
        const data = await execute(CheckEligibilityDocument, variables, shared.signal);
        first.resolve(data.checkEligibility);
        return;
      }
      const people = batch.map((check) => check.person);
      const request = { terms: first.terms, people, language };
      const answers = await checkPeople(execute, request, shared.signal);
      for (const [index, answer] of answers.entries()) {
        const check = batch[index];
        if ('decision' in answer) check?.resolve(answer.decision);
        else check?.reject(refusalError(answer.refused));
      }
    } catch (error) {
      for (const check of batch) check.reject(error);
    } finally {
      shared.release();
    }
  };

  return async (terms, person, signal) => {
    signal?.throwIfAborted();
    const refused = refuseCheck(person);
    if (refused !== null) throw refusalError(refused);
    const answer = new Promise<EligibilityDecision>((resolve, reject) => {
      if (queued.push({ terms, person, signal, resolve, reject }) === 1) queueMicrotask(flush);
    });
    return abortable(answer, signal);
  };
}

/** A refused row as the error that a lone check of it would throw. */
function refusalError({ code, message }: Refusal): Error {
  return createFault(code === 'OVER_BUDGET' ? 'RATE_LIMITED' : 'BAD_USER_INPUT', message, {});
}

/** Checks of the same terms, 1,000 at most, no NIK twice: the registry refuses a repeated one. */
function batchesOf(checks: readonly QueuedCheck[]): (readonly [QueuedCheck, ...QueuedCheck[]])[] {
  const batches: { key: string; niks: Set<string>; checks: [QueuedCheck, ...QueuedCheck[]] }[] = [];
  for (const check of checks) {
    const { program, purpose, asOf } = check.terms;
    const key = JSON.stringify([program, purpose, asOf ?? null]);
    const { nik } = check.person;
    const open = batches.find(
      (batch) => batch.key === key && batch.niks.size < PEOPLE_PER_REQUEST && !batch.niks.has(nik),
    );
    if (open === undefined) {
      batches.push({ key, niks: new Set([nik]), checks: [check] });
    } else {
      open.niks.add(nik);
      open.checks.push(check);
    }
  }
  return batches.map((batch) => batch.checks);
}

/** A signal that aborts once all of `signals` have; never, where a check came without one. */
function shareSignals(signals: readonly (AbortSignal | undefined)[]) {
  const controller = new AbortController();
  const distinct = new Set(signals);
  let waiting = distinct.size;
  const onAbort = (): void => {
    waiting -= 1;
    if (waiting === 0) controller.abort();
  };
  for (const signal of distinct) signal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of distinct) signal?.removeEventListener('abort', onAbort);
    },
  };
}
