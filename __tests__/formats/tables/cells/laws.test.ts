/** Property tests of table cells, for example that every value that is read from a cell can be stored. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PlacedText } from '../../../../src/formats/input/placed-text.js';
import { CellParsers } from '../../../../src/formats/tables/cells/cell-parsers.js';
import { TableCells, type DimensionReading } from '../../../../src/formats/tables/cells/table-cells.js';
import { tableCell } from '../../../../src/formats/tables/forms/make-grid.js';
import type { TableCell, TableGrid } from '../../../../src/formats/tables/model/table-grid.js';
import { ruleFor, ruleOf } from '../../../../src/graph/values/value-rules.js';
import { runs } from '../../../support/test-run.js';

const typicalTexts = fc.constantFrom(
  ...[
    'Yes',
    'No',
    'yes (paid)',
    'Partial',
    'Planned',
    'Beta',
    'None',
    'Full',
    'since 2.1',
    'No limit',
    'Y',
    'N',
  ],
  ...[
    '✅',
    '❌',
    '🟡',
    '✅ Yes',
    '❌ planned',
    '✅ No',
    '✅❌',
    'x',
    '+',
    '-',
    '●',
    '○',
    ':x:',
    '⭐⭐',
    '🚧',
  ],
  ...['', '—', '?', 'n/a', 'TBD', 'yes?', '#REF!', '.', '[1]', '*', '()', '(.)'],
  ...[
    '5',
    '5 kg',
    '700 g',
    '1,640',
    '1.640',
    '0,5',
    '12 500',
    '$9/mo',
    'Free',
    '5–10',
    '~5',
    '≥ 3',
    '3.10',
    '3.9',
  ],
  ...[
    '12k',
    '1.5x',
    '5 users',
    '4/5',
    '45%',
    '5 F',
    '12 ms (p99)',
    '8 GB (min)',
    '01234',
    '+4930123456',
    '-0',
    '½',
  ],
  ...['v1.2', '1.2.3', '2019', 'May 2024', '5/6/2024', '2024-05-17', '10.0.0.1'],
  ...[
    'Acme',
    'Linux, macOS',
    'Only on Linux',
    '__proto__',
    'constructor',
    'Partly (.)',
    'Yes*',
    'fast¹',
    '*often*',
  ],
);
const cellTexts = fc.oneof(
  { weight: 12, arbitrary: typicalTexts },
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const heads = fc.constantFrom('Topic', 'Size (kg)', 'Version', 'Released', 'Postal code', 'Price', '');
const contexts = fc.subarray([
  'Legend: 🟡 with a plugin, 🚧 not tested, x = yes',
  '✅ = not possible',
  '¹ Only on Linux',
  '* Not on Linux',
  '[1] In part',
]);

interface ReadCells {
  readonly reading: DimensionReading;
  readonly cells: readonly TableCell[];
}

function read(head: string, texts: readonly string[], after: readonly string[]): ReadCells {
  const cells = texts.map((text) => tableCell(PlacedText.of(text)));
  const grid: TableGrid = {
    form: 'test',
    rows: [[tableCell(PlacedText.of(head)), ...cells]],
    separator: null,
    confidences: null,
    context: { caption: null, headings: [], before: [], after: after.map((text) => PlacedText.of(text)) },
  };
  const table = new TableCells(grid, [{ head, cells }], new CellParsers());
  return { reading: table.readDimension({ head, cells }), cells };
}

test('a cell states a value that can be stored, an absence or nothing, and all values of a dimension have one type', () => {
  fc.assert(
    fc.property(heads, fc.array(cellTexts, { maxLength: 6 }), contexts, (head, texts, after) => {
      const { reading, cells } = read(head, texts, after);
      const { valueType, unit, levels } = reading;
      for (const cell of cells) {
        const statement = reading.read(cell);
        if (statement === null) continue;
        const { value, absence, text, confidence } = statement;
        expect([value === null, absence === null].filter(Boolean)).toHaveLength(1);
        expect(reading.isLeftOut(cell)).toBe(false);
        expect(confidence).toBeGreaterThan(0);
        expect(text === null || text.trim() !== '').toBe(true);
        if (value === null) continue;
        expect(value.type).toBe(valueType);
        const scale = {
          levels,
          unit,
          minimum: null,
          maximum: null,
          tolerance: null,
          earliest: null,
          latest: null,
        };
        expect(ruleFor(valueType).parse(ruleOf(value).written(value), scale)).toEqual(value);
      }
    }),
    { numRuns: runs(600) },
  );
});

test('only blanks, dashes, punctuation, marks of footnotes and errors of spreadsheets state nothing', () => {
  fc.assert(
    fc.property(fc.array(typicalTexts, { minLength: 1, maxLength: 6 }), (texts) => {
      const { reading, cells } = read('Topic', texts, []);
      for (const cell of cells) {
        const isSilent = reading.read(cell) === null && !reading.isLeftOut(cell);
        if (isSilent) expect(cell.content.text).toMatch(/^(?:[-—.*()[\]1]*|#REF!|\(\.\))$/u);
      }
    }),
    { numRuns: runs(300) },
  );
});

test('a TEXT value is the whole text of its cell if no lines are below the table', () => {
  fc.assert(
    fc.property(heads, fc.array(typicalTexts, { minLength: 1, maxLength: 6 }), (head, texts) => {
      const { reading, cells } = read(head, texts, []);
      for (const cell of cells) {
        const value = reading.read(cell)?.value;
        if (value?.type === 'TEXT') expect(value.text).toBe(cell.content.text);
      }
    }),
    { numRuns: runs(300) },
  );
});

test('the order of the cells does not change their statements', () => {
  fc.assert(
    fc.property(
      heads,
      fc
        .uniqueArray(cellTexts, { minLength: 2, maxLength: 6 })
        .chain((texts) =>
          fc.tuple(fc.constant(texts), fc.shuffledSubarray(texts, { minLength: texts.length })),
        ),
      contexts,
      (head, [texts, shuffled], after) => {
        const statedBy = (order: readonly string[]) => {
          const { reading, cells } = read(head, order, after);
          return new Map(cells.map((cell) => [cell.content.text, reading.read(cell)]));
        };
        const [stated, ofShuffled] = [statedBy(texts), statedBy(shuffled)];
        // Only statements are compared. The units of the two dimensions can differ: of equally frequent units, a dimension has the first.
        for (const [text, statement] of stated)
          expect([text, ofShuffled.get(text)]).toEqual([text, statement]);
      },
    ),
    { numRuns: runs(600) },
  );
});
