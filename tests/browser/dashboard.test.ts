import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { RegionStatisticsDocument, type RegionStatistics } from '@dinsos/sdk';
import { createServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { settleSumedang, SUMEDANG } from '../support/statistics.js';
import { openBrowser } from './open-browser.js';
import { DASHBOARD_CONFIG, serveDashboard, type ServedDashboard } from './serve-dashboard.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('the dashboard example', { timeout: 60_000 }, () => {
  let app: TestApp;
  let browser: Browser;
  let server: ServedDashboard;
  let url: string;
  let page: Page;
  let complaints: string[];
  let strangers: string[];

  beforeAll(async () => {
    app = await createTestApp({ schema });
    await settleSumedang(app);
    vi.stubEnv('DINSOS_URL', app.url);
    server = await serveDashboard();
    url = server.url;
    browser = await openBrowser();
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await server.close();
    vi.unstubAllEnvs();
    await app.close();
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    complaints = [];
    strangers = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(url)) strangers.push(request.url());
    });
  });

  afterEach(async () => {
    await page.close();
    expect(strangers).toEqual([]);
  });

  const visit = async (officer: string, more = ''): Promise<void> => {
    await page.goto(`${url}?as=${officer}${more}`);
    await page.locator('[data-section="waiting"], [role="alert"]').first().waitFor();
  };
  const figure = (name: string) => page.locator(`[data-figure="${name}"]`).innerText();
  const isFocused = (selector: string) =>
    page.locator(selector).evaluate((one) => one.matches(':focus'));
  const openTables = () =>
    page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '');
    });
  /** What a table says of an area, by the headings of its columns. */
  const row = async (section: string, code: string): Promise<Record<string, string>> => {
    const table = page.locator(`[data-section="${section}"] table`);
    const headings = await table.locator('thead th').allInnerTexts();
    const cells = await table.locator(`[data-area="${code}"] > *`).allInnerTexts();
    return Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? '']));
  };
  /** What the registry itself answers. */
  const asked = async (persona: string, variables: object): Promise<RegionStatistics> => {
    const { data } = await app.graphql<{ regionStatistics: RegionStatistics }>(
      String(RegionStatisticsDocument),
      variables,
      persona,
    );
    return data!.regionStatistics;
  };

  it('shows the numbers that the registry gives, and says where one is kept back', async () => {
    await visit(`officer:${SUMEDANG}`);
    await openTables();
    const { total, areas } = await asked(`officer:${SUMEDANG}`, { program: 'PKH' });
    const text = (count: number | null) => (count === null ? 'ditahan' : String(count));
    for (const area of [...areas.filter(({ households }) => households.count !== 0), total]) {
      const shown = await row('welfare', area.code === SUMEDANG ? 'total' : area.code!);
      expect(shown['Keluarga']).toBe(text(area.households.count));
      expect(shown['Penduduk']).toBe(text(area.people.count));
      const deciles = Array.from({ length: 10 }, (_one, at) => shown[`Desil ${String(at + 1)}`]);
      expect(deciles).toEqual(area.welfare.slice(0, 10).map((one) => text(one.households.count)));
    }
    expect(await row('welfare', '32.11.01')).toMatchObject({
      ...{ Keluarga: '15', 'Desil 1': '7', 'Desil 3': 'ditahan' },
    });
    expect(await figure('households')).toBe('36');
    expect(await figure('active')).toBe('17');
    expect(complaints).toEqual([]);
  });

  it('draws a bar an area, as long as its number', async () => {
    await visit(`officer:${SUMEDANG}`);
    const bars = page.locator('[data-section="waiting"] .bar-row');
    expect(await bars.locator('.bar-value').allTextContents()).toEqual(['7', '9', '0']);
    const widths = await bars
      .locator('rect')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
    expect(widths[0]! / widths[1]!).toBeCloseTo(7 / 9, 2);
    expect(widths[2]).toBe(0);
  });

  it('puts active households against those in deciles 1 to 4, where both are shown', async () => {
    await visit(`officer:${SUMEDANG}`);
    await openTables();
    const { areas } = await asked(`officer:${SUMEDANG}`, { program: 'PKH' });
    const second = areas.find(({ code }) => code === '32.11.02')!;
    const isWhole = second.welfare.slice(0, 4).every(({ households }) => households.count !== null);
    const shown = await row('coverage', '32.11.02');
    expect(shown['Aktif']).toBe('5');
    expect(shown['Desil 1–4']).toBe(isWhole ? '14' : 'ditahan');
    expect(shown['%']).toBe(isWhole ? '36%' : 'tidak dapat dihitung');
    expect((await row('coverage', '32.11.01'))['%']).toBe('tidak dapat dihitung');
  });

  it('asks for another program when one is chosen', async () => {
    await visit(`officer:${SUMEDANG}`);
    await openTables();
    expect(await row('coverage', 'total')).toMatchObject({ Aktif: '17' });
    await page.getByRole('combobox', { name: 'Program' }).selectOption('BPNT');
    await page.locator('[data-section="waiting"]').waitFor();
    await openTables();
    await expect.poll(async () => (await row('coverage', 'total'))['Aktif']).toBe('0');
  });

  it('goes back to an earlier day', async () => {
    await visit(`officer:${SUMEDANG}`);
    await page.getByLabel('Keadaan pada').fill('2026-09-30');
    await expect.poll(() => figure('day')).toBe('30 September 2026');
    await openTables();
    expect(await row('welfare', 'total')).toMatchObject({
      'Desil 1': '0',
      'Tidak terdaftar': '36',
    });
  });

  it('speaks English when asked to, and says so to a screen reader', async () => {
    await visit(`officer:${SUMEDANG}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('id');
    const before = (await app.app.database.sql.query('SELECT FROM access_entry')).length;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Households by decile' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Program' }).locator('option').allInnerTexts())
      .toContain('Family Hope Program (PKH)');
    // The counts are there already: nobody is looked at again for a language.
    expect((await app.app.database.sql.query('SELECT FROM access_entry')).length).toBe(before);
  });

  it('shows an officer of another regency his own, and whoever may not read it nothing', async () => {
    await visit('officer:32.05');
    expect(await page.locator('.summary h2').innerText()).toBe('Kabupaten Garut');
    await visit('auditor');
    expect(await page.getByRole('alert').innerText()).toBe(
      'Petugas ini tidak boleh membaca statistik wilayah ini.',
    );
    expect(await page.locator('table').count()).toBe(0);
  });

  it('looks into a district and comes back, by keyboard alone', async () => {
    await visit(`officer:${SUMEDANG}`);
    const press = async (name: string | RegExp): Promise<void> => {
      const wanted = page.getByRole('button', { name }).first();
      for (let tabs = 0; tabs < 60; tabs += 1) {
        if (await wanted.evaluate((one) => one.matches(':focus'))) break;
        await page.keyboard.press('Tab');
      }
      expect(await wanted.evaluate((one) => one.matches(':focus'))).toBe(true);
      await page.keyboard.press('Enter');
    };
    await page.locator('[data-section="welfare"] summary').focus();
    await page.keyboard.press('Enter');
    const district = page.locator('[data-section="welfare"] [data-area="32.11.02"] button');
    const name = await district.innerText();
    await press(name);
    await expect.poll(() => page.locator('.summary h2').innerText()).toBe(name);
    expect(await figure('households')).toBe('14');
    // Who came by a button that is gone goes on from the heading.
    await expect.poll(() => isFocused('.summary h2')).toBe(true);
    await press('Wilayah saya');
    await expect.poll(() => page.locator('.summary h2').innerText()).toBe('Kabupaten Sumedang');
  });

  it('looks into an area by a list too, level by level, and goes back to any of them', async () => {
    await visit('officer-province');
    const heading = page.locator('.summary h2');
    const into = page.getByRole('combobox', { name: 'Lihat ke dalam' });
    await into.selectOption(SUMEDANG);
    await expect.poll(() => heading.innerText()).toBe('Kabupaten Sumedang');
    await into.selectOption('32.11.03');
    await expect.poll(() => figure('households')).toBe('7');
    const way = page.getByRole('navigation').getByRole('button');
    const [, regency, district] = await way.allInnerTexts();
    expect([regency, district]).toEqual(['Kabupaten Sumedang', await heading.innerText()]);
    expect(await way.last().getAttribute('aria-current')).toBe('location');
    await way.nth(1).click();
    await expect.poll(() => heading.innerText()).toBe('Kabupaten Sumedang');
    expect(await way.count()).toBe(2);
    // Another program is not another area: the one who chose it stays where he chose.
    const program = page.getByRole('combobox', { name: 'Program' });
    await program.focus();
    await program.selectOption('BPNT');
    await expect.poll(() => figure('active')).toBe('0');
    expect(await program.evaluate((one) => one.matches(':focus'))).toBe(true);
  });

  it('says when the registry does not answer, and asks again when told to', async () => {
    let isAway = true;
    await page.route('**/graphql', (route) =>
      isAway ? route.fulfill({ status: 404, body: 'none' }) : route.continue(),
    );
    await visit(`officer:${SUMEDANG}`);
    expect(await page.getByRole('alert').innerText()).toContain('Server tidak menjawab.');
    isAway = false;
    await page.getByRole('button', { name: 'Coba lagi' }).click();
    await expect.poll(() => figure('households')).toBe('36');
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('fits a telephone, and says where nobody lives', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await visit(`officer:${SUMEDANG}`, '&lang=en');
    await openTables();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.getByLabel('As of').fill('2019-12-31');
    await page.getByText('No household was on record on that day.').waitFor();
    expect(await page.locator('.chart').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'has no fault that axe finds, on a %s screen',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await visit(`officer:${SUMEDANG}`);
      await openTables();
      // Evaluated by the debugger, which the page's policy does not hold up.
      await page.evaluate(await readFile(AXE, 'utf8'));
      const { violations, passes } = await page.evaluate<AxeResults>('axe.run(document)');
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
      expect(passes.length).toBeGreaterThan(20);
    },
  );

  it('keeps nothing in storage', async () => {
    await visit(`officer:${SUMEDANG}`);
    const { origins, cookies } = await page.context().storageState();
    expect([origins, cookies]).toEqual([[], []]);
  });

  it('is served by the development server too, which passes questions on to the registry', async () => {
    const development = await createServer({
      configFile: DASHBOARD_CONFIG,
      logLevel: 'warn',
      server: { host: '127.0.0.1', port: 0, ws: false },
    });
    await development.listen();
    try {
      const home = development.resolvedUrls!.local[0]!;
      expect(await (await fetch(home)).text()).toContain('id="dashboard"');
      const personas = (await (await fetch(new URL('/sandbox/personas', home))).json()) as object[];
      expect(personas.length).toBeGreaterThan(5);
    } finally {
      await development.close();
    }
  });
});
