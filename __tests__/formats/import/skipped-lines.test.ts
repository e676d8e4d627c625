import { describe, expect, test } from '@jest/globals';
import { locateLines, parseLineList, printLines } from '../../../src/formats/import/skipped-lines.js';

const text = 'Buy now\r\nA vs B\nA is red.\nB is blue.\nFollow us\n';

function skippedTexts(list: string, ofText = text): readonly string[] {
  return locateLines(parseLineList(list) ?? [], ofText, 'x.md').ranges.map(([start, end]) =>
    ofText.slice(start, end),
  );
}

describe('A list of lines', () => {
  test.each([
    ['2', [[2, 2]]],
    ['1-3, 10 ,120-', [[1, 3], [10, 10], [120, null]]], // oxfmt-ignore
  ])('%s is parsed to the first and the last line of each range', (list, expected) => {
    expect(parseLineList(list)?.map(({ first, last }) => [first, last])).toEqual(expected);
  });

  test.each(['', '0', '3-1', '1,', '-3', 'all', '1 2', '1.5', '9999999999'])('is not "%s"', (list) => {
    expect(parseLineList(list)).toBeNull();
  });

  test('is printed as it was written', () => {
    expect(parseLineList('1-3,10,120-')?.map(printLines)).toEqual(['1-3', '10', '120-']);
  });
});

describe('Skipped lines', () => {
  test('are found by their numbers, without the line breaks around them', () => {
    expect(skippedTexts('1,4-')).toEqual(['Buy now', 'B is blue.\nFollow us']);
  });

  test('that overlap are one range', () => {
    expect(skippedTexts('2-4,3')).toEqual(['A vs B\nA is red.\nB is blue.']);
  });

  test('beyond the end of the text are a problem', () => {
    expect(() => skippedTexts('4-9')).toThrow('x.md:5:1: expected lines 4-9 to skip, got 5 lines');
    expect(() => skippedTexts('1', '')).toThrow('x.md:1:1: expected lines 1 to skip, got 0 lines');
  });

  test('that were skipped before are found by their texts, at other numbers', () => {
    const { lines } = locateLines(parseLineList('3-4') ?? [], text, 'x.md');
    const longer = `A new line.\n\n${text}`;
    const found = locateLines(lines, longer, 'x.md');

    expect(found.lines).toEqual([{ first: 5, last: 6, texts: ['A is red.', 'B is blue.'] }]);
    expect(found.ranges.map(([start, end]) => longer.slice(start, end))).toEqual(['A is red.\nB is blue.']);
  });

  test('up to the end are found by the texts of the first and the last line', () => {
    const { lines } = locateLines(parseLineList('4-') ?? [], text, 'x.md');
    const changed = text.replace('Follow', 'And more.\nFollow').replace('A is', 'C is gone.\nA is');

    expect(locateLines(lines, changed, 'x.md').lines).toMatchObject([{ first: 5, last: null }]);
  });

  test.each([
    ['is missing', text.replace('A is red.', 'A is green.'), 'other lines'],
    ['has another end', text.replace('B is blue.', 'Between.\nB is blue.'), 'other lines'],
    ['occurs twice', `\n${text}A is red.\nB is blue.\n`, 'such lines at several locations'],
  ])('are a problem if the skipped part %s', (_change, changed, actual) => {
    const { lines } = locateLines(parseLineList('3-4') ?? [], text, 'x.md');

    expect(() => locateLines(lines, changed, 'x.md')).toThrow(
      `x.md:3:1: expected the lines that were skipped before, from "A is red." to "B is blue." (set them again with --skip), got ${actual}`,
    );
  });
});
