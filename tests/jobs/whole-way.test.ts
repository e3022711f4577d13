import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  decideAll,
  headRows,
  ndjson,
  patchRows,
  readJob,
  readResults,
  startJob,
} from '../support/jobs.js';

const PAYEE = '3273054208939901';
const OTHER = '3205011704829901';
const NOBODY = '3205011704829999';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const CHECK = `query ($nik: NIK!, $program: String!, $purpose: AccessPurpose!) {
  checkEligibility(input: { nik: $nik, program: $program, purpose: $purpose }) {
    outcome criteria { code finding message(language: EN) legalBasis } nextSteps { code message(language: EN) office }
    warnings enrolment entitlement { perYear lines { code kind amount period count } } route ruleVersion registryVersion asOf
  } }`;

/** What a single check says, as a line of results has it. */
async function checked(persona: string, nik: string, program: string, purpose: string) {
  const { data } = await app.graphql(CHECK, { nik, program, purpose }, persona);
  return data!['checkEligibility'];
}

interface Worded {
  readonly message: { readonly en: string };
}

function inEnglish({ id: _id, decidedAt: _at, ...decision }: Record<string, unknown>) {
  const english = (list: unknown) =>
    (list as Worded[]).map((one) => ({ ...one, message: one.message.en }));
  return {
    ...decision,
    criteria: english(decision['criteria']),
    nextSteps: english(decision['nextSteps']),
  };
}

