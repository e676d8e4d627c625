import type { ComponentChildren, VNode } from 'preact';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import {
  comparisonHref,
  rowSorts,
  showsColumn,
  unitWords,
  type Condition,
  type ComparisonAddress,
} from '../addresses/comparison-address.js';
import { Icon } from '../markup/icon.js';
import type { ApproachName } from './question-operation.js';

export interface NarrowingProps {
  readonly locale: Locale;
  readonly address: ComparisonAddress;
  /** The number of rows of the whole comparison, or of the selected axes. */
  readonly rowCount: number;
  /** The number of rows in which two approaches are known to differ. */
  readonly differing: number;
  /** Whether the table has amounts. */
  readonly hasAmounts: boolean;
  /** All approaches of the subject, including those whose columns are hidden. */
  readonly columns: readonly ApproachName[];
}

/**
 * Links that select the rows of the table, their order, the units and the columns, and links that remove conditions. A link keeps the parameters
 * that it does not change, except the cursor.
 */
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
  const { differences, axes, sort, units, under } = address;
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
          <Columns locale={locale} from={from} columns={columns} />
        </Choices>
      )}
      {under.length > 0 && (
        <Choices label={message(locale, 'page.under')}>
          {under.map((condition) => (
            <Choice
              href={comparisonHref({ ...from, under: under.filter((each) => each !== condition) })}
              isCurrent={false}
              label={message(locale, 'page.underRemove', { condition: conditionText(condition) })}
            >
              <bdi>{conditionText(condition)}</bdi>
              <Icon name="no" />
            </Choice>
          ))}
        </Choices>
      )}
    </nav>
  );
}

/** Links that hide or show columns. If only two columns are shown, they have names instead of links, because a comparison needs two approaches. */
function Columns({
  locale,
  from,
  columns,
}: {
  readonly locale: Locale;
  readonly from: ComparisonAddress;
  readonly columns: readonly ApproachName[];
}): VNode {
  const canHide = columns.filter(({ slug }) => showsColumn(from, slug)).length > 2;
  return (
    <>
      {columns.map(({ slug, name }) => {
        const isHidden = !showsColumn(from, slug);
        if (!isHidden && !canHide) {
          return (
            <li>
              <bdi>{name}</bdi>
            </li>
          );
        }
        const address = { ...from, ...withColumn(from, slug, isHidden) };
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

/** Returns the parameters of an address after the column of an approach is shown or hidden. A shown column is added at the end if the address has an order of columns. */
function withColumn(
  { columns, hide }: ComparisonAddress,
  slug: string,
  isShown: boolean,
): Pick<ComparisonAddress, 'columns' | 'hide'> {
  const add = (slugs: readonly string[]): readonly string[] => [...slugs, slug];
  const remove = (slugs: readonly string[]): readonly string[] => slugs.filter((each) => each !== slug);
  if (columns !== null) return { hide, columns: isShown ? add(columns) : remove(columns) };
  return { columns, hide: isShown ? remove(hide) : [...add(hide)].sort() };
}

function conditionText({ key, value }: Condition): string {
  return `${key}: ${value}`;
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
  label,
  children,
}: {
  readonly href: string;
  readonly isCurrent: boolean;
  readonly label?: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <li>
      <a href={href} aria-current={isCurrent ? 'true' : undefined} aria-label={label}>
        {children}
      </a>
    </li>
  );
}
