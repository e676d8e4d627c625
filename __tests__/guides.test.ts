/**
 * Tests the form of the glossary and of the decision records. Also tests that names in documents and in comments of the
 * sources exist: files, npm scripts, elements of the schema and concepts of the seed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { createSchema } from '../src/api/schema.js';
import { kindOfId } from '../src/graph/concept.js';
import { seed } from './support/seed.js';
import { sqliteStore, type TestStore } from './support/stores.js';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
/** Lists the inline code of a page, without code blocks. */
const inBackquotes = (markdown: string): readonly string[] =>
  [...markdown.replace(/^ *```[^]*?^ *```$/gmu, '').matchAll(/`([^`\n]+)`/gu)].map(([, code = '']) => code);

describe('The glossary', () => {
  const glossary = read('docs/glossary.md');
  const entries = [...glossary.matchAll(/^- \*\*([^*]+)\*\*(?: \(`([^`]+)`\))?: (.+)$/gmu)].map(
    ([, term = '', name = '', text = '']) => ({ term, name, text }),
  );
  const schema = createSchema();
  let graph: TestStore;
  beforeAll(async () => {
    graph = await sqliteStore.open();
    await seed(graph.store);
  });
  afterAll(() => graph.close());

  test('defines each term once, with an example', () => {
    expect(entries).toHaveLength(glossary.match(/^- /gmu)?.length ?? 0);
    expect(new Set(entries.map(({ term }) => term.toLowerCase())).size).toBe(entries.length);
    for (const { term, text } of entries)
      expect([term, text]).toEqual([term, expect.stringMatching(/^[^_]+\. _Example:_ .+\.$/u)]);
  });

  test('names only existing elements of the schema', () => {
    const notInSchema = entries.filter(({ name }) => name !== '' && !isInSchema(schema, name));
    expect(notInSchema.map(({ name }) => name)).toEqual([]);
  });

  test('names only enum values that the schema has, and ids that the seed has', async () => {
    const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
    const values = new Set(enums.flatMap((each) => each.getValues().map(({ name }) => name)));
    const ids: string[] = [];
    for (const code of entries.flatMap(({ text }) => inBackquotes(text))) {
      if (/^[A-Z_]+$/u.test(code) && code !== 'COPY') expect([...values]).toContain(code);
      ids.push(
        ...(code.match(
          /(?:approach|benefit|cited-source|dimension|drawback|feature|question|use-case)\/[a-z0-9-]+/gu,
        ) ?? []),
      );
    }
    expect(ids.length).toBeGreaterThan(20);
    const view = await graph.store.reader.openView();
    const found = await view?.concepts(
      ids.map((reference) => ({ kind: kindOfId(reference) ?? 'APPROACH', reference })),
    );
    expect(ids.filter((_, index) => !found?.[index])).toEqual([]);
  });
});

/** Whether the schema has a type, or a member of a type, such as `Claim.value` or `CellState.CONTESTED`. */
function isInSchema(schema: GraphQLSchema, name: string): boolean {
  const [typeName = '', member] = name.split('.');
  const type = schema.getType(typeName);
  if (!type || member === undefined) return type !== undefined;
  if (isEnumType(type)) return type.getValue(member) !== undefined;
  return (
    (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) && member in type.getFields()
  );
}

describe('The decision records', () => {
  const names = readdirSync(new URL('docs/adr', root))
    .filter((name) => /^\d{4}-.+\.md$/u.test(name))
    .sort();

  test('are numbered without gaps, and each has a status, a date, context, decision and consequences', () => {
    expect(names.length).toBeGreaterThanOrEqual(10);
    for (const [index, name] of names.entries()) {
      expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-`, 'u'));
      const text = read(`docs/adr/${name}`);
      expect(text).toMatch(
        /^# \d+\. .+\n\nStatus: (?:accepted|superseded by .+)\. Date: \d{4}-\d{2}-\d{2}\.\n\n## Context\n[^]+\n## Decision\n[^]+\n## Consequences\n/u,
      );
    }
  });

  test('are listed in README.md with their title, date and status', () => {
    const index = read('docs/adr/README.md').replace(/ +\|/gu, ' |');
    for (const name of names) {
      const [, title = '', status = '', date = ''] =
        /^# (.+)\n\nStatus: (.+?)\. Date: (.+?)\.\n/u.exec(read(`docs/adr/${name}`)) ?? [];
      expect(index).toContain(`| [${title}](${name}) | ${date} | ${status} |`);
    }
  });
});

test.each([
  'CONTRIBUTING.md',
  'docs/glossary.md',
  ...readdirSync(new URL('docs/adr', root)).map((name) => `docs/adr/${name}`),
])('every source, test, document and seed file that %s names in backquotes exists', (page) => {
  const files = ['src', '__tests__', 'docs', 'scripts'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }),
  );
  const fileNames = new Set(files.map((path) => basename(path)));
  for (const code of inBackquotes(read(page))) {
    if (/NAME|\s/u.test(code)) continue;
    if (/^(?:src|__tests__|docs|seed)\//u.test(code))
      expect([code, existsSync(new URL(code, root))]).toEqual([code, true]);
    else if (/^[\w-]+(?:\.[a-z]+)*\.ts$/u.test(code))
      expect([code, fileNames.has(code)]).toEqual([code, true]);
  }
});

test('every TypeScript file that a comment of the sources names in backquotes exists', () => {
  const paths = ['src', '__tests__', 'docs', 'scripts', 'playground', 'bench', 'tools'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map(
      (path) => `/${folder}/${path.replaceAll('\\', '/')}`,
    ),
  );
  const references = paths
    .filter((path) => /^\/src\/.+\.ts$/u.test(path))
    .flatMap((path) =>
      [...read(path.slice(1)).matchAll(/\/\*[^]*?\*\/|\/\/.*/gu)].flatMap(([comment]) =>
        inBackquotes(comment)
          .filter((code) => /^[\w./-]+\.ts$/u.test(code))
          .map((code) => ({ path, code })),
      ),
    );
  expect(references.length).toBeGreaterThan(3);
  expect(references.filter(({ code }) => !paths.some((path) => path.endsWith(`/${code}`)))).toEqual([]);
});

test('every npm script in the guides exists in the package', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
  const guides = ['README.md', 'CONTRIBUTING.md', 'docs/testing.md', 'docs/tutorial.md'].map(read).join('\n');
  const scriptNames = [...guides.matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)/gu)].map(
    ([, name = '']) => name,
  );
  expect(scriptNames).toEqual(expect.arrayContaining(['verify', 'schema']));
  expect(scriptNames.filter((name) => !(name in scripts))).toEqual([]);
});
