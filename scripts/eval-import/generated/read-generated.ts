import { DocumentError } from '../../../src/formats/input/document-error.js';
import { workbookOfText } from '../cases/workbook-of-text.js';
import { parseBytes, type SubjectsOption } from '../parse-file.js';
import { statedCells } from '../stated-cells.js';
import { checkGenerated, type GeneratedResult } from './check-generated.js';
import type { GeneratedTable } from './generated-table.js';
import { printedForms, printTable, type PrintedForm } from './print-table.js';

/**
 * Reads a generated table in a form, and compares the reading with the true values.
 * @param subjects which lines are the subjects; null to detect them
 */
export async function readGenerated(
  form: PrintedForm,
  table: GeneratedTable,
  subjects: SubjectsOption = null,
): Promise<GeneratedResult> {
  const text = printTable(form, table);
  const bytes = form === 'sheet' ? workbookOfText(text) : Buffer.from(text);
  try {
    const { draft } = await parseBytes(`table.${printedForms[form]}`, bytes, subjects);
    return checkGenerated(table, statedCells(draft));
  } catch (error) {
    if (error instanceof DocumentError) return checkGenerated(table, []);
    throw error;
  }
}
