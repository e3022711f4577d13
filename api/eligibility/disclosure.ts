import type { AccessPurpose } from '../../prisma/generated/enums.js';
import type { Decision } from './decision.js';
import type { Entitlement } from './entitlement.js';
import { nextSteps, type StepToTake } from './next-steps.js';
import type { Criterion, EnrolmentStatus, Finding, Words } from './rule-set.js';

/** A criterion as a caller may see it. */
export interface ShownCriterion {
  readonly code: string;
  readonly finding: Finding;
  readonly message: Words;
  readonly legalBasis: string;
}

/** A decision cut to what one purpose may see (contract: disclosure). This, and nothing more, leaves the house. */
export interface ShownDecision {
  readonly id: string;
  readonly reference: string | null;
  readonly program: Decision['program'];
  readonly outcome: Decision['evaluation']['outcome'];
  readonly criteria: readonly ShownCriterion[];
  readonly nextSteps: readonly StepToTake[];
  readonly warnings: readonly string[];
  readonly enrolment: EnrolmentStatus;
  readonly entitlement: Entitlement | null;
  readonly route: string | null;
  readonly ruleVersion: string;
  readonly registryVersion: string | null;
  readonly asOf: string;
  readonly decidedAt: Date;
}

interface Disclosure {
  /** Programs that the purpose may ask about; null = all, subject to the agreement. */
  readonly programs: ReadonlySet<string> | 'CASH' | null;
  /** Criteria shown by their own name; the rest is merged. null = all. */
  readonly criteria: ReadonlySet<string> | null;
  /** Steps that may be shown besides those of shown criteria. */
  readonly steps: ReadonlySet<string>;
  readonly entitlement: 'TOTAL' | 'LINES';
  readonly route: boolean;
  readonly warnings: boolean;
}

const NONE: ReadonlySet<string> = new Set();
const EVERYTHING: Disclosure = {
  programs: null,
  criteria: null,
  steps: NONE,
  entitlement: 'LINES',
  route: true,
  warnings: true,
};

const DISCLOSURE: Readonly<Record<AccessPurpose, Disclosure>> = {
  PAYEE_VERIFICATION: {
    programs: 'CASH',
    criteria: new Set(['NIK_MATCHED', 'ALIVE']),
    steps: NONE,
    entitlement: 'TOTAL',
    route: false,
    warnings: false,
  },
  HEALTH_COVERAGE_CHECK: {
    programs: new Set(['PBI_JK']),
    criteria: new Set(['NIK_MATCHED', 'ALIVE', 'LISTED_IN_REGISTRY']),
    steps: new Set(['REACTIVATE_PBI_JK']),
    entitlement: 'LINES',
    route: false,
    warnings: false,
  },
  STUDENT_AID_SCREENING: {
    programs: new Set(['KIP_KULIAH']),
    criteria: new Set([
      'NIK_MATCHED',
      'ALIVE',
      'ADMITTED_TO_ACCREDITED_PROGRAM',
      'GRADUATED_RECENTLY',
      'ECONOMIC_ROUTE',
    ]),
    steps: NONE,
    entitlement: 'LINES',
    route: true,
    warnings: false,
  },
  SOCIAL_SERVICE: EVERYTHING,
  SELF_SERVICE: EVERYTHING,
};

const NATIONAL_CASH_PROGRAMS: ReadonlySet<string> = new Set(['PKH', 'BPNT', 'RST']);
const OTHER_CRITERIA = 'OTHER_CRITERIA';
const OTHER_MESSAGE: Words = {
  id: 'Syarat program lainnya, yang tidak dibuka untuk keperluan ini.',
  en: "The program's other criteria, which are not disclosed for this purpose.",
};
const ASK_SOCIAL_OFFICE: StepToTake = {
  code: 'ASK_SOCIAL_OFFICE',
  office: 'Dinas Sosial kabupaten/kota',
  message: {
    id: 'Sarankan warga menanyakan alasannya ke Dinas Sosial kabupaten/kota atau kantor desa/kelurahan.',
    en: 'Advise the person to ask the regency or city social office, or the village office, for the reason.',
  },
};

/** Whether a purpose may ask about a program at all. An agreement may allow less, never more. */
export function purposeCovers(
  purpose: AccessPurpose,
  program: { readonly code: string; readonly ownerCode: string | null },
): boolean {
  const { programs } = DISCLOSURE[purpose];
  if (programs === null) return true;
  if (programs === 'CASH') {
    return program.ownerCode !== null || NATIONAL_CASH_PROGRAMS.has(program.code);
  }
  return programs.has(program.code);
}

