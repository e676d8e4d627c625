import type { Change } from '../graph/writing.js';
import type { DocumentFile } from './document-files.js';
import { readGraphDocuments } from './graph-document.js';
import { asTheyCome, type ImportFormat, type ImportInput } from './import-format.js';
import { textOf } from './input-text.js';

/** Graph documents, in YAML or in JSON, which is YAML too: read together, each of them whole. */
export const readDocumentInputs: ImportFormat = (inputs, _reader, { mostBytes } = asTheyCome) => ({
  changes: changesOf(inputs, mostBytes),
  placeOf: () => null,
  reports: () => null,
});

async function* changesOf(inputs: readonly ImportInput[], mostBytes: number): AsyncGenerator<Change> {
  const files: DocumentFile[] = [];
  for (const input of inputs) files.push({ name: input.name, text: await textOf(input, mostBytes) });
  yield* readGraphDocuments(files);
}
