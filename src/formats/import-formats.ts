import { readArticleInputs } from './articles/article-inputs.js';
import { readClaimLines } from './claim-lines.js';
import { readDocumentInputs } from './document-inputs.js';
import { readSpreadsheetInputs } from './spreadsheets/spreadsheet-inputs.js';
import { readTableInputs } from './tables/table-inputs.js';
import type { ImportFormat } from './import-format.js';

/** What can be imported, by the name of its format: a new format is a file beside these and a line here. */
export const importFormats = Object.freeze({
  claims: readClaimLines,
  document: readDocumentInputs,
  article: readArticleInputs,
  table: readTableInputs,
  xlsx: readSpreadsheetInputs,
} as const satisfies Readonly<Record<string, ImportFormat>>);

export type ImportFormatName = keyof typeof importFormats;
