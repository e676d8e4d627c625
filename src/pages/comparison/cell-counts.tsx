import type { VNode } from 'preact';
import type { TableCellState } from '../../formats/comparison/comparison-table.js';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { Icon } from '../markup/icon.js';
import { stateClasses, stateIcons } from './cell.js';

/** The number of cells in each state that occurs, with the patterns of the states as a legend. */
export function CellCounts({
  locale,
  counts,
}: {
  readonly locale: Locale;
  readonly counts: readonly { readonly state: TableCellState; readonly count: number }[];
}): VNode {
  const cells = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <ul class="tertium-counts">
      {counts
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => {
          const icon = stateIcons[state];
          return (
            <li class={stateClasses[state]}>
              <b>
                {icon && <Icon name={icon} />}
                {message(locale, `state.${state}`)}
              </b>{' '}
              {message(locale, `page.cells.${state}`, { count, cells })}
            </li>
          );
        })}
    </ul>
  );
}
