import type { VNode } from 'preact';
import type {
  ComparisonTable,
  TableApproach,
  TableRow,
  TableSection,
} from '../../formats/comparison/comparison-table.js';
import { message } from '../../words/catalogue.js';
import { shortened } from '../../words/sentences/short-text.js';
import { Slices, slicesOf } from '../markup/chunks.js';
import { Icon, type IconName } from '../markup/icon.js';
import { CellContent, stateClasses, type CellContext } from './cell.js';

/** The properties of the page that a table needs. */
export interface TableContext extends CellContext {
  /** Returns the address of the page of an approach; null if the page is not linked. */
  readonly approachHref: (approach: TableApproach) => string | null;
  /** Returns data about a slice of the rows, which is placed after the slice; null for none. */
  readonly dataOf: (rows: readonly TableRow[]) => VNode | null;
}

/** The icons of tables, for `IconDefinitions`. */
export const tableIcons: readonly IconName[] = [
  'yes',
  'no',
  'partial',
  'contested',
  'unknown',
  'none',
  'empty',
  'same',
  'different',
];

const verdictIcons: Readonly<Record<string, IconName>> = {
  SAME: 'same',
  EQUIVALENT: 'same',
  OVERLAPPING: 'partial',
  DIFFERENT: 'different',
  OPPOSITE: 'different',
  NOT_COMPARABLE: 'none',
  UNDETERMINED: 'unknown',
  ONE_SIDED: 'empty',
};

/**
 * A slice of a table has about this number of cells. A slice takes a few milliseconds to render. It is so small that the texts
 * of its cells and the data that repeat these texts are usually in one window of gzip (32 KB).
 */
const cellsInSlice = 80;

/** Tables with more columns scroll inside a box, in which the head row stays visible. */
const maxColumnsInPage = 5;

/**
 * The table of a comparison. Explicit roles keep it a table for assistive technologies where the style sheet displays its
 * rows as blocks. To be rendered by `renderInChunks`.
 */
export function ComparisonTableView({
  table: { title, approaches, sections },
  context,
}: {
  readonly table: ComparisonTable;
  readonly context: TableContext;
}): VNode {
  const { idPrefix, locale } = context;
  const columns = approaches.length;
  const isWide = columns > maxColumnsInPage;
  const caption = `${idPrefix}caption`;
  const content = (
    <table role="table">
      <caption id={caption} dir="auto">
        {title}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {message(locale, 'page.axis')}
          </th>
          {approaches.map((approach) => (
            <th scope="col" role="columnheader">
              <ApproachName
                approach={approach}
                href={context.approachHref(approach)}
                target={context.linkTarget}
              />
            </th>
          ))}
        </tr>
      </thead>
      <Slices of={bodies(sections, approaches, context)} />
    </table>
  );
  // A scrolling box can have the keyboard focus, so it needs an accessible name.
  return isWide ? (
    <section class="tertium-comparison tertium-wide" tabIndex={0} aria-labelledby={caption}>
      {content}
    </section>
  ) : (
    <div class={`tertium-comparison tertium-of-${columns}`}>{content}</div>
  );
}

function ApproachName({
  approach: { name },
  href,
  target,
}: {
  readonly approach: TableApproach;
  readonly href: string | null;
  readonly target: TableContext['linkTarget'];
}): VNode {
  return href === null ? (
    <bdi>{name}</bdi>
  ) : (
    <a href={href} target={target}>
      <bdi>{name}</bdi>
    </a>
  );
}

function* bodies(
  sections: readonly TableSection[],
  approaches: readonly TableApproach[],
  context: TableContext,
): Generator<VNode> {
  const labels = approaches.map(({ name }) => shortened(name));
  const rowsInSlice = Math.max(1, Math.floor(cellsInSlice / approaches.length));
  for (const { label, rows } of sections) {
    yield (
      <tbody role="rowgroup">
        <tr role="row">
          <th scope="rowgroup" role="rowheader" colSpan={approaches.length + 1}>
            <bdi>{label}</bdi>
          </th>
        </tr>
        <Slices of={rowSlices(rows, rowsInSlice, labels, context)} />
      </tbody>
    );
  }
}

function* rowSlices(
  rows: readonly TableRow[],
  size: number,
  labels: readonly string[],
  context: TableContext,
): Generator<VNode> {
  for (const slice of slicesOf(rows, size)) {
    yield (
      <>
        {slice.map((row) => (
          <Row row={row} labels={labels} context={context} />
        ))}
        {context.dataOf(slice)}
      </>
    );
  }
}

function Row({
  row,
  labels,
  context,
}: {
  readonly row: TableRow;
  readonly labels: readonly string[];
  readonly context: TableContext;
}): VNode {
  const { axis, verdict, verdictLabel, cells } = row;
  const { citations, idPrefix } = context;
  const icon = verdictIcons[verdict];
  return (
    <tr role="row" id={idPrefix + rowId(axis)}>
      <th scope="row" role="rowheader" id={`${idPrefix}${citations.anchorOf(row)}`}>
        <bdi>{axis.name}</bdi>
        {axis.summary !== null && <p dir="auto">{axis.summary}</p>}
        <p class="tertium-verdict">
          {icon && <Icon name={icon} idPrefix={idPrefix} />}
          {verdictLabel}
        </p>
      </th>
      {cells.map((cell, column) => (
        <td role="cell" class={stateClasses[cell.state]} data-label={labels[column]}>
          <CellContent cell={cell} context={context} />
        </td>
      ))}
    </tr>
  );
}

/** Returns the id of a row, for links to the row: the kind and slug of its axis. */
export function rowId({ kind, slug }: Pick<TableRow['axis'], 'kind' | 'slug'>): string {
  return `${kind.toLowerCase().replaceAll('_', '-')}-${slug}`;
}
