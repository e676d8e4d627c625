import { draftFormat } from '../draft-format.js';
import { textOf } from '../input-text.js';
import { parseTable } from './parse-table.js';
import { readDelimited } from './read-delimited.js';

/** Comparison tables in comma- or tab-separated values. */
export const readTableInputs = draftFormat(async (input, { subjects }) => {
  const table = readDelimited(await textOf(input), input.name);
  return parseTable(table, { file: input.name, name: nameOf(input.name), subjects });
});

/** The name of a file, without where it lies and what its kind is. */
function nameOf(path: string): string {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return file.replace(/(?<=.)\.[a-z0-9]{1,5}$/iu, '');
}
