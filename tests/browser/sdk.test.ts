import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { openBrowser } from './open-browser.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a partner's page would do: check three people and verify what it was given. */
const PAGE = `
import { createClient, createReceiptVerifier } from '@dinsos/sdk';
export async function run(url) {
  const client = createClient({ url, credentials: { sandboxPersona: 'bank' }, purpose: 'PAYEE_VERIFICATION' });
  const verify = createReceiptVerifier({ jwksUrl: new URL('/.well-known/jwks.json', url).href });
  const answers = [];
  const people = [{ nik: '3171014202599901' }, { nik: '3273050101909999' }, { nik: '32050162' }];
  for await (const result of client.eligibility.checkMany(people, { program: 'BPNT', asOf: '2026-11-01' })) {
    if (result.refused) answers.push(result.refused.code);
    else answers.push((await verify(result.decision.receipt)).jti === result.decision.id ? result.decision.outcome : 'FORGED');
  }
  return answers;
}
`;

describe('the SDK in a browser', { timeout: 60_000 }, () => {
  let app: TestApp;
  let browser: Browser;
  let folder: string;
  let bundle: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dinsos-page-'));
    const entry = join(folder, 'page.js');
    await writeFile(entry, PAGE);
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      resolve: { alias: { '@dinsos/sdk': join(ROOT, 'sdk/dist/index.js') } },
      build: {
        lib: { entry, formats: ['es'], fileName: 'page' },
        outDir: join(folder, 'dist'),
        emptyOutDir: true,
      },
    });
    bundle = await readFile(join(folder, 'dist/page.js'), 'utf8');
    [app, browser] = await Promise.all([createTestApp(), openBrowser()]);
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await app.close();
    await rm(folder, { recursive: true });
  });

  it('asks, is answered, and verifies receipts without anything of Node', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.route('**/page.html', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Bank</title>' }),
    );
    await page.route('**/page.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: bundle }),
    );
    await page.goto(`${app.url}/page.html`);
    const answers = await page.evaluate<string[]>(
      `import('/page.js').then(({ run }) => run(location.origin))`,
    );
    expect(complaints).toEqual([]);
    expect(answers).toEqual(['ELIGIBLE', 'INELIGIBLE', 'MALFORMED_NIK']);
    await page.close();
  });
});
