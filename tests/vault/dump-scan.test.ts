import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { urlOf } from '../support/back-up.js';
import { change, inventMember, memberId, type ChangeAnswer } from '../support/changes.js';

/* P1: people whom nobody else resembles go through the registry; then everything that lies on disk is searched for them. */
const NIK = '3205014107909977';
const OTHER_NIK = '3205010203859978';
const KK = '3205010101209977';
const NAME = 'Kasuarilla Gelatik Contoh';
const NEW_NAME = 'Cendrawanda Rangkong Contoh';
const ADDRESS = 'Gang Anggrek Hitam 77';
const ACCOUNT = '9977001122334455';
const SECRETS = [NIK, OTHER_NIK, KK, NAME, NEW_NAME, ADDRESS, ACCOUNT, 'Kasuarilla', 'Cendrawanda'];

const OFFICER = 'officer-regency';
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
  await liveThrough();
});
afterAll(() => app.close());

/** Registers, reads, finds, checks, corrects and fails. */
async function liveThrough(): Promise<void> {
  const family = {
    ...{ villageCode: '32.05.01.1001', kkNumber: KK, address: ADDRESS, rt: '1', rw: '2' },
    members: [
      inventMember('HEAD', '1990-07-01', 'F', { nik: NIK, name: NAME, since: '2020-01-01' }),
    ],
  };
  const household = await change(app, 'registerHousehold', family, OFFICER);
  const again = { ...family, kkNumber: '3205010101209976' };
  expect((await change(app, 'registerHousehold', again, OFFICER)).code).toBe(
    'NIK_ALREADY_RECORDED',
  );
  const personId = memberId(household, 'HEAD');
  const correction = { personId, version: 1, nik: OTHER_NIK, name: NEW_NAME };
  const corrected: ChangeAnswer = await change(app, 'correctPerson', correction, OFFICER);
  expect(corrected.version).toBe(2);
  await change(app, 'correctPerson', correction, OFFICER);
  const { vault, database } = app.app;
  const [row] = await database.sql.query<{ wrapped: Uint8Array }>(
    'SELECT wrapped FROM person_key WHERE person_id = $1::uuid',
    [personId],
  );
  const identity = { nik: OTHER_NIK, name: NEW_NAME, account: ACCOUNT };
  await database.sql.query('UPDATE person SET identity = $2::bytea WHERE id = $1::uuid', [
    personId,
    vault.reseal('person', personId, row!.wrapped, identity),
  ]);
  for (const [document, persona] of [
    [`{ person(by: { nik: "${OTHER_NIK}" }) { name nik } }`, OFFICER],
    [`{ people(name: "${NEW_NAME}", within: "32.05") { edges { node { name } } } }`, OFFICER],
    [
      `{ household(by: { kkNumber: "${KK}" }) { address asOf(at: "2099-01-01T00:00:00Z") { members { name } } } }`,
      OFFICER,
    ],
    [
      `{ checkEligibility(input: { nik: "${OTHER_NIK}", program: "PKH", purpose: PAYEE_VERIFICATION }) { id receipt } }`,
      'bank',
    ],
    [
      `{ checkEligibility(input: { nik: "${NIK}", program: "PKH", purpose: PAYEE_VERIFICATION }) { id } }`,
      'bank',
    ],
    [`{ person(by: { nik: "${NIK}9" }) { name } }`, OFFICER],
    [`{ people(name: "${NAME}" `, OFFICER],
  ] as const) {
    await app.graphql(document, {}, persona);
  }
}

/** A secret as it might lie somewhere: in three encodings of text, as hex, as a URL, and as base64 from any offset. */
function forms(secret: string): Buffer[] {
  const bytes = Buffer.from(secret);
  const wide = Buffer.from(secret, 'utf16le');
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return text.slice([0, 2, 3][offset], Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return [
    ...[bytes, wide, Buffer.from(wide).swap16()],
    ...[bytes.toString('hex'), bytes.toString('hex').toUpperCase(), wide.toString('hex')],
    ...[encodeURIComponent(secret), secret.replace(/\d{4}(?=\d)/g, '$& '), ...base64],
  ].map((form) => Buffer.from(form));
}

/** How many secrets are found in some bytes. */
function found(bytes: Buffer): number {
  return SECRETS.filter((secret) => forms(secret).some((form) => bytes.includes(form))).length;
}

/** Everything of the database that a thief could carry away, uncompressed, by what it is. */
async function media(): Promise<Record<string, Buffer>> {
  const { database } = app.app;
  if ('session' in database.driver) {
    await database.sql.query('CHECKPOINT');
    const tar = await database.driver.session.pglite.dumpDataDir('none');
    const bytes = Buffer.from(await tar.arrayBuffer());
    expect(bytes.includes('pg_wal/')).toBe(true);
    return { 'the data directory with its write-ahead log, as a tar': bytes };
  }
  const url = await urlOf(database);
  const dump = async (format: string): Promise<Buffer> => {
    const file = `${inject('runDirectory')}/scan.${format}`;
    await promisify(execFile)('pg_dump', [
      '--compress=0',
      `--format=${format}`,
      `--file=${file}`,
      url,
    ]);
    return readFile(file);
  };
  return { 'a plain dump': await dump('plain'), 'a custom dump': await dump('custom') };
}

test('nothing that lies on disk, and no line of the log, holds a secret in any form', async () => {
  for (const [what, bytes] of Object.entries(await media())) {
    expect(bytes.length, what).toBeGreaterThan(100_000);
    expect(found(bytes), what).toBe(0);
  }
  expect(app.logs.length).toBeGreaterThan(5);
  expect(found(Buffer.from(app.logs.join('\n')))).toBe(0);
});

test('the search finds what lies in a plain column, as text, as bytes, as hex and as base64', async () => {
  const { sql } = app.app.database;
  await sql.query('CREATE TABLE plain (secret text, bytes bytea)');
  for (const secret of SECRETS) {
    await sql.query('INSERT INTO plain VALUES ($1, $2::bytea)', [secret, Buffer.from(secret)]);
  }
  for (const [what, bytes] of Object.entries(await media())) {
    expect(found(bytes), what).toBe(SECRETS.length);
  }
  await sql.query('UPDATE plain SET secret = NULL');
  for (const [what, bytes] of Object.entries(await media())) {
    expect(found(bytes), what).toBe(SECRETS.length);
  }
  for (const offset of ['', 'x', 'xy']) {
    expect(found(Buffer.from(Buffer.from(`${offset}${NIK}z`).toString('base64')))).toBe(1);
  }
});
