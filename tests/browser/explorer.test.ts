import { existsSync } from 'node:fs';

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { buildExplorer } from '../../api/graphiql/build-explorer.js';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { openBrowser } from './open-browser.js';

const example = (page: Page, name: string) => page.locator(`[data-example="${name}"]`);
const answer = (page: Page) => page.locator('.result-window .view-lines');
const runButton = (page: Page) => page.getByRole('button', { name: /^Execute query/ });
const tabs = (page: Page) => page.getByRole('tab', { name: /\w/ });

describe('explorer', { timeout: 60_000 }, () => {
  let browser: Browser;
  let context: BrowserContext;
  let server: FakeServer;
  let page: Page;
  let strangers: string[];
  let complaints: string[];

  beforeAll(async () => {
    const built = new URL('../../api/graphiql/dist/index.html', import.meta.url);
    if (!existsSync(built)) await buildExplorer();
    browser = await openBrowser();
    context = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1366, height: 800 },
    });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
  });

  async function visit(): Promise<void> {
    page = await context.newPage();
    strangers = [];
    complaints = [];
    page.on('request', (request) => {
      if (![server.url, 'data:'].some((own) => request.url().startsWith(own))) {
        strangers.push(request.url());
      }
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(server.url);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  }

  describe('on a server with a sandbox', () => {
    beforeAll(async () => {
      server = await startFakeServer();
    });

    beforeEach(visit);

    afterEach(async () => {
      await page.close();
      expect(strangers).toEqual([]);
    });

    afterAll(async () => {
      await server.close();
    });

    it('answers a newcomer who chooses a persona, an example, and presses run', async () => {
      await page.getByLabel('Act as').selectOption('hospital');
      await page.getByText('Signed in as Rumah Sakit Contoh').waitFor();
      await example(page, 'hospital-check-not-covered').click();
      await runButton(page).click();
      await answer(page).getByText('ELIGIBLE', { exact: false }).first().waitFor();
      expect(server.operations.at(-1)).toEqual({
        persona: 'hospital',
        name: 'HospitalCheckNotCovered',
      });
      expect(complaints).toEqual([]);
    });

    it('loads its workers and everything else from its own host without a complaint', async () => {
      await expect.poll(() => page.workers().length).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.getByText('checkEligibility').first().waitFor();
      await page.getByRole('button', { name: 'Show History' }).click();
      expect(page.workers().every((worker) => worker.url().startsWith(server.url))).toBe(true);
      expect(complaints).toEqual([]);
    });

    it('starts with a question that runs at once', async () => {
      await runButton(page).click();
      await answer(page).getByText('outcome').first().waitFor();
      expect(server.operations.at(-1)).toEqual({ persona: 'bank', name: 'BankCheckPayee' });
    });

    it('offers each persona its own examples and swaps one that the next persona lacks', async () => {
      expect(await example(page, 'officer-check-in-full').count()).toBe(0);
      await page.getByLabel('Act as').selectOption('officer-regency');
      await example(page, 'officer-check-in-full').waitFor();
      expect(await example(page, 'bank-check-payee').count()).toBe(0);
      await expect.poll(async () => tabs(page).allInnerTexts()).toEqual(['OfficerHousehold']);
    });

    it('opens an example in a new tab when asked to', async () => {
      await page.getByLabel('a new tab').check();
      await example(page, 'bank-check-payees').click();
      await expect
        .poll(async () => tabs(page).allInnerTexts())
        .toEqual(['BankCheckPayee', 'BankCheckPayees']);
    });

    it('lets the persona and an example be chosen by keyboard alone', async () => {
      const chooser = page.getByLabel('Act as');
      const focused = async () => chooser.evaluate((element) => element.matches(':focus'));
      for (let presses = 0; presses < 6 && !(await focused()); presses += 1) {
        await page.keyboard.press('Tab');
      }
      expect(await focused()).toBe(true);
      await page.keyboard.press('ArrowDown');
      await page.getByText('Signed in as Kantor Pos Contoh').waitFor();

      const wanted = example(page, 'post-check-deceased');
      const reached = async () => wanted.evaluate((element) => element.matches(':focus'));
      for (let presses = 0; presses < 20 && !(await reached()); presses += 1) {
        await page.keyboard.press('Tab');
      }
      expect(await reached()).toBe(true);
      await page.keyboard.press('Enter');
      await expect.poll(async () => tabs(page).allInnerTexts()).toEqual(['PostCheckDeceased']);
    });

    it('replaces a token that the server no longer takes and asks again', async () => {
      await page.getByText('Signed in as Bank Penyalur Contoh').waitFor();
      server.refuseTokens();
      await runButton(page).click();
      await answer(page).getByText('outcome').first().waitFor();
      expect(server.operations.at(-1)).toEqual({ persona: 'bank', name: 'BankCheckPayee' });
    });

    it('puts the id of the latest decision into the example that replays one', async () => {
      await runButton(page).click();
      await answer(page).getByText('outcome').first().waitFor();
      await example(page, 'eligibility-decision').click();
      await page
        .locator('.graphiql-editor-tool .view-lines')
        .getByText('01934f6e-0000-7000-8000-000000000001')
        .waitFor();
    });

    it('speaks Indonesian when asked to', async () => {
      await page.getByRole('button', { name: 'Bahasa Indonesia' }).click();
      await page.getByLabel('Bertindak sebagai').waitFor();
      await page.getByText('Periksa penerima PKH').waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('id');
    });

    it('keeps no token and no answer in storage that outlives the browser tab', async () => {
      await runButton(page).click();
      await answer(page).getByText('outcome').first().waitFor();
      const { origins } = await page.context().storageState();
      expect(origins.flatMap((origin) => origin.localStorage)).toEqual([]);
    });
  });

  it('tells how to bring a token to a server without a sandbox', async () => {
    server = await startFakeServer({ sandbox: false });
    await visit();
    await page.getByRole('alert').getByText('opens no sandbox').waitFor();
    await page.close();
    await server.close();
    expect(strangers).toEqual([]);
  });
});
