import { CLAIM_COLUMNS, type CsvHeader } from './csv-header.js';
import { csvRecords } from './csv-records.js';

const BYTE_ORDER_MARK = '\ufeff';

/** Reads the first line of a CSV; null where it lacks nik, or has a column that is not known or stands twice. */
export function readHeader(line: string): CsvHeader | null {
  const text = line.startsWith(BYTE_ORDER_MARK) ? line.slice(1) : line;
  const delimiter = text.includes(';') ? ';' : ',';
  const columns = recordOf(text, delimiter);
  const isKnown = columns.every(
    (column) => column === 'nik' || column === 'reference' || CLAIM_COLUMNS.has(column),
  );
  const isWhole = columns.includes('nik') && new Set(columns).size === columns.length;
  return isKnown && isWhole ? { delimiter, columns } : null;
}

function recordOf(text: string, delimiter: ',' | ';'): readonly string[] {
  try {
    return csvRecords(text, delimiter)[0] ?? [];
  } catch {
    return [];
  }
}
