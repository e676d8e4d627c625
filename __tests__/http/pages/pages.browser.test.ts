import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import { extractText } from 'unpdf';
import { launchBrowser } from '../../../scripts/support/browser.js';
import { plainSite, serveStore, type TestServer } from '../../support/server.js';
import { sampleOf } from '../../support/test-run.js';
import { dayOfSeed, partialNote, startPageServer } from './page-server.js';
import { longWord, rightToLeftPath } from './right-to-left.js';
import { wideQuestion, wideRowCount, wideSize } from './wide-comparison.js';

const question = '/compare/msp-vs-devops';
const wide = `/compare/${wideQuestion}`;
/** A few rows of the wide comparison, for checks in many views. */
const wideExcerpt = `${wide}?axes=${[0, 3, 6, 9, 12, 15].map((number) => `wide-dimension-${number}`).join(',')}`;
const contested = '/compare/bd-rom,cd-rom,dvd-rom,lto-9';

/** The window and the settings of a reader. */
interface View {
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel: 4 is a zoom of 400 %. */
  readonly scale?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
  /** The direction of the document: right to left for languages such as Arabic. */
  readonly direction?: 'rtl' | 'ltr';
}

const views = {
  'in a wide window': { width: 1280, height: 800 },
  'in dark': { width: 1280, height: 800, colorScheme: 'dark' },
  'in forced colours': { width: 1280, height: 800, forcedColors: 'active' },
  'right to left': { width: 1280, height: 800, direction: 'rtl' },
  'at 768 px': { width: 768, height: 1024 },
  'at 390 px': { width: 390, height: 844 },
  'at 390 px in dark, right to left': { width: 390, height: 844, colorScheme: 'dark', direction: 'rtl' },
  'at a zoom of 400 %': { width: 320, height: 256, scale: 4 },
} as const satisfies Readonly<Record<string, View>>;

const someViews = ['in dark', 'in forced colours', 'at 390 px', 'at a zoom of 400 %'] as const;
const fewViews = ['in a wide window', 'at 390 px in dark, right to left'] as const;

/** Whether the box of an element is not empty and is completely inside the window. */
async function isInWindow(page: Page, locator: Locator): Promise<boolean> {
  const box = await locator.boundingBox();
  const window = page.viewportSize();
  if (!box || !window) return false;
  const { x, y, width, height } = box;
  return (
    width > 0 && height > 0 && x >= 0 && y >= 0 && x + width <= window.width && y + height <= window.height
  );
}

/** A logo that is four times as wide as high. */
const wideLogo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20" width="80" height="20"><rect width="80" height="20"/></svg>';

/** Sums the layout shifts of a page until its fonts are loaded and two more frames are drawn. */
function shiftsOf(page: Page): Promise<number> {
  return page.evaluate<number>(`
    document.fonts.ready.then(() => new Promise((resolve) => {
      let sum = 0;
      const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value)));
      observer.observe({ type: 'layout-shift', buffered: true });
      // The observer is called with the buffered shifts before the second frame ends.
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
    }))`);
}

