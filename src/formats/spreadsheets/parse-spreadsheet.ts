import type { ParsedInput } from '../drafts/draft-format.js';
import type { InputGuidance } from '../import/import-format.js';
import { nameOfFile } from '../import/input-text.js';
import { parseTables } from '../tables/parse-table.js';
import { readSpreadsheet } from './read-spreadsheet.js';

/** The bytes of a spreadsheet, and the instructions for reading them. */
export interface SpreadsheetBytes extends Pick<InputGuidance, 'subjects' | 'skip'> {
  readonly bytes: Uint8Array;
  /** The name of the input in messages. */
  readonly file: string;
}

/** Parses a spreadsheet as a draft, each sheet as a table. @throws {DocumentError} if the spreadsheet cannot be parsed */
export async function parseSpreadsheet({
  bytes,
  file,
  subjects,
  skip,
}: SpreadsheetBytes): Promise<ParsedInput> {
  const sheets = await readSpreadsheet(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), file);
  return parseTables(sheets, { file, name: nameOfFile(file), subjects, skip, separator: null });
}
