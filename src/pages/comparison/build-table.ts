import type {
  ComparisonTable,
  TableCell,
  TableCellPart,
  TableRow,
  TableSection,
  TableSource,
} from '../../formats/comparison/comparison-table.js';
import type {
  ComparedCell,
  CitedSourceResult,
  ComparedRow,
  ComparisonResult,
} from './comparison-operation.js';

/**
 * Builds the table of a comparison: groups adjacent rows of a section, and numbers the sources in the order in which
 * the cells cite them, row by row.
 * @param language the BCP 47 tag of the language that the result was requested in
 */
export function buildTable({ compare, revision }: ComparisonResult, language: string): ComparisonTable {
  const sources = new NumberedSources();
  return {
    language,
    revision,
    approaches: compare.approaches,
    sections: sectionsOf(compare.rows.nodes, sources),
    sources: sources.cited,
    rowCount: compare.summary.rowCount,
  };
}

function sectionsOf(rows: readonly ComparedRow[], sources: NumberedSources): readonly TableSection[] {
  const sections: (TableSection & { readonly rows: TableRow[] })[] = [];
  for (const row of rows) {
    let section = sections.at(-1);
    if (section?.id !== row.section.id) {
      section = { id: row.section.id, label: row.section.label, rows: [] };
      sections.push(section);
    }
    section.rows.push(tableRow(row, sources));
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
        places: citations.map(({ locator, quote }) => ({ locator, quote })),
      })),
    })),
  };
}

/** Numbers sources from 1, in the order in which they are first cited. */
class NumberedSources {
  readonly cited: TableSource[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(source: CitedSourceResult): number {
    let number = this.#numbers.get(source.id);
    if (number === undefined) {
      number = this.cited.length + 1;
      this.cited.push({ number, ...source });
      this.#numbers.set(source.id, number);
    }
    return number;
  }
}
