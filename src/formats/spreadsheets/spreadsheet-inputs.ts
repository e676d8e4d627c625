import { draftFormat } from '../drafts/draft-format.js';
import { nameOfFile, bytesOf, inputMaxBytes } from '../import/input-text.js';
import { parseTables } from '../tables/parse-table.js';
import { readSpreadsheet } from './read-spreadsheet.js';

/** Reads spreadsheets (Office Open XML). Each sheet is parsed as a table. */
export const readSpreadsheetInputs = draftFormat(async (input, { subjects, skip, maxBytes }) => {
  const sheets = await readSpreadsheet(await bytesOf(input, maxBytes ?? inputMaxBytes), input.name);
  return parseTables(sheets, {
    file: input.name,
    name: nameOfFile(input.name),
    subjects,
    skip,
    separator: null,
  });
});
