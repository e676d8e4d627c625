import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  emptyRecipe,
  parseRecipes,
  withRecipe,
  type ImportRecipe,
} from '../../formats/recipes/import-recipe.js';
import { printLines } from '../../formats/import/skipped-lines.js';
import { CommandError } from '../terminal/command-error.js';
import { writeOutput } from '../terminal/output.js';
import { recipeFileName, type ImportOptions } from './import-options.js';

/**
 * Finds the recipe of a file in the folder of the file. Null if there is none.
 * @throws {DocumentError} if the file of recipes is invalid; CommandError if it cannot be read
 */
export async function findRecipe(path: string): Promise<ImportRecipe | null> {
  if (path === '-') return null;
  const file = recipeFileOf(path);
  const text = await readIfExists(file);
  return text === null ? null : (parseRecipes({ name: file, text }).get(basename(path)) ?? null);
}

/** Saves the recipe of a file in the folder of the file. @throws as `fileWithRecipe`, and CommandError if the file cannot be written */
export async function saveRecipe(path: string, recipe: ImportRecipe): Promise<void> {
  await writeOutput(recipeFileOf(path), [await fileWithRecipe(path, recipe)], () => undefined);
}

/**
 * Returns the text of the file of recipes in the folder of a file, with a new or changed recipe of this file.
 * @throws {DocumentError} if the file of recipes is invalid, or would be; CommandError if it cannot be read
 */
export async function fileWithRecipe(path: string, recipe: ImportRecipe): Promise<string> {
  const name = recipeFileOf(path);
  const existing = await readIfExists(name);
  if (existing !== null) parseRecipes({ name, text: existing });
  const text = withRecipe(existing, basename(path), recipe);
  // The YAML parser rejects some file names, such as `__proto__`, as keys. An invalid file of recipes would stop every import from its folder.
  parseRecipes({ name, text });
  return text;
}

/** The path of the file of recipes for a file. */
function recipeFileOf(path: string): string {
  return join(dirname(path), recipeFileName);
}

/** @throws {CommandError} if the file exists and cannot be read */
async function readIfExists(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null;
    if (code === 'ENOENT') return null;
    throw code === null ? error : new CommandError(`${path} cannot be read: ${code}.`, error);
  }
}

/** Combines the recipe of a file with the options of the command line, which take precedence. */
export function withOptions(recipe: ImportRecipe | null, options: ImportOptions): ImportRecipe {
  const saved = recipe ?? emptyRecipe;
  return {
    format: options.format ?? saved.format,
    subjects: options.subjects ?? saved.subjects,
    skip: options.skip ?? saved.skip,
    source: options.source ?? saved.source,
    minCoverage: options.strict ?? saved.minCoverage,
  };
}

/** Describes a recipe in words: `source machines, subjects rows, without lines 1-3`. Empty if the recipe sets nothing. */
export function describeRecipe({ format, subjects, skip, source, minCoverage }: ImportRecipe): string {
  return [
    ...(format === null ? [] : [`format ${format}`]),
    ...(source === null ? [] : [`source ${source}`]),
    ...(subjects === null
      ? []
      : [`subjects ${typeof subjects === 'string' ? subjects : subjects.join(', ')}`]),
    ...(skip.length === 0 ? [] : [`without lines ${skip.map(printLines).join(',')}`]),
    ...(minCoverage === null ? [] : [`strict ${minCoverage}`]),
  ].join(', ');
}
