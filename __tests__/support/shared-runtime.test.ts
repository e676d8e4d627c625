/** Tests which modules Jest evaluates once per worker, and which again for each test file. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scratchFolder } from '../../scripts/support/scratch-folder.js';

const jest = join(import.meta.dirname, '../../node_modules/jest/bin/jest.js');

/** The record of a test file. Each evaluation of the source or of the helper gets the next number of the global object. */
interface FileRecord {
  readonly file: string;
  readonly source: number;
  readonly helper: number;
  readonly project: string;
  readonly calls: number;
}

let folder: string;
beforeAll(async () => {
  folder = await scratchFolder('tertium-modules-');
});
afterAll(() => rm(folder, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

const testFile = `
  import { appendFileSync } from 'node:fs';
  import { jest, test } from '@jest/globals';
  import { source } from '../source.js';
  import { helper } from './helper.js';

  test('it', async () => {
    const { default: lazy } = await import('../lazy.js');
    jest.spyOn(lazy, 'method').mockReturnValue(0);
    lazy.method();
    const record = { file: import.meta.url, source, helper, project: globalThis.project, calls: lazy.method.mock.calls.length };
    appendFileSync(new URL('../records', import.meta.url), JSON.stringify(record) + '\\n');
  });
`;

/** Runs two test files in one worker, in two projects, and a third test file with another environment. */
async function runTests(): Promise<ReadonlyMap<string, FileRecord>> {
  const count = 'globalThis.count = (globalThis.count ?? 0) + 1;';
  await write('package.json', JSON.stringify({ type: 'module' }));
  await write('source.js', `export const source = ${count}`);
  await write('lazy.js', 'export default { method: () => 1 };');
  await write('__tests__/helper.js', `export const helper = ${count}`);
  await write('__tests__/one.test.js', testFile);
  await write('__tests__/two.test.js', testFile);
  const environment = join(import.meta.dirname, 'node-environment.js');
  await write('__tests__/own.test.js', `/** @jest-environment ${environment} */${testFile}`);
  const project = (name: string, files: readonly string[]) => ({
    rootDir: folder,
    runtime: join(import.meta.dirname, 'shared-runtime.js'),
    testEnvironment: join(import.meta.dirname, 'shared-environment.js'),
    testMatch: files.map((file) => join(folder, '__tests__', `${file}.test.js`)),
    transform: {},
    globals: { project: name },
  });
  const projects = [project('first', ['one', 'own']), project('second', ['two'])];
  await write('jest.config.json', JSON.stringify({ projects }));
  const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest];
  await promisify(execFile)(process.execPath, [...options, '--runInBand', '--cacheDirectory', folder], {
    cwd: folder,
  });
  const lines = (await readFile(join(folder, 'records'), 'utf8')).trim().split('\n');
  return new Map(
    lines
      .map((line) => JSON.parse(line) as FileRecord)
      .map((record) => [/(\w+)\.test/u.exec(record.file)?.[1] ?? '', record]),
  );
}

test('test files share sources, but not helpers, mocks and globals of projects; a test file can have new modules', async () => {
  const records = await runTests();
  const [one, two, own] = ['one', 'two', 'own'].map((file) => records.get(file));

  expect([...records.keys()].sort()).toEqual(['one', 'own', 'two']);
  expect(one?.source).toBe(two?.source);
  expect(one?.helper).not.toBe(two?.helper);
  expect([one?.project, two?.project]).toEqual(['first', 'second']);
  expect([one?.calls, two?.calls, own?.calls]).toEqual([1, 1, 1]);
  expect([own?.source, own?.helper]).toEqual([1, 2]);
});
