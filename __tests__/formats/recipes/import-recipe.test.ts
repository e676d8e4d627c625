import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseLineList } from '../../../src/formats/import/skipped-lines.js';
import { importFormatNames } from '../../../src/formats/import-format-descriptions.js';
import {
  emptyRecipe,
  parseRecipes,
  withRecipe,
  type ImportRecipe,
} from '../../../src/formats/recipes/import-recipe.js';
import { runs } from '../../support/test-run.js';

function recipesIn(text: string): ReadonlyMap<string, ImportRecipe> {
  return parseRecipes({ name: 'tertium.import.yaml', text });
}

test('a file of recipes is parsed to the options of each file; `skip` can be a list of lines', () => {
  const text =
    'files:\n  a.md:\n    source: tools\n    subjects: [Mill, C++ lathe]\n    skip: 1-3,10-\n  b.csv:\n    format: table\n    subjects: rows\n    strict: 0.9\n';

  expect([...recipesIn(text)]).toEqual([
    [
      'a.md',
      {
        ...emptyRecipe,
        source: 'tools',
        subjects: ['Mill', 'C++ lathe'],
        skip: parseLineList('1-3,10-'),
      },
    ],
    ['b.csv', { ...emptyRecipe, format: 'table', subjects: 'rows', minCoverage: 0.9 }],
  ]);
});

test('a printed recipe is parsed as an equal recipe', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((each) => each.trim());
  const name = text.filter((each) => /[a-z]/iu.test(each) && each !== '__proto__');
  const skipped = fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.option(fc.nat({ max: 9 })), text, text)
    .map(([first, more, one, other]) => ({
      first,
      last: more === null ? null : first + more,
      texts: [one, other] as const,
    }));
  const recipe = fc.record({
    format: fc.option(fc.constantFrom(...importFormatNames)),
    subjects: fc.option(
      fc.oneof(
        fc.constantFrom('rows' as const, 'columns' as const),
        name.map((each) => [each]),
      ),
    ),
    skip: fc.array(skipped, { maxLength: 3 }),
    source: fc.option(fc.constantFrom('tools', 'a-1')),
    minCoverage: fc.option(fc.constantFrom(0, 0.5, 1)),
  });
  fc.assert(
    fc.property(name, name, recipe, recipe, (file, other, one, two) => {
      fc.pre(file !== other);
      const printed = withRecipe(withRecipe(null, file, one), other, two);

      expect(recipesIn(printed)).toEqual(
        new Map([
          [file, one],
          [other, two],
        ]),
      );
    }),
    { numRuns: runs(100) },
  );
});

test('a changed recipe does not change the other recipes of the file or the comments outside of the recipe', () => {
  const text =
    '# Our articles\nfiles:\n  a.md: # monthly\n    source: tools\n  b.md:\n    subjects: columns # since May\n';

  expect(withRecipe(text, 'a.md', { ...emptyRecipe, source: 'machines' })).toBe(
    text.replace('tools', 'machines').replace(' # monthly', ''),
  );
});

describe('an invalid file of recipes is rejected, with the location', () => {
  test.each([
    [
      'files:\n  a.md:\n    sorce: tools\n',
      '3:5: expected one of the keys of a recipe (format, source, subjects, strict, skip), got "sorce"',
    ],
    ['files:\n  a.md:\n    source: My Tools\n', '3:5: expected a slug of lower-case letters'],
    [
      'files:\n  a.md:\n    subjects: diagonals\n',
      '3:5: expected rows, columns or a list of names, got "diagonals"',
    ],
    [
      'files:\n  a.md:\n    skip: all\n',
      '3:5: expected numbers and ranges of lines, such as 1-3,10,120-, got "all"',
    ],
    ['files:\n  a.md:\n    strict: 90\n', '3:5: expected a share from 0 to 1, such as 0.9, got 90'],
    ['a.md:\n  source: tools\n', '1:1: expected'],
    ['files: [\n', '2:1: expected well-formed YAML'],
  ])('%j', (text, problem) => {
    expect(() => recipesIn(text)).toThrow(`tertium.import.yaml:${problem}`);
  });
});
