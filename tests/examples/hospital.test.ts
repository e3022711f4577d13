import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../examples/hospital/index.js';
import { schema } from '../../schema/index.js';
import { createTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp({ schema });
});
afterAll(() => server.close());

describe('the hospital example', () => {
  it('says whose premium the state pays, and what reactivates it', async () => {
    const lines: string[] = [];
    const told = await run({ url: server.url, print: (line) => lines.push(line) });
    expect(Object.fromEntries(told)).toEqual({
      A1: 'CAN_BE_ACTIVATED',
      A2: 'CAN_BE_ACTIVATED',
      B1: 'NOT_COVERED',
      B2: 'NOT_KNOWN_YET',
      C1: 'CHECK_THE_NIK',
    });
    const answer = lines.join('\n');
    expect(answer).toContain('premium: Rp 42,000 a month, 12 times a year');
    expect(answer).toMatch(/next: .*[Rr]eactivat/);
    expect(answer).not.toMatch(/\d{16}|decile/i);
  });
});
