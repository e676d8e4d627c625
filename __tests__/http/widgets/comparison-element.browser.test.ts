import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/support/browser.js';
import { parseComparisonAddress } from '../../../src/pages/addresses/comparison-address.js';
import { embedCode } from '../../../src/pages/embed-code.js';
import { site } from '../../pages/comparison/comparison-results.js';
import type { TestServer } from '../../support/server.js';
import { sampleOf } from '../../support/test-run.js';
import { send } from '../../support/requests.js';
import { partialNote, startPageServer } from '../pages/page-server.js';
import { wideQuestion, wideRowCount } from '../pages/wide-comparison.js';
import { startHostSite, type HostSite, type ListedFile } from './host-site.js';

const media = 'approaches="bd-rom,cd-rom,lto-9"';

/** An event of an element, or a violation of the policy of the page. */
interface Recorded {
  readonly type: string;
  readonly id: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Reports `tertium-ready` and `tertium-error` events, and violations of the policy of the page, from the start of the page. */
const recorder = `
  for (const type of ['tertium-ready', 'tertium-error'])
    addEventListener(type, ({ target, detail }) => report({ type, id: target.id, detail }));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    report({ type: 'violation', id: violatedDirective, detail: { blockedURI } }));
`;

describe('<tertium-comparison> on a page of another site', () => {
  let server: TestServer;
  let browser: Browser;
  let host: HostSite;
  let module: ListedFile;
  let styleSheet: ListedFile;
  let context: BrowserContext;
  let page: Page;
  let requests: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startPageServer(), launchBrowser()]);
    const { text } = await send(server, { method: 'GET', path: '/widgets/manifest.json' });
    const { files } = JSON.parse(text) as { files: Record<string, ListedFile> };
    if (!files['tertium-comparison.js'] || !files['tertium.css'])
      throw new Error('Expected built widgets: `npm run build`.');
    module = files['tertium-comparison.js'];
    styleSheet = files['tertium.css'];
    host = await startHostSite(server.url, module);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    await server?.close();
  });

  let recorded: Recorded[] = [];
  let onRecorded = (): void => undefined;

  beforeEach(() => newContext());

  /**
   * Opens a browser context, and closes the earlier one. The policy of the page forbids Playwright's functions that wait
   * in the page, so the page reports its events to the test.
   */
  async function newContext(options: BrowserContextOptions = {}): Promise<void> {
    if (browser.contexts().length > 0) await context.close();
    context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
    context.setDefaultTimeout(5_000);
    recorded = [];
    requests = [];
    await context.exposeFunction('report', (event: Recorded) => {
      recorded.push(event);
      onRecorded();
    });
    await context.addInitScript(recorder);
    page = await context.newPage();
    page.on('request', (request) => requests.push(request.url()));
  }

  afterEach(() => context.close());

  /** Opens a page with the given body, and waits until `count` elements have shown their content or failed. */
  async function open(
    body: string,
    { head = '', policy = 'tertium', query = '', count = 1 } = {},
  ): Promise<void> {
    host.page('/', { body, head, policy });
    await page.goto(`${host.url}/${query}`);
    await settled(count);
  }

  const countOf = (): number => recorded.filter(({ type }) => type.startsWith('tertium')).length;

  async function settled(count: number): Promise<void> {
    while (countOf() < count) await new Promise<void>((resolve) => (onRecorded = resolve));
  }

  /** Runs an action after which the element requests the table again, and waits until the element has shown it or failed. */
  async function andReload(act: () => Promise<void>): Promise<void> {
    const count = countOf();
    await act();
    await settled(count + 1);
  }

  const element = (id = ''): Locator => page.locator(id === '' ? 'tertium-comparison' : `#${id}`);
  const heads = (of: Locator): Promise<string[]> => of.locator('thead th').allTextContents();
  const rows = (of: Locator): Promise<number> => of.locator('th[scope=row]').count();
  const announced = (of: Locator): Promise<string | null> => of.getByRole('status').textContent();
  const fragments = (): string[] => requests.filter((url) => url.includes('.fragment'));

  it('shows the table with one request, under a strict policy with Trusted Types', async () => {
    await open('<tertium-comparison question="msp-vs-devops"></tertium-comparison>');
    expect(recorded).toEqual([{ type: 'tertium-ready', id: '', detail: { kept: false } }]);
    expect(await rows(element())).toBe(39);
    expect(fragments()).toEqual([`${server.url}/compare/msp-vs-devops.fragment`]);
    const position = await element()
      .locator('thead th')
      .first()
      .evaluate((head) => getComputedStyle(head).position);
    expect(position).toBe('sticky');
  });

  it('uses server-rendered HTML without a request, and adds the controls without a shift of the layout', async () => {
    const { text } = await send(server, { method: 'GET', path: '/compare/msp-vs-devops.fragment' });
    const link = `<link rel="stylesheet" href="${server.url}${styleSheet.url}" integrity="${styleSheet.integrity}" crossorigin="anonymous">`;
    await page.addInitScript(
      `addEventListener('DOMContentLoaded', () => { window.kept = document.querySelector('td'); })`,
    );
    await open(`<tertium-comparison question="msp-vs-devops">${text}</tertium-comparison>`, { head: link });
    expect(recorded).toEqual([{ type: 'tertium-ready', id: '', detail: { kept: true } }]);
    expect(await page.evaluate('kept === document.querySelector("td")')).toBe(true);
    expect(fragments()).toEqual([]);
    expect(await shifts()).toBe(0);
    await andReload(() => element().getByRole('switch').check());
    expect(await rows(element())).toBeLessThan(39);
    expect(fragments()).toHaveLength(1);
  });

  it('does not move the content below it if the page reserves a height', async () => {
    await open('<tertium-comparison class="reserved" question="msp-vs-devops"></tertium-comparison>');
    expect(await shifts()).toBe(0);
    expect(await element().evaluate((each) => each.scrollHeight <= 7000)).toBe(true);
  });

  /** Measures the sum of the shifts of the layout so far (Layout Instability API). */
  function shifts(): Promise<number> {
    return page.evaluate<number>(`new Promise((resolve) => {
      const observer = new PerformanceObserver(() => undefined);
      observer.observe({ type: 'layout-shift', buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() =>
        resolve(observer.takeRecords().reduce((sum, { value }) => sum + value, 0))));
    })`);
  }

  it('can show different columns, conditions, revisions and languages in several elements of one page', async () => {
    await open(
      `<tertium-comparison id="a" ${media} columns="bd-rom,lto-9"></tertium-comparison>
       <tertium-comparison id="b" ${media} columns="lto-9,bd-rom" lang="de"></tertium-comparison>
       <tertium-comparison id="c" ${media} under="recording:native" units="stated"></tertium-comparison>
       <tertium-comparison id="d" ${media} under="recording:compressed" units="stated"></tertium-comparison>
       <tertium-comparison id="e" question="msp-vs-devops" at="1"></tertium-comparison>
       <tertium-comparison question="msp-vs-devops"></tertium-comparison>`,
      { count: 6 },
    );
    expect(await heads(element('a'))).toEqual(['Aspect', 'BD-ROM', 'LTO-9 tape']);
    expect(await heads(element('b'))).toEqual(['Aspekt', 'LTO-9 tape', 'BD-ROM']);
    expect(await element('c').textContent()).toContain('recording: native');
    expect(await element('c').textContent()).not.toContain('recording: compressed');
    expect(await element('d').textContent()).toContain('recording: compressed');
    expect(await element('d').textContent()).not.toContain('recording: native');
    expect(await element('e').locator('table').textContent()).not.toContain(partialNote);
    expect(await element().last().locator('table').textContent()).toContain(partialNote);
    expect(await mixedUp()).toEqual([]);
  });

  it('replaces the ids of tables that were server-rendered with the same ids', async () => {
    const { text } = await send(server, { method: 'GET', path: '/compare/msp-vs-devops.fragment' });
    const kept = `<tertium-comparison question="msp-vs-devops">${text}</tertium-comparison>`;
    await open(`${kept}${kept}<tertium-comparison id="third" ${media}></tertium-comparison>`, { count: 3 });
    expect(await mixedUp()).toEqual([]);
    await andReload(() => element().nth(1).getByRole('switch').check());
    expect(await mixedUp()).toEqual([]);
    expect(await rows(element().first())).toBe(39);
    expect(await rows(element().nth(1))).toBeLessThan(39);
  });

  /** Returns the HTML of elements whose id is not unique, and of links that lead out of their `<tertium-comparison>`. */
  function mixedUp(): Promise<string[]> {
    return page.evaluate<string[]>(`[
      ...[...document.querySelectorAll('[id]')].filter(({ id }) => document.querySelectorAll('#' + CSS.escape(id)).length > 1),
      ...[...document.querySelectorAll('tertium-comparison a[href^="#"]')].filter((link) =>
        link.closest('tertium-comparison') !== document.getElementById(link.hash.slice(1))?.closest('tertium-comparison')),
    ].map((each) => each.outerHTML)`);
  }

  it('announces the number of rows when only differences are shown', async () => {
    await open('<tertium-comparison question="msp-vs-devops"></tertium-comparison>');
    const toggle = element().getByRole('switch', { name: /^Only differences \(\d+\)$/u });
    await andReload(() => toggle.check());
    const count = await rows(element());
    expect(count).toBeLessThan(39);
    expect(await announced(element())).toBe(`${count} rows of 39 in which they differ.`);
    expect(await element().getAttribute('differences')).toBe('');
    await andReload(() => toggle.uncheck());
    expect(await announced(element())).toBe('39 rows.');
    expect(await element().getAttribute('differences')).toBeNull();
  });

  it('can be operated with the keyboard alone', async () => {
    await open(`<tertium-comparison ${media}></tertium-comparison>`);
    const focused = page.locator(':focus');
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    const nameOfFocused = (): Promise<string> =>
      focused.evaluate((each) => each.getAttribute('aria-label') ?? each.textContent ?? '');

    // Only differences.
    await press('Tab');
    expect(await focused.getAttribute('role')).toBe('switch');
    const before = await rows(element());
    await andReload(() => press('Space'));
    expect(await rows(element())).toBeLessThan(before);
    expect(await focused.getAttribute('role')).toBe('switch');
    await andReload(() => press('Space'));

    // Columns: order, then choice.
    await press('Tab');
    expect(await nameOfFocused()).toBe('Columns');
    await press('Enter');
    await press('Tab');
    await press('Tab');
    expect(await nameOfFocused()).toBe('BD-ROM: move one column forward');
    await andReload(() => press('Enter'));
    expect(await heads(element())).toEqual(['Aspect', 'CD-ROM', 'BD-ROM', 'LTO-9 tape']);
    expect(await element().getAttribute('columns')).toBe('cd-rom,bd-rom,lto-9');
    expect(await announced(element())).toBe('BD-ROM: column 2 of 3.');
    expect(await nameOfFocused()).toBe('BD-ROM: move one column forward');
    await andReload(() => press('Enter'));
    expect(await heads(element())).toEqual(['Aspect', 'CD-ROM', 'LTO-9 tape', 'BD-ROM']);
    // The column cannot move further, so another control of the column gets the focus.
    expect(await focused.getAttribute('data-key')).toMatch(/^bd-rom /u);
    await press('Shift+Tab');
    expect(await focused.getAttribute('data-key')).toBe('bd-rom shown');
    await andReload(() => press('Space'));
    expect(await heads(element())).toEqual(['Aspect', 'CD-ROM', 'LTO-9 tape']);
    expect(await announced(element())).toBe('2 of 3 columns.');
    expect(await element().getByRole('checkbox', { name: 'CD-ROM', exact: true }).isDisabled()).toBe(true);
    await andReload(() => press('Space'));
    expect(await heads(element())).toEqual(['Aspect', 'CD-ROM', 'LTO-9 tape', 'BD-ROM']);
    await press('Escape');
    expect(await nameOfFocused()).toBe('Columns');

    // Units.
    await press('Tab');
    expect(await nameOfFocused()).toBe('Units');
    await andReload(() => press('ArrowDown'));
    expect(await element().getAttribute('units')).toBe('stated');
    expect(await element().locator('table').textContent()).toMatch(/45\sTB/u);

    // Sections.
    const section = element().locator('.tertium-fold').first();
    while (!(await section.evaluate((each) => each === document.activeElement))) await press('Tab');
    expect(await section.getAttribute('aria-expanded')).toBe('true');
    const visible = (): Promise<number> => element().locator('tbody').first().locator('tr:visible').count();
    const shown = await visible();
    await press('Enter');
    expect(await section.getAttribute('aria-expanded')).toBe('false');
    expect(await visible()).toBe(1);
    await press('Space');
    expect(await visible()).toBe(shown);

    // Sources: shown on focus, entered with Enter, left with Escape.
    const note = element().getByRole('dialog');
    await press('Tab');
    expect(await focused.getAttribute('role')).toBe('doc-noteref');
    const number = await focused.textContent();
    expect(await note.getAttribute('aria-label')).toBe(`Source ${number}`);
    await press('Enter');
    expect(await note.evaluate((each) => each === document.activeElement)).toBe(true);
    await press('Tab');
    expect(await note.evaluate((each) => each.contains(document.activeElement))).toBe(true);
    await press('Escape');
    expect(await note.count()).toBe(0);
    expect(await focused.getAttribute('role')).toBe('doc-noteref');
    await press('Shift+Tab');
    expect(await note.count()).toBe(0);
  });

  it('shows the source and quote of a reference that is clicked or tapped', async () => {
    await newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    await open('<tertium-comparison question="msp-vs-devops"></tertium-comparison>');
    const cell = element().getByRole('cell').filter({ hasText: partialNote });
    const note = element().getByRole('dialog', { name: 'Source 1' });
    for (const act of ['tap', 'click'] as const) {
      await cell.locator('[role=doc-noteref]')[act]();
      expect(await note.textContent()).toContain('automates what it runs');
      const box = await note.boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= 390 && box.width > 100).toBe(true);
      await note.getByRole('button', { name: 'Close' })[act]();
      expect(await note.count()).toBe(0);
    }
    await cell.locator('[role=doc-noteref]').tap();
    await page.locator('h1').click();
    expect(await note.count()).toBe(0);
  });

  it('copies Markdown, CSV, embed code, and a citation with the revision', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(`<tertium-comparison ${media} columns="lto-9,bd-rom" differences></tertium-comparison>`);
    const copy = async (name: string): Promise<string> => {
      await element().getByRole('button', { name, exact: true }).click();
      await element().getByRole('note').filter({ hasText: 'Copied.' }).waitFor();
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    await element().getByRole('button', { name: 'Copy', exact: true }).click();
    const markdown = await copy('As Markdown');
    expect(markdown).toMatch(/\| LTO-9 tape +\| BD-ROM/u);
    expect(markdown).not.toContain('CD-ROM |');
    const csv = await copy('As CSV');
    expect(csv.split('\n', 1)[0]).toMatch(/"LTO-9 tape","BD-ROM"/u);
    const citation = await copy('Citation');
    expect(citation).toMatch(
      / Revision \d+, .*\/compare\/bd-rom,cd-rom,lto-9\?differences&columns=lto-9,bd-rom&at=\d+$/u,
    );

    // The code shows the same table on another page.
    const code = await copy('Code to embed it');
    expect(code).toContain('integrity="sha384-');
    host.page('/copied', { body: code });
    recorded = [];
    await page.goto(`${host.url}/copied`);
    await settled(1);
    expect(await heads(element())).toEqual(['Aspect', 'LTO-9 tape', 'BD-ROM']);
    expect(await element().getByRole('switch').isChecked()).toBe(true);
  });

  it('is shown by the embed code of the comparison page', async () => {
    const address = parseComparisonAddress(
      '/compare/bd-rom,cd-rom,lto-9',
      'differences&hide=cd-rom&under=recording:native&units=stated&lang=de',
    );
    const columns = ['bd-rom', 'cd-rom', 'lto-9'].map((slug) => ({ slug, name: slug }));
    const widgets = { comparison: module, styleSheet };
    const code = embedCode(
      { ...site, baseUrl: server.url, widgets },
      { address, columns, title: 'Discs < "tapes"' },
    );
    await open(code ?? '');
    expect(recorded.map(({ type }) => type)).toEqual(['tertium-ready']);
    expect(await heads(element())).toEqual(['Aspekt', 'BD-ROM', 'LTO-9 tape']);
    expect(await element().textContent()).toContain('recording: native');
    expect(await element().textContent()).not.toContain('recording: compressed');
    expect(await element().getByRole('switch').isChecked()).toBe(true);
  });

  it('shows the text to copy, already selected, if the clipboard cannot be used', async () => {
    await page.addInitScript(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`);
    await open(`<tertium-comparison ${media}></tertium-comparison>`);
    await element().getByRole('button', { name: 'Copy', exact: true }).click();
    await element().getByRole('button', { name: 'Citation' }).click();
    const area = element().getByRole('textbox', { name: 'Copy the selected text.' });
    await area.waitFor();
    expect(await area.inputValue()).toContain('Revision');
    expect(await area.evaluate((each) => each === document.activeElement)).toBe(true);
  });

  it('saves the choices of the reader in the URL of the page with `state="url"`', async () => {
    const body = `<tertium-comparison id="a" state="url" ${media}></tertium-comparison>
      <tertium-comparison id="b" state="url" question="msp-vs-devops"></tertium-comparison>`;
    await open(body, { count: 2, query: '?page=1' });
    await andReload(() => element('b').getByRole('switch').check());
    await andReload(() =>
      element('a')
        .getByRole('combobox')
        .selectOption('stated')
        .then(() => undefined),
    );
    await element('a').locator('.tertium-fold').first().click();
    const { searchParams } = new URL(page.url());
    expect([...searchParams.keys()]).toEqual(['page', 'b.differences', 'a.units', 'a.folded']);
    const differing = await rows(element('b'));

    recorded = [];
    await page.reload();
    await settled(2);
    expect(await rows(element('b'))).toBe(differing);
    expect(await element('b').getByRole('switch').isChecked()).toBe(true);
    expect(await element('a').getByRole('combobox').inputValue()).toBe('stated');
    expect(await element('a').locator('.tertium-fold').first().getAttribute('aria-expanded')).toBe('false');
    expect(await element('a').getByRole('switch').isChecked()).toBe(false);
  });

  it('shows another table when scripts change its attributes', async () => {
    await open(`<tertium-comparison ${media}></tertium-comparison>`);
    await andReload(() =>
      page.evaluate(`{
        const element = document.querySelector('tertium-comparison');
        element.setAttribute('columns', 'lto-9,cd-rom');
        element.setAttribute('lang', 'de');
      }`),
    );
    expect(await heads(element())).toEqual(['Aspekt', 'LTO-9 tape', 'CD-ROM']);
    expect(await element().getByRole('button', { name: 'Spalten' }).isVisible()).toBe(true);
    expect(fragments()).toHaveLength(2);
  });

  it.each([
    ['an unknown question', 'question="nothing-here"', 'NOT_FOUND', '/compare/nothing-here'],
    ['no subject', '', 'NO_SUBJECT', '/'],
    ['a wrong attribute', `${media} sort="size"`, 'BAD_USER_INPUT', '/compare/bd-rom,cd-rom,lto-9?sort=size'],
  ])('shows an error with a link, and dispatches an event, for %s', async (_, attributes, code, href) => {
    await open(`<tertium-comparison ${attributes}></tertium-comparison>`);
    expect(recorded).toEqual([
      { type: 'tertium-error', id: '', detail: { code, message: expect.stringMatching(/.{20,}/u) } },
    ]);
    const alert = element().getByRole('alert');
    expect(await alert.textContent()).toBe('This content could not be loaded. Open it on its site');
    expect(await alert.getByRole('link').getAttribute('href')).toBe(server.url + href);
  });

  it('leaves the HTML inside it unchanged, and adds a sentence and a link, if the server does not respond', async () => {
    await open(
      `<tertium-comparison src="http://127.0.0.1:9/" question="msp-vs-devops"><p id="inside">The table of last year</p></tertium-comparison>`,
    );
    expect(recorded.filter(({ type }) => type !== 'violation')).toEqual([
      expect.objectContaining({
        type: 'tertium-error',
        detail: expect.objectContaining({ code: 'UNREACHABLE' }),
      }),
    ]);
    expect(await page.locator('#inside').isVisible()).toBe(true);
    const link = element().getByRole('alert').getByRole('link');
    expect(await link.getAttribute('href')).toBe('http://127.0.0.1:9/compare/msp-vs-devops');
  });

  it('leaves the HTML inside it unchanged while the server is slow, and shows the result of the last request', async () => {
    let respond = (): void => undefined;
    const requested = new Promise<void>((resolve) => {
      void page.route('**/*.fragment', async (route) => {
        resolve();
        await new Promise<void>((continued) => (respond = continued));
        await route.continue().catch(() => undefined);
      });
    });
    host.page('/', {
      body: `<tertium-comparison ${media}><p id="inside">The table of last year</p></tertium-comparison>`,
    });
    await page.goto(host.url);
    await requested;
    expect(await page.locator('#inside').isVisible()).toBe(true);
    expect(await element().getAttribute('aria-busy')).toBe('true');
    await element().evaluate((each) => each.setAttribute('columns', 'lto-9,bd-rom'));
    await settled(1);
    respond();
    expect(await heads(element())).toEqual(['Aspect', 'LTO-9 tape', 'BD-ROM']);
    expect(await element().getAttribute('aria-busy')).toBeNull();
    expect(recorded).toEqual([{ type: 'tertium-ready', id: '', detail: { kept: false } }]);
  });

  it('shows the same table without a request after it is moved in the document, and reserves the height `min-block-size`', async () => {
    await open(`<tertium-comparison min-block-size="9000px" question="msp-vs-devops"></tertium-comparison>`);
    expect(await element().evaluate((each: HTMLElement) => each.offsetHeight)).toBe(9000);
    await page.evaluate(
      `document.querySelector('main').prepend(document.querySelector('tertium-comparison'))`,
    );
    expect(await rows(element())).toBe(39);
    await andReload(() => element().getByRole('switch').check());
    expect(fragments()).toHaveLength(2);
  });

  it('leaves the table unchanged, and announces that it could not be updated, if the server stops responding', async () => {
    await open('<tertium-comparison question="msp-vs-devops"></tertium-comparison>');
    await page.route('**/*.fragment*', (route) => route.abort());
    await andReload(() => element().getByRole('switch').click());
    expect(await rows(element())).toBe(39);
    expect(await announced(element())).toBe('The table could not be updated.');
    expect(await element().getByRole('switch').isChecked()).toBe(false);
  });

  it('reports which Trusted Types policy the page must allow', async () => {
    await open('<tertium-comparison question="msp-vs-devops"></tertium-comparison>', { policy: 'other' });
    const events = recorded.filter(({ type }) => type.startsWith('tertium'));
    expect(events).toEqual([
      expect.objectContaining({
        detail: { code: 'FORBIDDEN_BY_PAGE', message: expect.stringContaining('"tertium"') },
      }),
    ]);
    expect(await element().getByRole('link').isVisible()).toBe(true);
  });

  it('removes scripts, event handlers and inline styles from the HTML of a response', async () => {
    await page.route('**/*.fragment*', (route) =>
      route.fulfill({
        headers: { 'access-control-allow-origin': '*', 'content-type': 'text/html' },
        body: `<div class="tertium"><script>window.ran = 1</script><img src="x" onerror="window.ran = 1"><a href=" javascript:window.ran=1">x</a><b style="color: red">x</b></div>`,
      }),
    );
    await open('<tertium-comparison question="msp-vs-devops"></tertium-comparison>');
    expect(await element().innerHTML()).toBe('<div class="tertium"><img src="x"><a>x</a><b>x</b></div>');
    expect(await page.evaluate('window.ran')).toBeUndefined();
  });

  it('shows rows as cards in a narrow container of a wide window', async () => {
    await open(
      `<div class="narrow"><tertium-comparison id="narrow" ${media}></tertium-comparison></div>
       <tertium-comparison id="wide" approaches="bd-rom,lto-9"></tertium-comparison>`,
      { count: 2 },
    );
    const display = (id: string): Promise<string> =>
      element(id)
        .locator('tbody tr')
        .nth(1)
        .evaluate((row) => getComputedStyle(row).display);
    expect([await display('narrow'), await display('wide')]).toEqual(['flex', 'table-row']);
    await page.emulateMedia({ media: 'print' });
    expect([await display('narrow'), await display('wide')]).toEqual(['table-row', 'table-row']);
    expect(await element('wide').locator('.tertium-tools').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    const overflow = await element('narrow')
      .locator('.tertium-frame')
      .evaluate((each) => each.scrollWidth - each.clientWidth);
    expect(overflow).toBe(0);
  });

  it('shows twelve columns in a box that scrolls', async () => {
    await open(`<tertium-comparison question="${wideQuestion}"></tertium-comparison>`);
    expect(await heads(element())).toHaveLength(13);
    expect(await rows(element())).toBe(wideRowCount);
    const [pageOverflow, boxOverflow] = await page.evaluate<[number, number]>(
      `[document.documentElement.scrollWidth - innerWidth, document.querySelector('.tertium-wide').scrollWidth - document.querySelector('.tertium-wide').clientWidth]`,
    );
    expect(pageOverflow).toBeLessThanOrEqual(0);
    expect(boxOverflow).toBeGreaterThan(100);
  });

  describe('is accessible according to axe', () => {
    let axe: string;
    beforeAll(async () => {
      axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    });

    const views = [
      { name: 'light', width: 1280, media: { colorScheme: 'light' } },
      { name: 'dark', width: 1280, media: { colorScheme: 'dark' } },
      { name: 'forced colours', width: 1280, media: { forcedColors: 'active' } },
      { name: '390 px', width: 390, media: {} },
      { name: 'right to left, 390 px, dark', width: 390, media: { colorScheme: 'dark' }, dir: 'rtl' },
    ] as const;
    it.each(sampleOf(views, 1))('in $name, with open menus', async ({ width, media: emulated, ...view }) => {
      // axe is a script that the policy of the page does not allow.
      await newContext({ bypassCSP: true, viewport: { width, height: 900 }, ...emulated });
      await open(
        `<tertium-comparison id="a" ${media}></tertium-comparison><tertium-comparison question="msp-vs-devops" lang="de"></tertium-comparison>`,
        { count: 2 },
      );
      if ('dir' in view) await page.evaluate(`document.documentElement.dir = '${view.dir}'`);
      await page.evaluate(axe);
      const check = async (state: string): Promise<void> => {
        const { violations } = await page.evaluate<AxeResults>(
          `axe.run(document, { resultTypes: ['violations'] })`,
        );
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
        );
        expect([state, ...found]).toEqual([state]);
      };
      await check('closed');
      for (const name of ['Columns', 'Copy']) {
        await element('a').getByRole('button', { name, exact: true }).click();
        await check(name);
        await page.keyboard.press('Escape');
      }
      await element('a').locator('[role=doc-noteref]').first().click();
      await check('source');
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
    });
  });
});