/** The groups of fields that a purpose discloses, as the trail of looks names them. */
export function disclosedFields(purpose: AccessPurpose): readonly string[] {
  const { criteria, route, warnings } = DISCLOSURE[purpose];
  return [
    'outcome',
    criteria === null ? 'criteria' : 'criteria:limited',
    'enrolment',
    'entitlement',
    ...(route ? ['route'] : []),
    ...(warnings ? ['warnings'] : []),
  ];
}

/** Cuts a decision to what `purpose` may see. */
export function discloseDecision(decision: Decision, purpose: AccessPurpose): ShownDecision {
  const { evaluation, rule, program } = decision;
  const disclosure = DISCLOSURE[purpose];
  const findings = new Map(evaluation.findings.map(({ code, finding }) => [code, finding]));
  const { ruleSet } = rule;
  const seen = (criterion: Criterion): boolean =>
    disclosure.criteria === null || disclosure.criteria.has(criterion.code);
  const merged = mergeFindings(
    ruleSet.criteria.filter((one) => !seen(one)).map(({ code }) => findings.get(code)),
  );
  return {
    id: decision.id,
    reference: decision.reference,
    program,
    outcome: evaluation.outcome,
    criteria: [
      ...ruleSet.criteria.filter(seen).map(({ code, message, legalBasis }) => ({
        code,
        finding: findings.get(code) ?? 'UNKNOWN',
        message,
        legalBasis,
      })),
      ...(merged === null
        ? []
        : [
            {
              code: OTHER_CRITERIA,
              finding: merged,
              message: OTHER_MESSAGE,
              legalBasis: ruleSet.legalBasis,
            },
          ]),
    ],
    nextSteps: shownSteps(decision, disclosure, seen, findings, merged),
    warnings: disclosure.warnings ? evaluation.warnings : [],
    enrolment: evaluation.enrolment,
    entitlement: shownEntitlement(evaluation.entitlement, disclosure.entitlement),
    route: disclosure.route ? evaluation.route : null,
    ruleVersion: `${program.code}@${ruleSet.version}`,
    registryVersion: registryShown(decision, disclosure) ? evaluation.registryVersion : null,
    asOf: decision.asOf,
    decidedAt: decision.decidedAt,
  };
}

/** One finding for several: not met, else unknown, else met; null when there are none. */
function mergeFindings(findings: readonly (Finding | undefined)[]): Finding | null {
  if (findings.length === 0) return null;
  if (findings.includes('NOT_MET')) return 'NOT_MET';
  if (findings.includes('UNKNOWN') || findings.includes(undefined)) return 'UNKNOWN';
  return findings.includes('MET') ? 'MET' : 'NOT_APPLICABLE';
}

function shownSteps(
  { evaluation, rule }: Decision,
  disclosure: Disclosure,
  seen: (criterion: Criterion) => boolean,
  findings: ReadonlyMap<string, Finding>,
  merged: Finding | null,
): readonly StepToTake[] {
  if (disclosure.criteria === null) return evaluation.nextSteps;
  const own = nextSteps(
    { ...rule.ruleSet, criteria: rule.ruleSet.criteria.filter(seen) },
    findings,
    evaluation.outcome === 'ELIGIBLE' ? evaluation.enrolment : null,
  );
  const codes = new Set(own.map(({ code }) => code));
  const allowed = evaluation.nextSteps.filter(
    ({ code }) => disclosure.steps.has(code) && !codes.has(code),
  );
  const hidden = merged === 'NOT_MET' || merged === 'UNKNOWN';
  return [...own, ...allowed, ...(hidden ? [ASK_SOCIAL_OFFICE] : [])];
}

function shownEntitlement(
  entitlement: Entitlement | null,
  as: Disclosure['entitlement'],
): Entitlement | null {
  if (entitlement === null || as === 'LINES') return entitlement;
  const { perYear } = entitlement;
  return {
    perYear,
    lines: [{ code: 'TOTAL', kind: 'CASH', amount: perYear, period: 'YEAR', count: 1 }],
  };
}

/**
 * A register version says that the household is listed. Where the listing itself is not shown, the version is shown only
 * when the rest of the answer already implies it: an eligible answer of a program that asks for listing, or a route by decile.
 */
function registryShown({ evaluation, rule }: Decision, disclosure: Disclosure): boolean {
  if (disclosure.criteria === null || disclosure.criteria.has('LISTED_IN_REGISTRY')) return true;
  if (disclosure.route) return evaluation.route === 'AID_RECIPIENT_OR_DECILE';
  return (
    evaluation.outcome === 'ELIGIBLE' &&
    rule.ruleSet.criteria.some(({ code }) => code === 'LISTED_IN_REGISTRY')
  );
}
