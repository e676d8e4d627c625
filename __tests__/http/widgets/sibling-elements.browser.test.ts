import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Locator, Page, Route } from 'playwright-core';
import { launchBrowser } from '../../../scripts/support/browser.js';
import { imported } from '../../support/changes.js';
import { send } from '../../support/requests.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { breadContent, hostile } from './bread.js';
import { startHostSite, type HostSite, type ListedFile } from './host-site.js';

/** An event of an element, or a violation of the policy of the page. */
interface Recorded {
  readonly type: string;
  readonly id: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const recorder = `
  window.recorded = [];
  for (const type of ['tertium-ready', 'tertium-error'])
    addEventListener(type, ({ target, detail }) => recorded.push({ type, id: target.id, detail }));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    recorded.push({ type: 'violation', id: violatedDirective, detail: { blockedURI } }));
`;

const choice = '<tertium-choice approaches="wheat,rye" weights="price:6,taste:2,keeps:3"></tertium-choice>';

describe('Elements beside <tertium-comparison>, on a page of another site', () => {
  let graph: TestStore;
  let server: TestServer;
  let browser: Browser;
  let host: HostSite;
  let files: Readonly<Record<string, ListedFile>>;
  let context: BrowserContext;
  let page: Page;
  let requests: string[] = [];

  beforeAll(async () => {
    graph = await sqliteStore.open();
    await graph.store.apply(breadContent(), imported);
    [server, browser] = await Promise.all([serveStore(graph.store), launchBrowser()]);
    const { text } = await send(server, { method: 'GET', path: '/widgets/manifest.json' });
    ({ files } = JSON.parse(text) as { files: Record<string, ListedFile> });
    host = await startHostSite(server.url, fileNamed('tertium-cards.js'));
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    await server?.close();
    await graph?.close();
  });

  function fileNamed(name: string): ListedFile {
    const file = files[name];
    if (!file) throw new Error(`Expected the built widget ${name}: \`npm run build\`.`);
    return file;
  }

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
    await use(context);
  });
  afterEach(() => context.close());

  async function use(given: BrowserContext): Promise<void> {
    await given.addInitScript(recorder);
    page = await given.newPage();
    requests = [];
    page.on('request', (request) => requests.push(request.url().replace(server.url, '')));
  }

  /** Opens a page with the given body, and waits until `count` elements have shown their content or failed. */
  async function open(body: string, count = 1): Promise<void> {
    const { url, integrity } = fileNamed('tertium-choice.js');
    const script = `<script type="module" src="${server.url}${url}" integrity="${integrity}" crossorigin="anonymous"></script>`;
    host.page('/', { body, head: script });
    await page.goto(host.url);
    await settled(count);
  }

  async function settled(count: number): Promise<void> {
    // Not `waitForFunction`, which the policy of the page does not allow.
    await page.evaluate(`new Promise((resolve) => {
      const check = () => {
        if (recorded.filter(({ type }) => type.startsWith('tertium')).length >= ${count}) resolve();
      };
      for (const type of ['tertium-ready', 'tertium-error']) addEventListener(type, check);
      check();
    })`);
  }

  const recorded = (): Promise<readonly Recorded[]> => page.evaluate<Recorded[]>('recorded');

  /** Runs an action after which an element requests its content again, and waits until the element has shown it or failed. */
  async function andReload(act: () => Promise<unknown>): Promise<void> {
    const { length } = (await recorded()).filter(({ type }) => type.startsWith('tertium'));
    await act();
    await settled(length + 1);
  }

  const element = (selector: string): Locator => page.locator(selector);
  const slider = (name: string | RegExp): Locator => page.getByRole('slider', { name });
  const places = (): Promise<string[]> => page.locator('.tertium-choice-place a').allTextContents();
  const announced = (): Promise<string | null> => page.getByRole('status').textContent();
  const fragments = (): string[] => requests.filter((url) => /\.(?:card|verdict|choice)/u.test(url));

