import type { InputReport } from './import-format.js';
import { outcomes } from './import-report.js';
import { printWarning } from './import-warnings.js';

/** Prints a report as chunks of text: the outcome of each line of the document, the totals, and the warnings. */
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
  for (const outcome of outcomes) {
    const { characters, lines } = report.totals[outcome];
    yield `  ${outcome}: ${lines} lines, ${characters} characters\n`;
  }
  for (const warning of warnings) yield `${printWarning(warning)}\n`;
}

/** Prints the coverage of a document as a line of text. */
export function printCoverage({ name, report }: Pick<InputReport, 'name' | 'report'>): string {
  return `${name}: ${printShare(report.coverage)} of the text is understood`;
}

/** Prints a share in percent, rounded down so that 100.0 % means all. */
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
    yield `      "totals": ${indent(report.totals, 6)},\n      "coverage": ${report.coverage}\n    },\n`;
    yield `    "warnings": ${indent(warnings, 4)}\n  }`;
  }
  yield reports.length === 0 ? ']\n' : '\n]\n';
}

function indent(value: object, spaces: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`);
}
