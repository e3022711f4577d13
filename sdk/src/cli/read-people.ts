import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { StudentAidClaimsInput } from '../generated/types.js';
import type { PersonCheck } from '../models.js';
import { UsageError } from './read-arguments.js';

const CLAIMS: Readonly<Record<keyof StudentAidClaimsInput, 'number' | 'flag' | 'word'>> = {
  admitted: 'flag',
  graduationYear: 'number',
  degree: 'word',
  accreditation: 'word',
  livingCostCluster: 'number',
  medicine: 'flag',
  hasSktm: 'flag',
  parentsMonthlyIncome: 'number',
  familySize: 'number',
  holdsKip: 'flag',
};

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false };

/** A file of people, or null for standard input, as bytes. */
export function openPeople(file: string | null, input: Readable): Readable {
  return file === null ? input : createReadStream(file);
}

/**
 * The people of a CSV, one at a time. The header names its columns in any order and case; columns that are none of ours are
 * passed over. Whether a value can be meant is for the registry to say, row by row.
 *
 * @throws {UsageError} where the header names no nik, or the file is no CSV; without its content.
 */
export async function* readPeople(bytes: Readable): AsyncGenerator<PersonCheck, void, undefined> {
  const parser = parse({
    ...{ bom: true, delimiter: [',', ';'], relax_column_count: true, skip_empty_lines: true },
    ...{ trim: true, max_record_size: 65_536, columns: columnsOf },
  });
  // A pipe passes no error on, and whoever waits for rows would wait for ever.
  bytes.once('error', (error) => parser.destroy(error));
  const rows = bytes.pipe(parser) as AsyncIterable<Readonly<Record<string, string>>>;
  try {
    for await (const row of rows) yield personOf(row);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, lines } = Object(error) as { code?: unknown; lines?: unknown };
    const where = typeof lines === 'number' ? `, near line ${lines}` : '';
    throw new UsageError(
      typeof code === 'string' && code.startsWith('CSV_')
        ? `The file is no CSV${where} (${code}).`
        : 'The file cannot be read.',
    );
  } finally {
    bytes.destroy();
  }
}

const OURS = ['nik', 'reference', ...Object.keys(CLAIMS)];

function columnsOf(header: readonly string[]): (string | false)[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const columns = names.map((name) => OURS.find((own) => own.toLowerCase() === name) ?? false);
  if (columns.filter((name) => name === 'nik').length !== 1) {
    throw new UsageError('The first line must name its columns, one of them nik.');
  }
  return columns;
}

function personOf(row: Readonly<Record<string, string>>): PersonCheck {
  const { nik = '', reference = '' } = row;
  const claims = Object.entries(CLAIMS).flatMap(([name, kind]): [string, unknown][] => {
    const text = row[name] ?? '';
    return text === '' ? [] : [[name, valueOf(text, kind)]];
  });
  return {
    nik,
    ...(reference === '' ? {} : { reference }),
    ...(claims.length === 0 ? {} : { claims: { studentAid: Object.fromEntries(claims) as never } }),
  };
}

/** A text that is not what it should be stays a text, which the registry refuses. */
function valueOf(text: string, kind: 'number' | 'flag' | 'word'): unknown {
  if (kind === 'number') return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (kind === 'flag') return FLAGS[text.toLowerCase()] ?? text;
  return text;
}
