import type { VNode } from 'preact';
import { message } from '../../words/catalogue.js';
import { CellContent, stateClasses, type CellContext } from '../comparison/cell.js';
import { rowId } from '../comparison/table.js';
import { Slices, slicesOf } from '../markup/chunks.js';
import type { StatementRow, StatementSection } from './statements.js';

const rowsInSlice = 100;

/** What sources state about one approach, in sections. To be rendered by `renderInChunks`. */
export function StatementTable({
  name,
  sections,
  context,
}: {
  /** The name of the approach. */
  readonly name: string;
  readonly sections: readonly StatementSection[];
  readonly context: CellContext;
}): VNode {
  const { locale } = context;
  return (
    <div class="comparison of-1">
      <table role="table">
        <caption class="hidden" dir="auto">
          {name}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {message(locale, 'page.axis')}
            </th>
            <th scope="col" role="columnheader">
              <bdi>{name}</bdi>
            </th>
          </tr>
        </thead>
        <Slices of={bodies(sections, context)} />
      </table>
    </div>
  );
}

function* bodies(sections: readonly StatementSection[], context: CellContext): Generator<VNode> {
  for (const { label, rows } of sections) {
    yield (
      <tbody role="rowgroup">
        <tr role="row">
          <th scope="rowgroup" role="rowheader" colSpan={2}>
            <bdi>{label}</bdi>
          </th>
        </tr>
        <Slices of={rowSlices(rows, context)} />
      </tbody>
    );
  }
}

function* rowSlices(rows: readonly StatementRow[], context: CellContext): Generator<VNode> {
  for (const slice of slicesOf(rows, rowsInSlice)) {
    yield (
      <>
        {slice.map((row) => (
          <Row row={row} context={context} />
        ))}
      </>
    );
  }
}

function Row({
  row: { axis, cell },
  context,
}: {
  readonly row: StatementRow;
  readonly context: CellContext;
}): VNode {
  return (
    <tr role="row" id={rowId(axis)}>
      <th scope="row" role="rowheader">
        <bdi>{axis.name}</bdi>
        {axis.summary !== null && <p dir="auto">{axis.summary}</p>}
      </th>
      <td role="cell" class={stateClasses[cell.state]}>
        <CellContent cell={cell} context={context} />
      </td>
    </tr>
  );
}
