import pg from 'pg';
import type { Vault } from '../../prisma/vault/vault.js';
import { bodiesFor, writeBodies } from './bodies.js';
import { readInputs } from './inputs.js';
import { measure, type Course } from './measure.js';
import { startPeer, type Peer, type RunningPeer } from './peers.js';
import { tabulate, type Table } from './report.js';
import { verify } from './verify.js';
import type { Work } from './works.js';

/** Servers, what they are asked for, and how often. */
export interface Trial {
  readonly databaseUrl: string;
  readonly peers: readonly Peer[];
  readonly works: readonly Work[];
  readonly course: Course;
  readonly vault: Vault;
  /** Told what goes on. */
  readonly say: (text: string) => void;
}

/** Starts the servers, holds their answers equal, and measures each piece of work that they do. */
export async function measureWorks(trial: Trial, told: (table: Table) => void): Promise<Table[]> {
  const { databaseUrl, say } = trial;
  const running: RunningPeer[] = [];
  const client = new pg.Client({ connectionString: databaseUrl });
  const finish = async (): Promise<void> => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    await client.end().catch(() => undefined);
  };
  try {
    await client.connect();
    for (const peer of trial.peers) {
      const host = running.find(({ peer: { name } }) => name === peer.in);
      say(`starting ${peer.name}`);
      running.push(host === undefined ? await startPeer(peer, databaseUrl) : { ...host, peer });
    }
    return await measureRunning(trial, running, client, told);
  } finally {
    await finish();
  }
}

async function measureRunning(
  { works, course, vault, say }: Trial,
  running: readonly RunningPeer[],
  client: pg.Client,
  told: (table: Table) => void,
): Promise<Table[]> {
  const inputs = readInputs();
  const tables: Table[] = [];
  for (const work of works) {
    const doing = running.filter(({ peer }) => peer.works.includes(work.name));
    await verify(doing, work, inputs, vault);
    say(`all answer ${work.name} alike`);
    const runners = [];
    for (const one of doing) {
      const bodies = await writeBodies(one.peer, work, bodiesFor(one.peer, work, inputs, vault));
      runners.push({ running: one, bodies });
    }
    for (const connections of work.connections) {
      const slots = await measure(work, connections, runners, client, course);
      const peers = doing.map(({ peer }) => peer);
      const table = tabulate(work, connections, peers, slots);
      told(table);
      tables.push(table);
    }
  }
  return tables;
}
