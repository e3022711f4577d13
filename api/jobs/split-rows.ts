/** How a file of rows is written. */
export type RowFormat = 'NDJSON' | 'CSV';

/** A whole row as it came, without its line end. */
export interface SplitRow {
  readonly bytes: Buffer;
  /** How many bytes had come when it ended, counted from the start of the part. */
  readonly end: number;
}

/** Cuts a stream of bytes into rows. */
export interface RowSplitter {
  /** The rows that are whole with this piece. @throws RowTooLongError */
  take(piece: Buffer): SplitRow[];
  /** What stands after the last line end: the last row of a file whose last line has none. */
  rest(): SplitRow | null;
}

/** A row is longer than one may be; rows before it are good. */
export class RowTooLongError extends Error {
  readonly before: readonly SplitRow[];
  constructor(before: readonly SplitRow[]) {
    super('A row is too long.');
    this.before = before;
  }
}

/** The longest row in bytes. */
const LONGEST_ROW = 16_384;

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;

/** Where in a field of CSV one is; in NDJSON always in a plain one, since JSON has no line end in a string. */
type Place = 'start' | 'plain' | 'quoted' | 'quote in quoted';

/**
 * A splitter that holds at most one row in memory. In CSV (RFC 4180) a line end inside a quoted field belongs to the field; a
 * quotation mark opens a field only where it begins one.
 */
export function createRowSplitter(format: RowFormat): RowSplitter {
  let held: Buffer[] = [];
  let heldLength = 0;
  let place: Place = 'start';
  let taken = 0;

  const step = (byte: number): void => {
    if (place === 'quoted') {
      if (byte === QUOTE) place = 'quote in quoted';
    } else if (byte === QUOTE && place === 'start') place = 'quoted';
    else if (byte === QUOTE && place === 'quote in quoted') place = 'quoted';
    else place = byte === COMMA || byte === SEMICOLON ? 'start' : 'plain';
  };

  return {
    take(piece) {
      const rows: SplitRow[] = [];
      let from = 0;
      for (let at = 0; at < piece.length; at++) {
        const byte = piece[at]!;
        if (byte === LF && place !== 'quoted') {
          const last = piece.subarray(from, at);
          const whole = held.length === 0 ? last : Buffer.concat([...held, last]);
          if (whole.length > LONGEST_ROW) throw new RowTooLongError(rows);
          rows.push({ bytes: withoutReturn(whole), end: taken + at + 1 });
          [held, heldLength, from, place] = [[], 0, at + 1, 'start'];
        } else if (format === 'CSV') step(byte);
      }
      if (from < piece.length) held.push(Buffer.from(piece.subarray(from)));
      heldLength += piece.length - from;
      if (heldLength > LONGEST_ROW) throw new RowTooLongError(rows);
      taken += piece.length;
      return rows;
    },
    rest() {
      return heldLength === 0 ? null : { bytes: withoutReturn(Buffer.concat(held)), end: taken };
    },
  };
}

function withoutReturn(row: Buffer): Buffer {
  return row.at(-1) === CR ? row.subarray(0, -1) : row;
}
