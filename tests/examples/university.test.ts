import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../examples/university/index.js';
import type { Sorted } from '../../examples/university/piles.js';
import { schema } from '../../schema/index.js';
import { createTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let server: TestApp;
let piles: string;
let sorted: Sorted[];
const lines: string[] = [];
beforeAll(async () => {
  server = await createTestApp({ schema });
  piles = await mkdtemp(join(tmpdir(), 'dinsos-university-'));
  sorted = await run({
    ...{ url: server.url, asOf: '2026-11-01', piles },
    applicants: fileURLToPath(new URL('../../examples/university/applicants.csv', import.meta.url)),
    print: (line) => void lines.push(line),
  });
});
afterAll(async () => {
  await server.close();
  await rm(piles, { recursive: true });
});

describe('the university example', () => {
  it('sorts its applicants into four piles', () => {
    expect(Object.fromEntries(sorted.map(({ reference, pile }) => [reference, pile]))).toEqual({
      'APP-01': 'ACCEPTED',
      'APP-02': 'ACCEPTED',
      'APP-03': 'ACCEPTED',
      'APP-04': 'NEEDS_SKTM',
      'APP-05': 'NEEDS_INFORMATION',
      'APP-06': 'REFUSED',
      'APP-07': 'REFUSED',
      'APP-08': 'REFUSED',
      'APP-09': 'REFUSED',
    });
    const answer = lines.join('\n');
    expect(answer).toContain('Screening of 9 applicants for KIP Kuliah, as of 2026-11-01');
    expect(answer).toContain('Accepted for KIP Kuliah: 3 (accepted.csv)');
    expect(answer).toContain('APP-02  up to Rp 27,400,000 a year, by INCOME_WITH_SKTM');
    expect(answer).toContain('APP-03  up to Rp 27,400,000 a year, by RAISED_IN_INSTITUTION');
    expect(answer).not.toMatch(/\d{16}/);
  });

  it('writes each pile into a file of its own, with reasons and without a NIK', async () => {
    expect((await readdir(piles)).toSorted()).toEqual([
      ...['accepted.csv', 'needs-information.csv', 'needs-sktm.csv', 'refused.csv'],
    ]);
    const read = (name: string) => readFile(join(piles, name), 'utf8');
    const accepted = await read('accepted.csv');
    expect(accepted).toMatch(/^reference,route,perYear,reasons,nextSteps,decisionId\n/);
    expect(accepted).toContain('"APP-02","INCOME_WITH_SKTM","27400000",');
    expect(accepted.trimEnd().split('\n')).toHaveLength(4);
    expect(await read('needs-sktm.csv')).toMatch(
      /"APP-04","","","[^"]+","[^"]*SKTM[^"]*","[\da-f-]{36}"/,
    );
    const refused = await read('refused.csv');
    expect(refused.trimEnd().split('\n')).toHaveLength(5);
    expect(refused).toMatch(/"APP-08","","","[^"]+","",""/);
    expect(accepted + refused).not.toMatch(/\d{16}/);
  });
});
