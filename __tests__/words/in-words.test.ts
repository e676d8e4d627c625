import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runToEnd } from '../../src/graph/work/steps.js';
import { locales } from '../../src/words/locale.js';
import { findingsOf, findingsText, maxAxes } from '../../src/words/sentences/in-words.js';
import { runs } from '../support/test-run.js';
import { largeParts, selection, similarParts } from '../comparison/arbitraries.js';
import { approach, compareParts, dimension, rowAlong } from '../comparison/material.js';
import { cellsIn } from '../comparison/notation.js';

const comparisons = fc.oneof(largeParts, similarParts);

/** Parses the English sentences about a comparison. `notStated` is null if no sentence is about cells that are not stated. */
function parse(text: string) {
  const [, shared = '', different = '', notStated] =
    /^(.+ rows: .+?\.|There is no row in which all are known to agree\.) (They differ in \d+ rows?: .+?\.|There is no row in which they are known to differ\.)(?: (\d+ of .+\.))?$/su.exec(
      text,
    ) ?? [];
  const listOf = (sentence: string): string => /: (.+)\.$/su.exec(sentence)?.[1] ?? '';
  return {
    shared: { count: Number(/ in (\d+) of \d+ rows/u.exec(shared)?.[1] ?? 0), list: listOf(shared) },
    different: { count: Number(/ in (\d+) rows?/u.exec(different)?.[1] ?? 0), list: listOf(different) },
    notStated: notStated === undefined ? null : /(\d+) of (\d+)/u.exec(notStated)?.slice(1).map(Number),
  };
}

describe('the sentences about a random comparison', () => {
  it('follow from the cells of the comparison', () => {
    fc.assert(
      fc.property(comparisons, selection, (parts, selected) => {
        const rows = compareParts(parts, selected);
        fc.pre(rows.length > 0);
        const findings = runToEnd(findingsOf(rows));
        const text = findingsText(parts.approaches, rows.length, findings, 'en');
        const { shared, different, notStated } = parse(text);
        const ofVerdict = (...verdicts: readonly string[]) =>
          rows.filter(({ verdict }) => verdicts.includes(verdict));
        const same = ofVerdict('SAME', 'EQUIVALENT');
        const differing = ofVerdict('OVERLAPPING', 'DIFFERENT', 'OPPOSITE');
        expect([shared.count, different.count]).toEqual([same.length, differing.length]);
        const cells = rows.flatMap((row) => row.cells);
        const empty = cells.filter(({ claims }) => claims.length === 0);
        expect(notStated).toEqual(empty.length === 0 ? null : [empty.length, cells.length]);
        // Each named axis belongs to a row that the sentence counts.
        for (const [list, allowed] of [
          [shared.list, same],
          [different.list, differing],
        ] as const) {
          const names = list.split(/, and \d+ more$|, and | and |, /u).filter((name) => name !== '');
          expect(names.length).toBe(Math.min(maxAxes, allowed.length));
          for (const name of names) expect(allowed.map(({ axis }) => axis.name)).toContain(name);
        }
      }),
      { numRuns: runs(2_000, 300) },
    );
  });

  it('have the same numbers for any order of the approaches, and are complete in every language', () => {
    const reordered = comparisons.chain((parts) =>
      fc.tuple(
        fc.constant(parts),
        fc.shuffledSubarray([...parts.approaches], { minLength: parts.approaches.length }),
      ),
    );
    fc.assert(
      fc.property(reordered, ([parts, approaches]) => {
        const numbers = [parts, { ...parts, approaches }].flatMap((each) => {
          const rows = compareParts(each);
          const { shared, different, notStated, cells } = runToEnd(findingsOf(rows));
          return [JSON.stringify([shared.length, different.length, notStated, cells])];
        });
        expect(numbers[1]).toBe(numbers[0]);
        const rows = compareParts(parts);
        for (const locale of locales) {
          const text = findingsText(parts.approaches, rows.length, runToEnd(findingsOf(rows)), locale);
          expect(text).toMatch(/^\S.*\.$/su);
          expect(text).not.toMatch(/undefined|null|\s\s|[{}]/u);
        }
      }),
      { numRuns: runs(1_000, 200) },
    );
  });
});

it('a comparison is described in at most three sentences, and in one if it has no rows', () => {
  const along = (slug: string, line: string) => {
    const axis = dimension(slug, 'TEXT');
    return rowAlong(axis, cellsIn(axis, line));
  };
  const rows = [along('crumb', 'dense ¦ dense'), along('crust', 'hard ¦ soft'), along('smell', 'sour ¦ —')];
  const approaches = [approach('rye'), approach('wheat')];
  const texts = locales.map((locale) =>
    findingsText(approaches, rows.length, runToEnd(findingsOf(rows)), locale),
  );
  expect(texts).toEqual([
    'Rye and Wheat agree in 1 of 3 rows: Crumb. They differ in 1 row: Crust. 1 of 6 cells is not stated.',
    'Rye und Wheat stimmen in 1 von 3 Zeilen überein: Crumb. Sie unterscheiden sich in 1 Zeile: Crust. Für 1 von 6 Zellen sagt keine Quelle etwas aus.',
  ]);
  expect(findingsText(approaches, 0, runToEnd(findingsOf([])), 'en')).toBe(
    'There is nothing to compare about Rye and Wheat.',
  );
});

it('right-to-left names are isolated, so that the words around them keep their order', () => {
  const named = { ...dimension('crumb', 'TEXT'), name: 'الثمن' };
  const rows = [rowAlong(named, cellsIn(named, 'hard ¦ soft'))];
  const approaches = [{ ...approach('rye'), name: 'שיפון' }, approach('wheat')];
  expect(findingsText(approaches, 1, runToEnd(findingsOf(rows)), 'en')).toBe(
    'There is no row in which all are known to agree. They differ in 1 row: \u2068الثمن\u2069.',
  );
  expect(findingsText(approaches, 0, runToEnd(findingsOf([])), 'en')).toBe(
    'There is nothing to compare about \u2068שיפון\u2069 and Wheat.',
  );
});
