import { expect } from '@jest/globals';
import { outcomes, type ImportReport, type ReportLine } from '../../src/formats/import/import-report.js';

/** Expects a report to cover each character of a text once, line by line, and its totals to be the sums. */
export function expectFullCoverage(text: string, { lines, totals, coverage }: ImportReport): void {
  let end = 0;
  lines.forEach(({ number, parts }, index) => {
    expect(number).toBe(index + 1);
    for (const part of parts) {
      expect(part.start).toBe(end);
      expect(part.end).toBeGreaterThan(part.start);
      end = part.end;
    }
  });
  const points = [...text];
  expect(end).toBe(points.length);
  const ofLines = lines.map(({ parts }) => points.slice(parts[0]?.start, parts.at(-1)?.end).join(''));
  expect(ofLines).toEqual(text === '' ? [] : text.split(/(?<=\n)/u));
  for (const outcome of outcomes) {
    const own = lines.flatMap(({ parts }) => parts).filter((part) => part.outcome === outcome);
    expect(own.reduce((sum, part) => sum + part.end - part.start, 0)).toBe(totals[outcome].characters);
  }
  expect(outcomes.reduce((sum, outcome) => sum + totals[outcome].lines, 0)).toBe(lines.length);
  expect(coverage).toBeGreaterThanOrEqual(0);
  expect(coverage).toBeLessThanOrEqual(1);
}

/** The parts of a report that are not empty, as texts: line, outcome, result, and source text. */
export function partsOf(text: string, lines: readonly ReportLine[]): readonly string[] {
  const points = [...text];
  return lines.flatMap(({ number, parts }) =>
    parts
      .filter(({ outcome }) => outcome !== 'BLANK')
      .map(({ start, end, outcome, became }) => {
        const what = became === null ? outcome : `${outcome} ${became}`;
        return `${number} ${what}: ${points.slice(start, end).join('').trim()}`;
      }),
  );
}
