import type { Growth } from './growth.js';
import type { JobTable } from './jobs.js';
import type { Table } from './report.js';
import type { WorkName } from './works.js';

/** At least so many times what another peer does in the same round. */
interface Target {
  readonly work: WorkName;
  readonly connections: number;
  readonly peer: string;
  readonly than: string;
  readonly atLeast: number;
}

const TARGETS: readonly Target[] = [
  { work: 'check', connections: 32, peer: 'ours-lane', than: 'floor', atLeast: 1.1 },
  { work: 'check', connections: 128, peer: 'ours-lane', than: 'floor', atLeast: 1.6 },
  { work: 'check', connections: 32, peer: 'ours-lane', than: 'floor-recording', atLeast: 4 },
  { work: 'check', connections: 32, peer: 'ours-open', than: 'floor', atLeast: 0.35 },
  { work: 'check', connections: 32, peer: 'ours-embedded', than: 'floor', atLeast: 0.5 },
  { work: 'hundred', connections: 32, peer: 'ours-lane', than: 'floor', atLeast: 0.9 },
  { work: 'page', connections: 32, peer: 'ours-open', than: 'floor', atLeast: 0.8 },
  ...['mercurius', 'apollo', 'postgraphile', 'stock'].map((than) => ({
    work: 'page' as const,
    connections: 32,
    peer: 'ours-open',
    than,
    atLeast: 1,
  })),
];

/** Every target that was measured, reached or not, one a line. */
export function judge(tables: readonly Table[]): string[] {
  return TARGETS.flatMap(({ work, connections, peer, than, atLeast }) => {
    const table = tables.find((one) => one.work === work && one.connections === connections);
    const own = table?.lines.find((line) => line.peer === peer);
    const other = table?.lines.find((line) => line.peer === than);
    if (table === undefined || own === undefined || other === undefined) return [];
    const ratio = own.ratio / other.ratio;
    const verdict = ratio >= atLeast ? 'reached' : 'BELOW TARGET';
    return [
      `${verdict}: ${table.title} at ${connections}, ${own.title}: ${ratio.toFixed(2)} × ${other.title} (target ${atLeast})`,
    ];
  });
}

/** Of the statements of an NDJSON job run by `psql` alone. */
const JOB_AT_LEAST = 0.75;
const DETERMINATION_SECONDS_A_MILLION = 60;
/** Of a single check, from the smallest registry to the largest. */
const GROWTH_AT_MOST = 1.3;

/** Whether a job does what its own statements do alone. */
export function judgeJobs({ rows, parts }: JobTable): string[] {
  const ratio = parts.find(({ part }) => part === 'all')?.ratio ?? 0;
  const verdict = ratio >= JOB_AT_LEAST ? 'reached' : 'BELOW TARGET';
  return [
    `${verdict}: A job of ${rows} rows: ${ratio.toFixed(2)} × psql alone (target ${JOB_AT_LEAST})`,
  ];
}

/** Whether a single check costs about the same in every registry, and the largest is decided in time. */
export function judgeGrowth({ works: [check], determinations }: Growth): string[] {
  const verdicts: string[] = [];
  const largest = check?.costs.at(-1);
  if (check !== undefined && largest !== undefined && largest.growth !== null) {
    const { households, growth } = largest;
    const verdict = growth <= GROWTH_AT_MOST ? 'reached' : 'BELOW TARGET';
    verdicts.push(
      `${verdict}: ${check.title} with ${households} households: ${growth.toFixed(2)} × the smallest (target at most ${GROWTH_AT_MOST})`,
    );
  }
  const whole = determinations.at(-1);
  if (whole !== undefined) {
    const { households, seconds } = whole;
    const atMost = (households / 1e6) * DETERMINATION_SECONDS_A_MILLION;
    const verdict = seconds <= atMost ? 'reached' : 'BELOW TARGET';
    verdicts.push(
      `${verdict}: PKH decided for ${households} households in ${seconds.toFixed(1)} s (target at most ${atMost.toFixed(1)} s)`,
    );
  }
  return verdicts;
}
