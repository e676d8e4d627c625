/** Tests `tertium erase` as a user runs it: as separate processes. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPostgresDatabase } from '../../support/postgres.js';
import { storedBytes } from '../../support/stored-bytes.js';
import { addressOf, buildTertium, startTertium, type BuiltTertium, type CommandResult } from '../tertium.js';

let tertium: BuiltTertium;
let folder: string;

beforeAll(async () => {
  tertium = buildTertium();
  folder = await mkdtemp(join(tmpdir(), 'tertium-erase-'));
  await writeFile(join(folder, 'trees.md'), article);
  expect(await run('import', 'trees.md')).toMatchObject({ exitCode: 0 });
}, 120_000);
afterAll(async () => {
  tertium.remove();
  await rm(folder, { recursive: true });
});

const article =
  '# Oak vs. Elm\n\n| | Oak | Elm |\n|---|---|---|\n| Bark | mossgrown | smooth |\n| Colour | brown | grey |\n';

function run(...args: readonly string[]): Promise<CommandResult> {
  return startTertium(tertium, args, { folder, settings: { DATABASE_URL: 'file:a.db' } }).finished;
}

const erase = (...args: readonly string[]) =>
  run('erase', '--source', 'oak-vs-elm', '--reason', 'withdrawn', ...args);
const file = async () => (await readFile(join(folder, 'a.db'))).toString();

test('reports what would be erased, and erases only with --confirm', async () => {
  const { exitCode, stdout, stderr } = await erase();
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^Would be erased from all revisions:\n {2}1 stored text\n {4}sha256:/u);
  expect(stdout).toMatch(/4 claims that would state nothing without words: removed\n/u);
  expect(stdout).toMatch(/Nothing has been erased: --confirm erases\.\n$/u);
  expect(await file()).toContain('mossgrown');

  const erased = await erase('--confirm', '--message', 'Withdrawn', '--author', 'Ada', '--json');
  expect(erased).toMatchObject({ exitCode: 0, stderr: '' });
  expect(JSON.parse(erased.stdout)).toMatchObject({
    isErased: true,
    revision: 2,
    counts: { texts: 1, removed: 4 },
  });
  expect(await file()).not.toContain('mossgrown');
  expect((await run('log')).stdout).toMatch(/^revision 2 .* EDIT .*Ada: Withdrawn\n/u);
  expect((await run('export')).stdout).not.toContain('mossgrown');
  expect(await erase('--confirm')).toMatchObject({ exitCode: 0, stdout: 'There is nothing to erase.\n' });
  expect(await run('erase', '--traces')).toMatchObject({ exitCode: 0, stderr: '' });

  const again = await run('import', 'trees.md');
  expect(again.stdout).toContain('Concepts, claims and texts left as edited or erased: 7.');
  expect(await file()).not.toContain('mossgrown');
});

test('a server in another process serves no erased words after it has loaded the revision of the erasure', () =>
  expectErasedWhileServed('file:served.db'));

test('on PostgreSQL, a server in another process serves no erased words either, and the database contains none', async () => {
  const { url, drop } = await createPostgresDatabase();
  try {
    await expectErasedWhileServed(url);
    expect(await storedBytes(url)).not.toContain('mossgrown');
  } finally {
    await drop();
  }
});

/** Expects that a server serves no erased words. The import, the server and the erasure are separate processes. */
async function expectErasedWhileServed(url: string): Promise<void> {
  const settings = { DATABASE_URL: url, LOG_LEVEL: 'silent', PORT: '0' };
  const runHere = (...args: readonly string[]) => startTertium(tertium, args, { folder, settings }).finished;
  expect(await runHere('import', 'trees.md')).toMatchObject({ exitCode: 0 });
  const server = startTertium(tertium, ['serve'], { folder, settings });
  try {
    const page = `${await addressOf(server)}/compare/oak,elm`;
    // The second response comes from the cache.
    for (const _ of [1, 2]) expect(await (await fetch(page)).text()).toContain('mossgrown');
    const tokenOf = ({ headers }: Response) => headers.get('tertium-revision');
    const earlier = tokenOf(await fetch(page));
    const options = ['--source', 'oak-vs-elm', '--reason', 'withdrawn', '--confirm'];
    expect(await runHere('erase', ...options)).toMatchObject({ exitCode: 0, stderr: '' });
    let response = await fetch(page);
    // Until the server has loaded the graph again, it serves the previous view.
    while (tokenOf(response) === earlier) response = await fetch(page);
    expect([response.status, tokenOf(response)]).toEqual([200, expect.stringMatching(/./u)]);
    expect(await response.text()).not.toContain('mossgrown');
  } finally {
    server.process.kill('SIGTERM');
    await server.finished;
  }
}

test.each([
  [['--reason', 'other'], /Expected exactly one of --text, --quote, --claim, --source and --traces/u],
  [['--text', 'sha256:0'], /Expected --reason with one of legal-order, personal-data, withdrawn, other/u],
  [['--text', 'sha256:0', '--quote', 'claim/0', '--reason', 'other'], /cannot be used with/u],
  [['--text', 'sha256:0', '--reason', 'boredom'], /Allowed choices are legal-order/u],
  [
    ['--source', 'oak-vs-elms', '--reason', 'other'],
    /Expected the slug of a cited source, got "oak-vs-elms": nothing was erased\. Nearest: oak-vs-elm\./u,
  ],
])('tertium erase rejects %j with an explanation', async (args, message) => {
  const { exitCode, stdout, stderr } = await run('erase', ...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(message);
});
