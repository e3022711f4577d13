import { spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../examples/hospital/index.js';
import { schema } from '../../schema/index.js';
import { createTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { decisionCount } from '../support/registry.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENTS = ['3273056006239901', '3273054404869901', '3273055111089901', '3205016209929901'];

let server: TestApp;
let lines: string[];
beforeAll(async () => {
  server = await createTestApp({ schema });
});
afterAll(() => server.close());
beforeEach(() => {
  lines = [];
});

const desk = (patients: readonly string[]) =>
  run({
    ...{ url: server.url, asOf: '2026-11-01', patients: Readable.from(patients) },
    print: (line) => void lines.push(line),
  });

describe('the hospital example', () => {
  it('says whose premium the state pays, and what reactivates it, in both languages', async () => {
    expect(await desk([...PATIENTS, '327305', ''])).toEqual([
      ...['CAN_BE_ACTIVATED', 'CAN_BE_ACTIVATED', 'NOT_COVERED', 'NOT_KNOWN_YET'],
      'CHECK_THE_NIK',
    ]);
    const answer = lines.join('\n');
    expect(answer).toContain('ADM-1  Berhak atas PBI-JK, tetapi belum aktif.');
    expect(answer).toContain('Has a right to PBI-JK, but it is not active.');
    expect(answer).toMatch(/→ .*[Rr]eaktivasi/);
    expect(answer).toMatch(/ {4}.*[Rr]eactivat/);
    expect(answer).not.toMatch(/\d{16}|desil \d|decile \d/i);
  });

  it('says so where the premium is paid', async () => {
    const found = await server.graphql<{ person: { id: string } }>(
      `{ person(by: { nik: "${PATIENTS[0]!}" }) { id } }`,
      {},
      'officer-national',
    );
    await server.app.database.sql.query(
      `INSERT INTO enrolment (id, household_id, person_id, program_code, status, since)
       SELECT gen_random_uuid(), household_id, id, 'PBI_JK', 'ACTIVE', '2026-01-01' FROM person WHERE id = $1::uuid`,
      [found.data!.person.id],
    );
    expect(await desk(PATIENTS.slice(0, 1))).toEqual(['PAID_BY_THE_STATE']);
    expect(lines.join('\n')).toContain('ADM-1  Iuran JKN dibayar negara (PBI-JK).');
    expect(lines.join('\n')).not.toContain('→');
  });

  it('decides once a patient: the second language is the same decision, read again', async () => {
    const before = await decisionCount(server);
    await desk(PATIENTS.slice(0, 2));
    expect(await decisionCount(server)).toBe(before + 2);
  });

  it('takes no NIK as an argument, and repeats none', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'examples/hospital/index.ts', PATIENTS[0]!],
      { cwd: ROOT, input: '', encoding: 'utf8' },
    );
    expect(status).toBe(2);
    expect(stderr).toContain('NIKs are read from standard input.');
    expect(stdout + stderr).not.toContain(PATIENTS[0]);
  });
});
