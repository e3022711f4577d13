// Whether somebody outside the caller's territory takes as long to answer about as nobody: the two medians, side by side.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { loadKeys } from '../../api/keys.js';
import { createVault } from '../../prisma/vault/vault.js';
import { BENCH_DATA, readInputs } from './inputs.js';
import { PEERS, startPeer } from './peers.js';
import { prepareDatabase } from './prepare-database.js';
import { registeredDocument } from './works.js';

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'postgresql://postgres@127.0.0.1:5432/postgres' },
    households: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '10' },
    requests: { type: 'string', default: '200' },
  },
});
const DOCUMENT = registeredDocument('check');
const OFFICER = 'officer:35.10';
const KINDS = ['elsewhere', 'nobody', 'within'] as const;
type Kind = (typeof KINDS)[number];

const database = await prepareDatabase(options.server, Number(options.households));
const ours = PEERS.find(({ name }) => name === 'ours-lane')!;
const running = await startPeer(ours, database.url);
const client = new pg.Client({ connectionString: database.url });
await client.connect();
try {
  const niks = await chooseNiks();
  const token = await tokenOf(OFFICER);
  const times: Record<Kind, number[]> = { elsewhere: [], nobody: [], within: [] };
  for (const kind of KINDS) for (const nik of niks[kind]) await ask(nik, token);
  for (let round = 0; round < Number(options.rounds); round++) {
    // Alternating one by one, and each round beginning with another: whatever else the machine does happens to all.
    for (let at = 0; at < Number(options.requests); at++) {
      for (let turn = 0; turn < KINDS.length; turn++) {
        const kind = KINDS[(turn + round) % KINDS.length]!;
        const list = niks[kind];
        const startedAt = performance.now();
        await ask(list[at % list.length]!, token);
        times[kind].push(performance.now() - startedAt);
      }
    }
  }
  report(times);
} finally {
  await client.end();
  await running.stop();
  await database.drop();
}

/** NIKs of people of other regencies, of nobody, and of people of the officer's own (the control). */
async function chooseNiks(): Promise<Record<Kind, string[]>> {
  const keys = await loadKeys({ file: `${BENCH_DATA}/keys.json`, createWhenMissing: false });
  const vault = createVault(keys.vault);
  const all = readInputs().niks;
  const lives = async (nik: string): Promise<string | null> => {
    const { rows } = await client.query<{ village: string }>(
      'SELECT village_code AS village FROM person WHERE nik_index = $1',
      [vault.nikIndex(nik)],
    );
    return rows[0]?.village ?? null;
  };
  const chosen: Record<Kind, string[]> = { elsewhere: [], nobody: [], within: [] };
  for (const nik of all) {
    const village = await lives(nik);
    if (village !== null) chosen[village.startsWith('35.10.') ? 'within' : 'elsewhere'].push(nik);
    const other = `${nik.slice(0, 12)}${String((Number(nik.slice(12)) % 900) + 100)}`.padEnd(
      16,
      '7',
    );
    if ((await lives(other)) === null) chosen.nobody.push(other);
  }
  if (chosen.within.length === 0) {
    chosen.within.push('3510014501489901');
  }
  return {
    elsewhere: chosen.elsewhere.slice(0, 500),
    nobody: chosen.nobody.slice(0, 500),
    within: chosen.within.slice(0, 500),
  };
}

async function tokenOf(persona: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${running.port}/sandbox/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function ask(nik: string, token: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${running.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: DOCUMENT,
      variables: { input: { nik, program: 'PKH', purpose: 'SOCIAL_SERVICE' } },
    }),
  });
  if (response.status !== 200) throw new Error(`A check was answered with ${response.status}.`);
  await response.text();
}

function report(times: Readonly<Record<Kind, number[]>>): void {
  const quantile = (list: readonly number[], part: number): number =>
    list.toSorted((a, b) => a - b)[Math.floor(list.length * part)]!;
  const base = quantile(times.nobody, 0.5);
  for (const kind of KINDS) {
    const median = quantile(times[kind], 0.5);
    const spread = quantile(times[kind], 0.75) - quantile(times[kind], 0.25);
    const words = [
      kind.padEnd(9),
      `median ${median.toFixed(3)} ms`,
      `middle half ${spread.toFixed(3)} ms wide`,
      `${(median / base).toFixed(3)} of nobody`,
    ];
    process.stdout.write(`${words.join('   ')}\n`);
  }
}
