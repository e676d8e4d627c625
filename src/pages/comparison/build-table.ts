import { runToEnd, type Steps } from '../../graph/work/steps.js';
import type { Locale } from '../../words/locale.js';
import type {
  ComparisonTable,
  TableCell,
  TableCellPart,
  TableRow,
  TableSection,
} from '../../formats/comparison/comparison-table.js';
import type { ComparedCell, ComparedRow, ComparisonResult } from './comparison-operation.js';
import { NumberedSources } from './numbered-sources.js';
import { comparisonTitle } from './comparison-title.js';

/**
 * Builds the table of a comparison: groups adjacent rows of the same section, and numbers the sources in the order in which
 * the cells cite them, row by row.
 * @param locale the language that the result was requested in
 * @param title the title of the table; by default it names the approaches
 */
export function buildTable(result: ComparisonResult, locale: Locale, title?: string): ComparisonTable {
  return runToEnd(buildingTable(result, locale, title));
}

/** Builds the table of a comparison in steps, one step for each row. Arguments as for `buildTable`. */
export function* buildingTable(
  { compare, revision }: ComparisonResult,
  locale: Locale,
  title: string = comparisonTitle(locale, compare.approaches),
): Steps<ComparisonTable> {
  const sources = new NumberedSources(locale);
  return {
    language: locale,
    title,
    inWords: compare.inWords,
    revision,
    approaches: compare.approaches,
    sections: yield* sectionsOf(compare.rows.nodes, sources),
    sources: sources.cited,
    rowCount: compare.summary.rowCount,
  };
}

function* sectionsOf(rows: readonly ComparedRow[], sources: NumberedSources): Steps<readonly TableSection[]> {
  const sections: (TableSection & { readonly rows: TableRow[] })[] = [];
  for (const row of rows) {
    let section = sections.at(-1);
    if (section?.id !== row.section.id) {
      section = { id: row.section.id, label: row.section.label, rows: [] };
      sections.push(section);
    }
    section.rows.push(tableRow(row, sources));
    yield;
  }
  return sections;
}

function tableRow(row: ComparedRow, sources: NumberedSources): TableRow {
  const { kind, group, axis, verdict, verdictLabel, explanation, distance, differs, cells } = row;
  return {
    axis: { kind, group, slug: axis.slug, name: axis.name, summary: axis.summary },
    verdict,
    verdictLabel,
    explanation,
    distance,
    differs,
    cells: cells.map((cell) => tableCell(cell, sources)),
  };
}

function tableCell({ state, display, text, parts }: ComparedCell, sources: NumberedSources): TableCell {
  return {
    state,
    text,
    notation: display,
    parts: parts.map((part): TableCellPart => ({
      text: part.text,
      support: part.value?.support ?? null,
      statements: part.claims.map(({ id, text: words, source, citations }) => ({
        claim: id,
        words,
        source: sources.numberOf(source),
        citations: citations.map(({ locator, quote }) => ({ locator, quote })),
      })),
    })),
  };
}
