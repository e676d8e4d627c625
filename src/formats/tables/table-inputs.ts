import { draftFormat } from '../drafts/draft-format.js';
import { nameOfFile, textOf } from '../import/input-text.js';
import { parseTable } from './parse-table.js';
import { parseDelimited } from './parse-delimited.js';

/**
 * In bytes, unless the import allows more. A cell is held in memory several times: as text, as a claim and
 * as its citation.
 */
const tableMaxBytes = 8 * 1024 * 1024;

/** Comparison tables in comma- or tab-separated values. */
export const readTableInputs = draftFormat(async (input, { subjects, mostBytes }) => {
  const { rows, separator } = parseDelimited(await textOf(input, mostBytes ?? tableMaxBytes), input.name);
  return parseTable(rows, { file: input.name, name: nameOfFile(input.name), subjects, separator });
});
