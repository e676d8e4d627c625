import { draftFormat } from '../drafts/draft-format.js';
import { parseInThread } from '../drafts/parse-in-thread.js';
import { textOf } from '../import/input-text.js';
import { parseTableText, type TableText } from './parse-table-text.js';

/**
 * The maximum size of a table in bytes, unless the import sets another. A cell can be in memory several times: as
 * a text, as a claim, and in the citation of the claim.
 */
const tableMaxBytes = 8 * 1024 * 1024;

const worker = new URL('./table-worker.js', import.meta.url);

/** Reads comparison tables in delimiter-separated values, such as CSV: see `parseDelimited`. */
export const readTableInputs = draftFormat(async (input, { subjects, skip, maxBytes, inThread }) => {
  const { name: file } = input;
  const text = await textOf(input, maxBytes ?? tableMaxBytes);
  const task: TableText = { text, file, subjects, skip };
  return inThread
    ? parseInThread(task, parseTableText, { worker, size: text.length, file, kind: 'a table' })
    : parseTableText(task);
});
