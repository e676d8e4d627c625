/** Tests `tertium keys`, `changesets`, `publish`, `revert` and `import --changeset` as a user runs them: as separate processes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hashSecret } from '../../../src/graph/access/secret.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { buildTertium, startTertium, type BuiltTertium, type CommandResult } from '../tertium.js';

let tertium: BuiltTertium;
let folder: string;
const database = 'file:a.db';

beforeAll(async () => {
  tertium = buildTertium();
  folder = await mkdtemp(join(tmpdir(), 'tertium-changesets-'));
}, 120_000);
afterAll(async () => {
  tertium.remove();
  await rm(folder, { recursive: true });
});

function run(...args: readonly string[]): Promise<CommandResult> {
  return runWith({}, ...args);
}

function runWith(settings: Record<string, string>, ...args: readonly string[]): Promise<CommandResult> {
  return startTertium(tertium, args, { folder, settings: { DATABASE_URL: database, ...settings } }).finished;
}

async function inStore<Result>(use: (store: GraphStore) => Promise<Result>): Promise<Result> {
  const store = await openStore(`file:${join(folder, 'a.db')}`);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function importClaims(colour: string, ...args: readonly string[]): Promise<CommandResult> {
  const line = (approach: string, value: string) =>
    JSON.stringify({ approach, dimension: 'Colour', valueType: 'TEXT', value, source: 'Survey' });
  await writeFile(join(folder, 'claims.jsonl'), `${line('Oak', colour)}\n${line('Elm', 'green')}\n`);
  return run('import', 'claims.jsonl', ...args);
}

/** Reads the colours of Oak and Elm in the published graph. */
const colours = () =>
  inStore(async ({ reader }) => {
    const view = await reader.openView();
    const claims = (await view?.claimsAbout(['approach/oak', 'approach/elm'], {})) ?? [];
    return claims.map((each) => each.map(({ value }) => value?.type === 'TEXT' && value.text));
  });

const idIn = ({ stdout }: CommandResult): string => /changeset\/[\w-]+/u.exec(stdout)?.[0] ?? stdout;

test('an import is added to a changeset, which is published, reverted and listed', async () => {
  expect(await importClaims('brown')).toMatchObject({ exitCode: 0 });
  const opened = await importClaims('black', '--changeset', 'New survey', '--author', 'Ada');
  expect(opened).toMatchObject({ exitCode: 0, stderr: '' });
  const id = idIn(opened);
  expect(await colours()).toEqual([['brown'], ['green']]);
  expect((await run('changesets', '--state', 'OPEN')).stdout).toMatch(
    new RegExp(`^${id}  OPEN  \\d+ edits?  \\S+  Ada: New survey\\n$`, 'u'),
  );
  const refused = await runWith({ FOUR_EYES: 'true' }, 'publish', id, '--author', 'Ada');
  expect(refused).toMatchObject({ exitCode: 3, stdout: '' });
  expect(refused.stderr).toMatch(/^FOUR_EYES: .*\nNothing has been applied\.\n$/u);

  expect(await run('publish', id)).toEqual({
    exitCode: 0,
    stdout: `Revision 2: published ${id}.\n`,
    stderr: '',
  });
  expect(await colours()).toEqual([['black'], ['green']]);
  const revert = await run('revert', '2');
  expect(revert).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await run('publish', idIn(revert))).toMatchObject({ exitCode: 0 });
  expect(await colours()).toEqual([['brown'], ['green']]);
  expect((await run('changesets')).stdout.split('\n').map((line) => line.split('  ')[1])).toEqual([
    'PUBLISHED as revision 3',
    'PUBLISHED as revision 2',
    undefined,
  ]);
  expect(await run('publish', id)).toMatchObject({ exitCode: 3 });
  expect(await run('publish', 'changeset/none')).toMatchObject({ exitCode: 3, stdout: '' });
  const actions = await inStore(({ audit }) => audit.page({ first: 20, after: null }));
  expect(actions.items.map(({ action }) => action)).toEqual([
    ...['publishChangeset', 'reviewChangeset', 'submitChangeset', 'revertRevision', 'publishChangeset'],
    ...['reviewChangeset', 'submitChangeset', 'importIntoChangeset', 'import'],
  ]);
}, 60_000);

test('a key is printed once, found by its hash, rotated and revoked', async () => {
  const created = await run('keys', 'create', '--name', 'Robot', '--scopes', 'propose,read');
  expect(created).toMatchObject({ exitCode: 0 });
  const secret = created.stdout.trim();
  expect(secret).toMatch(/^tertium_[\w-]{43}$/u);
  const key = await inStore(({ apiKeys }) => apiKeys.find(hashSecret(secret)));
  expect(key).toMatchObject({ name: 'Robot', scopes: ['read', 'propose'] });
  const rotated = await run('keys', 'rotate', key?.id ?? '', '--overlap', '1');
  expect(rotated.stdout).toMatch(/^tertium_[\w-]{43}\n$/u);
  expect(rotated.stdout.trim()).not.toBe(secret);
  const listed = await run('keys', 'list');
  expect(listed.stdout.split('\n')).toHaveLength(3);
  expect(listed.stdout).not.toContain(secret);
  expect(await run('keys', 'revoke', 'Robot')).toMatchObject({ exitCode: 0 });
  expect(await inStore(({ apiKeys }) => apiKeys.exists())).toBe(false);
  expect(await run('keys', 'revoke', 'Stranger')).toMatchObject({ exitCode: 2 });
  expect(await run('keys', 'create', '--name', 'x', '--scopes', 'write')).toMatchObject({ exitCode: 2 });
}, 60_000);
