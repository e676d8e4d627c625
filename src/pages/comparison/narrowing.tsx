import type { ComponentChildren, VNode } from 'preact';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import {
  comparisonHref,
  rowSorts,
  unitWords,
  type ComparisonAddress,
} from '../addresses/comparison-address.js';
import { Icon } from '../markup/icon.js';
import type { ApproachName } from './question-operation.js';

/** What the links that narrow a table need to know. */
export interface NarrowingProps {
  readonly locale: Locale;
  readonly address: ComparisonAddress;
  /** The number of rows of the whole comparison, or of the selected axes. */
  readonly rowCount: number;
  /** The number of rows in which two approaches are known to differ. */
  readonly differing: number;
  /** Whether the table has amounts. */
  readonly hasAmounts: boolean;
  /** All approaches of the subject, with those whose columns are hidden. */
  readonly columns: readonly ApproachName[];
}

/** Links that narrow the table: rows, their order, units and columns. The address keeps what they do not change. */
export function Narrowing({
  locale,
  address,
  rowCount,
  differing,
  hasAmounts,
  columns,
}: NarrowingProps): VNode {
  // A cursor belongs to one selection and order of the rows.
  const from = { ...address, after: null };
  const { differences, axes, sort, units, hide } = address;
  return (
    <nav class="narrow" aria-label={message(locale, 'page.narrow')}>
      <Choices label={message(locale, 'page.rows')}>
        {axes !== null && (
          <Choice href={comparisonHref({ ...from, differences: false })} isCurrent={!differences}>
            {message(locale, 'page.someAxes', { count: rowCount })}
          </Choice>
        )}
        <Choice
          href={comparisonHref({ ...from, differences: false, axes: null })}
          isCurrent={!differences && axes === null}
        >
          {axes === null
            ? message(locale, 'page.allRows', { count: rowCount })
            : message(locale, 'page.error.whole')}
        </Choice>
        <Choice href={comparisonHref({ ...from, differences: true })} isCurrent={differences}>
          {message(locale, 'page.onlyDifferences', { count: differing })}
        </Choice>
      </Choices>
      <Choices label={message(locale, 'page.order')}>
        {rowSorts.map((each) => (
          <Choice href={comparisonHref({ ...from, sort: each })} isCurrent={each === sort}>
            {message(locale, `page.sort.${each}`)}
          </Choice>
        ))}
      </Choices>
      {(hasAmounts || units !== 'row') && (
        <Choices label={message(locale, 'page.units')}>
          {unitWords.map((each) => (
            <Choice href={comparisonHref({ ...from, units: each })} isCurrent={each === units}>
              {message(locale, `page.units.${each}`)}
            </Choice>
          ))}
        </Choices>
      )}
      {columns.length > 2 && (
        <Choices label={message(locale, 'page.columns')}>
          <Columns locale={locale} from={from} columns={columns} hide={hide} />
        </Choices>
      )}
    </nav>
  );
}

/** A link for each column that hides or shows it. Two columns stay. */
function Columns({
  locale,
  from,
  columns,
  hide,
}: {
  readonly locale: Locale;
  readonly from: ComparisonAddress;
  readonly columns: readonly ApproachName[];
  readonly hide: readonly string[];
}): VNode {
  const canHide = columns.filter(({ slug }) => !hide.includes(slug)).length > 2;
  return (
    <>
      {columns.map(({ slug, name }) => {
        const isHidden = hide.includes(slug);
        const others = hide.filter((each) => each !== slug);
        if (!isHidden && !canHide) {
          return (
            <li>
              <bdi>{name}</bdi>
            </li>
          );
        }
        const address = { ...from, hide: isHidden ? others : [...hide, slug].sort() };
        return (
          <li>
            <a
              class={isHidden ? 'shows' : undefined}
              href={comparisonHref(address)}
              aria-label={message(locale, isHidden ? 'page.show' : 'page.hide', { name })}
            >
              <bdi>{name}</bdi>
              {!isHidden && <Icon name="no" />}
            </a>
          </li>
        );
      })}
    </>
  );
}

function Choices({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div>
      <p>{label}</p>
      <ul>{children}</ul>
    </div>
  );
}

function Choice({
  href,
  isCurrent,
  children,
}: {
  readonly href: string;
  readonly isCurrent: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <li>
      <a href={href} aria-current={isCurrent ? 'true' : undefined}>
        {children}
      </a>
    </li>
  );
}
