import { isUtf8 } from 'node:buffer';
import type { EligibilityJobModel } from '../../prisma/generated/models.js';
import type { Context } from '../context.js';
import { csvHeader } from './csv-header.js';
import { readCsvRows } from './read-csv-rows.js';
import { readHeader } from './read-header.js';
import { readRow } from './read-row.js';
import { createRowSplitter, RowTooLongError, type RowFormat, type SplitRow } from './split-rows.js';
import { stageRows } from './stage-rows.js';

/** Why a part of an upload was not taken to its end; what came before the fault is stored. */
export type UploadFault =
  'MOVED' | 'NOT_UTF8' | 'ROW_TOO_LONG' | 'BAD_HEADER' | 'OTHER_FORMAT' | 'TOO_MANY_ROWS';

/** A part of an upload. */
export interface UploadPart {
  readonly job: Pick<EligibilityJobModel, 'id' | 'uploaded' | 'accepted' | 'csvHeader'>;
  readonly takes: 'NONE' | 'STUDENT_AID';
  readonly format: RowFormat;
  /** Decoded bytes. */
  readonly body: AsyncIterable<Buffer>;
  /** Whether it is the last part, so that its last line needs no end. */
  readonly isLast: boolean;
}

/** Where an upload stands after a part of it. */
export interface Uploaded {
  readonly uploaded: number;
  readonly accepted: number;
  readonly fault: UploadFault | null;
  /** The body itself broke off with this; rows that were whole are stored. */
  readonly broken: unknown;
}

const ROWS_AT_A_TIME = 1_000;
const BYTE_ORDER_MARK = /^\ufeff/;
const MOST_ROWS = 20_000_000;

/**
 * Takes a part of an upload row by row and stores the rows some thousands at a time; no more than those are held in memory, and
 * nothing of a row but its blind index, reference and claims is kept. A row that cannot be meant is stored as refused.
 */
export async function takeUpload({ app }: Context, part: UploadPart): Promise<Uploaded> {
  const { job, takes, format } = part;
  const splitter = createRowSplitter(format);
  const start = Number(job.uploaded);
  const isBegun = start > 0;
  let header = csvHeader(job.csvHeader);
  let [uploaded, accepted] = [start, job.accepted];
  let fault: UploadFault | null =
    isBegun && (header !== null) !== (format === 'CSV') ? 'OTHER_FORMAT' : null;
  let broken: unknown = null;

  const store = async (rows: readonly SplitRow[]): Promise<void> => {
    const good = rows.findIndex(({ bytes }) => !isUtf8(bytes));
    const readable = good === -1 ? rows : rows.slice(0, good);
    const end = readable.at(-1)?.end;
    if (end !== undefined) {
      const texts = readable.map(({ bytes }) => bytes.toString());
      const isNew = format === 'CSV' && header === null;
      if (isNew) header = readHeader(texts.shift()!);
      if (format === 'CSV' && header === null) {
        fault = 'BAD_HEADER';
        return;
      }
      const lines = texts.filter((text) => text.trim() !== '');
      if (accepted + lines.length > MOST_ROWS) {
        fault = 'TOO_MANY_ROWS';
        return;
      }
      const values = header === null ? lines.map(jsonOf) : readCsvRows(lines, header);
      const staged = values.map((value) => readRow(value, takes, app.vault));
      const to = start + end;
      const more = { jobId: job.id, from: uploaded, to, after: accepted, rows: staged };
      if (!(await stageRows(app.database.sql, { ...more, header: isNew ? header : null }))) {
        fault = 'MOVED';
        return;
      }
      [uploaded, accepted] = [to, accepted + staged.length];
    }
    if (good !== -1) fault = 'NOT_UTF8';
  };

  let waiting: SplitRow[] = [];
  const storeWaiting = async (): Promise<void> => {
    const rows = waiting;
    waiting = [];
    for (let at = 0; at < rows.length && fault === null; at += ROWS_AT_A_TIME) {
      await store(rows.slice(at, at + ROWS_AT_A_TIME));
    }
  };
  try {
    for await (const piece of part.body) {
      if (fault !== null) break;
      waiting.push(...splitter.take(piece));
      if (waiting.length >= ROWS_AT_A_TIME) await storeWaiting();
    }
    const rest = part.isLast && fault === null ? splitter.rest() : null;
    if (rest !== null) waiting.push(rest);
  } catch (error) {
    broken = error;
    if (error instanceof RowTooLongError) waiting.push(...error.before);
  }
  await storeWaiting();
  if (broken instanceof RowTooLongError) fault ??= 'ROW_TOO_LONG';
  return { uploaded, accepted, fault, broken: fault === null ? broken : null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(BYTE_ORDER_MARK, '')) as unknown;
  } catch {
    return undefined;
  }
}
