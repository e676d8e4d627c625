import { basename } from 'node:path';
import { readDocumentFiles } from '../../formats/input/document-files.js';
import { readGraphDocuments } from '../../formats/graph-document/graph-document.js';
import type { Change, GraphStore, WriteOptions } from '../../graph/ports/writing.js';
import { changesInWords, counted } from '../graph/changes-in-words.js';
import { adviseOnLimit } from '../graph/ending-options.js';
import type { Progress } from '../terminal/progress.js';

/** Seed documents that have been read. */
export interface Seed {
  readonly path: string;
  readonly documents: number;
  readonly changes: readonly Change[];
}

/**
 * Reads the seed documents of a folder or a file.
 * @throws {TertiumError} where there are none, or one is not understood
 */
export async function readSeed(path: string): Promise<Seed> {
  const files = await readDocumentFiles(path);
  return { path, documents: files.length, changes: readGraphDocuments(files) };
}

/**
 * Applies seed documents as one imported revision.
 * @param options as of `GraphWriter.apply`
 * @returns what changed, in words
 * @throws {TertiumError} where they do not fit the graph, or are past a limit: nothing is applied
 */
export async function applySeed(
  store: GraphStore,
  { path, documents, changes }: Seed,
  progress: Progress,
  options: WriteOptions = {},
): Promise<string> {
  progress.start(`Applying ${counted(documents, 'document')} from ${path}`, changes.length);
  try {
    const note = {
      author: 'tertium seed',
      // The log of revisions is public, and where a folder lies is nobody's business.
      message: `Seed documents: ${basename(path)}`,
      origin: 'IMPORT',
    } as const;
    const applied = await store.apply(reported(changes, progress), note, options);
    return changesInWords(applied, await lastRevision(store));
  } catch (error) {
    throw adviseOnLimit(error);
  } finally {
    progress.stop();
  }
}

/** The number of the newest revision; 0 where the graph holds nothing. */
export async function lastRevision({ reader }: GraphStore): Promise<number> {
  return (await reader.openView())?.revision.number ?? 0;
}

function* reported(changes: readonly Change[], progress: Progress): Iterable<Change> {
  for (const change of changes) {
    yield change;
    progress.advance();
  }
}
