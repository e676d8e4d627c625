import type { NamedRow, PlainContent } from './plain-content.js';
import type { CompareArgs } from './peer-schema.js';

/** A row of a comparison, without its cells. */
export interface PeerRow {
  readonly dimension: NamedRow;
  /** The approaches of the row's cells. */
  readonly approaches: readonly NamedRow[];
}

/** The result of a peer's root resolver. Loaders load the features, the cells, and all fields below them. */
export interface PeerComparison {
  readonly approaches: readonly NamedRow[];
  readonly rows: readonly PeerRow[];
}

/** Loads the approaches and dimensions of a comparison. */
export async function peerComparison(content: PlainContent, args: CompareArgs): Promise<PeerComparison> {
  const [approaches, dimensions] = await Promise.all([
    content.approaches(args.approaches),
    content.dimensions(args.dimensions),
  ]);
  return { approaches, rows: dimensions.map((dimension) => ({ dimension, approaches })) };
}
