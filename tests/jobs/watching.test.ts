import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { decideAll, ndjson, patchRows, startJob } from '../support/jobs.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const WATCH =
  'subscription ($id: ID!) { eligibilityJob(id: $id) { status accepted completed refused } }';

async function watch(persona: string, id: string, accept: string): Promise<Response> {
  return app.fetch('/graphql', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await app.tokenFor(persona)}`,
      'content-type': 'application/json',
      accept,
    },
    body: JSON.stringify({ query: WATCH, variables: { id } }),
  });
}

test('a job is watched until it has completed', async () => {
  const { id } = await startJob(app, 'bank', {});
  const answer = await watch('bank', id, 'text/event-stream');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const read = answer.text();
  await patchRows(app, 'bank', id, ndjson([{ nik: '3273054208939901' }, { nik: 'x' }]));
  await decideAll(app);
  const events = (await read).split('\n\n').filter((event) => event.startsWith('event: '));
  const jobs = events
    .filter((event) => event.startsWith('event: next'))
    .map((event) => JSON.parse(event.split('data: ')[1]!) as { data: { eligibilityJob: object } })
    .map(({ data }) => data.eligibilityJob);
  expect(jobs[0]).toEqual({ status: 'AWAITING_UPLOAD', accepted: 0, completed: 0, refused: 0 });
  expect(jobs.at(-1)).toEqual({ status: 'COMPLETED', accepted: 2, completed: 1, refused: 1 });
  expect(events.at(-1)).toBe('event: complete\ndata:');
});

test("another caller's job is not there to be watched, and plain JSON is no stream", async () => {
  const { id } = await startJob(app, 'bank', {});
  const foreign = await watch('officer-regency', id, 'text/event-stream');
  expect(await foreign.json()).toMatchObject({
    errors: [{ extensions: { code: 'NOT_FOUND' } }],
  });
  const plain = await watch('bank', id, 'application/json');
  expect(await plain.json()).toMatchObject({
    errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
  });
});
