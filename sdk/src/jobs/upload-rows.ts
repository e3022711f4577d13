import { readChunks } from '../eligibility/read-chunks.js';
import type { Rows } from '../eligibility/read-chunks.js';
import { ConflictError, UnexpectedResponseError } from '../errors.js';
import { waitBeforeRetry, withRetries } from '../http/with-retries.js';
import type { PersonCheck } from '../models.js';
import type { Runtime } from '../runtime.js';
import type { JobTransfer, Stored } from './job-transfer.js';
import { rowLine } from './job-row.js';

/** What an upload needs besides its rows. */
export interface Upload {
  readonly transfer: JobTransfer;
  readonly runtime: Runtime;
  readonly maxRetries: number;
  readonly url: string;
  readonly signal: AbortSignal;
  /** Bytes of a part before compression, but for its last row. */
  readonly partBytes: number;
  /** Called with the rows that the registry has, after each part. */
  readonly onStored: (rows: number) => void;
}

interface Part {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  readonly isLast: boolean;
}

const ROWS_AT_A_TIME = 256;

/**
 * Uploads the rows from where the registry has them: those before are read and passed over. One part is held in memory, the
 * one that is not stored yet. After a cut connection the registry is asked how much it has, and the rest is sent.
 *
 * @throws {TypeError} when the rows are not those whose beginning is stored; the fault of a registry that stays away.
 */
export async function uploadRows(
  rows: Rows<PersonCheck>,
  stored: Stored,
  upload: Upload,
): Promise<void> {
  let { offset } = stored;
  let count = 0;
  for await (const part of partsOf(rows, offset, upload)) {
    if (part.bytes.length > 0 || part.isLast) offset = await sendPart(part, offset, upload);
    count += part.rows;
    upload.onStored(count);
  }
}

/** Sends one part until all of it is stored, and gives the offset behind it. */
async function sendPart(part: Part, start: number, upload: Upload): Promise<number> {
  const { transfer, runtime, maxRetries, url, signal } = upload;
  const end = start + part.bytes.length;
  let offset = start;
  for (let failures = 0; ;) {
    const before = offset;
    try {
      const bytes = part.bytes.subarray(offset - start);
      const sent = { offset, bytes, isLast: part.isLast };
      offset = between(offset, await transfer.append(url, sent, failures + 1, signal), end);
      if (offset === end) return end;
    } catch (error) {
      const wait =
        error instanceof ConflictError ? 0 : waitBeforeRetry(error, failures + 1, runtime);
      if (wait === null || failures >= maxRetries) throw error;
      await runtime.sleep(wait, signal);
      const now = await storedOf(upload);
      offset = between(offset, now.offset, end);
      if (now.complete || (offset === end && !part.isLast)) return end;
    }
    failures = offset > before ? 0 : failures + 1;
    if (failures > maxRetries) {
      throw new UnexpectedResponseError('The registry takes the rows in and stores none of them.');
    }
  }
}

/** How much the registry has, asked again while it does not answer. */
export function storedOf({
  transfer,
  runtime,
  maxRetries,
  url,
  signal,
}: Pick<Upload, 'transfer' | 'runtime' | 'maxRetries' | 'url' | 'signal'>): Promise<Stored> {
  return withRetries({ maxRetries, runtime, signal }, (attempt) =>
    transfer.stored(url, attempt, signal),
  );
}

function between(least: number, offset: number, most: number): number {
  if (offset >= least && offset <= most) return offset;
  throw new UnexpectedResponseError('The registry has another part of the upload than was sent.');
}

/** The lines behind the first `stored` bytes, in parts; the last part may be empty. */
async function* partsOf(
  rows: Rows<PersonCheck>,
  stored: number,
  { signal, partBytes }: Upload,
): AsyncGenerator<Part, void, undefined> {
  const reader = readChunks(rows, signal);
  let passed = 0;
  let lines: Uint8Array<ArrayBuffer>[] = [];
  let [length, count] = [0, 0];
  const part = (isLast: boolean): Part => {
    const whole = { bytes: joined(lines, length), rows: count, isLast };
    lines = [];
    [length, count] = [0, 0];
    return whole;
  };
  try {
    for (;;) {
      const chunk = await reader.read(ROWS_AT_A_TIME);
      for (const row of chunk) {
        const line = rowLine(row);
        count += 1;
        if (passed < stored) {
          passed += line.length;
          if (passed > stored) throw otherRows();
          continue;
        }
        lines.push(line);
        length += line.length;
        if (length >= partBytes) yield part(false);
      }
      if (chunk.length < ROWS_AT_A_TIME) break;
    }
    if (passed < stored) throw otherRows();
    yield part(true);
  } finally {
    reader.close();
  }
}

function otherRows(): TypeError {
  return new TypeError('The rows are not those whose beginning was uploaded to this job.');
}

function joined(lines: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const line of lines) {
    bytes.set(line, at);
    at += line.length;
  }
  return bytes;
}
