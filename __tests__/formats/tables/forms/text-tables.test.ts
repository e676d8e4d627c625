import { describe, expect, test } from '@jest/globals';
import type { Block } from '../../../../src/formats/tables/model/block.js';
import { PlacedText } from '../../../../src/formats/input/placed-text.js';
import type { TableGrid } from '../../../../src/formats/tables/model/table-grid.js';
import { cellLines } from '../../../../src/formats/tables/forms/cell-lines.js';
import { DocumentWords } from '../../../../src/formats/tables/forms/document-words.js';
import { headedCells } from '../../../../src/formats/tables/forms/headed-cells.js';
import { namedCells } from '../../../../src/formats/tables/forms/named-cells.js';
import { runTogether } from '../../../../src/formats/tables/forms/run-together.js';
import type { TextLine } from '../../../../src/formats/tables/forms/text-form.js';
import { findTextTables } from '../../../../src/formats/tables/forms/find-text-tables.js';
import { misplacedCells, textsOf } from './grids.js';

/** Converts the lines of a text to blocks. Lines that start with a number and a period become items. */
function blocksOf(text: string): readonly Block[] {
  let opens = true;
  return PlacedText.of(text)
    .split(/\n/gu)
    .flatMap((line): readonly Block[] => {
      const content = line.trim();
      const isOpening = opens;
      opens = content.isBlank;
      if (content.isBlank) return [];
      const number = /^\d+\. (?=\S)/u.exec(content.text)?.[0];
      return number === undefined
        ? [{ kind: 'line', content, opens: isOpening, emphasisLength: 0 }]
        : [
            {
              kind: 'item',
              depth: 0,
              isNumbered: true,
              content: content.slice(number.length),
              emphasisLength: 0,
            },
          ];
    });
}

function gridsIn(text: string, witnesses: readonly string[] = []): readonly TableGrid[] {
  const isFurniture = (line: string): boolean => line === 'Advertisement';
  const grids = findTextTables(blocksOf(text), witnesses, isFurniture).flatMap((block) =>
    block.kind === 'table' ? [block.grid] : [],
  );
  expect(grids.flatMap((grid) => misplacedCells(grid, text))).toEqual([]);
  return grids;
}

const intro = 'Kettles vs Urns\n\nKettles are light, whereas urns are heavy.\n\n';
const names = ['Kettles', 'Urns'];
const rows = [
  ['Heat source', 'Gas flame', 'Electric coil'],
  ['Mass when full', 'One kilogram', 'Nine kilograms'],
  ['Price', 'Low', 'High'],
];

describe('The cells of a table are found', () => {
  test.each<[title: string, lines: string, head: string]>([
    [
      'in rows that run together',
      'Feature Kettles Urns\nHeat source Gas flame Electric coil\nMass when full One kilogram Nine kilograms\nPrice Low High',
      'Feature',
    ],
    [
      'in rows without spaces between the cells',
      'FeatureKettlesUrns\nHeat sourceGas flameElectric coil\nMass when fullOne kilogramNine kilograms\nPriceLowHigh',
      'Feature',
    ],
    [
      'in numbered rows',
      'Feature Kettles Urns\n1. Heat source Gas flame Electric coil\n2. Mass when full One kilogram Nine kilograms\n3. Price Low High',
      'Feature',
    ],
    [
      'on one line each',
      'Feature\nKettles\nUrns\nHeat source\nGas flame\nElectric coil\nAdvertisement\nMass when full\nOne kilogram\nNine kilograms\nPrice\nLow\nHigh',
      'Feature',
    ],
    [
      'after the names of their columns',
      'Heat source Kettles: Gas flame · Urns: Electric coil\nMass when full Kettles: One kilogram · Urns: Nine kilograms\nPrice Kettles: Low · Urns: High',
      '',
    ],
  ])('%s', (_, lines, head) => {
    const expected = [[[head, 'Kettles', 'Urns'], ...rows]];
    expect(gridsIn(`${intro}${lines}`).map(textsOf)).toEqual(expected);
    expect(gridsIn(`${intro}${lines}\n\nConclusion\n\nBoth boil water.`, names).map(textsOf)).toEqual(
      expected,
    );
  });

  test('below the numbers of their rows', () => {
    const text = `KTL and URN\n\nSr. No.\nKey\nKTL\nURN\n1\nHeat\nGas flame\nCoil\n2\nMass\nOne kilogram\nNine kilograms`;
    const expected = [
      ['Sr. No.', 'Key', 'KTL', 'URN'],
      ['1', 'Heat', 'Gas flame', 'Coil'],
      ['2', 'Mass', 'One kilogram', 'Nine kilograms'],
    ];
    expect(gridsIn(text).map(textsOf)).toEqual([expected]);
    expect(gridsIn(text.replace('Sr. No.\n', '')).map(textsOf)).toEqual([
      [['', 'Key', 'KTL', 'URN'], ...expected.slice(1)],
    ]);
  });

  test('in rows of sentences without names', () => {
    const text = `${intro}No. Kettles Urns\n1. They serve one round. They serve all day.\n2. They are light. They are heavy.`;
    expect(gridsIn(text).map(textsOf)).toEqual([
      [
        ['', 'Kettles', 'Urns'],
        ['', 'They serve one round.', 'They serve all day.'],
        ['', 'They are light.', 'They are heavy.'],
      ],
    ]);
  });

  test('below numbered aspects, in the order in which the heading names the columns', () => {
    const text =
      'Urns and Kettles\n\n1. Heat\nElectric coil inside.\nGas flame below.\n2. Mass\nNine kilograms.\nOne kilogram.';
    expect(gridsIn(text, names).map(textsOf)).toEqual([
      [
        ['', 'Urns', 'Kettles'],
        ['Heat', 'Electric coil inside.', 'Gas flame below.'],
        ['Mass', 'Nine kilograms.', 'One kilogram.'],
      ],
    ]);
  });
});

