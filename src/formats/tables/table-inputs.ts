import { draftFormat } from '../drafts/draft-format.js';
import { nameOfFile, textOf } from '../import/input-text.js';
import { parseTable } from './parse-table.js';
import { parseDelimited } from './parse-delimited.js';

/**
 * The maximum size of a table in bytes, unless the import allows more. Each cell is in memory several times: as
 * a text, as a claim, and in the citation of the claim.
 */
const tableMaxBytes = 8 * 1024 * 1024;

/** Reads comparison tables in comma- or tab-separated values. */
export const readTableInputs = draftFormat(async (input, { subjects, skip, maxBytes }) => {
  const { rows, separator } = parseDelimited(await textOf(input, maxBytes ?? tableMaxBytes), input.name);
  return parseTable(rows, { file: input.name, name: nameOfFile(input.name), subjects, skip, separator });
});
