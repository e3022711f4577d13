import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readHead } from './read-line.js';
import type { SignedTreeHead, TrailKey } from './tree-head.js';
import { verifyTrail } from './verify-trail.js';

// `npm run trail:verify -- --heads heads.ndjson --key public.jwk trail.ndjson`: 0 = whole, 1 = not, 2 = cannot be read.
const USAGE = 'usage: npm run trail:verify -- --heads HEADS --key PUBLIC.jwk TRAIL\n';

try {
  process.exitCode = await main();
} catch (error) {
  const { code } = error as { code?: unknown };
  process.stderr.write(
    `Cannot read it (${typeof code === 'string' ? code : 'malformed'}).\n${USAGE}`,
  );
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const options = { heads: { type: 'string' }, key: { type: 'string', multiple: true } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [file] = positionals;
  const { heads, key } = values;
  if (heads === undefined || key === undefined || file === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const witness = { heads: readHeads(heads), keys: key.flatMap(readKeys) };
  const verdict = await verifyTrail((await open(file)).readLines(), witness);
  process.stdout.write(
    verdict.ok
      ? `Whole: entries ${verdict.from} to ${verdict.to - 1}, up to ${verdict.until}.\n`
      : `First bad entry: ${verdict.index} (${verdict.reason}).\n`,
  );
  return verdict.ok ? 0 : 1;
}

function readHeads(file: string): SignedTreeHead[] {
  const texts = readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '');
  return texts.map((text) => {
    const head = readHead(text);
    if (head === null) throw new Error('A head is malformed.');
    return head;
  });
}

/** One JWK, or a set of them. */
function readKeys(file: string): TrailKey[] {
  const value = JSON.parse(readFileSync(file, 'utf8')) as TrailKey | { keys: TrailKey[] };
  return 'keys' in value ? value.keys : [value];
}
