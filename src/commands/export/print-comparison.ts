import { comparisonFormats as tableFormats, type ComparisonFormat } from '../../formats/export-formats.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { printHtmlComparison } from '../../pages/comparison/html-export.js';
import type { ComparisonFormatName } from './comparison-format.js';
import { ComparisonTables, type ComparisonSelection } from './comparison-tables.js';

/** The printer of each format. Pages and exports share the printer of HTML. */
const comparisonFormats: Readonly<Record<ComparisonFormatName, ComparisonFormat>> = {
  ...tableFormats,
  html: printHtmlComparison,
};

/**
 * Compares approaches and prints the comparison.
 * @param standalone whether to print a complete HTML page; only for the format `html`
 * @throws {TertiumError} the errors of `ComparisonTables.load`
 */
export async function printComparison(
  reader: GraphReader,
  selection: ComparisonSelection,
  format: ComparisonFormatName,
  standalone: boolean,
): Promise<string> {
  const table = await new ComparisonTables().load(reader, selection);
  return standalone ? printHtmlComparison(table, { standalone }) : comparisonFormats[format](table);
}
