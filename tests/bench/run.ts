import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadKeys } from '../../api/keys.js';
import { createVault } from '../../prisma/vault/vault.js';
import { measureGrowth, printGrowth } from './growth.js';
import { BENCH_DATA } from './inputs.js';
import { measureJobs, printJobs } from './jobs.js';
import { isInstalled } from './load.js';
import type { Course } from './measure.js';
import { measureWorks } from './measure-works.js';
import { PEERS } from './peers.js';
import { prepareDatabase, prepareEmbedded } from './prepare-database.js';
import { print } from './report.js';
import { measureSecondServer } from './second-server.js';
import { judge, judgeGrowth, judgeJobs } from './targets.js';
import { WORKS } from './works.js';

const USAGE = `usage: npm run bench -- [options]

Starts every server on the same seeded PostgreSQL and measures them in alternating rounds, as ratios to a bare floor; then jobs
beside their own statements in psql, a second server process, and what a larger registry costs.

  --server URL      PostgreSQL on which databases may be made (default postgresql://postgres@127.0.0.1:5432/postgres)
  --parts LIST      of works,second,jobs,growth (default all)
  --households N    size of the registry (default 30000)
  --rounds N        rounds of each table (default 5)
  --seconds N       seconds of each slot (default 3)
  --works LIST      of check,hundred,page (default all)
  --peers LIST      names of servers besides the floor (default all)
  --job-rows N      rows of the job (default 50000)
  --sizes LIST      households of the registries whose cost is compared (default 10000,100000,1000000)
`;

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'postgresql://postgres@127.0.0.1:5432/postgres' },
    parts: { type: 'string', default: 'works,second,jobs,growth' },
    households: { type: 'string', default: '30000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    works: { type: 'string', default: WORKS.map(({ name }) => name).join(',') },
    peers: { type: 'string', default: PEERS.map(({ name }) => name).join(',') },
    'job-rows': { type: 'string', default: '50000' },
    sizes: { type: 'string', default: '10000,100000,1000000' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const { server } = options;
const [households, rounds, rows] = [options.households, options.rounds, options['job-rows']].map(
  Number,
) as [number, number, number];
const parts = new Set(options.parts.split(','));
const course: Course = {
  rounds,
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

const database = await prepareDatabase(server, households);
const drop = (): Promise<void> => database.drop();
process.once('SIGINT', () => void drop().then(() => process.exit(130)));
try {
  // The seed makes the keys of the bench where there are none.
  const keys = await loadKeys({ file: `${BENCH_DATA}/keys.json`, createWhenMissing: false });
  const vault = createVault(keys.vault);
  const verdicts: string[] = [];
  const results: Record<string, unknown> = {};
  if (parts.has('works')) {
    if (peers.some(({ isEmbedded }) => isEmbedded === true)) await prepareEmbedded();
    const trial = { databaseUrl: database.url, peers, works, course, vault, say };
    const tables = await measureWorks(trial, (table) => say(print(table)));
    verdicts.push(...judge(tables));
    results['tables'] = tables;
  }
  if (parts.has('second')) {
    const ratio = await measureSecondServer(database.url, vault, course);
    say(`\nTwo server processes answer ${ratio.toFixed(2)} × the single checks of one\n`);
    results['secondServer'] = ratio;
  }
  if (parts.has('jobs')) {
    const jobs = await measureJobs({ server, households, rows, rounds }, vault);
    say(printJobs(jobs));
    verdicts.push(...judgeJobs(jobs));
    results['jobs'] = jobs;
  }
  if (parts.has('growth')) {
    const sizes = options.sizes.split(',').map(Number);
    const growth = await measureGrowth(server, sizes, { course, vault, say });
    say(printGrowth(growth));
    verdicts.push(...judgeGrowth(growth));
    results['growth'] = growth;
  }
  for (const verdict of verdicts) say(verdict);
  const file = fileURLToPath(new URL('./results.json', import.meta.url));
  const { node } = process.versions;
  const setting = { ...course, node, households, at: new Date().toISOString() };
  writeFileSync(file, `${JSON.stringify({ setting, ...results }, null, 2)}\n`);
} finally {
  await drop();
}
