import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import type pg from 'pg';
import type { Vault } from '../../prisma/vault/vault.js';
import { tokenFor } from './bodies.js';
import { backendsOf, cpuBetween, cpuTimes, peakMemory } from './cpu.js';
import { BENCH_DATA } from './inputs.js';
import { PEERS, startPeer, type RunningPeer } from './peers.js';
import { completed, receive, send, startJob } from './job-calls.js';
import { copyDatabase, onServer } from './prepare-database.js';
import { median } from './report.js';

/** The parts of a job that are measured, each with its own statements. */
const PARTS = ['upload', 'decide', 'results'] as const;
type Part = (typeof PARTS)[number];

/** What a part took. */
interface Took {
  readonly seconds: number;
  /** CPU in microseconds a row; null where the system does not tell. */
  readonly nodeCpu: number | null;
  readonly databaseCpu: number | null;
}

/** Everything of a job, or of the statements of one. */
type Run = Readonly<Record<Part, Took>> & {
  /** The most memory of the first process, MB; null where the system does not tell. */
  readonly memory: number | null;
};

/** How jobs are measured. */
export interface JobCourse {
  readonly server: string;
  readonly households: number;
  readonly rows: number;
  readonly rounds: number;
}

/** Rows a second of jobs beside their own statements alone, and with another process. */
export interface JobTable {
  readonly rows: number;
  readonly parts: readonly JobLine[];
  /** Rows a second decided by two processes over those by one. */
  readonly secondProcess: number;
  /** The most memory that the server held from its start to the last result, MB. */
  readonly memory: number | null;
}

/** One part of the job, or the whole of it. */
export interface JobLine {
  readonly part: Part | 'all';
  readonly rate: number;
  /** Its rate over that of `psql` with the same statements alone. */
  readonly ratio: number;
  readonly nodeCpu: number | null;
  readonly databaseCpu: number | null;
}

const run = promisify(execFile);
const scriptOf = (part: Part | 'start'): string => `${BENCH_DATA}/job-${part}.sql`;

/**
 * Measures a job against what the database does alone. Its statements are written down once, with their values, and given to
 * `psql` on an equal copy of the database; then the job and `psql` take turns, each round on fresh copies.
 *
 * @throws Error where the registry has fewer people than the job has rows.
 */
