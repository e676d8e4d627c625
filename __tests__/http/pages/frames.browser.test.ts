import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/support/browser.js';
import type { TestServer } from '../../support/server.js';
import { startPageServer } from './page-server.js';
import { wideQuestion } from './wide-comparison.js';

const question = '/compare/msp-vs-devops.embed';

/** Another site: pages by path, each with a content security policy. */
interface HostSite {
  readonly url: string;
  /** Adds a page. @returns its URL */
  add(html: string, policy?: string): string;
  close(): void;
}

async function startHostSite(): Promise<HostSite> {
  const pages = new Map<string, { readonly html: string; readonly policy: string }>();
  const server: Server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    response.writeHead(page ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      ...(page && { 'content-security-policy': page.policy }),
    });
    response.end(page?.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    add(html, policy = "default-src 'none'") {
      const path = `/${pages.size}`;
      pages.set(path, { html: `<!doctype html><title>Blog</title>${html}`, policy });
      return url + path;
    },
    close: () => void server.close(),
  };
}

/** Waits until a condition is true. Playwright's `waitForFunction` cannot be used: it calls `eval` in the page, whose policy forbids this. */
async function until(document: Page | Frame, condition: string): Promise<void> {
  while (!(await document.evaluate<boolean>(condition)))
    await document.evaluate('new Promise((resolve) => void requestAnimationFrame(resolve))');
}

