import type { InputReport } from './import-format.js';
import { outcomes } from './import-report.js';

/** A report as lines for people: what became of each line of the document, and the totals. */
export function reportInWords({ name, report }: InputReport): string {
  const lines = report.lines.flatMap(({ number, parts }) =>
    parts
      .filter(({ outcome }) => outcome !== 'BLANK')
      .map(({ outcome, became, confidence, start, end }) => {
        const what = became === null ? outcome : `${outcome} ${became}`;
        const sure = confidence === 1 ? '' : `, ${Math.round(confidence * 100)} % sure`;
        return `${name}:${number}: ${what} (characters ${start} to ${end}${sure})`;
      }),
  );
  const totals = outcomes.map((outcome) => {
    const { characters, lines: count } = report.totals[outcome];
    return `  ${outcome}: ${count} lines, ${characters} characters`;
  });
  const coverage = (Math.floor(report.coverage * 1000) / 10).toFixed(1);
  return [...lines, `${name}: ${coverage} % of the text is understood`, ...totals, ''].join('\n');
}