export async function measureJobs(course: JobCourse, vault: Vault): Promise<JobTable> {
  const body = await bodyOf(course, vault);
  await onCopy(course, async (url) => {
    const peer = await startJobPeer(url, true);
    try {
      await runJob([peer], url, course.rows, body, (part) =>
        peer.tell({ capture: scriptOf(part) }),
      );
      await peer.tell({ capture: '' });
    } finally {
      await peer.stop();
    }
  });
  const ours: Run[] = [];
  const alone: Run[] = [];
  const two: Run[] = [];
  const turns = [
    () => onCopy(course, async (url) => void alone.push(await runAlone(url, course.rows))),
    () => onCopy(course, async (url) => void ours.push(await runOurs(url, 1, course, body))),
    () => onCopy(course, async (url) => void two.push(await runOurs(url, 2, course, body))),
  ];
  for (let round = 0; round < course.rounds; round++) {
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  for (const part of ['start', ...PARTS] as const) await rm(scriptOf(part), { force: true });
  const parts = [...PARTS, 'all' as const].map((part) => lineOf(part, course.rows, ours, alone));
  const decided = (runs: readonly Run[]) => median(runs.map(({ decide }) => decide.seconds))!;
  return {
    rows: course.rows,
    parts,
    secondProcess: decided(ours) / decided(two),
    memory: median(ours.map(({ memory }) => memory)),
  };
}

/** The table as text. */
export function printJobs({ rows, parts, secondProcess, memory }: JobTable): string {
  const lines = parts.map(({ part, rate, ratio, nodeCpu, databaseCpu }) =>
    [
      part.padEnd(8),
      `${rate.toFixed(0)} rows/s`.padStart(14),
      `${ratio.toFixed(2)} × psql alone`.padStart(18),
      `node ${nodeCpu?.toFixed(0) ?? '-'} µs, database ${databaseCpu?.toFixed(0) ?? '-'} µs a row`,
    ].join('  '),
  );
  const second = `Two processes decide ${secondProcess.toFixed(2)} × the rows of one; one held ${memory?.toFixed(0) ?? '-'} MB at most`;
  return `\nA job of ${rows} rows\n${lines.join('\n')}\n${second}\n`;
}

async function onCopy(
  { server, households }: JobCourse,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const { url, drop } = await copyDatabase(server, households);
  try {
    await work(url);
  } finally {
    await drop();
  }
}

/** The upload: people of the registry in random order, each once. */
async function bodyOf({ server, households, rows }: JobCourse, vault: Vault): Promise<string> {
  const lines: string[] = [];
  await onCopy({ server, households, rows, rounds: 1 }, async (url) => {
    const { rows: people } = await onServer(url, (client) =>
      client.query<{ id: string; identity: Buffer; wrapped: Buffer }>(
        `SELECT id, identity, wrapped FROM person JOIN person_key ON person_id = id
         WHERE nik_index IS NOT NULL ORDER BY md5(id::text) LIMIT $1`,
        [rows],
      ),
    );
    for (const { id, identity, wrapped } of people) {
      const { nik } = vault.open('person', id, identity, wrapped);
      lines.push(JSON.stringify({ nik, reference: `R${lines.length + 1}` }));
    }
  });
  if (lines.length < rows) throw new Error(`There are ${lines.length} people for ${rows} rows.`);
  return `${lines.join('\n')}\n`;
}

async function startJobPeer(url: string, captures: boolean): Promise<RunningPeer> {
  const ours = PEERS.find(({ name }) => name === 'ours-lane')!;
  return startPeer({ ...ours, env: { BENCH_CAPTURES: captures ? '1' : '' } }, url);
}

async function runOurs(
  url: string,
  processes: number,
  { rows }: JobCourse,
  body: string,
): Promise<Run> {
  const peers: RunningPeer[] = [];
  try {
    while (peers.length < processes) peers.push(await startJobPeer(url, false));
    return await runJob(peers, url, rows, body, () => Promise.resolve());
  } finally {
    await Promise.all(peers.map((peer) => peer.stop()));
  }
}

/** A job from its start to the last of its results, by the first of the processes; all of them decide. */
async function runJob(
  peers: readonly RunningPeer[],
  url: string,
  rows: number,
  body: string,
  before: (part: Part | 'start') => Promise<void>,
): Promise<Run> {
  const { port } = peers[0]!;
  const headers = { authorization: `Bearer ${await tokenFor(peers[0]!)}` };
  return onServer(url, async (client) => {
    const timed = timer(client, peers, rows);
    await before('start');
    const id = await startJob(port, headers);
    await before('upload');
    const upload = await timed(() => send(port, id, headers, body));
    await before('decide');
    const decide = await timed(async () => {
      await Promise.all(peers.map((peer) => peer.tell({ work: true })));
      await completed(client, id);
    });
    await before('results');
    const results = await timed(() => receive(port, id, headers, rows));
    return { upload, decide, results, memory: peakMemory(peers[0]!.pid) };
  });
}

/** The same statements, one after the other, by `psql`. */
async function runAlone(url: string, rows: number): Promise<Run> {
  return onServer(url, async (client) => {
    const timed = timer(client, [], rows);
    const psql = async (part: Part | 'start'): Promise<void> => {
      const options = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null'];
      await run('psql', [...options, '-f', scriptOf(part), '-d', url]);
    };
    await psql('start');
    const upload = await timed(() => psql('upload'));
    const decide = await timed(() => psql('decide'));
    const results = await timed(() => psql('results'));
    const { rows: found } = await client.query<{ decided: number }>(
      `SELECT count(*)::int4 AS decided FROM eligibility_job_chunk c CROSS JOIN unnest(c.decisions) AS o(id)
       JOIN decision USING (id)`,
    );
    if (found[0]?.decided !== rows) throw new Error('psql did not do what the job did.');
    return { upload, decide, results, memory: null };
  });
}

function timer(client: pg.Client, peers: readonly RunningPeer[], rows: number) {
  return async (work: () => Promise<unknown>): Promise<Took> => {
    const pids = peers.map(({ pid }) => pid);
    const [node, database] = [cpuTimes(pids), cpuTimes(await backendsOf(client))];
    const from = performance.now();
    await work();
    const seconds = (performance.now() - from) / 1_000;
    const [nodeAfter, databaseAfter] = [cpuTimes(pids), cpuTimes(await backendsOf(client))];
    return {
      seconds,
      nodeCpu: nodeAfter.size > 0 ? cpuBetween(node, nodeAfter) / rows : null,
      databaseCpu: databaseAfter.size > 0 ? cpuBetween(database, databaseAfter) / rows : null,
    };
  };
}

function lineOf(
  part: JobLine['part'],
  rows: number,
  ours: readonly Run[],
  alone: readonly Run[],
): JobLine {
  const seconds = (one: Run): number =>
    part === 'all' ? PARTS.reduce((sum, name) => sum + one[name].seconds, 0) : one[part].seconds;
  const cpu = (kind: 'nodeCpu' | 'databaseCpu'): number | null =>
    median(
      ours.map((one) =>
        part === 'all'
          ? PARTS.reduce<number | null>((sum, name) => add(sum, one[name][kind]), 0)
          : one[part][kind],
      ),
    );
  return {
    part,
    rate: rows / median(ours.map(seconds))!,
    ratio: median(ours.map((one, round) => seconds(alone[round]!) / seconds(one)))!,
    nodeCpu: cpu('nodeCpu'),
    databaseCpu: cpu('databaseCpu'),
  };
}

function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}
