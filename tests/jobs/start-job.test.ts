import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { cancelJob, JOB_FIELDS, readJob, startJob } from '../support/jobs.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('a job', () => {
  test('awaits its upload, at an absolute URL, for a day', async () => {
    const job = await startJob(app, 'bank', { program: 'PKH', purpose: 'PAYEE_VERIFICATION' });
    expect(job).toEqual({
      id: job.id,
      status: 'AWAITING_UPLOAD',
      program: { code: 'PKH' },
      purpose: 'PAYEE_VERIFICATION',
      asOf: '2026-11-01',
      accepted: 0,
      completed: 0,
      refused: 0,
      uploaded: 0,
      uploadUrl: `${app.url}/jobs/${job.id}/rows`,
      resultUrl: null,
      createdAt: '2026-11-01T03:00:00.000Z',
      completedAt: null,
      expiresAt: '2026-11-02T03:00:00.000Z',
    });
    expect(await readJob(app, 'bank', job.id)).toEqual(job);
  });

  test('is the same for the same key and input, and a conflict for another input', async () => {
    const input = { program: 'PKH', purpose: 'PAYEE_VERIFICATION', idempotencyKey: 'once' };
    const first = await startJob(app, 'bank', input);
    const again = await startJob(app, 'bank', input);
    expect(again).toEqual(first);
    const other = await app.graphql(
      `mutation ($input: StartEligibilityJobInput!) { startEligibilityJob(input: $input) { ${JOB_FIELDS} } }`,
      { input: { ...input, asOf: '2026-10-01' } },
      'bank',
    );
    expect(other.errors?.[0]?.extensions.code).toBe('CONFLICT');
    const entries = await app.app.database.sql.query<{ count: number }>(
      `SELECT count(*)::int4 AS count FROM access_entry WHERE action = 'startEligibilityJob' AND actor = (SELECT actor FROM eligibility_job WHERE id = $1::uuid)`,
      [first.id],
    );
    expect(entries[0]!.count).toBeGreaterThan(0);
  });

  test('keeps no key in clear', async () => {
    const key = '3273054208939901';
    const job = await startJob(app, 'bank', { idempotencyKey: key });
    const [row] = await app.app.database.sql.query<{ text: string }>(
      'SELECT j::text AS text FROM eligibility_job j WHERE id = $1::uuid',
      [job.id],
    );
    expect(row!.text).not.toContain(key);
  });

  test.each([
    ['another purpose', { purpose: 'HEALTH_COVERAGE_CHECK' }, 'FORBIDDEN'],
    ['a program outside the purpose', { program: 'KIP_KULIAH' }, 'NOT_FOUND'],
    ['a day to come', { asOf: '2026-11-02' }, 'BAD_USER_INPUT'],
    ['an empty key', { idempotencyKey: '' }, 'BAD_USER_INPUT'],
  ])('is refused for %s', async (_what, input, code) => {
    const answer = await app.graphql(
      'mutation ($input: StartEligibilityJobInput!) { startEligibilityJob(input: $input) { id } }',
      { input: { program: 'PKH', purpose: 'PAYEE_VERIFICATION', idempotencyKey: 'k', ...input } },
      'bank',
    );
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  test('of another caller is not there', async () => {
    const { id } = await startJob(app, 'bank', {});
    expect(await readJob(app, 'officer-regency', id)).toBeNull();
    const cancelled = await app.graphql(
      'mutation ($id: ID!) { cancelEligibilityJob(id: $id) { id } }',
      { id },
      'officer-regency',
    );
    expect(cancelled.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await readJob(app, 'bank', id))?.status).toBe('AWAITING_UPLOAD');
  });

  test('is for officers who read, and not for a desk', async () => {
    const officer = await startJob(app, 'officer-regency', { purpose: 'SOCIAL_SERVICE' });
    expect(officer.status).toBe('AWAITING_UPLOAD');
    const desk = await app.graphql(
      'mutation ($input: StartEligibilityJobInput!) { startEligibilityJob(input: $input) { id } }',
      { input: { program: 'PKH', purpose: 'SELF_SERVICE', idempotencyKey: 'k' } },
      'citizen-desk',
    );
    expect(desk.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('that is cancelled has ended, takes no rows and stays cancelled', async () => {
    const { id } = await startJob(app, 'bank', {});
    const ended = await cancelJob(app, 'bank', id);
    expect(ended).toMatchObject({
      status: 'CANCELLED',
      uploadUrl: null,
      resultUrl: null,
      completedAt: '2026-11-01T03:00:00.000Z',
    });
    expect(await cancelJob(app, 'bank', id)).toEqual(ended);
  });
});
