import { changesContent } from '../../src/formats/printing/changes-content.js';
import type { DocumentNotation } from '../../src/formats/printing/document-notation.js';
import { printGraphDocument } from '../../src/formats/printing/print-graph-document.js';
import type { Change } from '../../src/graph/ports/writing.js';

/** The document of changes that put all concepts that they name. */
export async function printedChanges(
  changes: readonly Change[],
  notation: DocumentNotation,
): Promise<string> {
  const pieces: string[] = [];
  const content = await changesContent(changes, { concepts: () => [] });
  for await (const piece of printGraphDocument(content, notation)) pieces.push(piece);
  return pieces.join('');
}
