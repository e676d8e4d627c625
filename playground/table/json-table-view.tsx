import { useId } from 'react';

import type { Cell, JsonTable } from './json-tables.js';

/** Shows a table with row headers in its first column. */
export function JsonTableView({
  table: { title, columns, rows, rowsLeftOut },
}: {
  readonly table: JsonTable;
}) {
  const captionId = useId();
  return (
    // The section scrolls, so it must be focusable with the keyboard.
    <section className="json-table" tabIndex={0} aria-labelledby={captionId}>
      <table>
        <caption id={captionId}>{title}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            // Rows have no identity other than their position.
            <tr key={index}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    <CellText cell={cell} />
                  </th>
                ) : (
                  <td key={column}>
                    <CellText cell={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rowsLeftOut > 0 && <p>{rowsLeftOut} more rows are in the JSON only.</p>}
    </section>
  );
}

function CellText({ cell }: { readonly cell: Cell }) {
  const [text, second] = cell;
  if (text === undefined) return <span aria-label="no value">–</span>;
  if (second === undefined) return <bdi>{text}</bdi>;
  return (
    <ul>
      {cell.map((each, index) => (
        <li key={index}>
          <bdi>{each}</bdi>
        </li>
      ))}
    </ul>
  );
}
