import { comparisonTitle } from '../../../src/pages/comparison/comparison-title.js';
import type { AxisKind } from '../../../src/graph/claim.js';
import type { ComparisonTable, TableCell } from '../../../src/formats/comparison/comparison-table.js';

/** A row of a test table. Each cell has one value from source 1, unless it is `unstated`. */
export interface TestRow {
  readonly name: string;
  readonly cells: readonly string[];
  readonly kind?: AxisKind;
  /** The group of a dimension; null for none. */
  readonly group?: string | null;
  readonly verdict?: string;
}

export const unstated = 'Not stated';

/** Creates a comparison with one source. Adjacent rows with the same group, or of the same kind if they have no group, form a section. */
export function testTable(approaches: readonly string[], rows: readonly TestRow[]): ComparisonTable {
  const sections: {
    id: string;
    label: string;
    rows: ComparisonTable['sections'][number]['rows'][number][];
  }[] = [];
  for (const [
    index,
    { name, cells, kind = 'DIMENSION', group = null, verdict = 'DIFFERENT' },
  ] of rows.entries()) {
    const label = group ?? kind;
    if (sections.at(-1)?.label !== label) sections.push({ id: label, label, rows: [] });
    sections.at(-1)?.rows.push({
      axis: { kind, group, slug: `axis-${index}`, name, summary: null },
      verdict,
      verdictLabel: verdict,
      explanation: 'They differ.',
      distance: 1,
      differs: true,
      cells: cells.map(testCell),
    });
  }
  return {
    language: 'en',
    title: comparisonTitle(
      'en',
      approaches.map((name) => ({ name })),
    ),
    inWords: '',
    revision: { number: 1, time: '2024-05-17T00:00:00Z' },
    approaches: approaches.map((name, index) => ({
      id: `approach/a-${index}`,
      slug: `a-${index}`,
      name,
      summary: null,
    })),
    sections,
    sources: [
      {
        number: 1,
        id: 'source/source',
        slug: 'source',
        name: 'Source',
        url: null,
        publisher: null,
        details: '',
        publishedOn: null,
        accessedOn: null,
        language: null,
      },
    ],
    rowCount: rows.length,
  };
}

function testCell(text: string): TableCell {
  if (text === unstated) return { state: 'NOT_STATED', text, notation: text, parts: [] };
  const statements = [{ claim: 'claim/1', words: null, source: 1, citations: [] }];
  return { state: 'STATED', text, notation: text, parts: [{ text, support: null, statements }] };
}
