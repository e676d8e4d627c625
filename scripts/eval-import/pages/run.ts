import { DocumentError } from '../../../src/formats/input/document-error.js';
import { parseFile } from '../parse-file.js';
import { printProportion } from '../proportion.js';
import { statedCells } from '../stated-cells.js';
import { readLabelledPages, type PageLabels } from './labelled-page.js';
import { scorePage, type PageScore } from './score-page.js';

/**
 * Prints how well the tables of labelled pages are read: `npm run eval:pages -- FOLDER [--errors]`. The labels are beside
 * the pages; `labelled-page.ts` describes them.
 */
const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined) throw new Error('Expected a folder with labelled pages.');

interface Scored {
  readonly labels: PageLabels;
  readonly score: PageScore;
  readonly refused: boolean;
}
const scored: Scored[] = [];
for (const { path, labels } of readLabelledPages(folder)) {
  try {
    const { draft } = await parseFile(path);
    scored.push({ labels, score: scorePage(labels, statedCells(draft)), refused: false });
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    scored.push({ labels, score: scorePage(labels, []), refused: true });
  }
}

const columns = ['axes and words', 'kind', 'wrong claims', 'severe'];
const rowOf = (name: string, parts: readonly PageScore[], note = ''): string => {
  const sum = (count: (score: PageScore) => number): number =>
    parts.reduce((total, score) => total + count(score), 0);
  const [cells, claims] = [sum((score) => score.cells), sum((score) => score.claims)];
  const values = [
    { successes: sum((score) => score.found), trials: cells },
    { successes: sum((score) => score.kinds), trials: cells },
    { successes: sum((score) => score.falseClaims + score.falseValues), trials: claims },
    { successes: sum((score) => score.severe), trials: claims },
  ].map((proportion) => printProportion(proportion).padEnd(18));
  return `${name.padEnd(24)}${String(cells).padStart(6)}${String(claims).padStart(7)}  ${values.join('  ')}${note}`;
};
const lines = [`${''.padEnd(24)}${'cells'.padStart(6)}${'claims'.padStart(7)}  ${columns.map((each) => each.padEnd(18)).join('  ')}`];
for (const { labels, score, refused } of scored) {
  lines.push(rowOf(labels.page, [score], refused ? 'refused' : score.outside > 0 ? `${score.outside} outside` : ''));
  if (flags.includes('--errors')) lines.push(...score.remarks.map((remark) => `    ${remark}`));
}
for (const form of new Set(scored.map(({ labels }) => labels.form)))
  lines.push(rowOf(`all ${form}`, scored.filter(({ labels }) => labels.form === form).map(({ score }) => score)));
lines.push(rowOf(`all ${scored.length} pages`, scored.map(({ score }) => score)));
process.stdout.write(`${lines.join('\n')}\n`);
