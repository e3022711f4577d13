import type { Peer } from './peers.js';
import type { Slot } from './measure.js';
import type { Work, WorkName } from './works.js';

/** A line of a table: one peer at one piece of work. Ratios are to the floor of the same round. */
export interface Line {
  readonly peer: string;
  readonly title: string;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly rate: number;
  readonly nodeCpu: number | null;
  readonly databaseCpu: number | null;
  /** CPU of node and database over the floor's. */
  readonly cpuRatio: number | null;
  readonly p50: number;
  readonly p99: number;
  readonly errors: number;
}

/** The result of one piece of work with one number of connections. */
export interface Table {
  readonly work: WorkName;
  readonly title: string;
  readonly connections: number;
  readonly lines: readonly Line[];
  /** Whether the two floors agreed well enough for the run to count. */
  readonly counts: boolean;
}

const CONTROL_DIFFERENCE = 0.15;
const FLOOR = 'floor';
const CONTROL = 'floor-again';

/** Puts the slots of one piece of work together: medians of pairwise ratios with their 10–90 % band. */
export function tabulate(
  work: Work,
  connections: number,
  peers: readonly Peer[],
  slots: readonly Slot[],
): Table {
  const floor = new Map(
    slots.filter(({ peer }) => peer === FLOOR).map((slot) => [slot.round, slot]),
  );
  const floorCpu = cpuOf(slots.filter(({ peer }) => peer === FLOOR));
  const lines = peers.map(({ name, title }): Line => {
    const own = slots.filter(({ peer }) => peer === name);
    const ratios = own.map(({ round, rate }) => rate / (floor.get(round)?.rate ?? Number.NaN));
    const cpu = cpuOf(own);
    return {
      peer: name,
      title,
      ratio: quantile(ratios, 0.5),
      low: quantile(ratios, 0.1),
      high: quantile(ratios, 0.9),
      rate: quantile(
        own.map(({ rate }) => rate),
        0.5,
      ),
      nodeCpu: median(own.map(({ nodeCpu }) => nodeCpu)),
      databaseCpu: median(own.map(({ databaseCpu }) => databaseCpu)),
      cpuRatio: cpu === null || floorCpu === null ? null : cpu / floorCpu,
      p50: quantile(
        own.map(({ p50 }) => p50),
        0.5,
      ),
      p99: quantile(
        own.map(({ p99 }) => p99),
        0.5,
      ),
      errors: own.reduce((sum, { errors }) => sum + errors, 0),
    };
  });
  const control = lines.find(({ peer }) => peer === CONTROL)?.ratio ?? Number.NaN;
  const counts = Math.abs(control - 1) <= CONTROL_DIFFERENCE;
  return { work: work.name, title: work.title, connections, lines, counts };
}

/** A table as text. */
export function print({ title, connections, lines, counts }: Table): string {
  const rows = [
    [
      '',
      '× floor',
      '10–90 %',
      'req/s',
      'CPU × floor',
      'node µs',
      'database µs',
      'p50 ms',
      'p99 ms',
      'errors',
    ],
    ...lines.map((line) => [
      line.title,
      line.ratio.toFixed(2),
      `${line.low.toFixed(2)}–${line.high.toFixed(2)}`,
      line.rate.toFixed(0),
      line.cpuRatio?.toFixed(2) ?? '-',
      line.nodeCpu?.toFixed(0) ?? '-',
      line.databaseCpu?.toFixed(0) ?? '-',
      (line.p50 / 1000).toFixed(1),
      (line.p99 / 1000).toFixed(1),
      String(line.errors),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const text = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!),
      )
      .join('  '),
  );
  const doubt = counts ? '' : '\nDoes not count: the two floors differ by more than 15 %.';
  return `\n${title}, ${connections} connections\n${text.join('\n')}${doubt}\n`;
}

function cpuOf(slots: readonly Slot[]): number | null {
  const node = median(slots.map(({ nodeCpu }) => nodeCpu));
  const database = median(slots.map(({ databaseCpu }) => databaseCpu));
  return node === null || database === null ? null : node + database;
}

/** The median of what was told; null = nothing was. */
export function median(values: readonly (number | null)[]): number | null {
  const told = values.filter((value) => value !== null);
  return told.length === 0 ? null : quantile(told, 0.5);
}

function quantile(values: readonly number[], part: number): number {
  const ordered = [...values].sort((a, b) => a - b);
  const place = (ordered.length - 1) * part;
  const low = ordered[Math.floor(place)] ?? Number.NaN;
  const high = ordered[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}
