/** Tests the command line of `tertium import` in this process: recipes, and invalid options. No test opens a graph. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { addImportCommand } from '../../../src/commands/import/import.js';
import { recipeFileName } from '../../../src/commands/import/import-options.js';
import { describeRecipe, findRecipe, saveRecipe, withOptions } from '../../../src/commands/import/recipes.js';
import { parseLineList } from '../../../src/formats/import/skipped-lines.js';
import { emptyRecipe } from '../../../src/formats/recipes/import-recipe.js';

let folder: string;
let database: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-import-command-'));
  database = join(folder, 'graph.db');
  process.env['DATABASE_URL'] = `file:${database}`;
  await writeFile(join(folder, 'a.csv'), 'Feature,Mill,Lathe\nSpeed,fast,slow\n');
  await writeFile(join(folder, 'b.jsonl'), '{}\n');
});
afterEach(() => {
  // An import that opened the graph would have created this file.
  expect(existsSync(database)).toBe(false);
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: readonly string[]): Promise<void> {
  const program = new Command('tertium').configureOutput({ writeErr: () => undefined }).exitOverride();
  addImportCommand(program);
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  const paths = args.map((arg) => (/^[ab]\.\w+$/u.test(arg) ? join(folder, arg) : arg));
  await program.parseAsync(['import', ...paths], { from: 'user' });
}

describe('An invalid option is rejected before the graph is opened:', () => {
  test.each([
    [
      'lines that are not numbers',
      ['a.csv', '--skip', 'top'],
      'Expected numbers and ranges of lines, such as 1-3,10,120-.',
    ],
    [
      'a source that is not a slug',
      ['a.csv', '--source', 'My Tools'],
      'Expected a slug of lower-case letters',
    ],
    ['no subjects', ['a.csv', '--subjects', ' , '], 'Expected rows, columns, or names separated by commas.'],
    [
      'saving a dry run',
      ['a.csv', '--save', '--dry-run'],
      "option '--save' cannot be used with option '--dry-run'",
    ],
    [
      'a source of two files',
      ['a.csv', 'b.jsonl', '--source', 'tools'],
      'Expected one file with --source, got more',
    ],
    ...['--subjects=rows', '--skip=1', '--source=tools', '--save'].map(
      (option) =>
        [
          `${option} with claim lines`,
          ['b.jsonl', option],
          'Expected --subjects, --skip, --source and --save with articles, tables and spreadsheets only, got the format claims.',
        ] as const,
    ),
  ])('%s', async (_mistake, args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
  });
});

describe('A recipe', () => {
  test('of a file is found in the folder of the file, after the recipe has been saved', async () => {
    const path = join(folder, 'a.csv');
    const recipe = { ...emptyRecipe, subjects: 'rows', source: 'tools' } as const;

    expect(await findRecipe(path)).toBeNull();
    await saveRecipe(path, recipe);
    expect(await findRecipe(path)).toEqual(recipe);
    expect(await findRecipe(join(folder, 'b.jsonl'))).toBeNull();
    expect(await findRecipe('-')).toBeNull();
  });

  test('is not saved if the next import could not read the file of recipes', async () => {
    const file = join(folder, recipeFileName);
    const before = await readFile(file, 'utf8');

    await expect(saveRecipe(join(folder, '__proto__'), emptyRecipe)).rejects.toThrow(
      'expected a key other than __proto__',
    );
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  test('that cannot be saved stops the import before the graph is opened', async () => {
    const file = join(folder, recipeFileName);
    const before = await readFile(file, 'utf8');
    await writeFile(file, 'files:\n  a.csv:\n    sorce: tools\n');
    try {
      await expect(run('a.csv', '--no-recipe', '--save')).rejects.toThrow('sorce');
    } finally {
      await writeFile(file, before);
    }
  });

  test('is overridden by the options of the command line', () => {
    const recipe = { ...emptyRecipe, subjects: 'rows', source: 'tools', minCoverage: 0.5 } as const;
    const skip = parseLineList('3') ?? [];
    const options = { author: 'A. Editor', maxEnded: 0.5, recipe: true } as const;

    expect(withOptions(recipe, options)).toEqual(recipe);
    expect(withOptions(null, options)).toEqual(emptyRecipe);
    expect(withOptions(recipe, { ...options, subjects: ['Mill'], skip, strict: 0 })).toEqual({
      ...recipe,
      subjects: ['Mill'],
      skip,
      minCoverage: 0,
    });
  });

  test('is described in words', () => {
    const skip = parseLineList('1-3,9') ?? [];

    expect(
      describeRecipe({ format: 'article', source: 'tools', subjects: ['A', 'B'], skip, minCoverage: 0.9 }),
    ).toBe('format article, source tools, subjects A, B, without lines 1-3,9, strict 0.9');
    expect(describeRecipe(emptyRecipe)).toBe('');
  });
});
