import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { registerPlayground } from '../../src/http/playground.js';
import { launchBrowser } from '../support/browser.js';
import { startTestServer } from '../support/server.js';

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly unknown[];
}

describe('the playground, served', () => {
  let directory: string;
  let app: FastifyInstance;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tertium-playground-'));
    app = fastify();
    app.get('/api', async () => 'an answer');
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

  it('lets browsers keep what is named by its content, and ask again for the page', async () => {
    await build();
    await registerPlayground(app, { directory });

    const index = await app.inject('/');
    expect(index.body).toBe('<title>Built</title>');
    expect(index.headers['cache-control']).toBe('no-cache');
    const asset = await app.inject('/assets/main-0a1b2c3d.js');
    expect(asset.body).toBe('plain');
    expect(asset.headers['cache-control']).toContain('immutable');
  });

  it('sends the compressed copy to those who accept it', async () => {
    await build();
    await registerPlayground(app, { directory });

    const response = await app.inject({
      url: '/assets/main-0a1b2c3d.js',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(response.body).toBe('compressed');
    expect(response.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  });

  it('says what else its files depend on, as CORS does', async () => {
    await build();
    app.addHook('onRequest', async (_request, reply) => void reply.header('vary', 'Origin'));
    await registerPlayground(app, { directory });

    expect((await app.inject('/')).headers.vary).toBe('Origin, Accept-Encoding');
  });

  it('keeps its Content-Security-Policy to its own routes', async () => {
    await build();
    await registerPlayground(app, { directory });

    const { headers } = await app.inject('/');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect((await app.inject('/api')).headers).not.toHaveProperty('content-security-policy');
    expect((await app.inject('/nowhere')).statusCode).toBe(404);
  });

  it('says what to do when it has not been built, and lets the API answer', async () => {
    await registerPlayground(app, { directory });

    const response = await app.inject('/');
    expect(response.statusCode).toBe(503);
    expect(response.body).toMatch(/^The playground has not been built: /);
    expect((await app.inject('/api')).body).toBe('an answer');
  });
});

describe('the playground, in a browser', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let requested: string[];
  let complaints: string[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  beforeEach(async () => {
    requested = [];
    complaints = [];
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.on('request', (request) => requested.push(request.url()));
    context.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
    context.on('weberror', (error) => complaints.push(String(error.error())));
    // A violation of the Content-Security-Policy is reported as an error of the console, in workers too.
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page = await context.newPage();
    await page.goto(server.url);
    await queryLine('CompareMspWithDevOps').waitFor();
  });

  afterEach(async () => {
    await context.close();
  });

  // Lines are wrapped between words, so a line is looked for by one word.
  const queryLine = (word: string) =>
    page.getByRole('region', { name: 'Operation Editor' }).locator('.view-line', { hasText: word });
  const answerLine = (word: string) =>
    page.getByRole('region', { name: 'Result Window' }).locator('.view-line', { hasText: word });
  const runButton = () => page.getByRole('button', { name: /^Execute query/ });

  /** The answer to an operation that is sent by what `act` does. */
  async function answerTo(operationName: string, act: () => Promise<void>): Promise<Answer> {
    const response = page.waitForResponse(
      (candidate) =>
        candidate.request().method() === 'POST' &&
        (candidate.request().postDataJSON() as { operationName?: string }).operationName === operationName,
    );
    await act();
    return (await (await response).json()) as Answer;
  }

  it('shows the first example and runs it at a press of the run button', async () => {
    const answer = await answerTo('CompareMspWithDevOps', () => runButton().click());

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      compare: {
        approaches: [{ name: 'Managed Service Provider' }, { name: 'DevOps' }],
        rows: { nodes: expect.arrayContaining([expect.objectContaining({ axis: { name: 'Nature' } })]) },
      },
    });
    await answerLine('rowCount').first().waitFor();
    expect(await page.title()).toBe('Tertium');
  });

  it('opens another example in a tab of its own, ready to run', async () => {
    await page.getByRole('button', { name: 'Only the differences' }).click();
    await queryLine('OnlyTheDifferences').waitFor();
    const answer = await answerTo('OnlyTheDifferences', () => runButton().click());

    expect(answer.errors).toBeUndefined();
    await answerLine('DIFFERENT').first().waitFor();
    await page.getByRole('button', { name: 'CompareMspWithDevOps', exact: true }).click();
    await queryLine('CompareMspWithDevOps').waitFor();
  });

  it('opens an example in the current tab if that is empty', async () => {
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.getByRole('button', { name: 'Licences by copyleft strength' }).click();
    await queryLine('LicencesByCopyleftStrength').waitFor();

    expect(await page.locator('.graphiql-tab').count()).toBe(2);
  });

  it('is used with the keyboard alone: choose an example, go on to the run button, run it', async () => {
    await page.getByRole('button', { name: 'A feature and who has it' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const answer = await answerTo('AFeatureAndWhoHasIt', () => page.keyboard.press('Enter'));

    expect(answer.errors).toBeUndefined();
    await answerLine('CHARACTERISTIC').first().waitFor();
  });

  it('marks the example that is open, and hides and shows its list', async () => {
    const first = page.getByRole('button', { name: 'Compare MSP with DevOps' });
    expect(await first.getAttribute('aria-current')).toBe('true');

    await page.getByRole('button', { name: 'Hide Examples' }).click();
    await first.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show Examples' }).click();
    await first.waitFor();
  });

  it('explores the schema beside the query', async () => {
    await page.getByRole('button', { name: 'Show Explorer' }).click();
    await page.locator('.graphiql-explorer-node', { hasText: 'compare' }).first().waitFor();
  });

  it('fits a narrow window', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await answerTo('CompareMspWithDevOps', () => runButton().click());
    await answerLine('approaches').first().waitFor();

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
  });

  it('asks no other host, keeps to its Content-Security-Policy and reports no error', async () => {
    page = await context.newPage();
    // The editor starts its workers when it gets to them.
    const workers = ['editor', 'graphql', 'json'].map((name) =>
      page.waitForRequest((request) => request.url().includes(`/${name}.worker-`)),
    );
    await page.goto(server.url);
    await queryLine('CompareMspWithDevOps').waitFor();
    await answerTo('CompareMspWithDevOps', () => runButton().click());
    await answerLine('rowCount').first().waitFor();
    await Promise.all(workers);
    await page.evaluate('document.fonts.ready');

    const { origin } = new URL(server.url);
    expect(requested.filter((url) => !url.startsWith('data:') && new URL(url).origin !== origin)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
