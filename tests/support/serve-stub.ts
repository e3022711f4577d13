import { v7 as uuidv7 } from 'uuid';
import { createApp, type Profile } from '../../api/app.js';
import { TIERS, type Principal } from '../../api/auth/principal.js';
import { createReceiptSigner } from '../../api/eligibility/receipt-signer.js';
import { freshKeys, loadKeys } from '../../api/keys.js';
import { createLog } from '../../api/log.js';
import { createServer } from '../../api/server.js';
import { stopOnSignal } from '../../api/stop-on-signal.js';
import { createVault } from '../../prisma/vault/vault.js';
import { noDatabase } from './no-database.js';
import { stubSchema } from './stub-schema.js';

/* A server in a process of its own, over the stub schema and no database. Prints its URL. argv: profile */

const [, , profile = 'production'] = process.argv;
const keys = await loadKeys({ json: await freshKeys() });
const database = noDatabase();
const principal: Principal = {
  subject: 'stub',
  clientId: 'stub',
  name: 'Stub',
  tier: TIERS[0],
  territory: null,
  roles: [],
  purpose: 'SOCIAL_SERVICE',
  partner: null,
  scopes: [],
  expiresAt: Infinity,
};
const log = createLog('silent');
const server = createServer({
  app: createApp({
    profile: profile as Profile,
    database,
    vault: createVault(keys.vault),
    receipts: await createReceiptSigner(keys.receipts),
    now: () => new Date(),
    newId: () => uuidv7(),
    origin: () => 'http://localhost',
  }),
  schema: stubSchema,
  authenticate: () => Promise.resolve(principal),
  log,
});
const url = await server.listen(0, '127.0.0.1');
stopOnSignal(async () => {
  const finished = await server.stop();
  await database.close();
  return finished;
}, log);
process.stdout.write(`${url}\n`);
