import { changesContent } from '../../src/formats/printing/changes-content.js';
import type { DocumentNotation } from '../../src/formats/printing/document-notation.js';
import { printGraphDocument } from '../../src/formats/printing/print-graph-document.js';
import type { Change } from '../../src/graph/ports/writing.js';

/** Prints changes as a graph document. The changes must put all concepts that their claims name. */
export async function printedChanges(
  changes: readonly Change[],
  notation: DocumentNotation,
): Promise<string> {
  const chunks: string[] = [];
  const content = await changesContent(changes, { concepts: () => [] });
  for await (const chunk of printGraphDocument(content, notation)) chunks.push(chunk);
  return chunks.join('');
}
