/** Opens the examples and the first snippet of docs/widgets.md in a browser. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/support/browser.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
/** The address of Tertium in the examples and in the document. */
const namedServer = 'http://127.0.0.1:4000';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** Builds an example with Vite. @returns the folder of the built files */
async function built(name: string, folder: string): Promise<string> {
  const example = join(repository, 'examples', name);
  const outDir = join(folder, name);
  const options = ['--config', join(example, 'vite.config.ts'), '--outDir', outDir, '--logLevel', 'error'];
  const vite = join(repository, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', ...options], { cwd: repository });
  return outDir;
}

/** Serves the files of examples on a separate origin. Replaces the address of Tertium in the files by that of the running server. */
async function serveExamples(
  folders: Readonly<Record<string, string>>,
  tertium: string,
): Promise<{ readonly url: string; readonly site: Server }> {
  const site = createServer(({ url = '/' }, response) => {
    const [, name = '', ...rest] = (url.split('?', 1)[0] ?? '').split('/');
    const file = join(folders[name] ?? '', rest.join('/'));
    readFile(file, 'utf8').then(
      (text) => {
        response.setHeader('content-type', types[extname(file)] ?? 'text/plain');
        response.end(text.replaceAll(namedServer, tertium));
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${(site.address() as AddressInfo).port}`, site };
}

/** Starts the site whose server inserts comparisons into its pages. */
async function startRenderingSite(
  tertium: string,
): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const script = join(repository, 'examples/server-rendered/server.js');
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, TERTIUM_URL: tertium, PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { url, process: child };
}

describe('The examples of widgets', () => {
  let folder: string;
  let server: TestServer;
  let browser: Browser;
  let site: Server;
  let url: string;
  let rendering: { readonly url: string; readonly process: ChildProcess };
  let context: BrowserContext;
  let page: Page;
  let problems: string[];
  let requests: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tertium-examples-'));
    const [react, vue] = await Promise.all([built('react', folder), built('vue', folder)]);
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const written = (name: string): string => join(repository, 'examples', name);
    const folders = {
      plain: written('plain'),
      'strict-csp': written('strict-csp'),
      'sandboxed-frame': written('sandboxed-frame'),
      react,
      vue,
    };
    [{ url, site }, rendering] = await Promise.all([
      serveExamples(folders, server.url),
      startRenderingSite(server.url),
    ]);
  });
  afterAll(async () => {
    rendering?.process.kill();
    await browser?.close();
    site?.closeAllConnections();
    if (site) await new Promise((resolve) => site.close(resolve));
    await server?.close();
    await rm(folder, { recursive: true });
  });

  async function newPage(options: BrowserContextOptions = {}): Promise<void> {
    context = await browser.newContext(options);
    context.setDefaultTimeout(10_000);
    page = await context.newPage();
    problems = [];
    requests = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('request', (request) => requests.push(request.url()));
  }
  beforeEach(() => newPage());
  afterEach(() => context.close());

  const headsOf = (where: Page | Frame, element = 'tertium-comparison'): Promise<string[]> =>
    where.locator(`${element} thead th`).allInnerTexts();
  const text = (selector: string, expected: string): Promise<unknown> =>
    page.locator(selector, { hasText: expected }).waitFor();

  it('show two comparisons on a plain page, each with its columns, ids and theme', async () => {
    await page.goto(`${url}/plain/index.html`);
    await page.locator('tertium-comparison:nth-of-type(1) td').first().waitFor();
    await page.locator('#swapped td').first().waitFor();

    expect((await headsOf(page, 'tertium-comparison:nth-of-type(1)')).slice(1)).toEqual([
      'Managed Service Provider',
      'DevOps',
    ]);
    expect((await headsOf(page, '#swapped')).slice(1)).toEqual(['DevOps', 'Managed Service Provider']);
    const ids = await page.evaluate<string[]>(`[...document.querySelectorAll('[id]')].map(({ id }) => id)`);
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
    const color = await page.evaluate(`getComputedStyle(document.querySelector('#swapped td a')).color`);
    expect(color).toBe('rgb(122, 31, 92)');
    expect(problems).toEqual([]);
  });

  it('show a link on a plain page without JavaScript', async () => {
    await context.close();
    await newPage({ javaScriptEnabled: false });
    await page.goto(`${url}/plain/index.html`);
    const link = page.locator('#swapped a');
    expect(await link.isVisible()).toBe(true);
    expect(await link.getAttribute('href')).toBe(`${server.url}/compare/devops,msp?columns=devops,msp`);
  });

  it('show a comparison under a strict Content-Security-Policy with Trusted Types', async () => {
    await page.goto(`${url}/strict-csp/index.html`);
    await page.locator('tertium-comparison td').first().waitFor();
    expect(await headsOf(page)).toHaveLength(4);
    expect(problems).toEqual([]);
    // The policy is in force.
    const insertion = `document.body.innerHTML = '<b>text</b>'`;
    await expect(page.evaluate(insertion)).rejects.toThrow('TrustedHTML');
  });

  it('show comparisons in sandboxed frames: in a document of the server, and in a page with an opaque origin', async () => {
    await page.goto(`${url}/sandboxed-frame/index.html`);
    const [embed, plain] = await Promise.all(
      ['#embed', '#plain'].map(async (selector) => (await page.$(selector))?.contentFrame()),
    );
    await embed?.locator('td').first().waitFor();
    await plain?.locator('#swapped td').first().waitFor();
    expect(await plain?.evaluate('origin')).toBe('null');
    // embed.js sets the height of the frame to the height of its content.
    await page.waitForFunction(
      `document.getElementById('embed').clientHeight > document.getElementById('plain').clientHeight + 500`,
    );
    expect(problems).toEqual([]);
  });

  it('show the comparison that a React page selects, and the status that the element reports', async () => {
    await page.goto(`${url}/react/index.html`);
    await text('[role=status]', 'Ready.');
    expect(await headsOf(page)).toHaveLength(3);

    await page.getByLabel('lto-9').check();
    await page.locator('tertium-comparison thead th:nth-child(4)').waitFor();
    expect((await headsOf(page)).at(-1)).toContain('LTO-9');
    expect(problems).toEqual([]);

    await page.route('**/*.fragment*', (route) => route.abort());
    await page.getByLabel('dvd-rom').check();
    await text('main > [role=status]', 'did not respond');
    // The earlier table stays.
    expect(await headsOf(page)).toHaveLength(4);
  });

  it('show the comparison that a Vue page selects, and the status that the element reports', async () => {
    await page.goto(`${url}/vue/index.html`);
    await text('main > [role=status]', 'Ready.');
    const rows = page.locator('tertium-comparison th[scope=row]');
    const all = await rows.count();
    expect(all).toBeGreaterThan(30);

    await page.getByLabel('Only two rows').check();
    await page.waitForFunction(`document.querySelectorAll('tertium-comparison th[scope=row]').length === 2`);
    await page.getByLabel('Only two rows').uncheck();
    await page.waitForFunction(
      `document.querySelectorAll('tertium-comparison th[scope=row]').length === ${all}`,
    );
    expect(problems).toEqual([]);
  });

  it('show a server-rendered table without JavaScript, and load its style sheet', async () => {
    await context.close();
    await newPage({ javaScriptEnabled: false });
    await page.goto(rendering.url);
    expect(await page.locator('#servers td').count()).toBe(6);
    expect(await page.locator('#servers td').first().isVisible()).toBe(true);
    expect(requests).toContainEqual(expect.stringMatching(/\/widgets\/.*\.css$/u));
  });

  it('use the server-rendered table with JavaScript, and request a fragment only when the reader changes something', async () => {
    await page.goto(rendering.url);
    const differences = page.locator('#servers').getByRole('switch').first();
    await differences.waitFor();
    expect(requests.filter((each) => each.includes('.fragment'))).toEqual([]);

    await differences.check();
    await page.locator('#servers[differences]').waitFor();
    await page.waitForFunction(`!document.querySelector('#servers').ariaBusy`);
    expect(requests.filter((each) => each.includes('.fragment'))).toEqual([
      `${server.url}/compare/msp-vs-devops.fragment?differences&axes=relationship,automation,nature`,
    ]);
    expect(problems).toEqual([]);
  });

  it('show a comparison with the first snippet of docs/widgets.md, opened as a file', async () => {
    const document = await readFile(join(repository, 'docs/widgets.md'), 'utf8');
    const [, snippet = ''] = /^```html\n([^]*?)^```$/mu.exec(document) ?? [];
    expect(snippet).toContain(`<tertium-comparison question="msp-vs-devops">`);
    const file = join(folder, 'page.html');
    await writeFile(file, snippet.replaceAll(namedServer, server.url));

    await page.goto(pathToFileURL(file).href);
    await page.locator('tertium-comparison td').first().waitFor();
    expect(await page.locator('tertium-comparison td').count()).toBe(39 * 2);
    expect(await page.locator('tertium-comparison .tertium-source').count()).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });

  it('load an element that has the attributes in docs/widgets.md, and no others', async () => {
    const document = await readFile(join(repository, 'docs/widgets.md'), 'utf8');
    const [, table = ''] = /^### Attributes\n\n([^]*?)\n\n/mu.exec(document) ?? [];
    const documented = [...table.matchAll(/^\| `([\w-]+)`/gmu)].map(([, name = '']) => name);
    await page.goto(`${url}/plain/index.html`);
    await page.locator('#swapped td').first().waitFor();
    const observed = await page.evaluate<string[]>(
      `customElements.get('tertium-comparison').observedAttributes`,
    );
    // The element has these two attributes too, but does not observe them.
    expect(documented.sort()).toEqual([...observed, 'folded', 'state'].sort());
  });
});
