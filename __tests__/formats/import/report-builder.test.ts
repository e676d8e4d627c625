import { describe, expect, test } from '@jest/globals';
import { ReportBuilder } from '../../../src/formats/import/report-builder.js';
import { CodePointOffsets } from '../../../src/formats/input/code-point-offsets.js';
import { PlacedText } from '../../../src/formats/input/placed-text.js';
import { expectCompleteReport, partsOf } from '../report-checks.js';

/**
 * Reports a text. A line that begins with a digit is a heading of this level. A line that begins with `+` states a claim.
 * A line that begins with `-` is not understood.
 * @param skipped the texts of skipped lines
 */
function reported(text: string, ...skipped: readonly string[]): readonly string[] {
  const builder = new ReportBuilder(text, null);
  let start = 0;
  for (const line of text.split('\n')) {
    const content = PlacedText.of(text, start, start + line.length);
    builder.addContent(content);
    if (/^\d/u.test(line)) builder.heading(content, Number(line[0]), 'a heading');
    if (line.startsWith('+')) builder.mark(content, 'STATED', null);
    start += line.length + 1;
  }
  builder.skip(
    skipped.map((line) => {
      const at = text.indexOf(line);
      return [at, at + line.length] as const;
    }),
  );
  const report = builder.report(new CodePointOffsets(text));
  expectCompleteReport(text, report);
  return partsOf(text, report.lines);
}

function outcomesOf(text: string): readonly string[] {
  return reported(text).flatMap((part) => /(?:NAMED|UNUSED)(?= a heading)/u.exec(part)?.[0] ?? []);
}

describe('A heading', () => {
  test('is named if a text of its section states a claim, and unused otherwise', () => {
    expect(reported('2 Price\n+ ten\n2 About us\n- we\n')).toEqual([
      '1 NAMED a heading: 2 Price',
      '2 STATED: + ten',
      '3 UNUSED a heading: 2 About us',
      '4 NOT_UNDERSTOOD: - we',
    ]);
  });

  test('is named if only a section below it states a claim', () => {
    expect(outcomesOf('1 A\n2 B\n+ c\n1 D\n2 E\n- f\n')).toEqual(['NAMED', 'NAMED', 'UNUSED', 'UNUSED']);
  });

  test('does not use the claims of the next section of its level', () => {
    expect(outcomesOf('2 A\n2 B\n+ c\n')).toEqual(['UNUSED', 'NAMED']);
  });

  test('without markup, directly above another such heading, shares the claims of that heading', () => {
    expect(outcomesOf('7 A\n\n7 B\n+ c\n')).toEqual(['NAMED', 'NAMED']);
    expect(outcomesOf('7 A\n- b\n7 C\n+ d\n')).toEqual(['UNUSED', 'NAMED']);
  });

  test('that itself states a claim is stated', () => {
    const text = 'Fast';
    const builder = new ReportBuilder(text, null);
    const content = PlacedText.of(text);
    builder.heading(content, 3, 'a heading');
    builder.mark(content, 'STATED', 'benefit of A');

    expect(builder.report(new CodePointOffsets(text)).totals.STATED.characters).toBe(4);
  });
});

test('skipped lines are reported as skipped, even if they have another outcome', () => {
  expect(reported('2 Price\n+ ten 🌳\n- we\n', '+ ten 🌳\n- we')).toEqual([
    '1 UNUSED a heading: 2 Price',
    '2 SKIPPED: + ten 🌳',
    '3 SKIPPED: - we',
  ]);
});
