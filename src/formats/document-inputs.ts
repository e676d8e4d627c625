import type { Change } from '../graph/writing.js';
import type { DocumentFile } from './document-files.js';
import { readGraphDocuments } from './graph-document.js';
import type { ImportFormat, ImportInput } from './import-format.js';
import { textOf } from './input-text.js';

/** Graph documents, in YAML or in JSON, which is YAML too: read together, each of them whole. */
export const readDocumentInputs: ImportFormat = (inputs) => ({
  changes: changesOf(inputs),
  placeOf: () => null,
  reports: () => null,
});

async function* changesOf(inputs: readonly ImportInput[]): AsyncGenerator<Change> {
  const files: DocumentFile[] = [];
  for (const input of inputs) files.push({ name: input.name, text: await textOf(input) });
  yield* readGraphDocuments(files);
}
