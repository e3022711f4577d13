import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { loadKeys } from '../../api/keys.js';
import { createVault } from '../../prisma/vault/vault.js';
import { bodiesFor, writeBodies } from './bodies.js';
import { BENCH_DATA, readInputs } from './inputs.js';
import { isInstalled } from './load.js';
import { measure, type Course } from './measure.js';
import { PEERS, startPeer, type Peer, type RunningPeer } from './peers.js';
import { prepareDatabase, prepareEmbedded } from './prepare-database.js';
import { print, tabulate, type Table } from './report.js';
import { judge } from './targets.js';
import { verify } from './verify.js';
import { WORKS } from './works.js';

const USAGE = `usage: npm run bench -- [options]

Starts every server on the same seeded PostgreSQL and measures them in alternating rounds, as ratios to a bare floor.

  --server URL      PostgreSQL on which databases may be made (default postgresql://postgres@127.0.0.1:5432/postgres)
  --households N    size of the registry (default 30000)
  --rounds N        rounds of each table (default 5)
  --seconds N       seconds of each slot (default 3)
  --works LIST      of check,hundred,page (default all)
  --peers LIST      names of servers besides the floor (default all)
`;

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'postgresql://postgres@127.0.0.1:5432/postgres' },
    households: { type: 'string', default: '30000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    works: { type: 'string', default: WORKS.map(({ name }) => name).join(',') },
    peers: { type: 'string', default: PEERS.map(({ name }) => name).join(',') },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const course: Course = {
  rounds: Number(options.rounds),
  seconds: Number(options.seconds),
  tools: { wrk: isInstalled('wrk'), taskset: isInstalled('taskset') },
};
const wanted = new Set(options.peers.split(','));
const works = WORKS.filter(({ name }) => options.works.split(',').includes(name));
const peers = PEERS.filter(({ name, isFloor, works: its }) => {
  const isControl = isFloor === true && its.length > 1;
  return (
    (isControl || wanted.has(name)) &&
    its.some((one) => works.some(({ name: work }) => work === one))
  );
});

const database = await prepareDatabase(options.server, Number(options.households));
const running: RunningPeer[] = [];
const client = new pg.Client({ connectionString: database.url });
process.once('SIGINT', () => void finish().then(() => process.exit(130)));
try {
  await client.connect();
  await start(peers);
  report(await measureAll());
} finally {
  await finish();
}

async function start(all: readonly Peer[]): Promise<void> {
  if (all.some(({ isEmbedded }) => isEmbedded === true)) await prepareEmbedded();
  for (const peer of all) {
    const host = running.find(({ peer: { name } }) => name === peer.in);
    say(`starting ${peer.name}`);
    running.push(host === undefined ? await startPeer(peer, database.url) : { ...host, peer });
  }
}

async function measureAll(): Promise<Table[]> {
  const inputs = readInputs();
  const keys = await loadKeys({ file: `${BENCH_DATA}/keys.json`, createWhenMissing: false });
  const vault = createVault(keys.vault);
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
      const table = tabulate(
        work,
        connections,
        doing.map(({ peer }) => peer),
        slots,
      );
      say(print(table));
      tables.push(table);
    }
  }
  return tables;
}

function report(tables: readonly Table[]): void {
  for (const line of judge(tables)) say(line);
  const file = fileURLToPath(new URL('./results.json', import.meta.url));
  const { node } = process.versions;
  const setting = {
    ...course,
    node,
    households: Number(options.households),
    at: new Date().toISOString(),
  };
  writeFileSync(file, `${JSON.stringify({ setting, tables }, null, 2)}\n`);
}

async function finish(): Promise<void> {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await client.end().catch(() => undefined);
  await database.drop();
}
