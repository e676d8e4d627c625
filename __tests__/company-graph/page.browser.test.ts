/** Starts examples/company-graph as its command does, and runs the operations of its page in a browser. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/support/browser.js';
import { useTertium } from '../support/use-tertium.js';

const script = fileURLToPath(new URL('../../examples/company-graph/start.js', import.meta.url));

describe('The command of the company graph', () => {
  const tertium = useTertium('tertium-company-graph-');
  let example: ChildProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    example = spawn(process.execPath, [script, tertium.main], {
      env: { PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ready = once(createInterface({ input: example.stdout as NodeJS.ReadableStream }), 'line');
    browser = await launchBrowser();
    const [line] = (await ready) as [string];
    page = await browser.newPage();
    await page.goto(/ready at (\S+)/u.exec(line)?.[1] ?? line);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    example?.kill();
    if (example?.exitCode === null) await once(example, 'exit');
  });

  it('prints the address of a page with five operations, which have results when they are run', async () => {
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    const forms = page.locator('form');
    expect(await forms.count()).toBe(5);
    for (const form of await forms.all()) {
      await form.getByRole('button', { name: 'Run' }).click();
      await form.locator('output', { hasText: '"data": {' }).waitFor();
      expect(await form.locator('output').innerText()).not.toContain('"errors"');
    }
    expect(problems).toEqual([]);
  });

  it('ends with exit code 0 on SIGTERM', async () => {
    example.kill();
    const [code] = (await once(example, 'exit')) as [number];
    expect(code).toBe(0);
  });
});
