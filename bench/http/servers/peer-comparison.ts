import type { NamedRow, PlainContent } from './plain-content.js';
import type { CompareArgs } from './peer-schema.js';

export interface PeerRow {
  readonly dimension: NamedRow;
  /** The approaches of the row's cells. */
  readonly approaches: readonly NamedRow[];
}

/** The result of the root resolver of a peer. All fields below are loaded by loaders. */
export interface PeerComparison {
  readonly approaches: readonly NamedRow[];
  readonly rows: readonly PeerRow[];
}

export async function peerComparison(content: PlainContent, args: CompareArgs): Promise<PeerComparison> {
  const [approaches, dimensions] = await Promise.all([
    content.approaches(args.approaches),
    content.dimensions(args.dimensions),
  ]);
  return { approaches, rows: dimensions.map((dimension) => ({ dimension, approaches })) };
}
