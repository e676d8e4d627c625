import { draftFormat } from '../drafts/draft-format.js';
import { parseInThread } from '../drafts/parse-in-thread.js';
import { bytesOf, inputMaxBytes } from '../import/input-text.js';
import { parseSpreadsheet, type SpreadsheetBytes } from './parse-spreadsheet.js';

const worker = new URL('./spreadsheet-worker.js', import.meta.url);

/** Reads spreadsheets (Office Open XML). Each sheet is parsed as a table. */
export const readSpreadsheetInputs = draftFormat(async (input, { subjects, skip, maxBytes, inThread }) => {
  const { name: file } = input;
  const bytes = await bytesOf(input, maxBytes ?? inputMaxBytes);
  const task: SpreadsheetBytes = { bytes, file, subjects, skip };
  return inThread
    ? parseInThread(task, parseSpreadsheet, { worker, size: bytes.length, file, kind: 'a spreadsheet' })
    : parseSpreadsheet(task);
});
