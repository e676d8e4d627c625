import type { InputReport } from './import-format.js';
import { outcomes, type CellTotals } from './import-report.js';
import { printWarning } from './import-warnings.js';

/** Prints a report as chunks of text: the outcome of each part that is not blank, the coverage, the cells, the totals, and the warnings. */
export function* reportInWords({ name, report, warnings }: InputReport): Generator<string> {
  for (const { number, parts } of report.lines) {
    for (const { outcome, became, confidence, start, end } of parts) {
      if (outcome === 'BLANK') continue;
      const description = became === null ? outcome : `${outcome} ${became}`;
      const certainty = confidence === 1 ? '' : `, ${Math.round(confidence * 100)} % sure`;
      yield `${name}:${number}: ${description} (characters ${start} to ${end}${certainty})\n`;
    }
  }
  yield `${printCoverage({ name, report })}\n`;
  if (report.cells) yield `${printCells(name, report.cells)}\n`;
  for (const outcome of outcomes) {
    const { characters, lines } = report.totals[outcome];
    yield `  ${outcome}: ${lines} lines, ${characters} characters\n`;
  }
  for (const warning of warnings) yield `${printWarning(warning)}\n`;
}

/**
 * Prints the coverage and, if they are above 0, the shares of guessed, unused, dropped and not understood text, as one line
 * without its line break.
 */
export function printCoverage({ name, report }: Pick<InputReport, 'name' | 'report'>): string {
  const { guessed, unused, dropped, notUnderstood } = report.shares;
  const others = [
    [guessed, 'was guessed'],
    [unused, 'is a name without claims'],
    [dropped, 'was set aside as part of the page'],
    [notUnderstood, 'was not understood'],
  ] as const;
  const listed = others
    .filter(([share]) => share > 0)
    .map(([share, words]) => `${printPart(share)} ${words}`);
  const coverage = `${name}: ${printShare(report.coverage)} of the text became claims`;
  return listed.length === 0 ? coverage : `${coverage}; ${listed.join(', ')}`;
}

/** Prints, as one line without its line break, how many table cells were read, how many read cells have each kind, and how many were guessed. */
export function printCells(name: string, { total, read, guessed, byKind }: CellTotals): string {
  const kinds = Object.entries(byKind)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]) => `${count} ${kind}`);
  const figures = `${name}: ${read} of ${total} cells of tables were read`;
  const ofKinds = kinds.length === 0 ? figures : `${figures}: ${kinds.join(', ')}`;
  return guessed === 0 ? ofKinds : `${ofKinds}; ${guessed} of them with a guess`;
}

/** Prints the share of a part in percent, rounded up, so that only a share of 0 is printed as 0.0 %. */
function printPart(share: number): string {
  return `${(Math.ceil(share * 1000) / 10).toFixed(1)} %`;
}

/** Prints a share in percent, rounded down, so that only a share of 1 is printed as 100.0 %. */
export function printShare(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

/** Prints reports as chunks of JSON, because the complete JSON can exceed the maximum length of a string. */
export function* reportsInJson(reports: readonly InputReport[]): Generator<string> {
  yield '[';
  for (const [index, { name, report, warnings }] of reports.entries()) {
    yield `${index === 0 ? '' : ','}\n  {\n    "name": ${JSON.stringify(name)},\n    "report": {\n      "lines": [`;
    for (const [lineIndex, line] of report.lines.entries()) {
      yield `${lineIndex === 0 ? '' : ','}\n        ${indent(line, 8)}`;
    }
    yield `${report.lines.length === 0 ? '' : '\n      '}],\n`;
    const { totals, shares, coverage, cells } = report;
    const members = { totals, shares, coverage, cells };
    yield `${indent(members, 4).slice('{\n'.length, -'\n    }'.length)}\n    },\n`;
    yield `    "warnings": ${indent(warnings, 4)}\n  }`;
  }
  yield reports.length === 0 ? ']\n' : '\n]\n';
}

function indent(value: object, spaces: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`);
}
