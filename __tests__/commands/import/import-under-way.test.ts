/** Tests that a slow import does not block readers, and that an import which waits for input does not block writers. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, open as openFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Change } from '../../../src/graph/ports/writing.js';
import { approach, imported, put } from '../../storage/contract/examples.js';
import { speedLine } from '../../support/claim-lines.js';
import { eachStore, type TestStore } from '../../support/stores.js';
import { buildTertium, startTertium, type BuiltTertium, type RunningCommand } from '../tertium.js';

let tertium: BuiltTertium;
beforeAll(() => {
  tertium = buildTertium();
}, 120_000);
afterAll(() => tertium.remove());

const lathe = speedLine();
const press = speedLine({ approach: 'Press', source: 'Catalogue' });

describe.each(eachStore)('on $name', ({ open }) => {
  let graph: TestStore;
  let folder: string;
  let running: RunningCommand[];
  beforeEach(async () => {
    graph = await open();
    await graph.store.apply(put(approach('lathe')), imported);
    folder = await mkdtemp(join(tmpdir(), 'tertium-under-way-'));
    running = [];
  });
  afterEach(async () => {
    for (const { process: child, finished } of running) {
      child.kill('SIGKILL');
      await finished;
    }
    await rm(folder, { recursive: true });
    await graph.close();
  });

  function start(args: readonly string[], input: string | null = ''): RunningCommand {
    const settings = { DATABASE_URL: graph.url, PORT: '0', LOG_LEVEL: 'silent', TMPDIR: folder };
    const started = startTertium(tertium, args, { folder, settings, input });
    running.push(started);
    return started;
  }

  test('while changes are applied, a server can start and an export can run', async () => {
    let markStarted: (() => void) | undefined;
    const started = new Promise<void>((resolve) => (markStarted = resolve));
    let proceed: (() => void) | undefined;
    const blocked = new Promise<void>((resolve) => (proceed = resolve));
    async function* slowChanges(): AsyncGenerator<Change> {
      markStarted?.();
      await blocked;
      yield* put(approach('mill'));
    }
    const applied = graph.store.apply(slowChanges(), imported);
    await started;

    expect(await start(['export']).finished).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('slug: lathe') as unknown,
    });
    const { value } = await start(['serve']).lines.next();
    expect(value).toMatch(/^Tertium is ready at /u);

    proceed?.();
    expect((await applied).revision?.number).toBe(2);
  });

  test('a named pipe with a slow writer does not block other imports', async () => {
    const pipe = join(folder, 'slow.jsonl');
    execFileSync('mkfifo', [pipe]);
    const slowImport = start(['import', 'slow.jsonl', '--format', 'claims']);
    // Resolves when the import has opened the pipe.
    const writer = await openFile(pipe, 'w');
    await writer.write(lathe);

    await writeFile(join(folder, 'quick.jsonl'), press);
    expect(await start(['import', 'quick.jsonl']).finished).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Revision 2: /u) as unknown,
    });

    await writer.close();
    expect(await slowImport.finished).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Revision 3: .*\nslow\.jsonl: 100\.0 %/u) as unknown,
    });
  });

  test('a slow standard input does not block other imports, even after much of it has been read', async () => {
    const slowImport = start(['import', '-', '--format', 'claims'], null);
    // The text exceeds the capacities of the pipe and of the memory buffer, so the import has created a temporary file. The file has no name.
    await slowImport.write(lathe + `${' '.repeat(1_023)}\n`.repeat(12 * 1_024));
    expect((await readdir(folder)).filter((name) => name.startsWith('tertium-'))).toEqual([]);

    await writeFile(join(folder, 'quick.jsonl'), press);
    expect(await start(['import', 'quick.jsonl']).finished).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Revision 2: /u) as unknown,
    });

    await slowImport.write(speedLine({ approach: 'Mill', value: 'slow' }));
    slowImport.process.stdin?.end();
    expect(await slowImport.finished).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Revision 3: \d concepts added, 2 claims added\.\n/u) as unknown,
    });
  });
});
