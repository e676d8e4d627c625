import { DocumentError, type DocumentProblem } from '../input/document-error.js';
import { documentMaxBytes, type DocumentFile } from '../input/document-files.js';
import { inOwnThread, type ThreadLimits } from '../input/own-thread.js';
import { reportedDocuments, type ReportedDocuments } from './reported-documents.js';

/** What a worker that reads graph documents is given. */
export interface DocumentTask {
  readonly files: readonly DocumentFile[];
  readonly keepsLines: boolean;
}

/** What it posts. */
export type DocumentAnswer = ReportedDocuments | { readonly problems: readonly DocumentProblem[] };

/** Of texts of `documentMaxBytes`; who allows larger ones allows as much more. */
export const documentLimits: ThreadLimits = Object.freeze({ milliseconds: 8_000, megabytes: 300 });
/** Less than this takes neither long nor much, whatever it is, and a thread takes time to start. UTF-16 units. */
const smallCharacters = 128 * 1024;

const builtWorker = new URL('./document-worker.js', import.meta.url);

/**
 * Reads graph documents as `reportedDocuments` does; large ones in a thread of its own that is stopped when it takes too
 * long or too much, since a few characters may make many parts.
 * @param mostBytes how large a document may be, which what reading may take grows with
 * @param worker the compiled `document-worker`, where it does not lie beside this file
 * @throws {DocumentError} where one is not understood, or past a limit
 */
export async function readDocuments(
  files: readonly DocumentFile[],
  keepsLines: boolean,
  mostBytes: number,
  limits: ThreadLimits = documentLimits,
  worker: URL = builtWorker,
): Promise<ReportedDocuments> {
  const characters = files.reduce((sum, { text }) => sum + text.length, 0);
  if (characters <= smallCharacters) return reportedDocuments(files, keepsLines);
  const task: DocumentTask = { files, keepsLines };
  const share = Math.max(1, mostBytes / documentMaxBytes);
  const allowed = {
    milliseconds: Math.round(limits.milliseconds * share),
    megabytes: Math.round(limits.megabytes * share),
  };
  const reading = { file: files.map(({ name }) => name).join(', '), what: 'a graph document' };
  const answer = (await inOwnThread(worker, task, allowed, reading)) as DocumentAnswer;
  if ('problems' in answer) throw new DocumentError(answer.problems);
  return answer;
}
