import { stringify } from 'csv-stringify/sync';
import type { JobResult } from '../jobs/job-models.js';

const COLUMNS = [
  'row',
  'reference',
  'outcome',
  'enrolment',
  'rupiah_per_year',
  'reasons',
  'next_step',
  'office',
  'decision_id',
  'refused',
  'refusal',
];

/** The header of the answers; the same in every language, for programs. */
export function resultHeader(keepNik: boolean): string {
  return csv([...COLUMNS, ...(keepNik ? ['nik'] : [])]);
}

/**
 * One answer as a line of CSV: outcome, enrolment, the amount of a full year in rupiah, the codes of the criteria that do not
 * hold or are unknown, what to do next and at which office, and the decision's id; or why the row was refused. A text that a
 * spreadsheet would run as a formula is disarmed. `nik` is null where it is not wanted.
 */
export function resultLine(result: JobResult, nik: string | null): string {
  const { row, reference, decision, refused } = result;
  const open = (decision?.criteria ?? []).filter(
    ({ finding }) => finding === 'NOT_MET' || finding === 'UNKNOWN',
  );
  const steps = decision?.nextSteps ?? [];
  return csv([
    ...[row, reference ?? '', decision?.outcome ?? '', decision?.enrolment ?? ''],
    decision?.entitlement?.perYear ?? '',
    open.map(({ code }) => code).join(' '),
    steps.map(({ message }) => message).join(' | '),
    [...new Set(steps.map(({ office }) => office))].join(' '),
    ...[decision?.id ?? '', refused?.code ?? '', refused?.message ?? ''],
    ...(nik === null ? [] : [nik]),
  ]);
}

function csv(fields: readonly (string | number)[]): string {
  return stringify([[...fields]], { escape_formulas: true });
}
