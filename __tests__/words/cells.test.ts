import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cell } from '../../src/comparison/cells/cell.js';
import { cellStates, type CellState } from '../../src/comparison/cells/statement.js';
import { ExactDecimal } from '../../src/graph/values/decimal.js';
import { convert, one, parseUnit } from '../../src/graph/values/unit.js';
import { cellParts, cellText, statedTexts } from '../../src/words/cells/cell-text.js';
import { unitChoices, unitOfRow, type UnitChoice } from '../../src/words/cells/row-unit.js';
import { sectionLabel, sectionOf, verdictLabel } from '../../src/words/labels.js';
import { locales, type Locale } from '../../src/words/locale.js';
import { runs } from '../support/test-run.js';
import { largeParts, selection, similarParts } from '../comparison/arbitraries.js';
import { compareParts, dimension, feature, rowAlong } from '../comparison/material.js';
import { cellsIn } from '../comparison/notation.js';

const leavening = dimension('leavening', 'TEXT');
const seeds = dimension('seeds', 'TERMS', { cardinality: 'MULTIPLE' });
const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
const heat = dimension('heat', 'QUANTITY', { unit: 'Cel' });
const price = dimension('price', 'QUANTITY', { unit: 'EUR' });
const since = dimension('since', 'DATE');
const keeps = feature('keeps-a-week');

/** Prints the cells of a row as texts, with plain spaces. */
function texts(
  axis: Parameters<typeof rowAlong>[0],
  line: string,
  units: UnitChoice = 'ROW',
  locale: (typeof locales)[number] = 'en',
): readonly string[] {
  const { cells } = rowAlong(axis, cellsIn(axis, line));
  return cells.map((cell) => cellText(cell, locale, units).replaceAll('\u00a0', ' '));
}

describe('the text of a cell', () => {
  it.each([
    ['a text as stated', leavening, 'Levain', 'Levain', 'Levain'],
    ['yes', keeps, 'Yes', 'Yes', 'Ja'],
    ['a cell that is not stated', leavening, '—', 'Not stated', 'Nicht angegeben'],
    ['an unknown cell', leavening, 'Unknown', 'Unknown', 'Unbekannt'],
    ['a cell that is not applicable', leavening, 'Not applicable', 'Not applicable', 'Nicht anwendbar'],
    [
      'a value with its condition',
      leavening,
      'winter: Levain',
      'Levain (season: Winter)',
      'Levain (season: Winter)',
    ],
    ['terms that accumulate', seeds, 'rye / oats', 'rye, oats', 'rye, oats'],
    [
      'a contested text',
      leavening,
      'Levain / Steam',
      'Contested: Levain / Steam',
      'Umstritten: Levain / Steam',
    ],
    [
      'amounts in order of size',
      flour,
      'winter: 3 kg / summer: 2 kg',
      '2 kg (season: Summer); 3 kg (season: Winter)',
      '2 kg (season: Summer); 3 kg (season: Winter)',
    ],
    ['dates in order', since, '2025 / 2024-05', 'Contested: May 2024 / 2025', 'Umstritten: Mai 2024 / 2025'],
  ])('exists in English and German: %s', (_, axis, line, en, de) => {
    expect(texts(axis, `${line} ¦ —`)[0]).toBe(en);
    expect(texts(axis, `${line} ¦ —`, 'ROW', 'de')[0]).toBe(de);
  });

  it('has the stated unit, one unit for the row, or the unit of the dimension', () => {
    const line = '500 g ¦ 1.25 kg ¦ 2 kg';
    expect(texts(flour, line, 'STATED')).toEqual(['500 g', '1.25 kg', '2 kg']);
    expect(texts(flour, line, 'ROW')).toEqual(['0.5 kg', '1.25 kg', '2 kg']);
    expect(texts(flour, '1500 g ¦ 0.001 t', 'ROW')).toEqual(['1.5 kg', '1 kg']);
    expect(texts(flour, '1000 g ¦ 0.01 kg ¦ 1 kg', 'ROW')).toEqual(['1 kg', '0.01 kg', '1 kg']);
    expect(texts(flour, '1500 g ¦ 2500 g', 'ROW')).toEqual(['1500 g', '2500 g']);
    expect(texts(flour, '1500 g ¦ 2500 g', 'CANONICAL')).toEqual(['1.5 kg', '2.5 kg']);
  });

  it('marks an amount that a conversion rounded, and shows the stated amount beside it', () => {
    const line = '100 [degF] ¦ 40 Cel';
    expect(texts(heat, line, 'CANONICAL')).toEqual(['about 37.78°C (100°F)', '40°C']);
    // Both amounts convert exactly to degrees Fahrenheit.
    expect(texts(heat, line, 'ROW')).toEqual(['100°F', '104°F']);
  });

  it('shows the stated unit of an amount whose unit cannot be converted', () => {
    expect(texts(price, '5 EUR ¦ 6 USD', 'CANONICAL')).toEqual(['€5', '$6']);
    expect(texts(price, '5 EUR ¦ 6 USD')).toEqual(['€5', '$6']);
  });
});

/** Returns the bounds of a cell's amounts in the chosen unit; bounds that cannot be converted are returned as stated. */
function amountsIn({ stated, row }: Cell, choice: UnitChoice): readonly string[] {
  const unit = unitOfRow(row, choice);
  return stated.flatMap(({ value }) => {
    if (value?.type !== 'QUANTITY') return [];
    const from = parseUnit(value.unit ?? one);
    const bounds = [...new Set([value.minimum, value.maximum])].filter((bound) => bound !== null);
    return bounds.map(
      (bound) =>
        (unit && unit.kind === from.kind ? convert(new ExactDecimal(bound), from, unit) : null)?.toFixed() ??
        bound,
    );
  });
}