describe('Pages in a browser', () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startPageServer(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  describe('are accessible', () => {
    let axe: string;
    let context: BrowserContext;
    let page: Page;
    let devTools: CDPSession;

    beforeAll(async () => {
      axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      // axe is a script, and the policy of pages forbids scripts.
      context = await browser.newContext({ bypassCSP: true });
      page = await context.newPage();
      devTools = await context.newCDPSession(page);
    });
    afterAll(() => context.close());

    async function show({ width, height, scale = 1, direction = 'ltr', ...media }: View): Promise<void> {
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
      await devTools.send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: scale,
        mobile: false,
      });
      await page.evaluate(`document.documentElement.dir = '${direction}'`);
    }

    async function violations(): Promise<readonly string[]> {
      const { violations: found } = await page.evaluate<AxeResults>(
        `axe.run(document, { resultTypes: ['violations'] })`,
      );
      return found.map(({ id, help, nodes }) => {
        const first = nodes
          .slice(0, 3)
          .map(({ html, failureSummary = '' }) => `${html.slice(0, 200)} ${failureSummary}`);
        return `${id}: ${help} (${nodes.length} elements): ${first.join('; ')}`;
      });
    }

    /** Counts the elements of each role of tables in the accessibility tree. */
    async function tableRoles(): Promise<Readonly<Record<string, number>>> {
      const { nodes } = await devTools.send('Accessibility.getFullAXTree');
      const counts: Record<string, number> = { table: 0, row: 0, columnheader: 0, rowheader: 0, cell: 0 };
      for (const { role, ignored } of nodes) {
        const name = String(role?.value);
        if (!ignored && counts[name] !== undefined) counts[name] += 1;
      }
      return counts;
    }

    const pages = [
      { name: 'a question', path: question, shown: Object.keys(views) },
      { name: 'approaches, some contested', path: contested, shown: someViews },
      { name: 'right-to-left text', path: rightToLeftPath, shown: ['right to left', ...someViews] },
      { name: 'changes', path: `${question}?since=${dayOfSeed}`, shown: fewViews },
      { name: '12 × 68 cells', path: wide, shown: ['in a wide window'] },
      {
        name: '12 × 6 cells',
        path: wideExcerpt,
        shown: ['in dark', 'in forced colours', 'at 390 px in dark, right to left'],
      },
      { name: 'an approach', path: '/approach/msp', shown: someViews },
      { name: 'a source', path: '/source/ora-msp-vs-devops', shown: someViews },
      { name: 'the home page', path: '/', shown: someViews },
      { name: 'a search', path: '/?q=tape', shown: fewViews },
      { name: 'an unknown address', path: '/compare/msp-vs-devop', shown: fewViews },
      { name: 'a question in German', path: `${question}?lang=de`, shown: fewViews },
    ];
    it.each(sampleOf(pages, 4))(
      'according to axe, without scrolling sideways: $name',
      async ({ path, shown }) => {
        await page.goto(server.url + path);
        await page.evaluate(axe);
        for (const name of sampleOf(shown as readonly (keyof typeof views)[], 1)) {
          await show(views[name]);
          expect([name, ...(await violations())]).toEqual([name]);
          const overflow = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect([name, overflow]).toEqual([name, 0]);
        }
      },
    );

    it.each([
      {
        path: question,
        columns: 2,
        rows: 39,
        shown: ['in a wide window', 'at 390 px', 'at a zoom of 400 %'],
      },
      {
        path: wide,
        columns: wideSize.approaches,
        rows: wideRowCount,
        shown: ['in a wide window', 'at 390 px'],
      },
    ] as const)(
      'with a table of $columns × $rows cells in wide and narrow windows',
      async ({ path, columns, rows, shown }) => {
        await page.goto(server.url + path);
        const sections = await page.locator('th[scope=rowgroup]').count();
        expect(sections).toBeGreaterThan(1);
        // Some browsers derive no roles from elements of a table that are displayed as blocks.
        const withoutRole = ['table', 'thead', 'tbody', 'tr', 'th', 'td'].map(
          (name) => `${name}:not([role])`,
        );
        expect(await page.locator(withoutRole.join()).count()).toBe(0);
        for (const name of shown) {
          await show(views[name]);
          expect(await tableRoles()).toEqual({
            table: 1,
            row: 1 + sections + rows,
            columnheader: 1 + columns,
            rowheader: sections + rows,
            cell: columns * rows,
          });
        }
      },
    );

    it('with long words that break inside their boxes', async () => {
      await page.goto(server.url + rightToLeftPath);
      expect(await page.getByText(longWord).count()).toBeGreaterThan(3);
      for (const view of [views['in a wide window'], views['at 390 px'], views['at a zoom of 400 %']]) {
        await show(view);
        const tooWide = await page.evaluate<string[]>(`
          [...document.querySelectorAll('td, th, h1, li, q, cite')]
            .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline')
            .map((each) => each.tagName + ': ' + each.textContent.slice(0, 60))`);
        expect(tooWide).toEqual([]);
      }
    });

    it.each([question, wideExcerpt, '/', '/approach/msp'])(
      'without a shift of the layout: %s',
      async (path) => {
        for (const view of [views['in a wide window'], views['at 390 px']]) {
          await show(view);
          await page.goto(server.url + path);
          expect(await shiftsOf(page)).toBe(0);
        }
      },
    );

    it('without a shift of the layout when a logo arrives late', async () => {
      const logo = { name: 'logo.svg', bytes: Buffer.from(wideLogo) };
      const branded = await serveStore(server.store, { pages: { ...plainSite, logo } });
      let send = (): void => undefined;
      const painted = new Promise<void>((resolve) => (send = resolve));
      await page.route('**/assets/logo.*', async (route) => {
        await painted;
        await route.continue();
      });
      try {
        await show(views['in a wide window']);
        await page.goto(branded.url + question, { waitUntil: 'domcontentloaded' });
        expect(await shiftsOf(page)).toBe(0);
        send();
        await page.waitForLoadState('load');
        expect(await page.locator('header.site img').evaluate((image) => image.clientWidth)).toBe(112);
        expect(await shiftsOf(page)).toBe(0);
      } finally {
        await page.unroute('**/assets/logo.*');
        await branded.close();
      }
    });
  });

  describe('without JavaScript', () => {
    let context: BrowserContext;
    let page: Page;
    const requests: string[] = [];

    beforeAll(async () => {
      context = await browser.newContext({
        javaScriptEnabled: false,
        hasTouch: true,
        reducedMotion: 'reduce',
        viewport: { width: 1280, height: 800 },
      });
      context.on('request', (request) => requests.push(`${request.resourceType()} ${request.url()}`));
      page = await context.newPage();
    });
    afterAll(() => context.close());

    it('load one document and one style sheet, from one host', async () => {
      requests.length = 0;
      await page.goto(server.url + question);
      expect(requests).toEqual([
        `document ${server.url}${question}`,
        expect.stringMatching(/^stylesheet .*\/assets\/pages\.[\w-]+\.css$/u),
      ]);
      expect(requests[1]).toContain(server.url);
    });

    it.each([
      { name: 'a wide window', viewport: { width: 1280, height: 800 } },
      { name: 'a phone', viewport: { width: 390, height: 844 } },
    ])('show the quote of a tapped reference until the quote is closed: in $name', async ({ viewport }) => {
      await page.setViewportSize(viewport);
      await page.goto(server.url + question);
      const cell = page.getByRole('cell').filter({ hasText: partialNote });
      const quote = page.getByText('automates what it runs');
      await cell.scrollIntoViewIfNeeded();
      expect(await isInWindow(page, quote)).toBe(false);

      await cell.locator('sup a').tap();
      expect(await isInWindow(page, quote)).toBe(true);
      expect(await isInWindow(page, cell)).toBe(true);
      // The source, with its publisher and a link to it, is shown with the quote.
      const sheet = page.locator('.tertium-source').filter({ has: quote });
      expect(await isInWindow(page, sheet.locator('cite'))).toBe(true);

      await sheet.getByRole('link', { name: 'Close' }).tap();
      expect(await isInWindow(page, quote)).toBe(false);
      expect(await isInWindow(page, cell)).toBe(true);
    });

    it('show the quote of a reference that has the keyboard focus', async () => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(server.url + question);
      const cell = page.getByRole('cell').filter({ hasText: partialNote });
      const quote = page.getByText('automates what it runs');
      await cell.scrollIntoViewIfNeeded();
      await cell.locator('sup a').focus();
      // The browser shows the focus only if the keyboard moved it.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Shift+Tab');
      expect(await isInWindow(page, quote)).toBe(true);

      await page.keyboard.press('Tab');
      expect(await isInWindow(page, quote)).toBe(false);
    });

    it('list a quote with its locator at the end', async () => {
      await page.goto(server.url + question);
      const item = page.locator('.tertium-sources li').filter({ hasText: 'automates what it runs' }).last();
      expect(await item.textContent()).toContain('Services provided by an MSP');
      await item.scrollIntoViewIfNeeded();
      expect(await isInWindow(page, item)).toBe(true);
    });

    it('narrow the table to differences, and sort its rows by name', async () => {
      await page.goto(server.url + question);
      const differences = page.getByRole('link', { name: /^Only differences/u });
      const count = Number(/\d+/u.exec((await differences.textContent()) ?? '')?.[0]);
      await differences.click();
      expect(await page.locator('th[scope=row]').count()).toBe(count);
      expect(count).toBeLessThan(39);

      await page.getByRole('link', { name: 'By name' }).click();
      const names = await page.locator('th[scope=row] > bdi').allTextContents();
      expect(names).toHaveLength(count);
      expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
    });

    it('hide and show columns, and show amounts as stated', async () => {
      await page.goto(server.url + contested);
      await page
        .getByRole('link', { name: /LTO-9 tape/u })
        .first()
        .click();
      const columns = page.getByRole('columnheader');
      expect(await columns.allTextContents()).toEqual(['Aspect', 'BD-ROM', 'CD-ROM', 'DVD-ROM']);
      await page
        .getByRole('navigation', { name: 'Narrow the table' })
        .getByRole('link', { name: /LTO-9 tape/u })
        .click();
      expect(await columns.count()).toBe(5);

      const capacity = page.getByRole('row').filter({ hasText: 'Capacity' }).last();
      expect(await capacity.textContent()).toMatch(/45,000\sGB/u);
      await page.getByRole('link', { name: 'As stated' }).click();
      expect(await capacity.textContent()).toMatch(/45\sTB/u);
    });

    it('list the changes since a day that the reader enters', async () => {
      await page.goto(server.url + question);
      await page.getByLabel(/^What changed since/u).fill('2024-06-01');
      await page.getByRole('button', { name: 'Show changes' }).click();
      const changes = page.locator('.changes');
      expect(await changes.textContent()).toContain('Automation');
      expect(await changes.textContent()).toContain(partialNote);
      expect(await isInWindow(page, changes)).toBe(true);
    });

    it('search from every page', async () => {
      await page.goto(server.url + question);
      await page.getByRole('searchbox').fill('tape');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('main').getByRole('link', { name: 'LTO-9 tape' }).first().click();
      expect(page.url()).toBe(`${server.url}/approach/lto-9`);
    });

    it('compare the approaches that the reader selects', async () => {
      await page.goto(`${server.url}/`);
      await page.getByRole('checkbox', { name: 'LTO-9 tape' }).check();
      await page.getByRole('checkbox', { name: 'CD-ROM' }).check();
      await page.getByRole('button', { name: 'Compare' }).click();
      expect(page.url()).toBe(`${server.url}/compare/cd-rom,lto-9`);
    });

    it('keep the header row in view while the table scrolls', async () => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(server.url + question);
      await page.locator('th[scope=row]').nth(25).scrollIntoViewIfNeeded();
      const head = page.getByRole('columnheader', { name: 'DevOps' });
      expect(await isInWindow(page, head)).toBe(true);
      const covered = await page.locator('th[scope=row]').nth(25).boundingBox();
      expect(covered?.y).toBeGreaterThan(((await head.boundingBox())?.y ?? 0) + 1);
    });

    it.each(['ltr', 'rtl'])(
      'keep the header row and first column of a wide table in view: %s',
      async (direction) => {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(server.url + wide);
        await page.evaluate(`document.documentElement.dir = '${direction}'`);
        const row = page.getByRole('row').last();
        const cell = row.getByRole('cell').last();
        await page.getByRole('region', { name: 'Which of twelve services fits?' }).evaluate(
          (box, end) => {
            scrollBy(0, box.getBoundingClientRect().top - 8);
            box.scrollTo(end * box.scrollWidth, box.scrollHeight);
          },
          direction === 'ltr' ? 1 : -1,
        );
        expect(await isInWindow(page, cell)).toBe(true);
        expect(await isInWindow(page, page.getByRole('columnheader').last())).toBe(true);
        expect(await isInWindow(page, row.getByRole('rowheader'))).toBe(true);
      },
    );
  });

  describe('on paper', () => {
    let context: BrowserContext;
    let page: Page;
    beforeAll(async () => {
      context = await browser.newContext({ javaScriptEnabled: false });
      page = await context.newPage();
    });
    afterAll(() => context.close());

    /** Prints the page at an address to PDF. @returns the texts of the sheets, without line breaks */
    async function print(path: string): Promise<readonly string[]> {
      await page.goto(server.url + path);
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
      const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
      return text.map((each) => each.replace(/\s+/gu, ' '));
    }

    it.each([question, wide])(
      'repeat the header row, with every column, on each sheet with rows: %s',
      async (path) => {
        const pages = await print(path);
        const words = async (selector: string): Promise<readonly string[]> =>
          (await page.locator(selector).allTextContents()).map((each) => each.replace(/\s+/gu, ' '));
        const rows = await words('th[scope=row] > bdi');
        const columns = await words('th[scope=col]');
        const [first = '', ...others] = pages.filter((text) => text.includes('Aspect'));
        expect(others.length).toBeGreaterThan(0);
        for (const text of [first, ...others])
          expect(columns.filter((column) => !text.includes(column))).toEqual([]);
        // Every row is on a sheet with a header row.
        expect(rows.filter((row) => ![first, ...others].some((text) => text.includes(row)))).toEqual([]);
      },
    );

    it('list the sources with their addresses and quotes at the end', async () => {
      const text = (await print('/compare/isc,mit')).join(' ');
      const end = text.slice(text.lastIndexOf('Sources'));
      // Long words may be broken.
      expect(end.replaceAll(' ', '')).toContain('https://opensource.org/license/mit');
      expect(end).toContain('this permission notice shall be included');
    });

    it('have no controls', async () => {
      const text = (await print(question)).join(' ');
      expect(text).toContain('Managed Service Provider');
      expect(text).not.toMatch(/Only differences|Show changes|Search|Close/u);
    });
  });
});
