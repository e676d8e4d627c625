import { basename } from 'node:path';
import { readDocumentFiles } from '../formats/document-files.js';
import { readGraphDocuments } from '../formats/graph-document.js';
import type { Change, GraphStore } from '../graph/writing.js';
import { changesInWords, counted } from './changes-in-words.js';
import type { Progress } from './progress.js';

/**
 * Applies the seed documents of a folder or a file as one imported revision.
 * @param onCommit as in `WriteOptions`
 * @returns what changed, in words
 * @throws {TertiumError} where a document is not understood, or does not fit the graph: nothing is applied
 */
export async function seedGraph(
  store: GraphStore,
  path: string,
  progress: Progress,
  onCommit: () => void = () => undefined,
): Promise<string> {
  const files = await readDocumentFiles(path);
  const changes = readGraphDocuments(files);
  progress.start(`Applying ${counted(files.length, 'document')} from ${path}`, changes.length);
  try {
    const note = {
      author: 'tertium seed',
      // The log of revisions is public, and where a folder lies is nobody's business.
      message: `Seed documents: ${basename(path)}`,
      origin: 'IMPORT',
    } as const;
    const applied = await store.apply(reported(changes, progress), note, { onCommit });
    return changesInWords(applied, await lastRevision(store));
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
