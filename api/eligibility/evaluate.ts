import { countPeople } from './count-people.js';
import { deriveFacts } from './derive-facts.js';
import { entitlement, type Entitlement } from './entitlement.js';
import type { Truth } from './expression.js';
import type { Facts } from './facts.js';
import { latestEnrolment } from './latest-enrolment.js';
import { nextSteps, type StepToTake } from './next-steps.js';
import { predicate, type Predicate, type Scene } from './predicate.js';
import type { Criterion, EnrolmentStatus, Finding, RuleSet } from './rule-set.js';

export type EligibilityOutcome = 'ELIGIBLE' | 'INELIGIBLE' | 'UNDETERMINED';

export interface CriterionFinding {
  readonly code: string;
  readonly finding: Finding;
}

/** What a rule set says of one person on the facts. */
export interface Evaluation {
  readonly outcome: EligibilityOutcome;
  /** In the order of the rule set. */
  readonly findings: readonly CriterionFinding[];
  readonly nextSteps: readonly StepToTake[];
  /** The first route that holds, of the criterion that has several; null where none does. */
  readonly route: string | null;
  /** Null unless `ELIGIBLE`. */
  readonly entitlement: Entitlement | null;
  /** Of the person asked about. */
  readonly warnings: readonly string[];
  readonly enrolment: EnrolmentStatus;
  /** The version of the register that the listing in force comes from; null where there is none. */
  readonly registryVersion: string | null;
}

type Run = (facts: Facts) => Evaluation;

const NO_FINDINGS: ReadonlyMap<string, Finding> = new Map();
const prepared = new WeakMap<RuleSet, Run>();

/**
 * Decides a rule set on facts: findings by three-valued logic, outcome, next steps, entitlement.
 * Does no input or output, and prepares each rule set only once.
 *
 * @param ruleSet the version in force on `facts.asOf`, as `parseRuleSet` gives it.
 */
export function evaluate(ruleSet: RuleSet, facts: Facts): Evaluation {
  let run = prepared.get(ruleSet);
  if (run === undefined) prepared.set(ruleSet, (run = prepare(ruleSet)));
  return run(facts);
}

function prepare(ruleSet: RuleSet): Run {
  const { components } = ruleSet.entitlement;
  const judges = ruleSet.criteria.map(judge);
  const count = components === undefined ? undefined : countPeople(components);
  const due = entitlement(ruleSet.entitlement);

  return (source) => {
    const facts = deriveFacts(source, ruleSet.unit);
    const counted = count?.(facts.living, source.asOf) ?? [];
    const countedMembers =
      count === undefined || source.household === null ? undefined : counted.length;
    const scene: Scene = { facts, countedMembers };

    let route: string | null = null;
    const findings = judges.map((one) => {
      const judged = one(scene);
      route ??= judged.route;
      return { code: judged.code, finding: judged.finding };
    });
    const outcome = outcomeOf(findings);
    const enrolment = enrolmentOf(source, ruleSet);
    return {
      outcome,
      findings,
      nextSteps:
        outcome === 'ELIGIBLE'
          ? nextSteps(ruleSet, NO_FINDINGS, enrolment)
          : nextSteps(ruleSet, new Map(findings.map((one) => [one.code, one.finding])), null),
      route,
      entitlement: outcome === 'ELIGIBLE' ? due(scene, counted) : null,
      warnings: source.person?.warnings ?? [],
      enrolment,
      registryVersion: source.household?.listing?.period ?? null,
    };
  };
}

interface Judged extends CriterionFinding {
  readonly route: string | null;
}

function judge(criterion: Criterion): (scene: Scene) => Judged {
  const { code, appliesWhen } = criterion;
  const applies: Predicate<Scene> = appliesWhen === undefined ? () => true : predicate(appliesWhen);
  const routes =
    'routes' in criterion
      ? criterion.routes.map(({ route, holds }) => ({ route, holds: predicate(holds) }))
      : [{ route: null, holds: predicate(criterion.holds) }];

  return (scene) => {
    const asked = applies(scene);
    if (asked === false) return { code, finding: 'NOT_APPLICABLE', route: null };
    if (asked === undefined) return { code, finding: 'UNKNOWN', route: null };
    let truth: Truth = false;
    for (const { route, holds } of routes) {
      const one = holds(scene);
      if (one === true) return { code, finding: 'MET', route };
      if (one === undefined) truth = undefined;
    }
    return { code, finding: truth === undefined ? 'UNKNOWN' : 'NOT_MET', route: null };
  };
}

function outcomeOf(findings: readonly CriterionFinding[]): EligibilityOutcome {
  if (findings.some(({ finding }) => finding === 'NOT_MET')) return 'INELIGIBLE';
  return findings.some(({ finding }) => finding === 'UNKNOWN') ? 'UNDETERMINED' : 'ELIGIBLE';
}

function enrolmentOf({ household, person }: Facts, { program, unit }: RuleSet): EnrolmentStatus {
  if (household === null || person === null) return 'NOT_ENROLLED';
  const personId = unit === 'HOUSEHOLD' ? null : person.id;
  return latestEnrolment(household, program, personId) ?? 'NOT_ENROLLED';
}
