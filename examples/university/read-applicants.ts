import { createReadStream } from 'node:fs';
import type { PersonCheck, ProgramClaims } from '@dinsos/sdk';

/** An applicant as the university's own file has it. */
export interface Applicant extends PersonCheck {
  readonly claims: ProgramClaims;
}

/**
 * Reads applicants line by line, so that a file of any length will do. What a file holds may be nonsense: it is passed
 * on as it is, and a row that is malformed is refused alone.
 */
export async function* readApplicants(file: string): AsyncGenerator<Applicant> {
  let columns: string[] | null = null;
  for await (const line of linesOf(file)) {
    if (line.trim() === '') continue;
    // Spreadsheets begin a file with a mark of their own.
    const cells = line.replace(/^\uFEFF/, '').split(',');
    if (columns === null) columns = cells;
    else yield applicantOf(new Map(columns.map((column, index) => [column, cells[index] ?? ''])));
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function applicantOf(row: ReadonlyMap<string, string>): Applicant {
  const text = (column: string): string => row.get(column) ?? '';
  const number = (column: string): number => Number(text(column));
  const optional = (column: string) => (text(column) === '' ? {} : { [column]: number(column) });
  return {
    reference: text('reference'),
    nik: text('nik'),
    claims: {
      studentAid: {
        admitted: text('admitted') === 'yes',
        graduationYear: number('graduationYear'),
        degree: text('degree') as ProgramClaims['studentAid']['degree'],
        accreditation: text('accreditation') as ProgramClaims['studentAid']['accreditation'],
        livingCostCluster: number('livingCostCluster'),
        hasSktm: text('hasSktm') === 'yes',
        ...optional('parentsMonthlyIncome'),
        ...optional('familySize'),
      },
    },
  };
}
