import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { openDatabase } from '../prisma/database.js';
import type { Sql } from '../prisma/sql.js';
import { describeFailure } from './describe-failure.js';
import { readVaultEnvironment } from './environment.js';
import { createKeysFile, freshKey, KeysError, loadKeys } from './keys.js';
import { ROTATION_STEPS, rotateOauthKeys } from './oauth/rotate-oauth-keys.js';
import { addIndexLayer } from './vault/add-index-layer.js';
import { addWrappingKey } from './vault/add-wrapping-key.js';
import { retireWrappingKey } from './vault/retire-wrapping-key.js';
import { useWrappingKey } from './vault/use-wrapping-key.js';

const USAGE = `usage: npm run keys -- FILE               fresh root secrets for production, written to FILE
       npm run keys -- oauth STEP FILE     rotates the key that signs access tokens: add, then sign, then drop
       npm run keys -- client FILE         a key pair for a partner's client: the private key goes to FILE
       npm run keys -- rotate              adds a wrapping key and wraps with it from now on
       npm run keys -- add                 adds one that only opens: for several hosts, which all need the file before \`use\`
       npm run keys -- use ID              wraps with it from now on
       npm run keys -- retire ID           takes it away, once nothing needs it any more
       npm run keys -- index               lays a new key over those of the blind indexes

The last five change the key file that the server reads (DINSOS_KEYS_FILE) and tell the database (DATABASE_URL).
`;

const NEXT: Record<(typeof ROTATION_STEPS)[number], string> = {
  add: 'The new key is in the file. Start every server process anew, wait ten minutes, then: sign.',
  sign: 'The new key signs. Start every server process anew, wait ten minutes, then: drop.',
  drop: 'The old key is gone. Start every server process anew.',
};

type Command = (...words: (string | undefined)[]) => Promise<string>;

const COMMANDS: Readonly<Record<string, Command>> = {
  oauth: rotateOauth,
  client: createClientKey,
  rotate: () =>
    onDatabase(async (file, sql) => {
      const id = await addWrappingKey(file, sql);
      await useWrappingKey(file, sql, id);
      return `Wrapping key ${id} wraps from now on. Next: npm run vault:rotate`;
    }),
  add: () =>
    onDatabase(async (file, sql) => {
      const id = await addWrappingKey(file, sql);
      return `Added wrapping key ${id}. Copy the file to every host, then: npm run keys -- use ${id}`;
    }),
  use: (number) => {
    const id = readId(number);
    return onDatabase(async (file, sql) => {
      await useWrappingKey(file, sql, id);
      return `Wrapping key ${id} wraps from now on. Next: npm run vault:rotate`;
    });
  },
  retire: (number) => {
    const id = readId(number);
    return onDatabase(async (file, sql) => {
      await retireWrappingKey(file, sql, id);
      return `Wrapping key ${id} is retired.`;
    });
  },
  index: () =>
    onDatabase(async (file, sql) => {
      const layer = await addIndexLayer(file, sql);
      return `Index layer ${layer} is in the file. Stop every server and worker, copy the file to every host, then: npm run vault:reindex`;
    }),
};

const [word, ...words] = process.argv.slice(2);
if (word === undefined || word === '--help') usage();
try {
  const command = COMMANDS[word];
  if (command === undefined && words.length > 0) usage();
  process.stdout.write(`${await (command === undefined ? create(word) : command(...words))}\n`);
} catch (error) {
  const { code } = error as { code?: unknown };
  const text = error instanceof RangeError ? error.message : describeFailure(error);
  process.stderr.write(
    `${code === 'EEXIST' ? 'The file exists already; it was left alone.' : text}\n`,
  );
  process.exitCode = 1;
}

async function create(file: string): Promise<string> {
  if (!(await createKeysFile(file, false))) {
    throw new KeysError(`${file} exists already; it was left alone.`);
  }
  return `Wrote ${file}. Keep a copy apart from the database: without it nobody's identity can be read.`;
}

async function rotateOauth(name?: string, file?: string): Promise<string> {
  const step = ROTATION_STEPS.find((one) => one === name);
  if (step === undefined || file === undefined) return usage();
  await loadKeys({ file, createWhenMissing: false });
  const keys = JSON.parse(await readFile(file, 'utf8')) as { oauth: JWK[] };
  const oauth = rotateOauthKeys(keys.oauth, step, await freshKey('oauth'));
  const candidate = `${file}.${process.pid}.new`;
  const text = `${JSON.stringify({ ...keys, oauth }, null, 2)}\n`;
  await writeFile(candidate, text, { mode: 0o600, flag: 'wx' });
  await chmod(candidate, 0o600);
  await rename(candidate, file);
  return NEXT[step];
}

async function createClientKey(file?: string): Promise<string> {
  if (file === undefined) return usage();
  const key = await freshKey('client');
  const kid = await calculateJwkThumbprint(key);
  const { kty, crv, x, y } = key;
  await writeFile(file, `${JSON.stringify({ ...key, kid, alg: 'ES256' })}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  const publicKey = JSON.stringify({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' });
  return `The private key is in ${file}; it never leaves you. This is the public one, to register:\n${publicKey}`;
}

async function onDatabase(work: (file: string, sql: Sql) => Promise<string>): Promise<string> {
  const { database, keys } = readVaultEnvironment();
  if ('json' in keys) throw new KeysError('Keys in DINSOS_KEYS are changed where they are kept.');
  const opened = await openDatabase(database);
  try {
    return await work(keys.file, opened.as('dinsos_steward').sql);
  } finally {
    await opened.close();
  }
}

function readId(text: string | undefined): number {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : usage();
}

function usage(): never {
  process.stderr.write(USAGE);
  process.exit(2);
}
