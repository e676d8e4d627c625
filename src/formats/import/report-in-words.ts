import type { InputReport } from './import-format.js';
import { outcomes } from './import-report.js';

/** A report as text for people, in pieces: what became of each line of the document, and the totals. */
export function* reportInWords({ name, report }: InputReport): Generator<string> {
  for (const { number, parts } of report.lines) {
    for (const { outcome, became, confidence, start, end } of parts) {
      if (outcome === 'BLANK') continue;
      const what = became === null ? outcome : `${outcome} ${became}`;
      const sure = confidence === 1 ? '' : `, ${Math.round(confidence * 100)} % sure`;
      yield `${name}:${number}: ${what} (characters ${start} to ${end}${sure})\n`;
    }
  }
  yield `${coverageInWords({ name, report })}\n`;
  for (const outcome of outcomes) {
    const { characters, lines } = report.totals[outcome];
    yield `  ${outcome}: ${lines} lines, ${characters} characters\n`;
  }
}

/** How much of a document is understood, in a line. */
export function coverageInWords({ name, report }: InputReport): string {
  return `${name}: ${shareInWords(report.coverage)} of the text is understood`;
}

/** A share in percent, rounded down so that it never reads as what it falls short of. */
export function shareInWords(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

/** Reports as JSON, in pieces: there may be more lines than a text can hold. */
export function* reportsInJson(reports: readonly InputReport[]): Generator<string> {
  yield '[';
  for (const [index, { name, report }] of reports.entries()) {
    yield `${index === 0 ? '' : ','}\n  {\n    "name": ${JSON.stringify(name)},\n    "report": {\n      "lines": [`;
    for (const [at, line] of report.lines.entries()) {
      yield `${at === 0 ? '' : ','}\n        ${indented(line, 8)}`;
    }
    yield `${report.lines.length === 0 ? '' : '\n      '}],\n`;
    yield `      "totals": ${indented(report.totals, 6)},\n      "coverage": ${report.coverage}\n    }\n  }`;
  }
  yield reports.length === 0 ? ']\n' : '\n]\n';
}

function indented(value: object, spaces: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`);
}