  it('show their content with one request each, under a strict policy with Trusted Types', async () => {
    await open(
      `<tertium-card approach="rye"></tertium-card>
       <tertium-verdict question="rye-or-wheat"></tertium-verdict>
       ${choice}
       <img src="${server.url}/compare/rye,wheat.svg" alt="Rye vs Wheat">`,
      3,
    );
    expect((await recorded()).map(({ type }) => type)).toEqual(Array(3).fill('tertium-ready'));
    expect(await element('tertium-card').textContent()).toContain('Dark and dense.');
    expect(await element('tertium-verdict').textContent()).toContain('Rye keeps; wheat is cheap.');
    expect(await places()).toEqual(['Rye', 'Wheat']);
    expect(fragments().sort()).toEqual([
      '/approach/rye.card',
      '/compare/rye,wheat.choice?weights=price:6,taste:2,keeps:3',
      '/compare/rye-or-wheat.verdict',
    ]);
    const size = await element('img').evaluate((image) => {
      const { naturalWidth, naturalHeight } = image as unknown as Record<string, number>;
      return [naturalWidth, naturalHeight];
    });
    expect(size[0]).toBeGreaterThan(150);
    expect(size[1]).toBe(20);
  });

  it('use server-rendered HTML without a request', async () => {
    const [card, ranking] = await Promise.all(
      ['/approach/rye.card', '/compare/rye,wheat.choice?weights=price:1'].map(
        async (path) => (await send(server, { method: 'GET', path })).text,
      ),
    );
    await open(
      `<tertium-card approach="rye">${card}</tertium-card>
       <tertium-choice approaches="rye,wheat" weights="price:1">${ranking}</tertium-choice>`,
      2,
    );
    expect((await recorded()).map(({ detail }) => detail)).toEqual([{ kept: true }, { kept: true }]);
    expect(fragments()).toEqual([]);
    expect(await places()).toEqual(['Wheat', 'Rye']);
    expect(await slider('Price').isEnabled()).toBe(true);
  });

  it('show other content when scripts change their attributes', async () => {
    await open(
      '<tertium-card approach="rye"></tertium-card><tertium-verdict approaches="wheat,rye"></tertium-verdict>',
      2,
    );
    await andReload(() =>
      page.evaluate(`{
        const card = document.querySelector('tertium-card');
        card.setAttribute('approach', 'wheat');
        card.setAttribute('axes', 'keeps,taste');
        card.setAttribute('lang', 'de');
      }`),
    );
    const names = element('tertium-card dt');
    expect(await names.allTextContents()).toEqual(['Keeps for a week', 'Taste']);
    expect(await element('tertium-card').textContent()).toContain('Alle 4 Aussagen mit Quellen');
    expect(fragments()).toHaveLength(3);
  });

  it('have different ids for the sources of several cards', async () => {
    await open('<tertium-card approach="rye"></tertium-card>'.repeat(2), 2);
    const wrong = await page.evaluate<string[]>(`[
      ...[...document.querySelectorAll('[id]')].filter(({ id }) => document.querySelectorAll('#' + CSS.escape(id)).length > 1),
      ...[...document.querySelectorAll('tertium-card a[href^="#"]')].filter((link) =>
        link.closest('tertium-card') !== document.getElementById(link.hash.slice(1))?.closest('tertium-card')),
    ].map((each) => each.outerHTML)`);
    expect(wrong).toEqual([]);
  });

  it('show hostile texts as plain text', async () => {
    await open(
      `<tertium-card approach="evil"></tertium-card>
       <tertium-verdict approaches="evil,wheat"></tertium-verdict>
       <tertium-choice approaches="evil,wheat" weights="price:1"></tertium-choice>`,
      3,
    );
    expect((await recorded()).map(({ type }) => type)).toEqual(Array(3).fill('tertium-ready'));
    expect(await page.locator('main img, main [onerror]').count()).toBe(0);
    const { bdi, choiceResult } = await page.evaluate<{ bdi: string; choiceResult: string }>(`({
      bdi: document.querySelector('tertium-card bdi').textContent,
      choiceResult: document.querySelector('.tertium-choice-result').textContent,
    })`);
    expect(bdi).toBe(hostile);
    expect(choiceResult).toContain(hostile);
  });

