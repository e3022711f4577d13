import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../prisma/database.js';
import { describeFailure } from '../describe-failure.js';
import { readDatabaseLocation } from '../environment.js';
import { exportTrail, type TrailPart } from './export-trail.js';

// `npm run -s trail:export -- --from 2026-11-01T00:00:00+07:00 --to … > trail.ndjson`; ids of people only with --reveal.
const USAGE = 'usage: npm run -s trail:export -- [--from INSTANT] [--to INSTANT] [--reveal]\n';

const part = readPart();
if (part === null) {
  process.stderr.write(USAGE);
  process.exit(2);
}
try {
  const database = await openDatabase(readDatabaseLocation());
  try {
    await pipeline(
      Readable.from(linesOf(exportTrail(database.as('dinsos_steward').sql, part))),
      process.stdout,
    );
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}

function readPart(): TrailPart | null {
  const options = {
    from: { type: 'string' },
    to: { type: 'string' },
    reveal: { type: 'boolean', default: false },
  } as const;
  try {
    const { from, to, reveal } = parseArgs({ options }).values;
    const since = from === undefined ? null : new Date(from);
    const until = to === undefined ? new Date() : new Date(to);
    return isNaN(until.getTime()) || isNaN(since?.getTime() ?? 0) ? null : { since, until, reveal };
  } catch {
    return null;
  }
}

async function* linesOf(values: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`;
}
