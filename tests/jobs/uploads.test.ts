import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  cancelJob,
  decideAll,
  headRows,
  ndjson,
  patchRows,
  readJob,
  readResults,
  startJob,
} from '../support/jobs.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** An invented NIK of nobody. */
const nik = (serial: number): string =>
  `32050117048${(Math.floor(serial / 999) + 1) * 10_000 + 9_001 + (serial % 999)}`;
const rows = (count: number): string =>
  ndjson(Array.from({ length: count }, (_, at) => ({ nik: nik(at + 1), reference: `r${at + 1}` })));

/** Sends half a request and breaks off. */
async function breakOff(path: string, headers: object, body: Buffer): Promise<void> {
  await new Promise<void>((resolve) => {
    const sent = request(new URL(path, app.url), {
      method: 'PATCH',
      headers: { ...headers, 'content-length': String(body.length + 1_000) },
    });
    sent.on('error', () => resolve());
    sent.on('close', () => resolve());
    sent.write(body, () => setTimeout(() => sent.destroy(), 300));
  });
}

describe('an upload', () => {
  test('that breaks off keeps whole rows, and goes on from where the server says', async () => {
    const { id } = await startJob(app, 'bank', {});
    const all = Buffer.from(rows(2_500));
    const cut = Math.floor(all.length * 0.7);
    const headers = {
      authorization: `Bearer ${await app.tokenFor('bank')}`,
      'content-type': 'application/x-ndjson',
      'upload-offset': '0',
      'upload-complete': '?1',
    };
    await breakOff(`/jobs/${id}/rows`, headers, all.subarray(0, cut));
    const deadline = Date.now() + 10_000;
    let stored = 0;
    while (stored === 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      stored = Number((await headRows(app, 'bank', id)).offset);
    }
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThanOrEqual(cut);
    expect(all[stored - 1]).toBe(0x0a);
    const state = await headRows(app, 'bank', id);
    expect(state).toMatchObject({ status: 204, complete: '?0' });
    const from = Number(state.offset);
    const more = { 'upload-offset': String(from) };
    const answer = await patchRows(app, 'bank', id, all.subarray(from), more);
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(all.length)]);
    expect(await readJob(app, 'bank', id)).toMatchObject({ accepted: 2_500, status: 'RUNNING' });
    await cancelJob(app, 'bank', id);
  });

  test('at another offset than the server has is refused, and told where to go on', async () => {
    const { id } = await startJob(app, 'bank', {});
    const part = rows(3);
    await patchRows(app, 'bank', id, part, { 'upload-complete': '?0' });
    for (const offset of ['0', String(part.length + 1)]) {
      const answer = await patchRows(app, 'bank', id, part, { 'upload-offset': offset });
      expect(answer.status).toBe(409);
      expect(answer.headers.get('upload-offset')).toBe(String(part.length));
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({ status: 409, code: 'CONFLICT' });
    }
    expect(await readJob(app, 'bank', id)).toMatchObject({ accepted: 3, uploaded: part.length });
  });

  test('of two at a time takes one, and never a row twice', async () => {
    const { id } = await startJob(app, 'bank', {});
    const part = rows(1_500);
    const answers = await Promise.all([
      patchRows(app, 'bank', id, part),
      patchRows(app, 'bank', id, part),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect(await readJob(app, 'bank', id)).toMatchObject({ accepted: 1_500 });
    await cancelJob(app, 'bank', id);
  });

  test('keeps the last line without an end only where the part says that it is the last', async () => {
    const { id } = await startJob(app, 'bank', {});
    const part = rows(2).trimEnd();
    const first = part.indexOf('\n') + 1;
    const answer = await patchRows(app, 'bank', id, part, { 'upload-complete': '?0' });
    expect(answer.headers.get('upload-offset')).toBe(String(first));
    const rest = await patchRows(app, 'bank', id, part.slice(first), {
      'upload-offset': String(first),
    });
    expect(rest.headers.get('upload-offset')).toBe(String(part.length));
    expect(await readJob(app, 'bank', id)).toMatchObject({ accepted: 2 });
    await cancelJob(app, 'bank', id);
  });

  test.each([
    ['a row over 16 KiB', () => Buffer.from(`${rows(2)}${'x'.repeat(17_000)}\n`), {}, 413, 2],
    [
      'bytes that are no UTF-8',
      () => Buffer.concat([Buffer.from(rows(2)), Buffer.from([0x22, 0xff, 0x0a])]),
      {},
      400,
      2,
    ],
    ['what is no gzip', () => Buffer.from(rows(2)), { 'content-encoding': 'gzip' }, 400, 0],
    ['another encoding', () => Buffer.from(rows(2)), { 'content-encoding': 'br' }, 415, 0],
    ['another type', () => Buffer.from(rows(2)), { 'content-type': 'application/json' }, 415, 0],
    [
      'a CSV without a nik',
      () => Buffer.from('reference\nA\n'),
      { 'content-type': 'text/csv' },
      400,
      0,
    ],
    [
      'a CSV with a column that is not known',
      () => Buffer.from('nik,name\n1,A\n'),
      { 'content-type': 'text/csv' },
      400,
      0,
    ],
    ['no offset', () => Buffer.from(rows(2)), { 'upload-offset': 'x' }, 400, 0],
    [
      'no word on whether it is the last',
      () => Buffer.from(rows(2)),
      { 'upload-complete': '1' },
      400,
      0,
    ],
  ])(
    'is refused for %s, and keeps the rows before it',
    async (_what, body, headers, status, kept) => {
      const { id } = await startJob(app, 'bank', {});
      const answer = await patchRows(app, 'bank', id, body(), headers);
      expect(answer.status).toBe(status);
      expect(await readJob(app, 'bank', id)).toMatchObject({
        ...{ status: 'AWAITING_UPLOAD', accepted: kept },
      });
      expect((await headRows(app, 'bank', id)).complete).toBe('?0');
    },
  );

  test('keeps to the format that it was begun in', async () => {
    const { id } = await startJob(app, 'bank', {});
    const part = rows(1);
    await patchRows(app, 'bank', id, part, { 'upload-complete': '?0' });
    const answer = await patchRows(app, 'bank', id, 'nik\n1\n', {
      ...{ 'content-type': 'text/csv', 'upload-offset': String(part.length) },
    });
    expect(answer.status).toBe(415);
  });

  test('of a gzip that is cut keeps what came whole', async () => {
    const { id } = await startJob(app, 'bank', {});
    const whole = gzipSync(rows(3_000));
    const answer = await patchRows(app, 'bank', id, whole.subarray(0, whole.length - 2_000), {
      'content-encoding': 'gzip',
    });
    expect(answer.status).toBe(400);
    const offset = Number(answer.headers.get('upload-offset'));
    expect(String(offset)).toBe((await headRows(app, 'bank', id)).offset);
    const rest = Buffer.from(rows(3_000)).subarray(offset);
    const more = { 'upload-offset': String(offset) };
    expect((await patchRows(app, 'bank', id, rest, more)).status).toBe(204);
    expect(await readJob(app, 'bank', id)).toMatchObject({ accepted: 3_000 });
    await cancelJob(app, 'bank', id);
  });

  test("of another caller's job is not there, nor without a token, nor for one that is cancelled", async () => {
    const { id } = await startJob(app, 'bank', {});
    expect((await patchRows(app, 'officer-regency', id, rows(1))).status).toBe(404);
    expect((await headRows(app, 'officer-regency', id)).status).toBe(404);
    expect((await patchRows(app, 'hospital', id, rows(1))).status).toBe(404);
    expect((await app.fetch(`/jobs/${id}/rows`, { method: 'HEAD' })).status).toBe(401);
    expect((await app.fetch(`/jobs/${id}/results`)).status).toBe(401);
    expect((await app.fetch(`/jobs/${id}/rows`)).status).toBe(405);
    await cancelJob(app, 'bank', id);
    expect((await patchRows(app, 'bank', id, rows(1))).status).toBe(409);
  });

  test('names the earlier row of a duplicate, within one part and across parts', async () => {
    const { id } = await startJob(app, 'bank', {});
    const first = ndjson([{ nik: nik(1) }, { nik: nik(2) }, { nik: nik(1) }]);
    await patchRows(app, 'bank', id, first, { 'upload-complete': '?0' });
    const second = ndjson([{ nik: nik(3) }, { nik: nik(2) }, { nik: nik(3) }, { nik: nik(1) }]);
    await patchRows(app, 'bank', id, second, { 'upload-offset': String(first.length) });
    await decideAll(app);
    const lines = await readResults(app, 'bank', id);
    expect(lines.map(({ refused }) => /\d+/.exec(refused?.message ?? '')?.[0] ?? null)).toEqual([
      ...[null, null, '1', null, '2', '4', '1'],
    ]);
  });
});
