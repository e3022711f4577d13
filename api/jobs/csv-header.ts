import { z } from 'zod';

/** The columns of an upload of CSV, and what parts them. Kept with the job, since a part that resumes has no header. */
export interface CsvHeader {
  readonly delimiter: ',' | ';';
  readonly columns: readonly string[];
}

/** Columns of claims, by what their cells hold. */
export const FLAG_COLUMNS: ReadonlySet<string> = new Set([
  ...['admitted', 'medicine', 'hasSktm', 'holdsKip'],
]);
export const NUMBER_COLUMNS: ReadonlySet<string> = new Set([
  ...['graduationYear', 'livingCostCluster', 'parentsMonthlyIncome', 'familySize'],
]);
export const CLAIM_COLUMNS: ReadonlySet<string> = new Set([
  ...FLAG_COLUMNS,
  ...NUMBER_COLUMNS,
  ...['degree', 'accreditation'],
]);

const kept = z.strictObject({ delimiter: z.enum([',', ';']), columns: z.array(z.string()) });

/** A header as a job keeps it; null = none was kept. */
export function csvHeader(stored: unknown): CsvHeader | null {
  return stored === null ? null : kept.parse(stored);
}
