import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { registerPlayground } from '../../src/http/playground.js';
import { launchBrowser } from '../../scripts/support/browser.js';
import { keyWith } from '../support/editing.js';
import { startTestServer } from '../support/server.js';

interface GraphQLResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly unknown[];
}

describe('the served playground', () => {
  let directory: string;
  let app: FastifyInstance;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tertium-playground-'));
    app = fastify();
    app.get('/api', async () => 'response of the API');
  });

  afterEach(async () => {
    await app.close();
    await rm(directory, { recursive: true });
  });

  async function build(): Promise<void> {
    await mkdir(join(directory, 'assets'));
    await writeFile(join(directory, 'index.html'), '<title>Built</title>');
    await writeFile(join(directory, 'assets', 'main-0a1b2c3d.js'), 'plain');
    await writeFile(join(directory, 'assets', 'main-0a1b2c3d.js.gz'), 'compressed');
  }

  it('allows browsers to cache files with a content hash in their name, and requires revalidation of the page', async () => {
    await build();
    await registerPlayground(app, { directory });

    const index = await app.inject('/playground/');
    expect(index.body).toBe('<title>Built</title>');
    expect(index.headers['cache-control']).toBe('no-cache');
    const asset = await app.inject('/playground/assets/main-0a1b2c3d.js');
    expect(asset.body).toBe('plain');
    expect(asset.headers['cache-control']).toContain('immutable');
  });

  it('sends the compressed copy to clients that accept it', async () => {
    await build();
    await registerPlayground(app, { directory });

    const response = await app.inject({
      url: '/playground/assets/main-0a1b2c3d.js',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(response.body).toBe('compressed');
    expect(response.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  });

  it('adds Accept-Encoding to the Vary header that CORS sets', async () => {
    await build();
    app.addHook('onRequest', async (_request, reply) => void reply.header('vary', 'Origin'));
    await registerPlayground(app, { directory });

    expect((await app.inject('/playground/')).headers.vary).toBe('Origin, Accept-Encoding');
  });

  it('sends its Content-Security-Policy on its own routes only', async () => {
    await build();
    await registerPlayground(app, { directory });

    const { headers } = await app.inject('/playground/');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect((await app.inject('/api')).headers).not.toHaveProperty('content-security-policy');
    expect((await app.inject('/nowhere')).statusCode).toBe(404);
  });

  it('responds with 503 and a hint if it has not been built, while the API works', async () => {
    await registerPlayground(app, { directory });

    const response = await app.inject('/playground/');
    expect(response.statusCode).toBe(503);
    expect(response.body).toMatch(/^The playground has not been built: /);
    expect((await app.inject('/api')).body).toBe('response of the API');
  });
});

describe('the playground in a browser', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let requestedUrls: string[];
  let problems: string[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  beforeEach(async () => {
    requestedUrls = [];
    problems = [];
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.on('request', (request) => requestedUrls.push(request.url()));
    context.on('requestfailed', (request) => problems.push(`${request.url()} failed`));
    context.on('weberror', (error) => problems.push(String(error.error())));
    // The browser reports violations of the Content-Security-Policy as console errors, even in workers.
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    page = await context.newPage();
  });

  afterEach(async () => {
    await context.close();
  });

  /** Opens the playground, by default with the first example in the editor. */
  async function openPlayground(query?: string, variables = ''): Promise<void> {
    const parameters = query === undefined ? '' : `?${new URLSearchParams({ query, variables })}`;
    await page.goto(`${server.url}/playground/${parameters}`);
    await page.getByRole('region', { name: 'Operation Editor' }).locator('.view-line').first().waitFor();
  }

  // The editor wraps lines between words, so a word is found in one line.
  const queryLine = (word: string) =>
    page.getByRole('region', { name: 'Operation Editor' }).locator('.view-line', { hasText: word });
  const responseLine = (word: string) =>
    page.getByRole('region', { name: 'Result Window' }).locator('.view-line', { hasText: word });
  const runButton = () => page.getByRole('button', { name: /^Execute query/ });

  /** Runs `act`, and reads the result of the operation that `act` sends. */
  async function resultOf(operationName: string, act: () => Promise<void>): Promise<GraphQLResult> {
    const response = page.waitForResponse(
      (candidate) =>
        candidate.request().method() === 'POST' &&
        (candidate.request().postDataJSON() as { operationName?: string }).operationName === operationName,
    );
    await act();
    return (await (await response).json()) as GraphQLResult;
  }

  it('shows the first example and runs it when the run button is pressed', async () => {
    await openPlayground();
    const result = await resultOf('CompareMspWithDevOps', () => runButton().click());

    expect(result.errors).toBeUndefined();
    expect(result.data).toMatchObject({
      compare: {
        approaches: [{ name: 'Managed Service Provider' }, { name: 'DevOps' }],
        rows: { nodes: expect.arrayContaining([expect.objectContaining({ axis: { name: 'Nature' } })]) },
      },
    });
    await responseLine('rowCount').first().waitFor();
    expect(await page.title()).toBe('Tertium');
  });

  it('uses the prefixed names of a server in its examples and its search', async () => {
    const prefixed = await startTestServer({ schema: { naming: { prefix: 'Acme', keep: [] } } });
    try {
      await page.goto(`${prefixed.url}/playground/`);
      await queryLine('acmeCompare').waitFor();
      const result = await resultOf('CompareMspWithDevOps', () => runButton().click());
      expect(result.errors).toBeUndefined();
      expect(result.data).toMatchObject({ acmeCompare: { approaches: [{}, { name: 'DevOps' }] } });
      await page.getByRole('button', { name: /Slugs/ }).click();
      await page.getByRole('searchbox', { name: 'Search' }).fill('devops');
      await page
        .getByRole('button', { name: /^devops/ })
        .first()
        .waitFor();
      expect(problems).toEqual([]);
    } finally {
      await prefixed.close();
    }
  });

  it('opens another example in a new tab, ready to run', async () => {
    await openPlayground();
    await page.getByRole('button', { name: 'Only the differences' }).click();
    await queryLine('OnlyTheDifferences').waitFor();
    const result = await resultOf('OnlyTheDifferences', () => runButton().click());

    expect(result.errors).toBeUndefined();
    await responseLine('DIFFERENT').first().waitFor();
    await page.getByRole('button', { name: 'CompareMspWithDevOps', exact: true }).click();
    await queryLine('CompareMspWithDevOps').waitFor();
  });

  it('opens an example in the current tab if the tab is empty', async () => {
    await openPlayground();
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.getByRole('button', { name: 'Licences by copyleft strength' }).click();
    await queryLine('LicencesByCopyleftStrength').waitFor();

    expect(await page.locator('.graphiql-tab').count()).toBe(2);
  });

  it('opens an example, and runs it, with the keyboard only', async () => {
    await openPlayground();
    await page.getByRole('button', { name: 'A feature and its approaches' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const result = await resultOf('AFeatureAndItsApproaches', () => page.keyboard.press('Enter'));

    expect(result.errors).toBeUndefined();
    await responseLine('CHARACTERISTIC').first().waitFor();
  });

  it('highlights the open example, and hides and shows the list of examples', async () => {
    await openPlayground();
    const example = page.getByRole('button', { name: 'Compare MSP with DevOps' });
    expect(await example.getAttribute('aria-current')).toBe('true');

    await page.getByRole('button', { name: 'Hide Examples' }).click();
    await example.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show Examples' }).click();
    await example.waitFor();
  });

  /** Reads the text of the visible lines of the query editor. */
  const queryText = async () =>
    (await page.getByRole('region', { name: 'Operation Editor' }).locator('.view-line').allInnerTexts())
      .join('\n')
      .replaceAll('\u00a0', ' ');

  const onOneLine = (text: string) => text.replace(/\s+/g, ' ');

  it('edits the items of a list argument in the explorer, one input for each', async () => {
    await openPlayground();
    await page.getByRole('button', { name: 'Show Explorer' }).click();
    const item = (number: number) => page.getByRole('textbox', { name: `approaches, item ${number}` });
    await item(2).press('End');
    await page.keyboard.type('-"x"');
    await queryLine('devops-').waitFor();
    expect(onOneLine(await queryText())).toContain(String.raw`compare(approaches: ["msp", "devops-\"x\""])`);

    await page.getByRole('button', { name: 'Remove item 2 of approaches' }).click();
    await page.getByRole('button', { name: 'Add an item to approaches' }).press('Enter');
    // The new input has the focus.
    await page.keyboard.type('devops');
    const result = await resultOf('CompareMspWithDevOps', () => runButton().click());

    expect(result.data).toMatchObject({ compare: { rows: { totalCount: 39 } } });
    expect(await queryText()).toMatch(/^# Compare MSP with DevOps\n/);
  });

  it('builds a query in the explorer with the keyboard only', async () => {
    await openPlayground('# An empty query.');
    await page.getByRole('button', { name: 'Show Explorer' }).press('Enter');
    await page.getByRole('checkbox', { name: 'approaches', exact: true }).press('Space');
    await queryLine('approaches').waitFor();
    // Next are the details of the field, then the first argument.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('aria-label')).toBe('after');
    await page.getByRole('textbox', { name: 'first' }).press('Control+a');
    await page.keyboard.type('-2x');
    expect(await page.getByRole('textbox', { name: 'first' }).getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2');
    await page.getByRole('button', { name: 'Details of filter' }).press('Enter');
    await page.getByRole('button', { name: 'Details of nodes' }).press('Enter');
    await page.getByRole('checkbox', { name: 'slug', exact: true }).press('Space');
    await queryLine('slug').waitFor();

    expect(onOneLine(await queryText())).toBe(
      '# An empty query. { approaches(first: 2) { nodes { name slug } } }',
    );
  });

  it('hides the fields for gateways in the explorer and in the documentation, and runs them', async () => {
    await openPlayground();
    await page.getByRole('button', { name: 'Show Explorer' }).click();
    await page.getByRole('checkbox', { name: 'approach', exact: true }).waitFor();
    expect(await page.getByRole('checkbox', { name: /^_/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).first().click();
    await page.getByRole('link', { name: 'citedSource', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: /^_/ }).count()).toBe(0);

    await openPlayground('query Sdl { _service { sdl } }');
    expect((await resultOf('Sdl', () => runButton().click())).errors).toBeUndefined();
  });

  it('copies a link that opens the query and its variables in another browser without running them', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const query = 'query One($slug: String!) {\n  approach(slug: $slug) {\n    name\n  }\n}';
    const variables = '{ "slug": "msp" }';
    await openPlayground(query, variables);
    await page.getByRole('button', { name: 'Copy link to this query' }).click();
    await page.getByText('Link copied.').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');

    const other = await browser.newContext();
    page = await other.newPage();
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.postData() ?? '');
    });
    await page.goto(link);
    await queryLine('approach').waitFor();
    expect(posts.every((post) => post.includes('__schema'))).toBe(true);
    const result = await resultOf('One', () => runButton().click());
    expect(result.data).toEqual({ approach: { name: 'Managed Service Provider' } });
    await other.close();
  });

  it('copies the HTML that embeds the comparison of the query', async () => {
    await openPlayground();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Embed this comparison' }).click();
    await page.getByText('Embed code copied.').waitFor();

    const code = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(code).toMatch(
      /^<script type="module" src="http:[^"]+\.js" integrity="sha384-[^"]+" crossorigin="anonymous"><\/script>\n/,
    );
    expect(code).toContain(
      `<tertium-comparison approaches="devops,msp" columns="msp,devops" src="${server.url}/">` +
        `<a href="${server.url}/compare/devops,msp?columns=msp,devops">msp, devops</a></tertium-comparison>`,
    );
  });

  it('finds slugs while the reader types, and inserts them at the cursor', async () => {
    await openPlayground('{ approach(slug: "") { name } }');
    await queryLine('approach').waitFor();
    await page.getByRole('textbox', { name: 'Query' }).focus();
    await page.keyboard.press('Home');
    for (let column = 0; column < '{ approach(slug: "'.length; column++) {
      await page.keyboard.press('ArrowRight');
    }
    await page.getByRole('button', { name: 'Show Slugs' }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill('managed serv');
    await page.getByRole('button', { name: 'msp Managed Service Provider approach' }).press('Enter');

    await queryLine('msp').waitFor();
    expect(onOneLine(await queryText())).toBe('{ approach(slug: "msp") { name } }');
  });

  it('shows a comparison as the table of its page, without violations of the Content-Security-Policy', async () => {
    await openPlayground();
    await resultOf('CompareMspWithDevOps', () => runButton().click());
    await page.getByRole('tab', { name: 'Table' }).click();
    const comparison = page.locator('tertium-comparison');
    await comparison.getByRole('table').waitFor();

    const heads = comparison.locator('thead th');
    expect((await heads.allTextContents()).slice(1)).toEqual(['Managed Service Provider', 'DevOps']);
    expect(await comparison.locator('th[scope=row]').count()).toBe(39);
    expect(problems).toEqual([]);
  });

  it('shows lists as tables beside the JSON', async () => {
    await openPlayground();
    await page.getByRole('button', { name: 'Licences by copyleft strength' }).click();
    await queryLine('LicencesByCopyleftStrength').waitFor();
    await resultOf('LicencesByCopyleftStrength', () => runButton().click());
    await page.getByRole('tab', { name: 'JSON' }).press('ArrowRight');

    const table = page.getByRole('table').last();
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBeGreaterThan(5);
    expect(await table.getByRole('rowheader').first().innerText()).not.toBe('');
    await page.getByRole('tab', { name: 'Table' }).press('ArrowLeft');
    await responseLine('data').first().waitFor();
  });

  it('shows markup in a response as text', async () => {
    const markup = '<img src=x>';
    const query = `query Hostile { compare(approaches: ["${markup}", "msp"]) { revision } }`;
    await openPlayground(query);
    await resultOf('Hostile', () => runButton().click());
    await page.getByRole('tab', { name: 'Table' }).click();

    await page.getByRole('tabpanel', { name: 'Table' }).getByText(markup).waitFor();
    expect(await page.locator('.response-tables img').count()).toBe(0);
  });

  it('has no accessibility violations in light and dark colours', async () => {
    await openPlayground();
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const violationsIn = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme });
      await page
        .locator(`.monaco-editor.${{ light: 'vs', dark: 'vs-dark' }[colorScheme]}`)
        .first()
        .waitFor();
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    };
    await resultOf('CompareMspWithDevOps', () => runButton().click());
    await responseLine('rowCount').first().waitFor();
    await page.evaluate(axe);
    expect(await violationsIn('light')).toEqual([]);
    expect(await violationsIn('dark')).toEqual([]);

    await page.getByRole('button', { name: 'Show Explorer' }).click();
    await page.getByRole('tab', { name: 'Table' }).click();
    await page.getByRole('table').first().waitFor();
    expect(await violationsIn('light')).toEqual([]);

    await page.getByRole('button', { name: 'Show Slugs' }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill('dev');
    await page.getByRole('button', { name: 'devops DevOps approach' }).waitFor();
    expect(await violationsIn('dark')).toEqual([]);
  });

  it('needs no horizontal scrolling in a narrow window', async () => {
    await openPlayground();
    await page.setViewportSize({ width: 400, height: 800 });
    await resultOf('CompareMspWithDevOps', () => runButton().click());
    await responseLine('approaches').first().waitFor();

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
  });

  it('sends requests to its own host only, without violations of its Content-Security-Policy and without errors', async () => {
    // The editor starts its workers after the page has loaded.
    const workers = ['editor', 'graphql', 'json'].map((name) =>
      page.waitForRequest((request) => request.url().includes(`/${name}.worker-`)),
    );
    await openPlayground();
    await resultOf('CompareMspWithDevOps', () => runButton().click());
    await responseLine('rowCount').first().waitFor();
    await Promise.all(workers);
    await page.evaluate('document.fonts.ready');

    const { origin } = new URL(server.url);
    expect(requestedUrls.filter((url) => !url.startsWith('data:') && new URL(url).origin !== origin)).toEqual(
      [],
    );
    expect(problems).toEqual([]);
  });

  it('corrects a cell, previews, publishes and undoes the correction, with a key in the Headers pane', async () => {
    const key = await keyWith(server.store, 'Editor in a browser', ['propose', 'review', 'publish']);
    /** Types a text into the pane of variables or headers of the current tab. */
    const typeInto = async (pane: 'Variables' | 'Headers', text: string): Promise<void> => {
      await page
        .getByRole('tab', { name: pane, exact: true })
        .or(page.getByRole('button', { name: pane, exact: true }))
        .first()
        .click();
      await page.getByRole('textbox', { name: pane, exact: true }).focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(text);
    };
    /** Opens an example, types the key and the variables, and runs it. */
    const run = async (title: string, name: string, variables: object): Promise<Record<string, unknown>> => {
      await page.getByRole('button', { name: title, exact: true }).click();
      await queryLine(name).first().waitFor();
      await typeInto('Headers', JSON.stringify({ Authorization: `Bearer ${key}` }));
      await typeInto('Variables', JSON.stringify(variables));
      const result = await resultOf(name, () => runButton().click());
      expect([title, result.errors]).toEqual([title, undefined]);
      return result.data as Record<string, unknown>;
    };
    const changesetIn = (data: unknown): string => /changeset\/[\w-]+/u.exec(JSON.stringify(data))?.[0] ?? '';

    await openPlayground();
    const changeset = changesetIn(await run('Correct a cell', 'CorrectACell', {}));
    expect(await run('Preview the correction', 'PreviewTheCorrection', { changeset })).toMatchObject({
      changeset: {
        problems: [],
        effects: { comparisons: [{ difference: { summary: { cellsChanged: 1 } } }] },
      },
    });
    const published = await run('Publish the correction', 'PublishTheCorrection', { changeset });
    expect(published).toMatchObject({
      publishChangeset: { changeset: { state: 'PUBLISHED' }, problems: [] },
    });
    const [, revision] = /"number":(\d+)/u.exec(JSON.stringify(published)) ?? [];
    const undone = await run('Undo the publication', 'UndoThePublication', { revision: Number(revision) });
    expect(undone).toMatchObject({ revertRevision: { problems: [] } });
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(key);
  }, 120_000);
});
