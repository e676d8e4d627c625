import { readArticleInputs } from './articles/article-inputs.js';
import { readClaimLines } from './claim-lines/claim-lines.js';
import { readDocumentInputs } from './graph-document/document-inputs.js';
import { readSpreadsheetInputs } from './spreadsheets/spreadsheet-inputs.js';
import { readTableInputs } from './tables/table-inputs.js';
import type { ImportFormat } from './import/import-format.js';
import type { ImportFormatName } from './import-format-descriptions.js';

/**
 * The reader of each import format, by name. A new format is a new file, a line in this object and a line in
 * `import-format-descriptions.ts`.
 */
export const importFormats: Readonly<Record<ImportFormatName, ImportFormat>> = Object.freeze({
  claims: readClaimLines,
  document: readDocumentInputs,
  article: readArticleInputs,
  table: readTableInputs,
  xlsx: readSpreadsheetInputs,
});