/** Builds the text that a cell with these parts must have. */
function joined(state: CellState, locale: Locale, parts: readonly { readonly text: string }[]): string {
  const texts = parts.map(({ text }) => text);
  if (state === 'NOT_STATED') return locale === 'de' ? 'Nicht angegeben' : 'Not stated';
  if (state !== 'CONTESTED') return texts.join('; ');
  return `${locale === 'de' ? 'Umstritten' : 'Contested'}: ${texts.join(' / ')}`;
}

it('the terms of a cell form one part with all claims, unless a claim has a condition', () => {
  const { cells } = rowAlong(seeds, cellsIn(seeds, 'rye / oats / summer: maize ¦ rye / Oats ¦ — / none'));
  const partsOf = (cell: Cell | undefined) =>
    cellParts(cell as Cell, 'en', 'ROW').map(({ text, value, claims }) => [text, value, claims.length]);
  expect(new Set(partsOf(cells[0]))).toEqual(
    new Set([
      ['rye', { type: 'TERMS', terms: ['rye'] }, 1],
      ['oats', { type: 'TERMS', terms: ['oats'] }, 1],
      ['maize (season: Summer)', { type: 'TERMS', terms: ['maize'] }, 1],
    ]),
  );
  expect(partsOf(cells[1])).toEqual([['rye, Oats', { type: 'TERMS', terms: ['rye', 'Oats'] }, 2]]);
});

describe('the texts of a random comparison', () => {
  const rowsOf = fc
    .tuple(fc.oneof(largeParts, similarParts), selection)
    .map(([parts, selected]) => compareParts(parts, selected));

  it('are never empty, and show amounts with the same digits in every language', () => {
    fc.assert(
      fc.property(rowsOf, fc.constantFrom(...unitChoices), (rows, units) => {
        for (const row of rows) {
          for (const locale of locales) {
            expect(verdictLabel(locale, row.verdict)).toMatch(/^\S.*$/u);
            expect(sectionLabel(locale, sectionOf(row))).toMatch(/^\S.*$/u);
          }
          for (const cell of row.cells) {
            const [en = '', de = ''] = locales.map((locale) => cellText(cell, locale, units));
            for (const text of [en, de]) expect(text).toMatch(/^\S(.*\S)?$/su);
            if (cell.stated.every(({ value }) => value?.type === 'QUANTITY')) {
              const digits = (text: string) => text.match(/\d|(?<!\p{L})-/gu);
              expect(digits(de)).toEqual(digits(en));
            }
          }
        }
      }),
      { numRuns: runs(2_000, 200) },
    );
  });

  it('contain every amount of a cell in the chosen unit, if no amount is rounded or approximate', () => {
    fc.assert(
      fc.property(rowsOf, fc.constantFrom(...unitChoices), (rows, units) => {
        for (const cell of rows.flatMap((row) => row.cells)) {
          const text = statedTexts(cell, 'en', units).join('; ').replaceAll(',', '');
          if (text.includes('about')) continue;
          for (const amount of amountsIn(cell, units)) expect(text).toContain(amount);
        }
      }),
      { numRuns: runs(2_000, 200) },
    );
  });

  it('consist of parts that have each claim of the highest rank once, in every cell state', () => {
    const states = new Set<string>();
    fc.assert(
      fc.property(
        rowsOf,
        fc.constantFrom(...unitChoices),
        fc.constantFrom(...locales),
        (rows, units, locale) => {
          for (const cell of rows.flatMap((row) => row.cells)) {
            states.add(cell.state);
            const parts = cellParts(cell, locale, units);
            expect(cellText(cell, locale, units)).toBe(joined(cell.state, locale, parts));
            expect(parts.length === 0).toBe(cell.state === 'NOT_STATED');
            expect(parts.filter(({ claims }) => claims.length === 0)).toEqual([]);
            const claims = parts.flatMap((part) => part.claims.map(({ id }) => id));
            expect(claims.sort()).toEqual(
              cell.values.flatMap((each) => each.claims.map(({ id }) => id)).sort(),
            );
          }
        },
      ),
      { numRuns: runs(2_000, 200) },
    );
    expect([...states].sort()).toEqual([...cellStates].sort());
  });

  it('do not depend on the order of the approaches', () => {
    const reordered = fc
      .oneof(largeParts, similarParts)
      .chain((parts) =>
        fc.tuple(
          fc.constant(parts),
          fc.shuffledSubarray([...parts.approaches], { minLength: parts.approaches.length }),
        ),
      );
    fc.assert(
      fc.property(reordered, ([parts, approaches]) => {
        const reorderedRows = compareParts({ ...parts, approaches });
        for (const row of compareParts(parts)) {
          const other = reorderedRows.find(({ slot }) => slot === row.slot);
          const textsOf = (cells: readonly Cell[] = []): readonly string[] =>
            cells.map((cell) => `${cell.slot} ${cellText(cell, 'de', 'ROW')}`).sort();
          expect(textsOf(other?.cells)).toEqual(textsOf(row.cells));
        }
      }),
      { numRuns: runs(1_000, 200) },
    );
  });
});
