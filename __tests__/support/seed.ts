import { fileURLToPath } from 'node:url';
import { readDocumentFiles } from '../../src/formats/input/document-files.js';
import { readGraphDocuments } from '../../src/formats/graph-document/graph-document.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { imported } from './changes.js';

/** The folder of the seed that the package ships. */
export const seedFolder = fileURLToPath(new URL('../../seed', import.meta.url));

/** The seed is read once per test file, because the tests of a file may seed many graphs. */
let seedChanges: Promise<ReturnType<typeof readGraphDocuments>> | undefined;

/** Applies the seed in `seedFolder` to a graph. */
export async function seed(store: GraphStore): Promise<void> {
  seedChanges ??= readDocumentFiles(seedFolder).then((documents) => readGraphDocuments(documents));
  await store.apply(await seedChanges, imported);
}
