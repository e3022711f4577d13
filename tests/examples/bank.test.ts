import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReceiptVerifier, type Fetch } from '@dinsos/sdk';
import { run, type Setting } from '../../examples/bank/index.js';
import type { JobWorker } from '../../api/jobs/job-worker.js';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { cancelJob, readJob, workerOf } from '../support/jobs.js';
import { clientOf } from '../support/oauth.js';
import { decisionCount } from '../support/registry.js';

const PAYMENTS = fileURLToPath(new URL('../../examples/bank/payments.csv', import.meta.url));

let server: TestApp;
let worker: JobWorker;
let reports: string;
let lines: string[];
beforeAll(async () => {
  server = await createTestApp({ schema });
  worker = workerOf(server, { idleMs: 20 });
  await worker.start();
});
afterAll(async () => {
  await worker.stop();
  await server.close();
});
beforeEach(async () => {
  reports = await mkdtemp(join(tmpdir(), 'dinsos-bank-'));
  lines = [];
});
afterEach(() => rm(reports, { recursive: true }));

const night = (more: Partial<Setting> = {}) =>
  run({
    ...{ url: server.url, payments: PAYMENTS, reports, program: 'BPNT', asOf: '2026-11-01' },
    print: (line) => void lines.push(line),
    ...more,
  });
const listOf = async (name: string, rows: readonly string[]): Promise<string> => {
  const file = join(reports, name);
  await writeFile(file, ['reference,nik,amount', ...rows].map((row) => `${row}\n`).join(''));
  return file;
};
const read = async (file: string): Promise<Record<string, string>[]> =>
  parse(await readFile(file, 'utf8'), { columns: true });
const advices = async (file: string) =>
  Object.fromEntries((await read(file)).map(({ reference, advice }) => [reference, advice]));
const written = async () => (await readdir(reports)).filter((name) => name.includes('BPNT'));

/** A connection that breaks at the requests of one kind. */
const breaking =
  (isBroken: (url: string, init: RequestInit) => boolean): Fetch =>
  (url, init) =>
    isBroken(url, init) ? Promise.reject(new TypeError('fetch failed')) : fetch(url, init);
/** A job that nobody has begun: the list of the personas under other references. */
const freshList = async (prefix: string): Promise<string> => {
  const text = await readFile(PAYMENTS, 'utf8');
  return listOf(`${prefix}.csv`, text.replaceAll('PAY-', prefix).trimEnd().split('\n').slice(1));
};

