import { parseArticle } from '../../src/formats/articles/parse-article.js';
import { foundInDraft } from './found-in-draft.js';
import { readLabelledArticles } from './labelled-article.js';
import { printProportion } from './proportion.js';
import { scoreArticle, sumOf, type Tally } from './score-article.js';

/** Prints the errors of the article reader on the labelled articles in a folder, and its precision and recall on all of them. */
export function printArticles(folder: string): readonly string[] {
  const scores = readLabelledArticles(folder).map(({ name, text, label }) => {
    const { draft, report } = parseArticle(text, { format: null, url: null, language: null, name });
    return { name, coverage: report.coverage, ...scoreArticle(label, foundInDraft(draft)) };
  });
  const lines = [
    `${'articles'.padEnd(28)}${['names', 'cells', 'definitions'].map((each) => each.padEnd(44)).join('')}`,
    `${''.padEnd(28)}${'precision             recall                '.repeat(3)}`,
  ];
  for (const { name, coverage, remarks } of scores.filter((score) => score.remarks.length > 0)) {
    lines.push(`${name}: ${(coverage * 100).toFixed(0)} % understood`);
    for (const remark of remarks) lines.push(`    ${remark}`);
  }
  const all = (['names', 'cells', 'definitions'] as const).map((part) =>
    sumOf(scores.map((score) => score[part])),
  );
  lines.push(rowOf(`all ${scores.length}`, all));
  return lines;
}

function rowOf(name: string, tallies: readonly Tally[]): string {
  const both = tallies.flatMap(({ right, wrong, missed }) => [
    { successes: right, trials: right + wrong },
    { successes: right, trials: right + missed },
  ]);
  return `${name.padEnd(28)}${both.map((proportion) => printProportion(proportion).padEnd(22)).join('')}`;
}
