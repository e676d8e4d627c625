/** Runs the commands of docs/access.md, in order, and compares the page with the code. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { mutationScopes, queryScopes } from '../src/api/access/field-scopes.js';
import { readSettings } from '../src/config.js';
import { maxGeneratedEdits } from '../src/editing/editing-limits.js';
import { scopes } from '../src/graph/access/scope.js';
import { openStore } from '../src/storage/open-store.js';
import { requestOfCurl } from './support/curl.js';
import { seed } from './support/seed.js';
import { send } from './support/requests.js';
import { serveStore } from './support/server.js';
import { useTertium } from './support/use-tertium.js';

const page = readFileSync(new URL('../docs/access.md', import.meta.url), 'utf8');
const tertium = useTertium('tertium-access-page-');

/** Finds the table row whose first cell starts with the word `first`. @returns the cells of the row, with an empty text before and after them */
function rowOf(first: string): readonly string[] {
  const row = page.split('\n').find((line) => line.startsWith(`| ${first} `));
  if (row === undefined) throw new Error(`Expected a row for ${first} in docs/access.md, got none.`);
  return row.split('|').map((cell) => cell.trim());
}

test('the commands of the page work in order; the key is accepted until it is revoked, and then the server returns the error that the page shows', async () => {
  const shown = /```json\n([^]*?)```/u.exec(page)?.[1] ?? '';
  const url = `file:${tertium.folder}/graph.db`;
  const settings = { DATABASE_URL: url };
  const store = await openStore(url, { mayCreate: true });
  await seed(store);
  const server = await serveStore(store);
  const variables: Record<string, string> = {};
  const responses: unknown[] = [];
  try {
    for (const [, script = ''] of page.matchAll(/```sh\n([^]*?)```/gu)) {
      for (const line of script.replaceAll('\\\n', ' ').trim().split('\n')) {
        const [, name, substituted] = /^(\w+)=\$\((.*)\)$/u.exec(line) ?? [];
        const words = wordsOf(substituted ?? line, variables);
        if (words[0] === 'curl') {
          const { text } = await send(server, requestOfCurl(quoted(words)));
          responses.push(JSON.parse(text));
          continue;
        }
        expect(words[0]).toBe('tertium');
        const { exitCode, stdout } = await tertium.run(words.slice(1), { settings });
        expect([line, exitCode]).toEqual([line, 0]);
        if (name !== undefined) variables[name] = stdout.trim();
        // Only the command that creates a key prints the key.
        else expect(stdout).not.toContain(variables['KEY'] ?? 'tertium_');
      }
    }
  } finally {
    await server.close();
    await store.close();
  }
  expect(variables['KEY']).toMatch(/^tertium_[\w-]{43}$/u);
  expect(responses).toEqual([{ data: { revision: { number: 1 } } }, JSON.parse(shown)]);
});

test('the table of scopes lists every scope with the operations that the scope permits', () => {
  for (const scope of scopes) {
    const [, , permits = ''] = rowOf(`\`${scope}\``);
    const named = [...permits.matchAll(/`([a-z]+[A-Z]?\w*)`/gu)].map(([, name = '']) => name);
    const mutations = Object.keys(mutationScopes).filter((name) => mutationScopes[name]?.includes(scope));
    const queries = scope === 'admin' ? ['audit'] : [];
    expect([scope, named.toSorted()]).toEqual([scope, [...mutations, ...queries].toSorted()]);
    expect(permits.includes('seeing open changesets')).toBe(queryScopes['changesets']?.includes(scope));
  }
});

test('the page states the limits of the code', () => {
  const { editing } = readSettings({});
  expect(rowOf('`EDITING_OPEN_CHANGESETS`')[2]).toBe(String(editing.openChangesets));
  expect(rowOf('`EDITING_EDITS_PER_CALL`')[2]).toBe(String(editing.editsPerCall));
  expect(rowOf('`EDITING_TEXT_LENGTH`')[2]).toBe(String(editing.textLength));
  expect(page).toContain(`${maxGeneratedEdits.toLocaleString('en')} edits`);
});

/** Splits a shell command into words, which may be quoted; in double quotes and outside of quotes, variables are replaced. */
function wordsOf(command: string, variables: Readonly<Record<string, string>>): readonly string[] {
  const replaced = (text: string): string =>
    text.replace(/\$(\w+)/gu, (_, name: string) => variables[name] ?? '');
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/gu)].map(
    ([, single, double, bare]) => single ?? replaced(double ?? bare ?? ''),
  );
}

/** Joins words to a command. Arguments are in single quotes, except for those that start with `--` or `http`. */
function quoted([program = '', ...words]: readonly string[]): string {
  return [
    program,
    ...words.map((word) => (word.startsWith('--') || word.startsWith('http') ? word : `'${word}'`)),
  ].join(' ');
}
