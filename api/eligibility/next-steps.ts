import type { Criterion, EligibleStep, EnrolmentStatus, Finding, NextStep } from './rule-set.js';

/** A next step without the finding that it answers, as a decision shows it. */
export type StepToTake = Omit<NextStep, 'when'>;

/** The parts of a rule set that say what to do next. */
export interface StepsSource {
  readonly criteria: readonly Criterion[];
  readonly whenEligible?: readonly EligibleStep[];
}

/**
 * What to do next: the steps of every criterion that is not met or cannot be told, in the order of
 * the criteria and each once; where there is none of these, what the state of enrolment asks.
 *
 * @param findings by criterion code; a criterion that the caller may not see is left out of it.
 */
export function nextSteps(
  { criteria, whenEligible = [] }: StepsSource,
  findings: ReadonlyMap<string, Finding>,
  eligibleAs: EnrolmentStatus | null,
): StepToTake[] {
  const steps = new Map<string, StepToTake>();
  for (const criterion of criteria) {
    const finding = findings.get(criterion.code);
    if (finding !== 'NOT_MET' && finding !== 'UNKNOWN') continue;
    for (const { when, step } of stepsOf(criterion)) {
      if (when === undefined || when === finding) steps.set(step.code, step);
    }
  }
  for (const { enrolment, step } of whenEligible) {
    if (enrolment === eligibleAs) steps.set(step.code, step);
  }
  return [...steps.values()];
}

interface Answering {
  readonly when: NextStep['when'];
  readonly step: StepToTake;
}

const prepared = new WeakMap<Criterion, readonly Answering[]>();

function stepsOf(criterion: Criterion): readonly Answering[] {
  let steps = prepared.get(criterion);
  if (steps === undefined) {
    steps = criterion.nextSteps.map(({ when, ...step }) => ({ when, step }));
    prepared.set(criterion, steps);
  }
  return steps;
}
