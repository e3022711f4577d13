import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { serverSide } from '../support/hands.js';
import {
  cancelJob,
  decideAll,
  ndjson,
  patchRows,
  readJob,
  readResults,
  startJob,
  workerOf,
} from '../support/jobs.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** An invented NIK of nobody. */
const nik = (serial: number): string =>
  `32050117048${(Math.floor(serial / 999) + 1) * 10_000 + 9_001 + (serial % 999)}`;
const people = (from: number, count: number): string =>
  ndjson(Array.from({ length: count }, (_, at) => ({ nik: nik(from + at) })));

async function started(persona: string, rows: string, input: object = {}): Promise<string> {
  const { id } = await startJob(app, persona, input);
  expect((await patchRows(app, persona, id, rows)).status).toBe(204);
  return id;
}

/** Numbers of rows in decisions and of people counted, whoever asks. */
async function counts(): Promise<{ decisions: number; entries: number; people: number }> {
  const [row] = await app.app.database.sql.query<{
    decisions: number;
    entries: number;
    people: number;
  }>(`SELECT (SELECT count(*)::int4 FROM decision) AS decisions,
        (SELECT count(*)::int4 FROM access_entry WHERE decision_id IS NOT NULL) AS entries,
        (SELECT count(*)::int4 FROM counted_person) AS people`);
  return row!;
}

const ROLLED = { expired: '2026-11-30T00:00:00Z' };

