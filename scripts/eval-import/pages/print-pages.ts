import { DocumentError } from '../../../src/formats/input/document-error.js';
import { parseFile } from '../parse-file.js';
import { printProportion } from '../proportion.js';
import { statedCells } from '../stated-cells.js';
import { readLabelledPages, type PageLabels } from './labelled-page.js';
import { scorePage, type PageScore } from './score-page.js';

interface Scored {
  readonly labels: PageLabels;
  readonly score: PageScore;
  readonly refused: boolean;
}

/**
 * Prints how the tables of labelled pages are read, by page and by format: the shares of cells whose subject, axis and
 * text were found, and of cells whose kind is also right; and the shares of wrong and of severely wrong claims among
 * the claims from tables.
 * @param folder has the pages, each with labels beside it (see `labelled-page.ts`)
 */
export async function printPages(folder: string, withErrors: boolean): Promise<readonly string[]> {
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
  const lines = [
    `${'pages'.padEnd(24)}${'cells'.padStart(6)}${'claims'.padStart(7)}  ${columns.map((each) => each.padEnd(20)).join('')}`,
  ];
  for (const { labels, score, refused } of scored) {
    const note = refused ? 'refused' : score.outside > 0 ? `${score.outside} outside` : '';
    lines.push(rowOf(labels.page, [score], note));
    if (withErrors) lines.push(...score.remarks.map((remark) => `    ${remark}`));
  }
  for (const format of new Set(scored.map(({ labels }) => labels.form))) {
    const ofFormat = scored.filter(({ labels }) => labels.form === format);
    lines.push(
      rowOf(
        `all ${format}`,
        ofFormat.map(({ score }) => score),
      ),
    );
  }
  lines.push(
    rowOf(
      `all ${scored.length} pages`,
      scored.map(({ score }) => score),
    ),
  );
  return lines;
}

const columns = ['axes and words', 'kind', 'wrong claims', 'severe'];
function rowOf(name: string, parts: readonly PageScore[], note = ''): string {
  const sum = (count: (score: PageScore) => number): number =>
    parts.reduce((total, score) => total + count(score), 0);
  const [cells, claims] = [sum((score) => score.cells), sum((score) => score.claims)];
  const values = [
    { successes: sum((score) => score.found), trials: cells },
    { successes: sum((score) => score.kinds), trials: cells },
    { successes: sum((score) => score.falseClaims + score.falseValues), trials: claims },
    { successes: sum((score) => score.severe), trials: claims },
  ].map((proportion) => printProportion(proportion).padEnd(20));
  return `${name.padEnd(24)}${String(cells).padStart(6)}${String(claims).padStart(7)}  ${values.join('')}${note}`;
}
