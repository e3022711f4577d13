import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../examples/bank/index.js';
import { schema } from '../sdk/zz-schema.js';
import { createTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp({ schema });
});
afterAll(() => server.close());

describe('the bank example', () => {
  it('pays whom it may, holds who is not on the list or not known yet, and stops the rest', async () => {
    const lines: string[] = [];
    const advised = await run({ url: server.url, print: (line) => lines.push(line) });
    expect(Object.fromEntries(advised)).toEqual({
      'PAY-01': 'PAY',
      'PAY-02': 'HOLD',
      'PAY-03': 'STOP',
      'PAY-04': 'STOP',
      'PAY-05': 'HOLD',
      'PAY-06': 'STOP',
      'PAY-07': 'STOP',
    });
    const answer = lines.join('\n');
    expect(answer).toContain('Bank Contoh verifies 7 payees of BPNT');
    expect(answer).toContain('PAY   PAY-01  ELIGIBLE, ACTIVE, Rp 2,400,000 a year');
    expect(answer).toContain('6 receipts verified');
    expect(answer).not.toMatch(/\d{16}|decile \d/i);
  });
});