describe('a job', () => {
  test('decides in turns: callers one after the other, and jobs of one caller alike', async () => {
    const bank = [await started('bank', people(0, 250)), await started('bank', people(0, 250))];
    const hospital = await started('hospital', people(0, 250), {
      ...{ program: 'PBI_JK', purpose: 'HEALTH_COVERAGE_CHECK' },
    });
    const worker = workerOf(app);
    const turns: string[] = [];
    const served = `SELECT id FROM eligibility_job WHERE served_at IS NOT NULL ORDER BY served_at DESC LIMIT 1`;
    const isEmbedded = app.app.database.kind === 'embedded';
    for (let step = 0; step < (isEmbedded ? 6 : 3); step++) {
      await worker.step();
      const [job] = await app.app.database.sql.query<{ id: string }>(served);
      turns.push(job!.id);
    }
    const own = turns.map((id) => (id === hospital ? 'hospital' : `bank ${bank.indexOf(id)}`));
    expect(own).toEqual(
      isEmbedded
        ? ['bank 0', 'hospital', 'bank 1', 'hospital', 'bank 0', 'hospital']
        : ['bank 0', 'hospital', 'bank 1'],
    );
    await decideAll(app);
    for (const id of bank) expect((await readJob(app, 'bank', id))?.status).toBe('COMPLETED');
  });

  test('is taken over from a worker that died, and a late worker writes nothing', async () => {
    const before = await counts();
    const id = await started('bank', people(300, 120));
    const { sql } = serverSide(app.app.database);
    await sql.query('SELECT id FROM claim_job_chunk($1::uuid, 600000)', [app.app.newId()]);
    const held = await app.app.database.sql.query<{ number: number }>(
      'SELECT number FROM eligibility_job_chunk WHERE job_id = $1::uuid AND worker IS NOT NULL',
      [id],
    );
    expect(held).toHaveLength(1);
    await decideAll(app);
    expect((await readJob(app, 'bank', id))?.status).toBe('RUNNING');
    await app.app.database.sql.query(
      `UPDATE eligibility_job_chunk SET lease_until = now() - interval '1 s' WHERE job_id = $1::uuid`,
      [id],
    );
    await decideAll(app);
    expect(await readJob(app, 'bank', id)).toMatchObject({ status: 'COMPLETED', completed: 120 });
    const after = await counts();
    expect([after.decisions - before.decisions, after.entries - before.entries]).toEqual([
      120, 120,
    ]);
    expect(after.people - before.people).toBe(120);
  });

  test('done by two workers at a time decides nobody twice', async () => {
    const before = await counts();
    const id = await started('bank', people(500, 400));
    const workers = [workerOf(app), workerOf(app)];
    const run = async (worker: (typeof workers)[number]) => {
      while (await worker.step());
    };
    await Promise.all(workers.map(run));
    expect(await readJob(app, 'bank', id)).toMatchObject({ status: 'COMPLETED', completed: 400 });
    expect((await counts()).decisions - before.decisions).toBe(400);
    const lines = await readResults(app, 'bank', id);
    expect(new Set(lines.map(({ decision }) => decision!.id)).size).toBe(400);
  });

  test('that is cancelled is decided no further, and keeps what was decided', async () => {
    const isEmbedded = app.app.database.kind === 'embedded';
    const id = await started('bank', people(1_000, isEmbedded ? 150 : 1_500));
    const worker = workerOf(app);
    await worker.step();
    const { completed } = (await readJob(app, 'bank', id))!;
    expect(completed).toBe(isEmbedded ? 100 : 1_000);
    await cancelJob(app, 'bank', id);
    expect(await worker.step()).toBe(false);
    expect(await readJob(app, 'bank', id)).toMatchObject({
      ...{ status: 'CANCELLED', completed, resultUrl: null },
    });
    const results = await app.fetch(`/jobs/${id}/results`, {
      headers: { authorization: `Bearer ${await app.tokenFor('bank')}` },
    });
    expect(results.status).toBe(409);
  });

  test('refuses, in the order of the rows, whom the budget of the day has no place for', async () => {
    const { sql } = app.app.database;
    const [{ ledger, taken }] = (await sql.query<{ ledger: string; taken: number }>(
      `SELECT id AS ledger, (SELECT count(*)::int4 FROM counted_person c WHERE c.ledger_id = l.id) AS taken
       FROM people_ledger l WHERE budget LIKE 'partner:%PAYEE%'`,
    )) as [{ ledger: string; taken: number }];
    // What other tests asked is given back, and ten places are left.
    const small = await createTestApp({ database: app.app.database });
    await sql.query(
      `UPDATE agreement SET daily_people = $1::int4 WHERE purpose = 'PAYEE_VERIFICATION'`,
      [taken + 10],
    );
    await sql.query(
      'UPDATE people_ledger SET taken = $2::int4, epoch = epoch + 1 WHERE id = $1::uuid',
      [ledger, taken],
    );
    const known = people(300, 5);
    const { id } = await startJob(small, 'bank', {});
    await patchRows(small, 'bank', id, people(3_000, 14) + known);
    await decideAll(small);
    expect(await readJob(small, 'bank', id)).toMatchObject({
      ...{ status: 'COMPLETED', accepted: 19, completed: 15, refused: 4 },
    });
    const codes = (await readResults(small, 'bank', id)).map(
      ({ refused }) => refused?.code ?? 'ok',
    );
    expect(codes).toEqual([
      ...Array.from({ length: 10 }, () => 'ok'),
      ...Array.from({ length: 4 }, () => 'OVER_BUDGET'),
      ...Array.from({ length: 5 }, () => 'ok'),
    ]);
    await sql.query(
      `UPDATE agreement SET daily_people = 1000000 WHERE purpose = 'PAYEE_VERIFICATION'`,
    );
    await small.close();
  });

  test('expires with its rows, and its decisions stay', async () => {
    const id = await started('bank', people(300, 3));
    await decideAll(app);
    const [line] = await readResults(app, 'bank', id);
    const later = { ...app.app, now: () => new Date(ROLLED.expired) };
    await workerOf({ ...app, app: later }).forget();
    expect(await readJob(app, 'bank', id)).toBeNull();
    const left = await app.app.database.sql.query(
      'SELECT FROM eligibility_job_row WHERE job_id = $1::uuid',
      [id],
    );
    expect(left).toEqual([]);
    const decision = await app.graphql<{ eligibilityDecision: object }>(
      'query ($id: ID!) { eligibilityDecision(id: $id) { id } }',
      { id: line!.decision!.id },
      'bank',
    );
    expect(decision.data!.eligibilityDecision).toEqual({ id: line!.decision!.id });
  });

  test('of an agency that is suspended meanwhile fails, and what was decided stays', async () => {
    const before = await counts();
    const id = await started('bank', people(300, 3));
    const { sql } = app.app.database;
    await sql.query(`UPDATE partner SET suspended_at = now() WHERE slug = 'sandbox-bank'`);
    app.app.agreements.forget();
    await decideAll(app);
    await sql.query(`UPDATE partner SET suspended_at = NULL WHERE slug = 'sandbox-bank'`);
    app.app.agreements.forget();
    expect((await counts()).decisions).toBe(before.decisions);
    const [job] = await sql.query<{ status: string }>(
      'SELECT status::text AS status FROM eligibility_job WHERE id = $1::uuid',
      [id],
    );
    expect(job!.status).toBe('FAILED');
  });
});
