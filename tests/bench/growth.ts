import { measureDetermination, type Determination } from './determination.js';
import { prepareDatabase } from './prepare-database.js';
import { PEERS } from './peers.js';
import { measureWorks, type Trial } from './measure-works.js';
import type { Line, Table } from './report.js';
import { WORKS } from './works.js';

/** What is asked of registries of some sizes, and what it costs there. */
export interface Growth {
  readonly works: readonly WorkGrowth[];
  /** One a size. */
  readonly determinations: readonly Determination[];
}

/** What a piece of work costs, one cost a size. */
export interface WorkGrowth {
  readonly title: string;
  readonly costs: readonly Cost[];
}

/** CPU of node and database together, microseconds a request; null where the system does not tell. */
export interface Cost {
  readonly households: number;
  readonly ours: number | null;
  readonly floor: number | null;
  /** Ours over ours in the smallest registry. */
  readonly growth: number | null;
  readonly rate: number;
}

const SERVERS = new Set(['floor', 'floor-again', 'ours-lane', 'ours-open']);

/** Measures each piece of work of ours, and of the floor, in registries of these sizes, from the smallest. */
export async function measureGrowth(
  server: string,
  sizes: readonly number[],
  trial: Omit<Trial, 'databaseUrl' | 'peers' | 'works'>,
): Promise<Growth> {
  const peers = PEERS.filter(({ name }) => SERVERS.has(name));
  const works = WORKS.map((work) => ({ ...work, connections: work.connections.slice(0, 1) }));
  const measured: { households: number; tables: Table[] }[] = [];
  const determinations: Determination[] = [];
  for (const households of sizes) {
    trial.say(`growth: ${households} households`);
    const database = await prepareDatabase(server, households);
    try {
      const all = { ...trial, databaseUrl: database.url, peers, works };
      measured.push({ households, tables: await measureWorks(all, () => undefined) });
      determinations.push(await measureDetermination(database.url));
    } finally {
      await database.drop();
    }
  }
  const grown = works.map(({ name, title }): WorkGrowth => {
    const costs: Cost[] = [];
    for (const { households, tables } of measured) {
      const { lines } = tables.find(({ work }) => work === name)!;
      const line = (peer: string): Line | undefined => lines.find((one) => one.peer === peer);
      const own = line('ours-lane') ?? line('ours-open')!;
      const ours = cpuOf(own);
      const smallest = costs.length === 0 ? ours : costs[0]!.ours;
      const growth = ours === null || smallest === null ? null : ours / smallest;
      costs.push({ households, ours, floor: cpuOf(line('floor')!), growth, rate: own.rate });
    }
    return { title, costs };
  });
  return { works: grown, determinations };
}

/** The table as text, one line a size and work. */
export function printGrowth({ works, determinations }: Growth): string {
  const lines = works.flatMap(({ title, costs }) => [
    title,
    ...costs.map(({ households, ours, floor, growth: times, rate }) =>
      [
        String(households).padStart(9),
        `${ours?.toFixed(0) ?? '-'} µs`.padStart(10),
        `${times?.toFixed(2) ?? '-'} × the smallest`.padStart(20),
        `floor ${floor?.toFixed(0) ?? '-'} µs`.padStart(15),
        `${rate.toFixed(0)} req/s`.padStart(12),
      ].join('  '),
    ),
  ]);
  const runs = determinations.map(
    ({ households, persons, seconds }) =>
      `${String(households).padStart(9)}  ${seconds.toFixed(1)} s for PKH, ${persons} people, ${Math.round(households / seconds)} households/s`,
  );
  return [
    '\nCost by size of the registry: CPU of server and database a request',
    ...lines,
    'Preview of a determination, whole country',
    ...runs,
    '',
  ].join('\n');
}

function cpuOf({ nodeCpu, databaseCpu }: Line): number | null {
  return nodeCpu === null || databaseCpu === null ? null : nodeCpu + databaseCpu;
}
