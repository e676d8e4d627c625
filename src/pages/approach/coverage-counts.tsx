import type { VNode } from 'preact';
import type { TableCellState } from '../../formats/comparison/comparison-table.js';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { stateClasses, stateIcons } from '../comparison/cell.js';
import { Icon } from '../markup/icon.js';
import type { CoverageResult } from '../operations/approach-operation.js';

const counts: readonly (readonly [state: TableCellState, count: keyof CoverageResult])[] = [
  ['STATED', 'stated'],
  ['CONTESTED', 'contested'],
  ['UNKNOWN', 'unknown'],
  ['NOT_APPLICABLE', 'notApplicable'],
  ['NOT_STATED', 'notStated'],
];

/** The number of axes in each cell state that occurs, for one approach. */
export function CoverageCounts({
  locale,
  coverage,
}: {
  readonly locale: Locale;
  readonly coverage: CoverageResult;
}): VNode {
  return (
    <ul class="tertium-counts">
      {counts
        .filter(([, count]) => coverage[count] > 0)
        .map(([state, count]) => {
          const icon = stateIcons[state];
          return (
            <li class={stateClasses[state]}>
              <b>
                {icon && <Icon name={icon} />}
                {message(locale, `state.${state}`)}
              </b>{' '}
              {message(locale, `page.approach.axes.${state}`, {
                count: coverage[count],
                axes: coverage.axes,
              })}
            </li>
          );
        })}
    </ul>
  );
}
