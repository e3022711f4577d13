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
