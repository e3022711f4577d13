import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dinsos-size-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a page carries that uses these names of the SDK and nothing else, jose and all. */
async function bundle(name: string, text: string): Promise<string> {
  const entry = join(folder, `${name}.js`);
  await writeFile(entry, text);
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@dinsos/sdk': join(ROOT, 'sdk/dist/index.js') } },
    build: {
      lib: { entry, formats: ['es'], fileName: name },
      outDir: join(folder, name),
      minify: true,
    },
  });
  return readFile(join(folder, name, `${name}.js`), 'utf8');
}

const KILOBYTE = 1_000;
const sizeOf = (text: string): number => gzipSync(text, { level: 9 }).length;

describe('what a page carries of the SDK, minified and compressed', { timeout: 120_000 }, () => {
  it('is at most 24 kB with the whole client', async () => {
    const all = await bundle(
      'client',
      "import { createClient } from '@dinsos/sdk'; globalThis.createClient = createClient;",
    );
    expect(sizeOf(all)).toBeLessThan(24 * KILOBYTE);
    expect(all).toContain('checkEligibilities');
  });

  it('is at most 10 kB where it only verifies receipts and webhooks, without the client', async () => {
    const verifiers = await bundle(
      'verifiers',
      "import { verifyReceipt, verifyWebhook } from '@dinsos/sdk'; globalThis.verifiers = [verifyReceipt, verifyWebhook];",
    );
    expect(sizeOf(verifiers)).toBeLessThan(10 * KILOBYTE);
    expect(verifiers).not.toContain('checkEligibilities');
  });
});
