import { parse } from 'csv-parse/sync';

/** The cells of each record of a text of CSV, without the spaces around them. @throws Error where the text is none */
export function csvRecords(text: string, delimiter: ',' | ';'): string[][] {
  return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, trim: true });
}