  it('show a sentence and a link if their content does not exist', async () => {
    await open('<tertium-card approach="ry"></tertium-card><tertium-choice></tertium-choice>', 2);
    expect((await recorded()).map(({ type, detail: { code } }) => [type, code]).sort()).toEqual([
      ['tertium-error', 'NOT_FOUND'],
      ['tertium-error', 'NO_SUBJECT'],
    ]);
    const alert = element('tertium-card').getByRole('alert');
    expect(await alert.textContent()).toBe('This content could not be loaded. Open it on its site');
    expect(await alert.getByRole('link').getAttribute('href')).toBe(`${server.url}/approach/ry`);
  });

  it('leave the HTML inside them unchanged, and add a sentence and a link, if the server does not respond', async () => {
    const src = 'src="http://127.0.0.1:9/"';
    await open(
      `<tertium-verdict ${src} question="rye-or-wheat"><p id="inside">Rye, last year</p></tertium-verdict>
       <tertium-choice ${src} approaches="wheat,rye"></tertium-choice>`,
      2,
    );
    expect(await page.locator('#inside').isVisible()).toBe(true);
    const links = await page.getByRole('alert').getByRole('link').all();
    expect(await Promise.all(links.map((link) => link.getAttribute('href')))).toEqual([
      'http://127.0.0.1:9/compare/rye-or-wheat',
      'http://127.0.0.1:9/compare/rye,wheat',
    ]);
  });

