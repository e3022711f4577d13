import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser) {
  process.stderr.write(`No browser at ${CHROMIUM} (CHROMIUM_PATH): the tests in one do not run.\n`);
}

const browser = {
  extends: true as const,
  test: { name: 'browser', include: ['tests/browser/**/*.test.ts'] },
};

export default defineConfig({
  // One copy of graphql: Vite would take its `module` file, while Node gives the libraries its `main`.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    pool: 'forks',
    // On two cores too: a worker waits for PostgreSQL, for children and for timers.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 120_000,
    hookTimeout: 300_000,
    globalSetup: 'tests/support/global-setup.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/bench/**'],
        },
      },
      ...(hasBrowser ? [browser] : []),
    ],
  },
});