describe('Comparisons in frames of another site', () => {
  let server: TestServer;
  let host: HostSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, host, browser] = await Promise.all([startPageServer(), startHostSite(), launchBrowser()]);
    const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    host?.close();
    await server?.close();
  });

  const fitting = (): string =>
    `default-src 'none'; frame-src ${server.url}; script-src ${server.url}/embed.js; require-trusted-types-for 'script'; trusted-types 'none'`;
  const script = (): string => `<script async src="${server.url}/embed.js"></script>`;
  const frameOf = (path: string, attributes = ''): string =>
    `<iframe src="${server.url}${path}" title="Comparison" width="700" height="400" ${attributes}></iframe>`;

  /** Opens a page of the other site. @returns the document in its frame */
  async function open(html: string, policy = fitting()): Promise<Frame> {
    await page.goto(host.add(html, policy));
    const frame = page.frames().find((each) => each !== page.mainFrame());
    if (!frame) throw new Error('Expected a frame.');
    await frame.waitForLoadState('load');
    return frame;
  }

  const frameHeight = (): Promise<number> =>
    page.evaluate<number>(`document.querySelector('iframe').getBoundingClientRect().height`);
  const contentHeight = (frame: Frame): Promise<number> =>
    frame.evaluate<number>(`Math.ceil(document.body.getBoundingClientRect().height)`);
  const scrolls = (frame: Frame): Promise<boolean> =>
    frame.evaluate<boolean>(`document.documentElement.scrollHeight > innerHeight`);
  const fitted = (frame: Frame): Promise<void> =>
    until(frame, `document.documentElement.scrollHeight <= innerHeight`);

  it.each([
    { name: 'without a sandbox', attributes: '' },
    {
      name: 'in a sandbox with scripts',
      attributes: 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"',
    },
    { name: 'with the default border', attributes: 'class="b"' },
  ])('get the height of their content: $name', async ({ attributes }) => {
    const frame = await open(frameOf(question, attributes) + script());
    await fitted(frame);
    expect(await contentHeight(frame)).toBeGreaterThan(1_000);
    expect(await frameHeight()).toBeGreaterThanOrEqual(await contentHeight(frame));
    expect(await frameHeight()).toBeLessThan((await contentHeight(frame)) + 10);
  });

  it('follow the height of their content when the width of the window changes', async () => {
    const frame = await open(
      frameOf(question, 'style="width:90%"') + script(),
      `${fitting()}; style-src 'unsafe-inline'`,
    );
    await fitted(frame);
    const wide = await frameHeight();
    await page.setViewportSize({ width: 400, height: 700 });
    await until(frame, `document.documentElement.scrollHeight <= innerHeight && innerHeight > ${wide}`);
    await page.setViewportSize({ width: 900, height: 700 });
    await until(page, `document.querySelector('iframe').offsetHeight <= ${Math.ceil(wide)}`);
  });

  it('get the height of their content even if the script runs after they have loaded', async () => {
    const frame = await open(
      frameOf(question),
      `default-src 'none'; frame-src ${server.url}; script-src ${server.url}`,
    );
    expect(await frameHeight()).toBeLessThan(420);
    await page.evaluate(`new Promise((resolve) => {
      const script = document.createElement('script');
      script.src = '${server.url}/embed.js';
      script.onload = resolve;
      document.head.append(script);
    })`);
    await fitted(frame);
    expect(await frameHeight()).toBeGreaterThan(1_000);
  });

  it('get the height of their content even for a wide comparison', async () => {
    const frame = await open(frameOf(`/compare/${wideQuestion}.embed`) + script());
    await fitted(frame);
    expect(await frameHeight()).toBeGreaterThan(5_000);
  });

  it.each([
    { name: 'the page does not load the script', attributes: '' },
    { name: 'a sandbox forbids scripts', attributes: 'sandbox' },
  ])('keep their initial height and scroll if $name', async ({ attributes }) => {
    const frame = await open(frameOf(question, attributes) + (attributes === '' ? '' : script()));
    expect(await scrolls(frame)).toBe(true);
    expect(await frameHeight()).toBeLessThan(420);
    const cell = frame.getByRole('cell').first();
    expect(await cell.isVisible()).toBe(true);
    // The style sheet was loaded, even in the sandbox.
    expect(await frame.evaluate(`getComputedStyle(document.querySelector('caption')).position`)).toBe(
      'absolute',
    );
    const last = frame.locator('footer a');
    await last.scrollIntoViewIfNeeded();
    expect(await last.isVisible()).toBe(true);
  });

  it('show the quote of a reference at their lower edge if they scroll', async () => {
    const frame = await open(frameOf(question, 'sandbox'));
    await frame.locator('sup a').first().click();
    expect(
      await frame.evaluate(
        `getComputedStyle(document.querySelector('.tertium-source:has(li:target)')).position`,
      ),
    ).toBe('fixed');
  });

  it('show the quote of a reference in the list of sources if the frames have the height of their content, and the page scrolls to the quote', async () => {
    const frame = await open(frameOf(question, 'sandbox="allow-scripts"') + script());
    await fitted(frame);
    await until(frame, `document.documentElement.classList.contains('fitted')`);
    await frame.locator('sup a').first().click();
    const item = frame.locator('li:target');
    await until(page, 'scrollY > 500');
    const box = await item.boundingBox();
    expect(box && box.y >= 0 && box.y + box.height <= 700).toBe(true);
    await item.locator('a').first().click();
    await until(page, 'scrollY < 500');
  });

  it('are not resized by messages of other windows', async () => {
    const evil = host.add(
      `<script nonce="n">parent.postMessage({ tertium: 'height', height: 9000 }, '*')</script>`,
      "script-src 'nonce-n'",
    );
    const frame = await open(
      `${frameOf(question)}<iframe id="evil" src="${evil}" height="100" sandbox="allow-scripts"></iframe>${script()}`,
      `${fitting()} ; frame-src ${server.url} ${host.url}`.replace(`frame-src ${server.url};`, ''),
    );
    await fitted(frame);
    await page.evaluate(`postMessage({ tertium: 'height', height: 9000 }, '*')`);
    // When this later message arrives, the earlier message of the page has been handled.
    await page.evaluate(
      `new Promise((resolve) => { addEventListener('message', resolve, { once: true }); postMessage(0, '*'); })`,
    );
    const heights = await page.evaluate<number[]>(
      `[...document.querySelectorAll('iframe')].map((each) => each.offsetHeight)`,
    );
    expect(Math.max(...heights)).toBeLessThan(9_000);
    expect(heights[1]).toBeLessThan(150);
  });

  it('open links to pages in a new tab', async () => {
    const frame = await open(
      frameOf(question, 'sandbox="allow-popups allow-popups-to-escape-sandbox"'),
      `default-src 'none'; frame-src ${server.url}`,
    );
    const [opened] = await Promise.all([page.waitForEvent('popup'), frame.locator('h1 a').click()]);
    await opened.waitForLoadState();
    expect(new URL(opened.url()).pathname).toBe('/compare/msp-vs-devops');
    await opened.close();
  });

  it('are accessible according to axe', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const context = await browser.newContext({ bypassCSP: true, viewport: { width: 390, height: 700 } });
    try {
      const tab = await context.newPage();
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.emulateMedia({ colorScheme });
        for (const path of [question, '/compare/nothing.embed']) {
          await tab.goto(server.url + path);
          await tab.evaluate(axe);
          const { violations } = await tab.evaluate<AxeResults>(
            `axe.run(document, { resultTypes: ['violations'] })`,
          );
          expect([path, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)]).toEqual([
            path,
          ]);
        }
      }
    } finally {
      await context.close();
    }
  });
});
