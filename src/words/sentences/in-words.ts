import type { Approach } from '../../graph/concept.js';
import type { Steps } from '../../graph/work/steps.js';
import { LazyRow, type ComparisonRow } from '../../comparison/rows/row.js';
import { evaluateAll } from '../../comparison/rows/row-selection.js';
import { mostDiscriminating } from '../../comparison/rows/summary.js';
import { listText, message } from '../catalogue.js';
import type { Locale } from '../locale.js';
import { approachNames } from './approach-names.js';
import { shortened } from './short-text.js';

/** What a comparison shows: the rows in which all agree, the rows in which they differ, and the empty cells. */
export interface ComparisonFindings {
  /** Rows with the verdict SAME or EQUIVALENT, in order. */
  readonly shared: readonly ComparisonRow[];
  /** Rows in which two approaches differ, the most discriminating ones first. */
  readonly different: readonly ComparisonRow[];
  /** The number of cells for which no source has a claim. */
  readonly missing: number;
  readonly cells: number;
}

/** The maximum number of axes that a sentence names. */
export const mostAxes = 3;
/** Above this number of rows, cells are released after they are counted. */
const manyRows = 1_000;

/** Finds what the sentences about a comparison state. The spreads of the rows must have been loaded. */
export function* findingsOf(rows: readonly ComparisonRow[]): Steps<ComparisonFindings> {
  yield* evaluateAll(rows);
  let [missing, cells] = [0, 0];
  for (const row of rows) {
    for (const { state } of row.cells) if (state === 'NOT_STATED') missing += 1;
    cells += row.cells.length;
    if (rows.length > manyRows && row instanceof LazyRow) row.release();
    yield;
  }
  const decisive = new Set(yield* mostDiscriminating(rows, mostAxes));
  const others = rows.filter((row) => row.differs && !decisive.has(row));
  return {
    shared: rows.filter(({ verdict }) => verdict === 'SAME' || verdict === 'EQUIVALENT'),
    different: [...[...decisive].filter((row) => row.differs), ...others],
    missing,
    cells,
  };
}

/**
 * A comparison in two or three sentences: what all approaches share, what differs, and how much no source has stated.
 * Each sentence follows from the cells. A row whose verdict is open (missing cells, values that do not compare) counts
 * neither as shared nor as different.
 */
export function findingsText(
  approaches: readonly Approach[],
  rowCount: number,
  { shared, different, missing, cells }: ComparisonFindings,
  locale: Locale,
): string {
  const names = listText(locale, approaches.map(approachNames(approaches)).map(shortened));
  if (rowCount === 0) return message(locale, 'inWords.noRows', { approaches: names });
  const sentences = [
    message(locale, 'inWords.shared', {
      approaches: names,
      count: shared.length,
      rows: rowCount,
      axes: axesText(locale, shared),
    }),
    message(locale, 'inWords.different', { count: different.length, axes: axesText(locale, different) }),
  ];
  if (missing > 0) sentences.push(message(locale, 'inWords.missing', { count: missing, cells }));
  return sentences.join(' ');
}

/** The names of the first axes, and the number of the others. */
function axesText(locale: Locale, rows: readonly ComparisonRow[]): string {
  const names = rows.slice(0, mostAxes).map(({ axis }) => shortened(axis.name));
  const rest = rows.length - names.length;
  return rest > 0
    ? message(locale, 'list.more', { list: names.join(', '), count: rest })
    : listText(locale, names);
}
