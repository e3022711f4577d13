import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { cancelJob, decideAll, ndjson, patchRows, startJob } from '../support/jobs.js';

const PAYEE = '3273054208939901';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** What partners are told of a job. */
function toldOf(jobId: string): Promise<object[]> {
  return app.app.database.sql.query(
    `SELECT e.type::text, e.purpose::text, e.data, p.kind::text FROM webhook_event e JOIN partner p ON p.id = e.partner_id
      WHERE e.subject = $1::uuid`,
    [jobId],
  );
}

const told = (jobId: string, status: string) => ({
  ...{ type: 'JOB_FINISHED', purpose: 'PAYEE_VERIFICATION', kind: 'BANK', data: { jobId, status } },
});

test('a job that is completed is told to its partner once, and not before', async () => {
  const { id } = await startJob(app, 'bank', {});
  await patchRows(app, 'bank', id, ndjson([{ nik: PAYEE }]));
  expect(await toldOf(id)).toEqual([]);
  await decideAll(app);
  await decideAll(app);
  expect(await toldOf(id)).toEqual([told(id, 'COMPLETED')]);
});

test('a job that its caller cancels is told once', async () => {
  const { id } = await startJob(app, 'bank', {});
  await cancelJob(app, 'bank', id);
  await cancelJob(app, 'bank', id);
  expect(await toldOf(id)).toEqual([told(id, 'CANCELLED')]);
});
