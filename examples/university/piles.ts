import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the admissions office does with an applicant. */
export type Pile = 'ACCEPTED' | 'NEEDS_SKTM' | 'NEEDS_INFORMATION' | 'REFUSED';

/** An applicant as a pile holds him: no NIK, since the reference leads back to the applicants' file. */
export interface Sorted {
  readonly reference: string;
  readonly pile: Pile;
  /** The route that holds; null where none does yet. */
  readonly route: string | null;
  /** Whole rupiah a year at most; null where there is no entitlement. */
  readonly perYear: number | null;
  readonly reasons: string;
  readonly nextSteps: string;
  /** Null where the row was refused. */
  readonly decisionId: string | null;
}

/** The piles in the order in which they are told, and the files that hold them. */
export const PILES: Readonly<Record<Pile, { readonly title: string; readonly file: string }>> = {
  ACCEPTED: { title: 'Accepted for KIP Kuliah', file: 'accepted.csv' },
  NEEDS_SKTM: {
    title: 'Needs a certificate of poverty (SKTM) from the village',
    file: 'needs-sktm.csv',
  },
  NEEDS_INFORMATION: { title: 'Needs more information', file: 'needs-information.csv' },
  REFUSED: { title: 'Refused', file: 'refused.csv' },
};

const COLUMNS = ['reference', 'route', 'perYear', 'reasons', 'nextSteps', 'decisionId'] as const;

/** Writes each pile into a file of its own, empty ones too, so that none is left from a run before. */
export async function writePiles(folder: string, sorted: readonly Sorted[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    Object.entries(PILES).map(([pile, { file }]) => {
      const rows = sorted.filter((one) => one.pile === pile);
      const lines = rows.map((row) => COLUMNS.map((column) => quote(row[column])).join(','));
      const text = [COLUMNS.join(','), ...lines].map((line) => `${line}\n`).join('');
      return writeFile(join(folder, file), text, { mode: 0o600 });
    }),
  );
}

function quote(value: string | number | null): string {
  return `"${String(value ?? '').replaceAll('"', '""')}"`;
}
