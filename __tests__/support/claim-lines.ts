import { importFormats } from '../../src/formats/import-formats.js';
import type { GraphReader } from '../../src/graph/ports/reading.js';
import type { Change, ClaimDraft } from '../../src/graph/ports/writing.js';

/** Creates a stream of chunks; texts are encoded as UTF-8. */
export async function* inChunks(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

/** Prints members as a line of JSON. */
export function line(members: object): string {
  return `${JSON.stringify(members)}\n`;
}

/** Prints a claim line about the speed of a tool. `members` are added, and replace default members with the same name. */
export function speedLine(members: object = {}): string {
  return line({
    approach: 'Lathe',
    dimension: 'Speed',
    value: 'fast',
    valueType: 'ORDINAL',
    levels: ['slow', 'fast'],
    source: 'Handbook',
    ...members,
  });
}

/** Collects the changes of an import of claim-line files. @param files the chunks of each file, by its name */
export async function claimChanges(
  reader: GraphReader,
  files: Readonly<Record<string, AsyncIterable<Uint8Array>>>,
): Promise<readonly Change[]> {
  const inputs = Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
  const changes: Change[] = [];
  for await (const change of importFormats.claims(inputs, reader).changes) changes.push(change);
  return changes;
}

/** Selects the claims among `changes`. */
export function claimsAmong(changes: readonly Change[]): readonly ClaimDraft[] {
  return changes.flatMap((change) => (change.type === 'putClaim' ? [change.claim] : []));
}

/**
 * Describes each change in a short text: a concept or a completed source with its id, a claim with its subject and target, and
 * any other change with its type only.
 */
export function outlineOf(changes: readonly Change[]): readonly string[] {
  return changes.map((change) => {
    switch (change.type) {
      case 'putConcept':
        return `put ${change.concept.id}`;
      case 'putClaim':
        return `claim ${change.claim.subject} ${change.claim.target}`;
      case 'completeSource':
        return `complete ${change.source}`;
      default:
        return change.type;
    }
  });
}
