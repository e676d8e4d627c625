import { basename } from 'node:path';
import { readDocumentFiles } from '../../formats/input/document-files.js';
import { readGraphDocuments } from '../../formats/graph-document/graph-document.js';
import type { Change, GraphStore, WriteOptions } from '../../graph/ports/writing.js';
import { describeChanges, countWithNoun } from '../graph/describe-changes.js';
import { withLimitAdvice } from '../graph/ending-options.js';
import type { Progress } from '../terminal/progress.js';

/** Parsed seed documents. */
export interface Seed {
  readonly path: string;
  readonly documents: number;
  readonly changes: readonly Change[];
}

/**
 * Reads the seed documents of a folder or a file.
 * @throws {TertiumError} if the path has no documents, or a document is invalid
 */
export async function readSeed(path: string): Promise<Seed> {
  const files = await readDocumentFiles(path);
  return { path, documents: files.length, changes: readGraphDocuments(files) };
}

/**
 * Applies seed documents as one imported revision.
 * @param options as for `GraphWriter.apply`
 * @returns the description of `describeChanges`
 * @throws {TertiumError} if the documents do not fit the graph, or exceed a limit. In both cases, nothing is applied.
 */
export async function applySeed(
  store: GraphStore,
  { path, documents, changes }: Seed,
  progress: Progress,
  options: WriteOptions = {},
): Promise<string> {
  progress.start(`Applying ${countWithNoun(documents, 'document')} from ${path}`, changes.length);
  try {
    const note = {
      author: 'tertium seed',
      // Only the base name: the revision log is public, and the path of the folder is not.
      message: `Seed documents: ${basename(path)}`,
      origin: 'IMPORT',
    } as const;
    const applied = await store.apply(withProgress(changes, progress), note, options);
    return describeChanges(applied, await lastRevision(store));
  } catch (error) {
    throw withLimitAdvice(error);
  } finally {
    progress.stop();
  }
}

/** Reads the number of the newest revision; 0 for an empty graph. */
export async function lastRevision({ reader }: GraphStore): Promise<number> {
  return (await reader.openView())?.revision.number ?? 0;
}

function* withProgress(changes: readonly Change[], progress: Progress): Iterable<Change> {
  for (const change of changes) {
    yield change;
    progress.advance();
  }
}
