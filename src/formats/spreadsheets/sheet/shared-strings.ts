import { spreadsheetError } from '../workbook/spreadsheet-error.js';
import type { SpreadsheetLimits } from '../workbook/spreadsheet-limits.js';
import { StringText } from './string-text.js';
import type { WorkbookParts } from '../workbook/workbook-parts.js';

/** Reads the shared strings of a workbook. Cells refer to a shared string by its index. */
export async function readSharedStrings(
  parts: WorkbookParts,
  part: string | null,
  file: string,
  limits: SpreadsheetLimits,
): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  const text = new StringText();
  await parts.read(part, {
    open(element) {
      if (element === 'si') text.start();
      text.open(element);
    },
    text: (chunk) => text.add(chunk),
    close(element) {
      text.close(element);
      if (element !== 'si') return;
      strings.push(text.finish());
      if (strings.length > limits.cells) {
        throw spreadsheetError(file, `a spreadsheet of ${limits.cells} shared strings at most`, 'more');
      }
    },
  });
  return strings;
}
