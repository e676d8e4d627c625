import type { Cell } from '../../comparison/cells/cell.js';
import { displayCell } from '../../comparison/cells/display.js';
import { explain } from '../../comparison/rows/explanation.js';
import type { ComparisonRow } from '../../comparison/rows/row.js';
import {
  groupsOfKinds,
  type ComparisonTable,
  type ComparisonTableRow,
} from '../../formats/comparison/comparison-table.js';
import { loadConcepts } from '../../graph/loaders/loaders.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { loadComparison } from './comparison-loading.js';
import { RequestContext } from '../request/context.js';

/**
 * Compares approaches along all their axes for an export. The rows and texts equal those of the query `compare`.
 * @param at the revision; null for the published revision
 * @throws {TertiumError} the errors of `loadComparison`; also BAD_USER_INPUT if the revision does not exist
 */
export async function loadComparisonTable(
  reader: GraphReader,
  references: readonly string[],
  at: number | null,
): Promise<ComparisonTable> {
  const context = await RequestContext.open(reader);
  const requestView = await context.viewAt({ at });
  const { revision, approaches, rows } = await loadComparison(requestView, references, {}, at);
  await requestView.spreads.load(rows.map(({ axis }) => axis));
  const ids = rows.flatMap(({ cells }) => cells.flatMap(({ claims }) => claims.map(({ source }) => source)));
  const sources = await loadConcepts(requestView.loaders, [...new Set(ids)]);
  const names = new Map(sources.flatMap((source) => (source ? [[source.id, source.name]] : [])));
  return {
    revision,
    approaches: approaches.map(({ slug, name }) => ({ slug, name })),
    rows: rows.map((row) => tableRow(row, names)),
  };
}

function tableRow(row: ComparisonRow, names: ReadonlyMap<string, string>): ComparisonTableRow {
  const { kind, slug, name } = row.axis;
  return {
    axis: { kind, group: row.group ?? groupsOfKinds[kind], slug, name },
    verdict: row.verdict,
    explanation: explain(row),
    distance: row.distance,
    cells: row.cells.map((cell) => ({
      state: cell.state,
      text: displayCell(cell),
      sources: sourcesOf(cell, names),
    })),
  };
}

function sourcesOf({ claims }: Cell, names: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set(claims.map(({ source }) => names.get(source) ?? source))].sort();
}
