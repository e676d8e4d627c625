import { DocumentError, type DocumentProblem } from '../input/document-error.js';
import { documentMaxBytes, type DocumentFile } from '../input/document-files.js';
import { runInWorkerThread, type ThreadLimits } from '../input/worker-thread.js';
import { parseWithReports, type DocumentsWithReports } from './graph-document.js';

/** The task of the worker that parses graph documents. */
export interface DocumentTask {
  readonly files: readonly DocumentFile[];
  readonly includesLines: boolean;
}

/** The message that the worker posts: the result, or the problems of the documents. */
export type DocumentMessage = DocumentsWithReports | { readonly problems: readonly DocumentProblem[] };

/** The limits if documents of up to `documentMaxBytes` are allowed; see `readDocuments` for larger documents. */
export const documentLimits: ThreadLimits = Object.freeze({ milliseconds: 8_000, megabytes: 300 });
/**
 * The maximum total size, in UTF-16 code units, of documents that are parsed on the main thread: parsing them
 * cannot take long, and starting a thread takes time.
 */
const mainThreadCharacters = 128 * 1024;

const builtWorker = new URL('./document-worker.js', import.meta.url);

/**
 * Reads graph documents with reports. Large documents are parsed in a worker thread with limits of time and
 * memory, because a few characters can create many nodes.
 * @param maxBytes the maximum size of a document; if it is above `documentMaxBytes`, the limits grow in proportion to it
 * @param limits the limits if documents of up to `documentMaxBytes` are allowed
 * @param worker URL of the compiled `document-worker`, if it is not in the folder of this file
 * @throws {DocumentError} if a document has problems or a limit is exceeded
 */
export async function readDocuments(
  files: readonly DocumentFile[],
  includesLines: boolean,
  maxBytes: number,
  limits: ThreadLimits = documentLimits,
  worker: URL = builtWorker,
): Promise<DocumentsWithReports> {
  const characters = files.reduce((sum, { text }) => sum + text.length, 0);
  if (characters <= mainThreadCharacters) return parseWithReports(files, includesLines);
  const task: DocumentTask = { files, includesLines };
  const factor = Math.max(1, maxBytes / documentMaxBytes);
  const allowed = {
    milliseconds: Math.round(limits.milliseconds * factor),
    megabytes: Math.round(limits.megabytes * factor),
  };
  const input = { file: files.map(({ name }) => name).join(', '), kind: 'a graph document' };
  const message = (await runInWorkerThread(worker, task, allowed, input)) as DocumentMessage;
  if ('problems' in message) throw new DocumentError(message.problems);
  return message;
}
