import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveExplorer } from '../../api/graphiql/serve-explorer.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { openBrowser } from './open-browser.js';

/**
 * The pictures of docs/explorer.md. `npm run screenshots` takes them, and writes beside each what it shows in words; here
 * the words are held to the page, since no two machines draw the same letters.
 */
const FOLDER = new URL('../../docs/images/', import.meta.url);
const TAKE = process.env['DINSOS_SCREENSHOTS'] === '1';
const SIZE = { width: 1366, height: 800 };

const PICTURES = [
  ['explorer-bank', 'bank', 'bank-check-payee', 'ELIGIBLE'],
  ['explorer-hospital', 'hospital', 'hospital-check-not-covered', 'INELIGIBLE'],
  ['explorer-officer', 'officer-regency', 'officer-household', 'members'],
] as const;

describe('the pictures of the documents', { timeout: 60_000 }, () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    [app, browser] = await Promise.all([
      createTestApp({ explorer: serveExplorer() }),
      openBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  async function answered(persona: string, example: string, shown: string): Promise<Page> {
    const page = await browser.newPage({ locale: 'en-GB', viewport: SIZE });
    await page.goto(app.url);
    await page.getByLabel('Act as').selectOption(persona);
    await page.locator(`[data-example="${example}"]`).click();
    await page.getByText('Signed in as').waitFor();
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await page.locator('.result-window').getByText(shown).first().waitFor();
    return page;
  }

  it.each(PICTURES)('%s shows what a persona sees', async (name, persona, example, shown) => {
    const page = await answered(persona, example, shown);
    const words = [
      await page.locator('#explorer > header').ariaSnapshot(),
      await page.locator('.examples-panel').ariaSnapshot(),
    ].join('\n');
    const picture = await page.screenshot();
    if (TAKE) {
      await writeFile(new URL(`${name}.png`, FOLDER), picture);
      await writeFile(new URL(`${name}.txt`, FOLDER), `${words}\n`);
    }
    await page.close();
    expect(`${words}\n`, 'take it again: npm run screenshots').toBe(
      await readFile(new URL(`${name}.txt`, FOLDER), 'utf8'),
    );
    expect(sizeOf(await readFile(new URL(`${name}.png`, FOLDER)))).toEqual(SIZE);
  });

  it('are all shown in docs/explorer.md', async () => {
    const text = await readFile(new URL('../explorer.md', FOLDER), 'utf8');
    const shown = [...text.matchAll(/!\[[^\]]{20,}\]\(images\/([\w-]+)\.png\)/g)].map(([, n]) => n);
    expect(shown).toEqual(PICTURES.map(([name]) => name));
  });
});

/** Width and height from the header of a PNG. */
function sizeOf(png: Buffer): { width: number; height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
