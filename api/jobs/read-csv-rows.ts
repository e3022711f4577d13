import { CLAIM_COLUMNS, FLAG_COLUMNS, NUMBER_COLUMNS, type CsvHeader } from './csv-header.js';
import { csvRecords } from './csv-records.js';

/** Rows of a CSV as JSON has them; undefined for one that cannot be read. */
export function readCsvRows(rows: readonly string[], header: CsvHeader): unknown[] {
  const together = readTogether(rows, header);
  const records = together ?? rows.map((row) => readTogether([row], header)?.[0]);
  return records.map((record) => (record === undefined ? undefined : valueOf(record, header)));
}

function readTogether(
  rows: readonly string[],
  { delimiter }: CsvHeader,
): readonly (readonly string[])[] | null {
  try {
    const records = csvRecords(rows.join('\n'), delimiter);
    return records.length === rows.length ? records : null;
  } catch {
    return null;
  }
}

function valueOf(record: readonly string[], { columns }: CsvHeader): unknown {
  if (record.length !== columns.length) return undefined;
  const cells = columns.map((column, index) => [column, record[index]!] as const);
  const given = cells.filter(([, text]) => text !== '');
  const claims = given.filter(([column]) => CLAIM_COLUMNS.has(column));
  const row = Object.fromEntries(given.filter(([column]) => !CLAIM_COLUMNS.has(column)));
  return claims.length === 0
    ? { nik: '', ...row }
    : { nik: '', ...row, claims: { studentAid: Object.fromEntries(claims.map(claimOf)) } };
}

/** A claim as JSON has it; a text that is none stays a text, which refuses the row. */
function claimOf([column, text]: readonly [string, string]): [string, unknown] {
  if (NUMBER_COLUMNS.has(column) && /^\d{1,15}$/.test(text)) return [column, Number(text)];
  if (FLAG_COLUMNS.has(column) && /^(true|false)$/i.test(text)) {
    return [column, text.toLowerCase() === 'true'];
  }
  return [column, text];
}
