import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { launchBrowser } from './support/browser.js';

/** Writes docs/comparison.png: a screenshot of the page of a question in a browser. DATABASE_URL names a database with the demo content. */

const page = '/compare/cd-dvd-or-blu-ray';
const viewport = { width: 1180, height: 1330 } as const;

const server = spawn(process.execPath, ['dist/main.js', 'serve'], {
  env: { ...process.env, PORT: '0' },
  stdio: ['ignore', 'pipe', 'pipe'],
});
try {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport, deviceScaleFactor: 1.25, javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto((await addressOf(server.stdout)) + page);
    await tab.screenshot({ path: 'docs/comparison.png' });
  } finally {
    await browser.close();
  }
} finally {
  server.kill();
}

/** Reads the address that a server prints when it is ready. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [address] = /https?:\/\/[^\s"]+/u.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error('Expected a server that is ready, but it stopped.');
}
