import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { openBrowser } from './open-browser.js';

const SDL = new URL('../../schema/schema.graphql', import.meta.url);

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
}

/**
 * What axe finds wrong for screen readers, by WCAG 2.2 A and AA. Left out are the editors' own colours and GraphiQL's own tabs (a tab with a
 * button to close it inside), which are not ours to draw.
 */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate<{ violations: Violation[] }>(
    `axe.run({ exclude: ['.graphiql-tab', '.monaco-editor'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 200)}`),
  );
}

describe('the page to learn in', { timeout: 60_000 }, () => {
  let browser: Browser;
  let context: BrowserContext;
  let server: FakeServer;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await context.close();
    await server.close();
  });

  async function visit(
    options: Parameters<typeof startFakeServer>[0] = {},
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<void> {
    server = await startFakeServer(options);
    context = await browser.newContext({
      locale: 'en-GB',
      // So high that the editors draw all of their lines.
      viewport: { width: 1366, height: 2400 },
      colorScheme,
      bypassCSP: true,
    });
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(server.url);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.getByText('Signed in as').waitFor();
  }

  it('gives the SDL that is committed, to keep', async () => {
    await visit();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the schema (SDL)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('dinsos.graphql');
    expect(await readFile(await download.path(), 'utf8')).toBe(await readFile(SDL, 'utf8'));
  });

  it('builds an operation by ticking fields', async () => {
    await visit();
    await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
    const editor = page.locator('.graphiql-query-editor .view-lines');
    await page.locator('.graphiql-explorer-node').getByText('registryVersion').click();
    await editor.getByText('registryVersion').waitFor();
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await page.locator('.result-window').getByText('registryVersion').waitFor();
    expect(complaints).toEqual([]);
  });

  it('makes the sandbox as new once somebody has confirmed it', async () => {
    await visit();
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(server.resets()).toBe(0);
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await page.getByRole('button', { name: 'Yes, make it as new' }).click();
    await page.getByText('being filled again').waitFor();
    await page.getByText('The sandbox is as new.').waitFor();
    expect(server.resets()).toBe(1);
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await page.locator('.result-window').getByText('outcome').first().waitFor();
  });

  it('says who can reset the sandbox where the page cannot', async () => {
    await visit({ embedded: false });
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await page.getByRole('button', { name: 'Yes, make it as new' }).click();
    await page.getByText('can only be reset by whoever runs it').waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'hides nothing from a screen reader in %s',
    async (scheme) => {
      await visit({}, scheme);
      await page.addScriptTag({ content: axe.source });
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'ID, Bahasa Indonesia' }).click();
      await page.getByRole('button', { name: 'Mulai dari awal' }).click();
      expect(await violations(page)).toEqual([]);
    },
  );

  it('finds what a screen reader could not use, when there is something', async () => {
    await visit();
    await page.addScriptTag({ content: axe.source });
    await page.evaluate(
      `document.querySelector('.steps').innerHTML += '<li><button></button></li>'`,
    );
    expect(await violations(page)).toEqual([expect.stringMatching(/^button-name: /)]);
  });

  it('asks before it resets by keyboard alone, and gives the focus back', async () => {
    await visit();
    const button = page.getByRole('button', { name: 'Start afresh' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Make the sandbox as new?' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await button.evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(server.resets()).toBe(0);
  });
});
