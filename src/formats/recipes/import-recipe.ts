import { Document, parseDocument } from 'yaml';
import { z } from 'zod';
import { oneOf, orNull, readShape, record, slug, text, texts } from '../forms/shapes.js';
import type { InputGuidance } from '../import/import-format.js';
import { lineListRule, parseLineList, printLines, type SkippedLines } from '../import/skipped-lines.js';
import { importFormatNames, type ImportFormatName } from '../import-format-descriptions.js';
import type { DocumentFile } from '../input/document-files.js';
import { ProblemList } from '../input/problem-list.js';
import { parseYaml } from '../yaml/yaml-document.js';

/** How a file is imported. Null members have the defaults of an import: detection, or no bound. */
export interface ImportRecipe extends InputGuidance {
  readonly format: ImportFormatName | null;
}

/** The recipe of a file without saved instructions. */
export const emptyRecipe: ImportRecipe = Object.freeze({
  format: null,
  subjects: null,
  skip: [],
  source: null,
  minCoverage: null,
});

const skippedLines = record('skipped lines', {
  lines: z
    .union([z.string(), z.int()], { error: 'lines' })
    .transform((written) => parseLineList(String(written)) ?? [])
    .refine((ranges) => ranges.length === 1, { error: 'one line or range of lines, such as "3-8"' }),
  first: z.string({ error: 'the text of the first line' }),
  last: z.string({ error: 'the text of the last line' }),
}).transform(({ lines, first, last }): readonly SkippedLines[] =>
  lines.map((each) => ({ ...each, texts: [first.trim(), last.trim()] })),
);

const lineList = z
  .union([z.string(), z.int()], { error: lineListRule })
  .transform((written) => parseLineList(String(written)) ?? [])
  .refine((ranges) => ranges.length > 0, { error: lineListRule });

const shareRule = 'a share from 0 to 1, such as 0.9';

const recipe = record('a recipe', {
  format: orNull(oneOf(importFormatNames)),
  source: orNull(slug),
  subjects: orNull(
    z.union([oneOf(['rows', 'columns']), texts.min(1, { error: 'at least one name' })], {
      error: 'rows, columns or a list of names',
    }),
  ),
  strict: orNull(z.number({ error: shareRule }).min(0, { error: shareRule }).max(1, { error: shareRule })),
  skip: z
    .union([lineList, z.array(skippedLines)], { error: 'a list of skipped lines' })
    .optional()
    .transform((skip) => skip?.flat() ?? []),
});

const recipes = record('a file of recipes', {
  files: z.record(text, z.unknown(), { error: 'a mapping of file names to recipes' }),
});

/**
 * Parses a file of recipes.
 * @returns the recipes by the names of their files
 * @throws {DocumentError} if the file is not well-formed, or has an unknown member or an invalid value
 */
export function parseRecipes(file: DocumentFile): ReadonlyMap<string, ImportRecipe> {
  const problems = new ProblemList();
  const part = parseYaml(file, problems);
  const { files = {} } = (part && readShape(recipes, part, problems)) ?? {};
  const byName = Object.keys(files).flatMap((name): readonly [string, ImportRecipe][] => {
    const found = part && readShape(recipe, part.at('files', name), problems);
    if (!found) return [];
    const { strict, ...members } = found;
    return [[name, { ...members, minCoverage: strict }]];
  });
  problems.throwIfAny();
  return new Map(byName);
}

/**
 * Prints a file of recipes with a new or changed recipe. The other recipes, and the comments outside of this recipe,
 * remain.
 * @param existing the text of the file, which must be valid; null if there is no file
 */
export function withRecipe(existing: string | null, name: string, added: ImportRecipe): string {
  const document = existing === null ? new Document({ files: {} }) : parseDocument(existing);
  if (existing === null)
    document.commentBefore = ' How `tertium import` reads the files of this folder; --save writes this file.';
  document.setIn(['files', name], document.createNode(printed(added)));
  return document.toString({ lineWidth: 0 });
}

function printed({ format, source, subjects, minCoverage, skip }: ImportRecipe): object {
  return {
    ...(format === null ? {} : { format }),
    ...(source === null ? {} : { source }),
    ...(subjects === null ? {} : { subjects }),
    ...(minCoverage === null ? {} : { strict: minCoverage }),
    ...(skip.length === 0
      ? {}
      : {
          skip: skip.map((each) => ({
            lines: printLines(each),
            first: each.texts?.[0] ?? '',
            last: each.texts?.[1] ?? '',
          })),
        }),
  };
}
