/** Tests the suites of test files: unit tests, tests that also run on PostgreSQL, and integration tests. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sizeOf, suitesIn } from './suites.js';
import { eachStore } from './support/stores.js';
import { databases } from './support/test-run.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-suites-'));
  await write('support/stores.ts', "import { createPostgresDatabase } from './postgres.js';\n");
  await write('support/postgres.ts', "import pg from 'pg';\n");
  await write('support/statements.ts', "import pg from 'pg';\n");
  await write('support/browser.ts', "import { type Browser, chromium } from 'playwright-core';\n");
  await write('commands/tertium.ts', "import {\n  spawn,\n} from 'node:child_process';\n");
  await write('support/server.ts', "import { createServer } from '../../src/http/server.js';\n");
});
afterAll(() => rm(folder, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** Writes a test file with the given text. @returns the suites of the file */
async function suitesOf(text: string): Promise<readonly string[]> {
  const path = 'api/it.test.ts';
  await write(path, text);
  const suites = suitesIn(folder);
  return Object.entries(suites).flatMap(([suite, files]) =>
    files.some((file) => relative(folder, file) === path) ? [suite] : [],
  );
}

describe('A test file', () => {
  test.each([
    ['no module', ''],
    [
      'a store on SQLite',
      "import { sqliteStore, inMemoryStore, type TestStore } from '../support/stores.js';\n",
    ],
    [
      'only a type of a module that starts processes',
      "import type { BuiltTertium } from '../commands/tertium.js';\n",
    ],
    [
      'a module that runs statements on the database of a URL',
      "import { runStatements } from '../support/statements.js';\n",
    ],
  ])('that imports %s is a unit test', async (_, text) => {
    expect(await suitesOf(text)).toEqual(['unit']);
  });

  test('that runs on each store is a unit test on SQLite, and also runs on PostgreSQL', async () => {
    const text = "import { eachStore, type TestStore } from '../support/stores.js';\n";
    expect(await suitesOf(text)).toEqual(['unit', 'onEachStore']);
  });

  test.each([
    [
      'a function that creates a PostgreSQL database',
      "import { createPostgresDatabase } from '../support/postgres.js';\n",
    ],
    ['a store on PostgreSQL', "import { inMemoryStore, postgresStore } from '../support/stores.js';\n"],
    [
      'an unlisted export of stores.ts',
      "import {\n  eachStore,\n  poolerStore,\n} from '../support/stores.js';\n",
    ],
    ['the driver of PostgreSQL', "import pg from 'pg';\n"],
  ])('that imports %s is an integration test on PostgreSQL', async (_, text) => {
    expect(await suitesOf(text)).toEqual(['integration', 'onPostgres']);
  });

  test.each([
    ['a function that starts processes', "import { execFile } from 'node:child_process';\n"],
    ['a function that starts the built command', "import { startTertium } from '../commands/tertium.js';\n"],
    ['a function that starts a browser', "import { launchBrowser } from '../support/browser.js';\n"],
    ['the server framework', "import { fastify } from 'fastify';\n"],
    ['a function that starts the test server', "import { startTestServer } from '../support/server.js';\n"],
    ['a package that reads the source tree', "import { cruise } from 'dependency-cruiser';\n"],
    [
      'a function that starts a browser, by a dynamic import,',
      "const { launchBrowser } = await import('../support/browser.js');\n",
    ],
    [
      'a module that starts processes, and eachStore,',
      "import 'child_process';\nimport { eachStore } from '../support/stores.js';\n",
    ],
  ])('that imports %s is an integration test', async (_, text) => {
    expect(await suitesOf(text)).toEqual(['integration']);
  });
});

test('The size of a test file includes each imported test file once, and no sources', async () => {
  const contract = "import pg from 'pg';\nimport '../support/postgres.js';\n";
  await write('storage/contract.ts', contract);
  const text =
    "import './contract.js';\nimport '../support/postgres.js';\nimport '../../src/storage/open-store.js';\n";
  await write('storage/it.test.ts', text);
  const { length: helper } = "import pg from 'pg';\n";

  expect(sizeOf(join(folder, 'storage/it.test.ts'))).toBe(text.length + contract.length + helper);
});

test('The contract of stores on SQLite is a unit test, so that it also runs on Node 24 and without PostgreSQL', () => {
  const unit = suitesIn(import.meta.dirname).unit.map((file) => relative(import.meta.dirname, file));
  expect(unit).toContain('storage/sqlite/sqlite.test.ts');
});

test('eachStore contains the databases of the current project', () => {
  expect(eachStore.map(({ name }) => name)).toEqual(databases);
});
