import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { explain } from '../../src/words/sentences/explanation.js';
import { locales } from '../../src/words/locale.js';
import { runs } from '../support/test-run.js';
import { largeParts, selection, similarParts } from '../comparison/arbitraries.js';
import { compareParts, dimension, rowAlong } from '../comparison/material.js';
import { cellsIn } from '../comparison/notation.js';

describe('the explanation of a random row', () => {
  it('consists of sentences in every language, and names each approach equally often in all languages', () => {
    fc.assert(
      fc.property(fc.oneof(largeParts, similarParts), selection, (parts, selected) => {
        for (const row of compareParts(parts, selected)) {
          const names = parts.approaches.map(({ name }) => name);
          const mentions = locales.map((locale) => {
            const text = explain(row, locale);
            expect(text).toMatch(/^\S.*\.$/su);
            expect(text).not.toMatch(/[:;,] ?[.;,]|\s\s|\(\)|undefined|null/u);
            // Notes and conditions can contain names, but are equal in all languages.
            return names.map((name) => text.split(name).length);
          });
          expect(new Set(mentions.map((each) => JSON.stringify(each))).size).toBe(1);
        }
      }),
      { numRuns: runs(2_000, 200) },
    );
  });
});

it('right-to-left values are isolated, so that the words around them keep their order', () => {
  const axis = dimension('crumb', 'TEXT');
  expect(explain(rowAlong(axis, cellsIn(axis, 'صلب ¦ soft')))).toContain(': \u2068صلب\u2069; ');
});
