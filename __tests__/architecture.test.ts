import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import configuration, { layers, subfolders } from '../.dependency-cruiser.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Lists the rule violations in `folders`, each as `rule: from → to`. */
async function violations(baseDir: string, folders: readonly string[]): Promise<readonly string[]> {
  const { output } = await cruise([...folders], {
    ...configuration.options,
    ruleSet: { forbidden: configuration.forbidden ?? [] },
    validate: true,
    baseDir,
  });
  return (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} → ${to}`,
  );
}

test('the imports in src and playground violate no rule', async () => {
  expect(await violations(root, ['src', 'playground'])).toEqual([]);
});

test('every folder of the sources is a layer with a rule', async () => {
  const entries = await readdir(join(root, 'src'), { withFileTypes: true });
  expect(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)).toEqual(
    Object.keys(layers).sort(),
  );
});

test('every sub-folder of a layer has a rule', async () => {
  const divided: Record<string, string[]> = {};
  for (const entry of await readdir(join(root, 'src'), { withFileTypes: true, recursive: true })) {
    const folder = relative(join(root, 'src'), entry.parentPath);
    if (entry.isDirectory() && folder !== '') (divided[folder] ??= []).push(entry.name);
  }
  const withRules = Object.entries(subfolders).map(([folder, arrows]) => [
    folder,
    Object.keys(arrows)
      .filter((name) => /^[\w-]+$/u.test(name))
      .sort(),
  ]);
  const found = Object.entries(divided).map(([folder, names]) => [folder, names.sort()]);
  expect(found.sort()).toEqual(withRules.sort());
});

test('docs/architecture.md lists every sub-folder of a layer', async () => {
  const page = await readFile(join(root, 'docs/architecture.md'), 'utf8');
  for (const [folder, arrows] of Object.entries(subfolders)) {
    const [layer = '', ...inner] = folder.split('/');
    const section = page.split(`### \`${layer}/\``)[1]?.split('\n#')[0] ?? '';
    const names = [...inner, ...Object.keys(arrows).filter((name) => /^[\w-]+$/u.test(name))];
    for (const name of names)
      expect([folder, section]).toEqual([folder, expect.stringContaining(`\`${name}/\``)]);
  }
});

test('docs/architecture.md names only existing files in the steps from an HTTP request to its bytes', async () => {
  const page = await readFile(join(root, 'docs/architecture.md'), 'utf8');
  const [, section = ''] = page.split('## From an HTTP request to its bytes\n');
  const steps = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => /^\d+\. /u.test(line));
  expect(steps.length).toBeGreaterThan(9);
  for (const step of steps) {
    const names = [...step.matchAll(/`([\w/-]+\.ts)`/gu)].map(([, name = '']) => name);
    const [folder = ''] = names.map((name) => dirname(name)).filter((each) => each !== '.');
    const paths = names.map((name) => join(root, 'src', name.includes('/') ? '' : folder, name));
    expect([step, ...paths.filter((path) => !existsSync(path))]).toEqual([step]);
  }
});

test.each([['src', layers], ...Object.entries(subfolders)] as [string, Record<string, string[]>][])(
  'the rules of %s do not allow a cycle',
  (_, arrows) => {
    const above = new Set(Object.keys(arrows));
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      for (const name of above) {
        if (!arrows[name]?.some((each) => above.has(each))) isChanged = above.delete(name);
      }
    }
    expect([...above]).toEqual([]);
  },
);

test('no file of the sources is a barrel', async () => {
  const names = await readdir(join(root, 'src'), { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.ts'))) {
    const text = await readFile(join(root, 'src', name), 'utf8');
    expect([name, /^export .* from /mu.test(text)]).toEqual([name, false]);
  }
});

/** Lists the names of the files in `src` whose path or code matches a pattern. Comments are ignored. Files below `articles` folders are omitted: these parsers must name single kinds and value types, which they recognise in texts. */
async function filesNaming(pattern: RegExp): Promise<readonly string[]> {
  const names = await readdir(join(root, 'src'), { recursive: true });
  const sources = names.filter((each) => each.endsWith('.ts') && !each.includes('articles/'));
  const texts = await Promise.all(sources.map((name) => readFile(join(root, 'src', name), 'utf8')));
  return sources
    .filter((name, index) => pattern.test(`${name}\n${texts[index]?.replace(/\/\*[^]*?\*\/|\/\/.*/gu, '')}`))
    .map((name) => basename(name))
    .sort();
}

test('outside of the parsers of articles, only six files name the value type VERSION', async () => {
  expect(await filesNaming(/\bVERSION\b|\bversion\.(?:js|ts)\b/u)).toEqual([
    'claim-value.type.ts',
    'value-forms.ts',
    'value-members.ts',
    'value-rules.ts',
    'value-text.ts',
    'version.ts',
  ]);
});

test('outside of the parsers of articles, only eight files and the catalogues of each language name the kind USE_CASE', async () => {
  expect(await filesNaming(/\bUSE_CASE\b|\bUseCase|\buseCase\b|\buse-case\./u)).toEqual([
    'approach.resolver.ts',
    'axis.ts',
    'claim.ts',
    'concept-forms.ts',
    'concept.ts',
    'de.ts',
    'en.ts',
    'pages-de.ts',
    'pages-en.ts',
    'resolvers.ts',
    'use-case.resolver.ts',
    'use-case.type.ts',
  ]);
});

describe('The rules', () => {
  let project: string;
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  };

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'tertium-project-'));
    await writeFile(join(project, 'tsconfig.json'), '{}');
    await writeFile(join(project, 'package.json'), '{ "type": "module" }');
    await write(
      'src/storage/store.ts',
      "import { graph } from '../graph/graph.js';\nexport const store = graph;\n",
    );
    await write(
      'src/graph/graph.ts',
      "import { store } from '../storage/store.js';\nexport const graph = [store];\n",
    );
    await write(
      'src/comparison/read.ts',
      "import { readFile } from 'node:fs/promises';\nexport const read = readFile;\n",
    );
    await write(
      'src/http/cache/rows.ts',
      "import { graphql } from '../graphql/graphql.js';\nexport const rows = graphql;\n",
    );
    await write('src/http/graphql/graphql.ts', 'export const graphql = 1;\n');
    await write(
      'src/api/claim/claim.type.ts',
      "import { value } from './value.js';\nexport const claim = value;\n",
    );
    await write('src/api/claim/value.ts', 'export const value = 1;\n');
    await write(
      'playground/page.ts',
      "import { graph } from '../src/graph/graph.js';\nexport const page = graph;\n",
    );
  });
  afterAll(() => rm(project, { recursive: true }));

  test('report an upward import between layers or between their sub-folders, a cycle, an engine that reads files, and a playground that imports from src', async () => {
    const found = await violations(project, ['src', 'playground']);
    for (const rule of [
      'graph-imports-only-layers-below: src/graph/graph.ts → src/storage/store.ts',
      'http/cache-imports-only-subfolders-below: src/http/cache/rows.ts → src/http/graphql/graphql.ts',
      'api/*.type.ts-imports-only-subfolders-below: src/api/claim/claim.type.ts → src/api/claim/value.ts',
      'the-engine-does-no-io: src/comparison/read.ts → fs/promises',
      'the-playground-is-a-client: playground/page.ts → src/graph/graph.ts',
    ]) {
      expect(found).toContain(rule);
    }
    expect(found.some((each) => each.startsWith('no-cycles'))).toBe(true);
  });
});
