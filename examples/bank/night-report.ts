import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Advice, ReportLine } from './verdict.js';

/** Payments of one kind. */
export interface Total {
  readonly payments: number;
  /** Whole rupiah. */
  readonly amount: number;
}

/** The report of a night while it is written. */
export interface NightReport {
  /** Where it will be. */
  readonly file: string;
  readonly totals: Readonly<Record<Advice, Total>>;
  /** How many payees are sent to which office. */
  readonly offices: ReadonlyMap<string, number>;
  /** Writes a line, and the receipt that proves it. */
  add(line: ReportLine, receipt: string | null): Promise<void>;
  /** Puts the report in its place. */
  finish(): Promise<void>;
  /** Leaves nothing of what was begun. */
  discard(): Promise<void>;
}

const COLUMNS = ['reference', 'advice', 'amount', 'reasons', 'offices', 'decisionId'] as const;

/** Begins a report. It appears under its name when it is whole, and takes the place of one of the same job. */
export async function beginReport(folder: string, name: string): Promise<NightReport> {
  await mkdir(folder, { recursive: true });
  const parts = await Promise.all(
    [`${name}.csv`, `${name}.receipts.ndjson`].map(async (called) => {
      const file = join(folder, called);
      const unfinished = `${file}.${String(process.pid)}.part`;
      return { file, unfinished, handle: await open(unfinished, 'w', 0o600) };
    }),
  );
  const [lines, receipts] = parts as [(typeof parts)[0], (typeof parts)[0]];
  const none = { payments: 0, amount: 0 };
  const totals = { PAY: none, HOLD: none, STOP: none };
  const offices = new Map<string, number>();
  const close = () => Promise.all(parts.map(({ handle }) => handle.close()));
  await lines.handle.appendFile(`${COLUMNS.join(',')}\n`);
  return {
    file: lines.file,
    totals,
    offices,
    async add(line, receipt) {
      const { payments, amount } = totals[line.advice];
      totals[line.advice] = { payments: payments + 1, amount: amount + line.amount };
      for (const office of line.offices) offices.set(office, (offices.get(office) ?? 0) + 1);
      const cells = { ...line, offices: line.offices.join(' | ') };
      await lines.handle.appendFile(`${COLUMNS.map((column) => quote(cells[column])).join(',')}\n`);
      if (receipt === null) return;
      const { reference } = line;
      await receipts.handle.appendFile(`${JSON.stringify({ reference, receipt })}\n`);
    },
    async finish() {
      await close();
      // The receipts first: where the report is, so is what proves it.
      for (const { file, unfinished } of parts.toReversed()) await rename(unfinished, file);
    },
    async discard() {
      await close();
      await Promise.all(parts.map(({ unfinished }) => rm(unfinished, { force: true })));
    },
  };
}

function quote(value: string | number): string {
  return `"${String(value).replaceAll('"', '""').replaceAll('\n', ' ')}"`;
}
