import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import sax from 'sax';
import { comparisonPicture } from '../../../src/pages/picture/comparison-picture.js';
import { textWidth } from '../../../src/pages/picture/fonts.js';
import { breakLines, type LineStyle } from '../../../src/pages/picture/lines.js';
import { drawPng } from '../../../src/pages/picture/png.js';
import { testTable } from '../../formats/comparison/tables.js';
import { anyText } from '../../support/any-text.js';

const options = { locale: 'en', siteName: 'Tertium', accent: '#1f5fbf' } as const;

/** Returns the texts of the lines of an SVG picture. Throws if the picture is not well-formed XML. */
function linesOf(svg: string): readonly string[] {
  const lines: string[] = [];
  const parser = sax.parser(true);
  parser.onerror = (error) => {
    throw error;
  };
  parser.ontext = (text) => lines.push(text);
  parser.write(svg).close();
  return lines;
}

describe('lines of a picture', () => {
  const style: LineStyle = { size: 20, weight: 'normal', width: 200, count: 3 };
  const anything = fc.oneof(
    anyText({ maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.constantFrom('W'.repeat(10_000), 'two words', `${'long '.repeat(100)}`, '🌳'.repeat(50)),
  );

  test('fit into the width, and do not exceed the maximum number', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const lines = breakLines(text, style);
        expect(lines.length).toBeLessThanOrEqual(style.count);
        for (const line of lines) {
          // A single character, or a character with an ellipsis, can be wider than a line.
          if ([...line].length > 2)
            expect(textWidth(line, style.size, style.weight)).toBeLessThanOrEqual(style.width);
        }
      }),
    );
  });

  test('contain the text in order, and end with an ellipsis if the text does not fit', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const joined = breakLines(text, style).join('').replace(/\s+/gu, '');
        const complete = text.replace(/\s+/gu, '');
        if (joined === complete) return;
        expect(joined.at(-1)).toBe('…');
        expect(complete.startsWith(joined.slice(0, -1))).toBe(true);
      }),
    );
  });
});

describe('the picture of a comparison', () => {
  const pair = testTable(
    ['Mill', 'Lathe'],
    [
      { name: 'Speed', cells: ['fast', 'slow'] },
      { name: 'Noise', cells: ['<script>', '& "quoted"'] },
    ],
  );

  test('shows the title, the approaches, the rows and the site', () => {
    expect(linesOf(comparisonPicture(pair, options))).toEqual([
      'Mill and Lathe compared',
      'Mill',
      'Lathe',
      'Speed',
      'fast',
      'slow',
      'Noise',
      '<script>',
      '& "quoted"',
      'Tertium',
      '2 rows · 1 source',
    ]);
  });

  test('shows at most three approaches and five rows, and states the number of further approaches', () => {
    const names = ['A', 'B', 'C', 'D', 'E'];
    const rows = Array.from({ length: 8 }, (_, index) => ({ name: `R${index}`, cells: names }));
    const lines = linesOf(comparisonPicture(testTable(names, rows), options));
    expect(lines).not.toContain('D');
    expect(lines.filter((line) => line.startsWith('R'))).toEqual(['R0', 'R1', 'R2', 'R3', 'R4']);
    expect(lines.at(-1)).toBe('2 more columns · 8 rows · 1 source');
  });

  test('does not show the number of sources if the table does not have all rows', () => {
    const lines = linesOf(comparisonPicture({ ...pair, rowCount: 700 }, options));
    expect(lines.at(-1)).toBe('700 rows');
  });

  test('is drawn with texts that look like the end of a CDATA section', async () => {
    const svg = comparisonPicture(
      testTable([']]>', 'B'], [{ name: 'a ]]> b', cells: [']]]>>', '<![CDATA[x]]>'] }]),
      options,
    );
    expect(linesOf(svg)).toContain('a ]]> b');
    expect((await drawPng(svg)).readUInt32BE(16)).toBe(1200);
  });

  test('is well-formed for any texts, without controls of the text direction', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 20 }), anyText({ maxLength: 20 }), (name, cell) => {
        const svg = comparisonPicture(
          testTable([name, 'B'], [{ name: cell, cells: [cell, '\u202Ex'] }]),
          options,
        );
        expect(linesOf(svg).join('')).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });

  test('is drawn as a PNG file of 1200 × 630 pixels', async () => {
    const png = await drawPng(comparisonPicture(pair, options));
    const blank = await drawPng('<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"/>');
    expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001A\n');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(png.length).toBeGreaterThan(2 * blank.length);
  });

  test('is drawn with `]]>`, which XML text must not contain unescaped', async () => {
    const svg = comparisonPicture(testTable([']]>', 'B'], [{ name: 'a]]>b', cells: ['1', '2'] }]), options);
    expect((await drawPng(svg)).readUInt32BE(16)).toBe(1200);
  });

  test('is drawn with characters that its font lacks', async () => {
    const svg = comparisonPicture(
      testTable(['中文', '日本語'], [{ name: '速度', cells: ['快', '慢'] }]),
      options,
    );
    expect((await drawPng(svg)).readUInt32BE(16)).toBe(1200);
  });
});
