import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../examples/university/index.js';
import { schema } from '../sdk/zz-schema.js';
import { createTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp({ schema });
});
afterAll(() => server.close());

describe('the university example', () => {
  it('sorts its applicants into four piles', async () => {
    const lines: string[] = [];
    const sorted = await run({ url: server.url, print: (line) => lines.push(line) });
    expect(Object.fromEntries(sorted)).toEqual({
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
    expect(answer).toContain('APP-02  up to Rp 27,400,000 a year, by INCOME_WITH_SKTM');
    expect(answer).toContain('APP-03  up to Rp 27,400,000 a year, by RAISED_IN_INSTITUTION');
    expect(answer).not.toMatch(/\d{16}/);
  });
});