  describe('A choice', () => {
    it('can be operated with the keyboard alone: the ranking is updated and announced, and the focus stays', async () => {
      await open(choice);
      expect(await places()).toEqual(['Rye', 'Wheat']);
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      expect(await focused.getAttribute('name')).toBe('price');
      await andReload(() => page.keyboard.press('End'));
      await andReload(() => page.keyboard.press('ArrowLeft'));
      expect(await focused.getAttribute('name')).toBe('price');
      expect(await element('tertium-choice').getAttribute('weights')).toBe('price:9,taste:2,keeps:3');
      expect(await element('tertium-choice output').allTextContents()).toEqual(['9', '2', '3']);

      // Rye comes first because of the weight of "keeps"; with the weight 0, wheat comes first.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await slider('Keeps for a week').evaluate((each) => each === document.activeElement)).toBe(true);
      await andReload(() => page.keyboard.press('Home'));
      expect(await places()).toEqual(['Wheat', 'Rye']);
      expect(await announced()).toMatch(
        /^Wheat comes first, with a score of 0\.\d\d\. If .+ had a weight of /u,
      );

      // The explanation of a place stays open.
      const summary = page.getByText('How this score comes about').first();
      for (let step = 0; step < 2; step += 1) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await summary.evaluate((each) => each === document.activeElement)).toBe(true);
      const opened = page.locator('details[open]');
      expect(await opened.locator('li').first().textContent()).toMatch(/^Price: /u);
      for (let step = 0; step < 2; step += 1) await page.keyboard.press('Shift+Tab');
      await andReload(() => page.keyboard.press('ArrowRight'));
      expect(await opened.count()).toBe(1);
    });

    it('requests the next ranking only after the previous response, and only for the last weights', async () => {
      await open(choice);
      const delayed: Route[] = [];
      let isHolding = true;
      await page.route('**/*.choice*', async (route) => {
        if (isHolding) delayed.push(route);
        else await route.continue();
      });
      const requested = page.waitForRequest('**/*.choice*');
      const drag = (from: number): Promise<unknown> =>
        slider('Price').evaluate((input, start) => {
          for (let step = start; step <= start + 3; step += 1) {
            (input as unknown as { value: string }).value = String(step);
            input.dispatchEvent(new Event('input', { bubbles: true }));
          }
        }, from);
      await drag(2);
      await requested;
      await drag(7);
      expect(delayed).toHaveLength(1);
      isHolding = false;
      await andReload(() => delayed[0]?.continue() ?? Promise.resolve());
      await settled(3);
      expect(fragments().slice(1)).toEqual([
        '/compare/rye,wheat.choice?weights=price:5,taste:2,keeps:3',
        '/compare/rye,wheat.choice?weights=price:10,taste:2,keeps:3',
      ]);
      expect(await slider('Price').inputValue()).toBe('10');
      expect(await element('tertium-choice output').first().textContent()).toBe('10');
    });

    it('shows that a weight above 0 is necessary, and sends no request, if all weights are 0', async () => {
      await open('<tertium-choice approaches="rye,wheat" weights="price:1"></tertium-choice>');
      await slider('Price').focus();
      await page.keyboard.press('Home');
      const sentence = 'Give at least one aspect a weight above 0.';
      expect(await element('.tertium-choice-note').textContent()).toBe(sentence);
      expect(await announced()).toBe(sentence);
      expect(fragments()).toHaveLength(1);
      await andReload(() => page.keyboard.press('ArrowRight'));
      expect(await element('.tertium-choice-note').count()).toBe(0);
    });

    it('leaves the ranking unchanged, and announces that it could not be updated, if the server stops responding', async () => {
      await open(choice);
      await page.route('**/*.choice*', (route) => route.abort());
      await slider('Price').focus();
      await andReload(() => page.keyboard.press('End'));
      expect(await places()).toEqual(['Rye', 'Wheat']);
      expect(await element('.tertium-choice-note').textContent()).toBe('The ranking could not be updated.');
      expect(await announced()).toBe('The ranking could not be updated.');
      await page.unroute('**/*.choice*');
      await andReload(() => page.keyboard.press('ArrowLeft'));
      expect(await element('.tertium-choice-note').count()).toBe(0);
    });

    it('is independent of another choice of the same approaches', async () => {
      await open(
        `${choice}<tertium-choice id="other" approaches="rye,wheat" weights="price:1"></tertium-choice>`,
        2,
      );
      await element('#other').getByRole('slider').focus();
      await andReload(() => page.keyboard.press('End'));
      expect(await element('#other').getAttribute('weights')).toBe('price:10');
      expect(await element('tertium-choice').first().getAttribute('weights')).toBe('price:6,taste:2,keeps:3');
      expect(await places()).toEqual(['Rye', 'Wheat', 'Wheat', 'Rye']);
    });
  });

  describe('are accessible according to axe, and cause no horizontal overflow', () => {
    let axe: string;
    beforeAll(async () => {
      axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    });

    it.each([
      { name: 'light', width: 1280, emulated: { colorScheme: 'light' } },
      { name: 'dark', width: 1280, emulated: { colorScheme: 'dark' } },
      { name: 'forced colours', width: 1280, emulated: { forcedColors: 'active' } },
      { name: '390 px', width: 390, emulated: {} },
      { name: 'right to left, 390 px, dark', width: 390, emulated: { colorScheme: 'dark' }, dir: 'rtl' },
    ] as const)('in the view: $name', async ({ width, emulated, ...view }) => {
      await context.close();
      // axe is a script that the policy of the page does not allow.
      context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 900 }, ...emulated });
      await use(context);
      await open(
        `<tertium-card approach="rye"></tertium-card>
         <tertium-card approach="evil" lang="de"></tertium-card>
         <tertium-card approach="spelt" axes="price,keeps,crust"></tertium-card>
         <tertium-verdict question="rye-or-wheat"></tertium-verdict>
         <tertium-choice approaches="evil,rye,spelt,wheat" atleast="keeps:PARTIAL"></tertium-choice>
         <tertium-choice approaches="rye,wheat" weights="price:3,taste:1" lang="de"></tertium-choice>
         <tertium-verdict></tertium-verdict>`,
        7,
      );
      if ('dir' in view) await page.evaluate(`document.documentElement.dir = '${view.dir}'`);
      await page.locator('summary').first().click();
      await page.evaluate(axe);
      const { violations } = await page.evaluate<AxeResults>(
        `axe.run(document, { resultTypes: ['violations'] })`,
      );
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
      ).toEqual([]);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
    });
  });
});
