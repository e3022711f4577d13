import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../prisma/database.js';
import type { AccessContext } from '../access/record-access.js';
import type { Principal } from '../auth/principal.js';
import { describeFailure } from '../describe-failure.js';
import { readDatabaseLocation } from '../environment.js';
import { newId } from '../new-id.js';
import { parseRegionCode, regionLevel, type RegionCode } from '../values/region-code.js';
import { exportBreach } from './export-breach.js';
import type { BreachInput } from './report-breach.js';

const USAGE = `usage: npm run --silent breach:report -- (--actor SUBJECT | --client CLIENT) --from INSTANT --to INSTANT
         [--discovered INSTANT] [--territory CODE] > report.ndjson

Whom an incident concerns, exactly (UU 27/2022 art. 46): the report, then a line for everybody whose data was given and for
everybody about whom something was refused. Ids, no names or numbers. Reading the trail is written into the trail.

  --actor SUBJECT       token subject whose looks leaked
  --client CLIENT       or the OAuth client id of a partner
  --from, --to          the window: from the first instant on, before the second (2026-11-01T00:00:00+07:00)
  --discovered INSTANT  when it was found out (default now): the clock of 3 × 24 hours
  --territory CODE      only people of this province or regency (default the whole country)
`;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

const options = readOptions();
if (options === null) {
  process.stderr.write(USAGE);
  process.exit(2);
}
try {
  const database = await openDatabase(readDatabaseLocation());
  try {
    const id = newId();
    const context: AccessContext = {
      app: { database, now: () => new Date(), newId },
      principal: operatorOf(options.territory),
      requestId: id,
    };
    for await (const line of exportBreach(context, options.input)) {
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}

/** Whoever runs the command, as the trail names it: the account on this machine. */
function operatorOf(territory: RegionCode | null): Principal {
  const tier = territory === null ? 'NATIONAL' : regionLevel(territory);
  return {
    subject: `command:${userInfo()
      .username.replaceAll(/[^\w.-]/g, '_')
      .slice(0, 60)}`,
    clientId: 'command',
    name: 'breach:report',
    tier,
    territory,
    roles: ['data_protection_officer'],
    purpose: 'SOCIAL_SERVICE',
    partner: null,
    scopes: [],
    expiresAt: Number.POSITIVE_INFINITY,
  };
}

function readOptions(): { input: BreachInput; territory: RegionCode | null } | null {
  const values = parse();
  if (values === null) return null;
  const { actor, client } = values;
  const from = instantOf(values.from);
  const until = instantOf(values.to);
  const discoveredAt = values.discovered === undefined ? new Date() : instantOf(values.discovered);
  const territory = values.territory === undefined ? null : parseRegionCode(values.territory);
  const isBadTerritory = values.territory !== undefined && territory === null;
  if (from === null || until === null || discoveredAt === null || isBadTerritory) return null;
  const window = { from, until, discoveredAt };
  if (actor !== undefined && client === undefined) {
    return { input: { actor: { subject: actor }, ...window }, territory };
  }
  return client !== undefined && actor === undefined
    ? { input: { actor: { client }, ...window }, territory }
    : null;
}

function parse() {
  try {
    return parseArgs({
      options: {
        actor: { type: 'string' },
        client: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        discovered: { type: 'string' },
        territory: { type: 'string' },
      },
    }).values;
  } catch {
    return null;
  }
}

function instantOf(text: string | undefined): Date | null {
  if (text === undefined || !INSTANT.test(text)) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
