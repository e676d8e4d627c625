/** Runs docs/tutorial.md step by step in an empty folder with the built command. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { buildTertium, startTertium, type BuiltTertium } from './commands/tertium.js';

const run = promisify(execFile);
const markdown = await readFile(new URL('../docs/tutorial.md', import.meta.url), 'utf8');

interface Block {
  readonly language: string;
  readonly text: string;
  /** The text between the previous block and this block. */
  readonly before: string;
}

function blocksOf(page: string): readonly Block[] {
  const parts = page.split(/^```(\w*)\n([^]*?)^```$/mu);
  const blocks: Block[] = [];
  for (let i = 0; i + 2 < parts.length; i += 3) {
    blocks.push({ before: parts[i] ?? '', language: parts[i + 1] ?? '', text: parts[i + 2] ?? '' });
  }
  return blocks;
}

const [install, createFolder, ...steps] = blocksOf(markdown);
const serveAt = steps.findIndex(({ text }) => text === 'tertium serve\n');

let tertium: BuiltTertium;
let folder: string;
let settings: Record<string, string>;

beforeAll(async () => {
  tertium = buildTertium();
  folder = await mkdtemp(join(tmpdir(), 'tertium-tutorial-'));
  const home = dirname(dirname(tertium.main));
  // The command is linked below the folder, not for all users of the machine.
  const prefix = join(folder, 'npm');
  await run('npm', ['link', '--ignore-scripts', '--offline'], {
    cwd: home,
    env: { ...process.env, npm_config_prefix: prefix },
  });
  settings = { PATH: [join(prefix, 'bin'), process.env['PATH'] ?? ''].join(delimiter) };
}, 120_000);
afterAll(async () => {
  await rm(folder, { recursive: true });
  tertium.remove();
});

/** Runs commands in a shell. @returns their standard output and standard error */
async function shell(commands: string, cwd: string): Promise<string> {
  const { stdout } = await run('sh', ['-ec', `{ ${commands}\n} 2>&1`], { cwd, env: settings });
  return stdout;
}

describe('The tutorial', () => {
  test('installs the command in a clone, and creates an empty folder', () => {
    expect(install?.text).toBe('npm ci && npm run build\nnpm link\n');
    expect(createFolder?.text).toBe('mkdir ways-to-work && cd ways-to-work\n');
  });

  test('has commands that print the shown output and create the page, and a query that returns the shown result', async () => {
    await shell(createFolder?.text ?? '', folder);
    const work = join(folder, 'ways-to-work');
    let commandCount = 0;
    for (const [index, { language, text, before }] of steps.slice(0, serveAt).entries()) {
      const name = /Save this\b[^`]*`([^`]+)`:\s*$/u.exec(before)?.[1];
      if (name !== undefined) await writeFile(join(work, name), text);
      else if (language === 'sh') {
        const output = await shell(text, work);
        const next = steps[index + 1];
        expect(output).toBe(next?.language === 'text' ? next.text : '');
        commandCount += 1;
      } else expect(language).toBe('text');
    }
    expect(commandCount).toBe(5);
    expect(await tableOf(join(work, 'index.html'))).toEqual(lastShownTable());
    await queryServer(work);
  });
});

/** Reads the table of a page, and checks the title of the page. @returns the heads, and the rows with the values of each cell, or its text if it has no values */
async function tableOf(page: string): Promise<readonly (readonly string[])[]> {
  const { document } = parseHTML(await readFile(page, 'utf8'));
  expect(document.querySelector('title')?.textContent).toBe('Bicycle, Bus, and Car compared');
  const heads = [...document.querySelectorAll('thead [scope=col]')].slice(1).map((head) => head.textContent);
  const rows = [...document.querySelectorAll('tr')].filter((row) => row.querySelector('td'));
  return [
    ['', ...heads],
    ...rows.map((row) =>
      [...row.children].map((cell) => {
        const values = [...cell.querySelectorAll('bdi')].map((value) => value.textContent);
        return values.length === 0 ? cell.textContent : values.join(' / ');
      }),
    ),
  ];
}

/** Returns the cells of the last comparison that the tutorial shows in Markdown, without references to footnotes and without "Contested: ". */
function lastShownTable(): readonly (readonly string[])[] {
  const shown = steps.findLast(({ language, text }) => language === 'text' && text.includes('| --- |'));
  const lines = (shown?.text ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines
    .filter((line) => !line.includes('---'))
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.replace(/\[\^\d+\]|Contested: /gu, '').trim()),
    );
}

/** Starts the server of the last step on a free port, sends the request of the tutorial, and compares the output and the result with those that the tutorial shows. */
async function queryServer(work: string): Promise<void> {
  const [, ready, query, result] = steps.slice(serveAt);
  const server = startTertium(tertium, ['serve'], { folder: work, settings: { PORT: '0' } });
  try {
    const line = String((await server.lines.next()).value);
    const address = 'http://127.0.0.1:';
    expect(line.replace(/\d+$/u, '4000')).toBe(ready?.text.trimEnd());
    const port = line.slice(line.indexOf(address) + address.length);
    const response = await fetch(`${address}${port}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Connection: 'close' },
      body: JSON.stringify({ query: query?.text }),
    });
    expect(await response.json()).toEqual(JSON.parse(result?.text ?? ''));
  } finally {
    server.process.kill('SIGTERM');
    await server.finished;
  }
}