describe('the bank example', () => {
  it('pays whom it may, holds who is not on the list or not known yet, and stops the rest', async () => {
    const { file, totals } = await night();
    expect(await advices(file)).toEqual({
      'PAY-01': 'PAY',
      'PAY-02': 'HOLD',
      'PAY-03': 'STOP',
      'PAY-04': 'STOP',
      'PAY-05': 'HOLD',
      'PAY-06': 'STOP',
      'PAY-07': 'STOP',
    });
    expect(totals).toEqual({
      PAY: { payments: 1, amount: 600_000 },
      HOLD: { payments: 2, amount: 1_200_000 },
      STOP: { payments: 4, amount: 2_400_000 },
    });
    const answer = lines.join('\n');
    expect(answer).toContain('Bank Contoh verifies 7 payments of BPNT, as of 2026-11-01');
    expect(answer).toContain('PAY   1 of 7, Rp 600,000');
    expect(answer).toContain('HOLD  2 of 7, Rp 1,200,000');
    expect(answer).toContain('STOP  4 of 7, Rp 2,400,000');
    expect(answer).toMatch(/Where payees are sent:\n {6}\S/);
    expect(answer).not.toMatch(/\d{16}|decile \d/i);
  });

  it('asks by a job, whose id the report is called by', async () => {
    const { jobId, file } = await night();
    expect(file).toBe(join(reports, `2026-11-01-BPNT-${jobId}.csv`));
    expect(await readJob(server, 'bank', jobId)).toMatchObject({
      ...{ status: 'COMPLETED', accepted: 7, completed: 6, refused: 1 },
    });
    expect((await written()).toSorted()).toEqual([
      `2026-11-01-BPNT-${jobId}.csv`,
      `2026-11-01-BPNT-${jobId}.receipts.ndjson`,
    ]);
  });

  it('writes a report that says why and which office, and keeps the receipts that prove it', async () => {
    const { file } = await night();
    const report = await read(file);
    expect(report[0]).toMatchObject({ amount: '600000', reasons: 'ELIGIBLE, ACTIVE', offices: '' });
    expect(report[1]?.['offices']).not.toBe('');
    expect(report[6]).toMatchObject({ decisionId: '' });
    expect(report[6]?.['reasons']).toMatch(/^not checked: \S/);
    expect(await readFile(file, 'utf8')).not.toMatch(/\d{16}/);
    const kept = (await readFile(file.replace(/csv$/, 'receipts.ndjson'), 'utf8'))
      .trimEnd()
      .split('\n');
    const jwksUrl = new URL('/.well-known/jwks.json', server.url).href;
    const verify = createReceiptVerifier({ jwksUrl });
    const proven = await Promise.all(
      kept.map(async (line) => {
        const { reference, receipt } = JSON.parse(line) as { reference: string; receipt: string };
        return [reference, (await verify(receipt)).jti];
      }),
    );
    expect(proven).toEqual(
      report.slice(0, 6).map(({ reference, decisionId }) => [reference, decisionId]),
    );
  });

  it.each([
    ['on the way up', (_url: string, { method }: RequestInit) => method === 'PATCH'],
    ['before the answers', (url: string) => url.includes('/results')],
  ])('goes on where a night was cut %s, and asks about nobody twice', async (where, isBroken) => {
    const payments = await freshList(where.replaceAll(' ', '-'));
    const before = await decisionCount(server);
    await expect(night({ payments, fetch: breaking(isBroken) })).rejects.toThrow();
    expect(await written()).toEqual([]);
    const { jobId, file } = await night({ payments });
    expect(await decisionCount(server)).toBe(before + 6);
    expect(Object.values(await advices(file))).toEqual([
      ...['PAY', 'HOLD', 'STOP', 'STOP', 'HOLD', 'STOP', 'STOP'],
    ]);
    const whole = await readFile(file, 'utf8');

    expect(await night({ payments })).toMatchObject({ jobId, file });
    expect(await readFile(file, 'utf8')).toBe(whole);
    expect(await decisionCount(server)).toBe(before + 6);
    expect(await written()).toHaveLength(2);
  });

  it('asks anew where the job was cancelled', async () => {
    const payments = await freshList('cancelled');
    const isUpload = (_url: string, { method }: RequestInit) => method === 'PATCH';
    await expect(night({ payments, fetch: breaking(isUpload) })).rejects.toThrow();
    const first = lines.find((line) => line.startsWith('Job '))!.slice('Job '.length);
    await cancelJob(server, 'bank', first);
    const { jobId, file } = await night({ payments });
    expect(jobId).not.toBe(first);
    expect(await read(file)).toHaveLength(7);
  });

  it('gives a corrected list a report of its own, beside the first', async () => {
    const wrong = await listOf('a.csv', ['P-1,3171014202599901,600000', 'P-2,32,600000']);
    const right = await listOf('b.csv', ['P-1,3171014202599901,600000', 'P-2,3273051102909901,1']);
    const [first, second] = [await night({ payments: wrong }), await night({ payments: right })];
    expect(await advices(first.file)).toEqual({ 'P-1': 'PAY', 'P-2': 'STOP' });
    expect(await advices(second.file)).toEqual({ 'P-1': 'PAY', 'P-2': 'HOLD' });
    expect(await written()).toHaveLength(4);
  });

  it('holds a second payment to the same payee, about whom it was not asked again', async () => {
    const twice = ['P-1,3171014202599901,600000', 'P-2,3171014202599901,600000'];
    const { file } = await night({ payments: await listOf('twice.csv', twice) });
    expect(await advices(file)).toEqual({ 'P-1': 'PAY', 'P-2': 'HOLD' });
  });

  it('prints twenty of the payments to look at, and has all of them in the report', async () => {
    const rows = Array.from({ length: 1_500 }, (_one, at) => `M-${at},32050117${at},1`);
    const { file, totals } = await night({ payments: await listOf('many.csv', rows) });
    expect(totals.STOP).toEqual({ payments: 1_500, amount: 1_500 });
    expect(lines.filter((line) => line.startsWith('STOP  M-'))).toHaveLength(20);
    expect(lines).toContain('and 1480 more, in the report');
    expect((await read(file)).map(({ reference }) => reference)).toEqual(
      rows.map((row) => row.split(',')[0]),
    );
  });

  it('reads a list as a spreadsheet writes it', async () => {
    const file = join(reports, 'sheet.csv');
    await writeFile(file, '\uFEFFreference,nik,amount\r\nS-1,3171014202599901,600000\r\n\r\n');
    expect(await advices((await night({ payments: file })).file)).toEqual({ 'S-1': 'PAY' });
  });

  it('leaves no report where the payments change while they are verified', async () => {
    const payments = await freshList('changing');
    const changing: Fetch = async (url, init) => {
      if (url.includes('/results')) await writeFile(payments, 'reference,nik,amount\nX,32,1\n');
      return fetch(url, init);
    };
    await expect(night({ payments, fetch: changing })).rejects.toThrow('have changed');
    expect(await written()).toEqual([]);
  });

  it.each([
    ['another heading', 'nik,reference\n', 'The first line must be "reference,nik,amount".'],
    ['an amount that is none', 'reference,nik,amount\nP,3171014202599901,6e5\n', 'Line 2 needs'],
  ])('refuses a file with %s, and repeats nothing of it', async (_what, text, message) => {
    const file = join(reports, 'bad.csv');
    await writeFile(file, text);
    const failed = await night({ payments: file }).catch((error: Error) => error.message);
    expect(failed).toContain(message);
    expect(failed).not.toMatch(/\d{16}/);
    expect(lines).toEqual([]);
  });

  it('does the same as a client with a key of its own', async () => {
    const live = await createTestApp({ schema, now: () => new Date() });
    const working = workerOf(live, { idleMs: 20 });
    await working.start();
    const { clientId, key } = await clientOf('bank');
    const { file } = await night({ url: live.url, key: { clientId, privateKey: key } });
    expect(await advices(file)).toMatchObject({ 'PAY-01': 'PAY' });
    expect(live.logs.join('')).toContain('OAuthToken');
    await working.stop();
    await live.close();
  });
});
