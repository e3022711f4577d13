import { existsSync, readFileSync } from 'node:fs';

// count.mjs REPORT STATUS: "passed failed" of a vitest run. A run that failed without a failed test counts as one.
const [report, status] = process.argv.slice(2);
const { numPassedTests = 0, numFailedTests = 0 } = existsSync(report)
  ? JSON.parse(readFileSync(report, 'utf8'))
  : {};
const silent = Number(status) !== 0 && numFailedTests === 0;
const empty = Number(status) === 0 && numPassedTests === 0;
process.stdout.write(`${numPassedTests} ${numFailedTests + (silent || empty ? 1 : 0)}\n`);