test('A head can have columns that no witness names', () => {
  const text = `${intro}Samovars are urns, too.\n\nFeature Kettles Urns Samovars\nHeat Gas Coil Coal\nPrice Low High High`;
  expect(gridsIn(text, names).map(textsOf)).toEqual([
    [
      ['Feature', 'Kettles', 'Urns', 'Samovars'],
      ['Heat', 'Gas', 'Coil', 'Coal'],
      ['Price', 'Low', 'High', 'High'],
    ],
  ]);
});

describe('No table is found', () => {
  test.each([
    ['in sentences below a title', 'Kettles and Urns\nKettles are light.\nUrns are heavy.'],
    [
      'without a head, even if the title names two things',
      `${intro}Key differences\n\nHeat Gas Coil\nPrice Low High\nMass Low High`,
    ],
    ['in paragraphs', `${intro}Feature films show kettles.\nUrns are shown, too.\nThey are heavy.`],
    [
      'in a list with an empty line within a row',
      'Contents\n\nKettles\nUrns\nPots\n\nMore pages\nOther texts',
    ],
    ['in code', 'Kettles\nUrns\n```\nboil(Kettles, {\n  litres: 1,\n});\n```\nboil(Urns);\n```'],
    ['in a list of names', 'Kettles\nUrns\nPots\nPans\nCups\nKettles\nUrns'],
  ])('%s', (_, text) => {
    expect(gridsIn(text, names).map(textsOf)).toEqual([]);
    expect(gridsIn(text).map(textsOf)).toEqual([]);
  });
});

describe('A crafted text', () => {
  const numbered = Array.from({ length: 4_000 }, (_, index) =>
    index % 3 === 0 ? String(index / 3 + 1) : 'cell',
  );
  test.each<[title: string, text: string]>([
    ['many short lines', 'a b c\n'.repeat(2_000)],
    ['many heads', 'Feature Kettles Urns\n\n'.repeat(1_000)],
    ['many names', 'Kettles\nUrns\n'.repeat(1_000)],
    ['numbers that count up', numbered.slice(1).join('\n')],
    ['numbers without rows', '1\n2\n3\n'.repeat(700)],
    ['many colons', 'a: b: c\n'.repeat(2_000)],
  ])('with %s is parsed with a bounded number of reads per line', (_, text) => {
    const lines = blocksOf(text).flatMap((block): readonly TextLine[] =>
      block.kind === 'line'
        ? [
            {
              content: block.content,
              opens: block.opens,
              kind: 'line',
              isNumbered: false,
              isFurniture: false,
            },
          ]
        : [],
    );
    const texts = lines.map(({ content }) => content.text);
    let reads = 0;
    const counted = new Proxy(lines, {
      get(target, key): unknown {
        reads += 1;
        return Reflect.get(target, key);
      },
    });
    for (const witnesses of [names, []]) {
      const words = new DocumentWords(texts, [], witnesses);
      for (const form of [runTogether, cellLines, namedCells, headedCells]) {
        for (let at = 0; at < lines.length; at += 1) form.tableAt({ lines: counted, words }, at);
      }
    }
    expect(reads).toBeLessThan(lines.length * 2 * 4 * 400);
  });
});
