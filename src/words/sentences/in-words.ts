import type { Approach } from '../../graph/concept.js';
import type { Steps } from '../../graph/work/steps.js';
import { LazyRow, type ComparisonRow } from '../../comparison/rows/row.js';
import { evaluateAll } from '../../comparison/rows/row-selection.js';
import { mostDiscriminating } from '../../comparison/rows/summary.js';
import { listText, message } from '../catalogue.js';
import type { Locale } from '../locale.js';
import { approachNames } from './approach-names.js';
import { isolated } from './isolated-text.js';
import { shortened } from './short-text.js';

/** The findings of a comparison: the rows in which all approaches agree, the rows in which approaches differ, and the number of cells that are not stated. */
export interface ComparisonFindings {
  /** Rows with the verdict SAME or EQUIVALENT, in order. */
  readonly shared: readonly ComparisonRow[];
  /** Rows in which two approaches are known to differ: at most `maxAxes` of the most discriminating rows first, then the others in order. */
  readonly different: readonly ComparisonRow[];
  /** The number of cells that are not stated: no source has a claim. */
  readonly notStated: number;
  /** The number of all cells. */
  readonly cells: number;
}

/** The maximum number of axes that a sentence names. */
export const maxAxes = 3;
/** Above this number of rows, cells are released after they are counted. */
const manyRows = 1_000;

/** Collects the findings of a comparison. The spreads of the rows must have been loaded. */
export function* findingsOf(rows: readonly ComparisonRow[]): Steps<ComparisonFindings> {
  yield* evaluateAll(rows);
  let [notStated, cells] = [0, 0];
  for (const row of rows) {
    for (const { state } of row.cells) if (state === 'NOT_STATED') notStated += 1;
    cells += row.cells.length;
    if (rows.length > manyRows && row instanceof LazyRow) row.release();
    yield;
  }
  const decisive = new Set(yield* mostDiscriminating(rows, maxAxes));
  const others = rows.filter((row) => row.differs && !decisive.has(row));
  return {
    shared: rows.filter(({ verdict }) => verdict === 'SAME' || verdict === 'EQUIVALENT'),
    different: [...[...decisive].filter((row) => row.differs), ...others],
    notStated,
    cells,
  };
}

/**
 * Summarises a comparison in two or three sentences: the rows in which all approaches agree, the rows in which approaches
 * differ, and the number of cells that are not stated. A comparison without rows has one sentence. Rows with the verdict
 * NOT_COMPARABLE, UNDETERMINED or ONE_SIDED count neither as shared nor as different.
 */
export function findingsText(
  approaches: readonly Approach[],
  rowCount: number,
  { shared, different, notStated, cells }: ComparisonFindings,
  locale: Locale,
): string {
  const names = listText(locale, approaches.map(approachNames(approaches)).map(shortened).map(isolated));
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
  if (notStated > 0) sentences.push(message(locale, 'inWords.notStated', { count: notStated, cells }));
  return sentences.join(' ');
}

/** Lists the names of the first axes, and the number of omitted axes. */
function axesText(locale: Locale, rows: readonly ComparisonRow[]): string {
  const names = rows.slice(0, maxAxes).map(({ axis }) => isolated(shortened(axis.name)));
  const omitted = rows.length - names.length;
  return omitted > 0
    ? message(locale, 'list.more', { list: names.join(', '), count: omitted })
    : listText(locale, names);
}
