import { join } from 'node:path';
import { parseArticle } from '../../src/formats/articles/parse-article.js';
import { foundInDraft } from './found-in-draft.js';
import { readLabelledArticles } from './labelled-article.js';
import { precisionOf, recallOf, scoreArticle, sumOf, type Tally } from './score-article.js';

/** Prints the precision and the recall of the article reader on labelled articles: `npm run eval:import -- [FOLDER]`. */
const folder = process.argv[2] ?? join(process.cwd(), '__tests__/formats/articles/fixtures');
const scores = readLabelledArticles(folder).map(({ name, text, label }) => {
  const { draft, report } = parseArticle(text, { format: null, url: null, language: null, name });
  return { name, coverage: report.coverage, ...scoreArticle(label, foundInDraft(draft)) };
});

const share = (value: number): string => value.toFixed(3);
const both = (tally: Tally): string => `${share(precisionOf(tally))} ${share(recallOf(tally))}`;
const row = (name: string, names: Tally, cells: Tally, definitions: Tally): string =>
  `${name.padEnd(28)}${both(names)}   ${both(cells)}   ${both(definitions)}`;

const lines = [`${''.padEnd(28)}names         cells         definitions   (precision, recall)`];
for (const { name, names, cells, definitions, coverage, remarks } of scores) {
  lines.push(
    `${row(name, names, cells, definitions)}   ${(coverage * 100).toFixed(0).padStart(3)} % understood`,
  );
  for (const remark of remarks) lines.push(`    ${remark}`);
}
lines.push(
  row(
    `all ${scores.length}`,
    sumOf(scores.map(({ names }) => names)),
    sumOf(scores.map(({ cells }) => cells)),
    sumOf(scores.map(({ definitions }) => definitions)),
  ),
);
process.stdout.write(`${lines.join('\n')}\n`);
