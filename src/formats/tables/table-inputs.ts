import { draftFormat } from '../draft-format.js';
import { nameOfFile } from '../file-name.js';
import { textOf } from '../input-text.js';
import { parseTable } from './parse-table.js';
import { readDelimited } from './read-delimited.js';

/** Comparison tables in comma- or tab-separated values. */
export const readTableInputs = draftFormat(async (input, { subjects, mostBytes }) => {
  const table = readDelimited(await textOf(input, mostBytes), input.name);
  return parseTable(table, { file: input.name, name: nameOfFile(input.name), subjects });
});