describe('a job', () => {
  test('answers every row in order as a single check does, and refuses bad rows alone', async () => {
    const { id } = await startJob(app, 'bank', {});
    const answer = await patchRows(
      app,
      'bank',
      id,
      `${ndjson([{ nik: PAYEE, reference: 'A-1' }, { nik: '12', reference: 'A-2' }, { nik: OTHER }])}no json\n${ndjson(
        [
          { nik: PAYEE, reference: 'A-5' },
          { nik: NOBODY, reference: 'x'.repeat(121) },
          { nik: NOBODY, claims: { studentAid: {} } },
          { nik: NOBODY },
          { nik: OTHER, reference: 'A-9', claims: null },
        ],
      )}`,
    );
    expect([answer.status, answer.headers.get('upload-complete')]).toEqual([204, '?1']);
    expect(await readJob(app, 'bank', id)).toMatchObject({ status: 'RUNNING', accepted: 9 });
    await decideAll(app);
    expect(await readJob(app, 'bank', id)).toMatchObject({
      ...{ status: 'COMPLETED', accepted: 9, completed: 2, refused: 7 },
      ...{ resultUrl: `${app.url}/jobs/${id}/results`, expiresAt: '2026-11-08T03:00:00.000Z' },
    });
    const lines = await readResults(app, 'bank', id);
    expect(lines.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(lines.map(({ reference }) => reference)).toEqual([
      ...['A-1', 'A-2', null, null, 'A-5', null, null, null, 'A-9'],
    ]);
    expect(lines.map(({ refused }) => refused?.code ?? null)).toEqual([
      ...[null, 'MALFORMED_NIK', null, 'MALFORMED_NIK', 'DUPLICATE_IN_REQUEST', 'INVALID_CLAIMS'],
      ...['INVALID_CLAIMS', 'DUPLICATE_IN_REQUEST', 'DUPLICATE_IN_REQUEST'],
    ]);
    expect(lines[4]!.refused!.message).toBe('Row 1 of this job asks about the same NIK.');
    expect(lines[7]!.refused!.message).toBe('Row 7 of this job asks about the same NIK.');
    for (const [at, nik] of [[0, PAYEE] as const, [2, OTHER] as const]) {
      const single = await checked('bank', nik, 'PKH', 'PAYEE_VERIFICATION');
      expect(inEnglish(lines[at]!.decision!)).toEqual(single);
    }
  });

  test('takes CSV with claims, in parts, compressed, with quotes, semicolons and a byte-order mark', async () => {
    const input = { program: 'KIP_KULIAH', purpose: 'STUDENT_AID_SCREENING' };
    const { id } = await startJob(app, 'university', input);
    const csv = Buffer.from(
      `\ufeffnik;reference;admitted;graduationYear;degree;accreditation;livingCostCluster\r\n` +
        `${PAYEE};"Budi ""B""; Contoh";true;2026;S1;A;2\r\n${OTHER};ber'baris;TRUE;2026;S9;A;2\r\n` +
        `${NOBODY};;;;;;\r\n12;kurang;true\r\n`,
    );
    const at = csv.indexOf('\n', 120) + 30;
    const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-encoding': 'gzip' };
    const first = await patchRows(app, 'university', id, gzipSync(csv.subarray(0, at)), {
      ...headers,
      'upload-complete': '?0',
    });
    expect(first.status).toBe(204);
    const offset = Number(first.headers.get('upload-offset'));
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(at);
    const rest = gzipSync(csv.subarray(offset));
    const more = { ...headers, 'upload-offset': String(offset) };
    expect((await patchRows(app, 'university', id, rest, more)).status).toBe(204);
    await decideAll(app);
    const lines = await readResults(app, 'university', id, '?receipts=1');
    expect(lines.map(({ reference, refused }) => [reference, refused?.code ?? null])).toEqual([
      ['Budi "B"; Contoh', null],
      ["ber'baris", 'INVALID_CLAIMS'],
      [null, null],
      [null, 'MALFORMED_NIK'],
    ]);
    expect(lines[0]!.decision!.receipt).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  test('gives its results from a row on, compressed or not, and each decision can be replayed', async () => {
    const { id } = await startJob(app, 'bank', {});
    await patchRows(app, 'bank', id, ndjson([{ nik: PAYEE }, { nik: 'x' }, { nik: OTHER }]));
    const early = await app.fetch(`/jobs/${id}/results`, {
      headers: { authorization: `Bearer ${await app.tokenFor('bank')}` },
    });
    expect(early.status).toBe(409);
    await decideAll(app);
    const all = await readResults(app, 'bank', id);
    expect(await readResults(app, 'bank', id, '?from=2')).toEqual(all.slice(1));
    expect(await readResults(app, 'bank', id, '?from=4')).toEqual([]);
    const replay = await app.graphql<{ eligibilityDecision: { outcome: string } }>(
      'query ($id: ID!) { eligibilityDecision(id: $id) { outcome } }',
      { id: all[2]!.decision!.id },
      'bank',
    );
    expect(replay.data!.eligibilityDecision.outcome).toBe(all[2]!.decision!.outcome);
  });

  test('writes an entry for each person, and one for its start, upload and download', async () => {
    const { sql } = app.app.database;
    const before = await sql.query<{ id: string }>('SELECT id FROM access_entry');
    const { id } = await startJob(app, 'bank', {});
    await patchRows(app, 'bank', id, ndjson([{ nik: PAYEE }, { nik: NOBODY }, { nik: 'x' }]));
    await decideAll(app);
    await readResults(app, 'bank', id);
    const entries = await sql.query<{ action: string; people: number; decided: boolean }>(
      `SELECT action, people, decision_id IS NOT NULL AS decided FROM access_entry
       WHERE NOT id = ANY($1::uuid[]) ORDER BY action, id`,
      [before.map((one) => one.id)],
    );
    expect(entries).toEqual([
      { action: 'checkEligibility', people: 1, decided: true },
      { action: 'checkEligibility', people: 1, decided: true },
      { action: 'eligibilityJobResults', people: 3, decided: false },
      { action: 'startEligibilityJob', people: 0, decided: false },
      { action: 'uploadEligibilityJob', people: 3, decided: false },
    ]);
  });

  test('keeps no NIK, in its tables or in the log', async () => {
    const { id } = await startJob(app, 'bank', {});
    await patchRows(app, 'bank', id, ndjson([{ nik: PAYEE, reference: 'kept' }, { nik: 'bad' }]));
    await decideAll(app);
    const kept = await app.app.database.sql.query<{ text: string }>(
      `SELECT r::text AS text FROM eligibility_job_row r UNION ALL SELECT c::text FROM eligibility_job_chunk c
       UNION ALL SELECT j::text FROM eligibility_job j`,
    );
    const everything = JSON.stringify(kept) + app.logs.join('\n');
    expect(everything).toContain('kept');
    for (const nik of [PAYEE, OTHER, NOBODY]) expect(everything).not.toContain(nik);
  });

  test('without a row completes at once', async () => {
    const { id } = await startJob(app, 'bank', {});
    expect((await patchRows(app, 'bank', id, '')).status).toBe(204);
    await decideAll(app);
    expect(await readJob(app, 'bank', id)).toMatchObject({ status: 'COMPLETED', accepted: 0 });
    expect(await readResults(app, 'bank', id)).toEqual([]);
    expect(await headRows(app, 'bank', id)).toEqual({ status: 204, offset: '0', complete: '?1' });
  });
});
