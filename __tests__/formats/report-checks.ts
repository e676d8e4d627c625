import { expect } from '@jest/globals';
import { outcomes, type ImportReport, type ReportLine } from '../../src/formats/import/import-report.js';

/**
 * Expects that a report contains each character of a text exactly once, line by line, that the totals of characters
 * are correct, that the totals of lines add up, and that the coverage is from 0 to 1.
 */
export function expectCompleteReport(text: string, { lines, totals, coverage }: ImportReport): void {
  let end = 0;
  lines.forEach(({ number, parts }, index) => {
    expect(number).toBe(index + 1);
    for (const part of parts) {
      expect(part.start).toBe(end);
      expect(part.end).toBeGreaterThan(part.start);
      end = part.end;
    }
  });
  const codePoints = [...text];
  expect(end).toBe(codePoints.length);
  const lineTexts = lines.map(({ parts }) => codePoints.slice(parts[0]?.start, parts.at(-1)?.end).join(''));
  expect(lineTexts).toEqual(text === '' ? [] : text.split(/(?<=\n)/u));
  for (const outcome of outcomes) {
    const partsWithOutcome = lines.flatMap(({ parts }) => parts).filter((part) => part.outcome === outcome);
    expect(partsWithOutcome.reduce((sum, part) => sum + part.end - part.start, 0)).toBe(
      totals[outcome].characters,
    );
  }
  expect(outcomes.reduce((sum, outcome) => sum + totals[outcome].lines, 0)).toBe(lines.length);
  expect(coverage).toBeGreaterThanOrEqual(0);
  expect(coverage).toBeLessThanOrEqual(1);
}

/**
 * Returns the parts of a report that are not blank, as texts: line number, outcome, description, and text of the
 * part.
 */
export function partsOf(text: string, lines: readonly ReportLine[]): readonly string[] {
  const codePoints = [...text];
  return lines.flatMap(({ number, parts }) =>
    parts
      .filter(({ outcome }) => outcome !== 'BLANK')
      .map(({ start, end, outcome, became }) => {
        const label = became === null ? outcome : `${outcome} ${became}`;
        return `${number} ${label}: ${codePoints.slice(start, end).join('').trim()}`;
      }),
  );
}
