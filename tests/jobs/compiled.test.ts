import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile, type CompiledRow } from '../../api/eligibility/compile.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { decideAll, patchRows, readJob, startJob } from '../support/jobs.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

interface Decided {
  readonly ord: number;
  readonly outcome: string;
  readonly findings: readonly { readonly finding: string }[];
  readonly result: { readonly entitlement: { readonly perYear: number } | null };
}

test('a job decides everybody in the registry as the compiled statement does', async () => {
  const { sql } = app.app.database;
  const people = await sql.query<{ subject: Uint8Array }>(
    'SELECT nik_index AS subject FROM person WHERE nik_index IS NOT NULL ORDER BY id',
  );
  expect(people.length).toBeGreaterThan(150);
  const subjects = people.map(({ subject }) => subject);
  const { id } = await startJob(app, 'bank', {});
  await sql.query(
    `INSERT INTO eligibility_job_row (job_id, ord, actor, subject)
     SELECT j.id, p.ord, j.actor, p.subject FROM eligibility_job j,
       unnest($2::bytea[]) WITH ORDINALITY AS p(subject, ord) WHERE j.id = $1::uuid`,
    [id, subjects],
  );
  await sql.query('UPDATE eligibility_job SET accepted = $2::int4 WHERE id = $1::uuid', [
    ...[id, subjects.length],
  ]);
  expect((await patchRows(app, 'bank', id, '')).status).toBe(204);
  await decideAll(app);
  expect(await readJob(app, 'bank', id)).toMatchObject({ completed: subjects.length });
  const decided = await sql.query<Decided>(
    `SELECT r.ord, d.outcome::text AS outcome, d.findings, d.result FROM eligibility_job_chunk c
     JOIN eligibility_job_row r ON r.job_id = c.job_id AND r.ord BETWEEN c.first_ord AND c.last_ord
     JOIN decision d ON d.id = c.decisions[r.ord - c.first_ord + 1] WHERE c.job_id = $1::uuid ORDER BY r.ord`,
    [id],
  );
  const rule = (await app.app.programs.read()).get('PKH')!.rules[0]!;
  const none = subjects.map(() => null);
  const compiled = await sql.query<CompiledRow>(compile(rule.ruleSet), [
    ...['2026-11-01', subjects.map((_, at) => at + 1), subjects, none, none, none],
  ]);
  expect(
    decided.map(({ ord, outcome, findings, result }) => ({
      ...{ ord, outcome, findings: findings.map(({ finding }) => finding) },
      perYear: result.entitlement?.perYear ?? null,
    })),
  ).toEqual(
    compiled
      .toSorted((one, other) => one.ord - other.ord)
      .map(({ ord, outcome, findings, per_year: perYear }) => ({
        ...{ ord, outcome, findings, perYear: perYear === null ? null : Number(perYear) },
      })),
  );
  expect(new Set(decided.map(({ outcome }) => outcome)).size).toBeGreaterThan(1);
});
