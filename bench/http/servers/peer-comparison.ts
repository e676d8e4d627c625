import type { NamedRow, PlainContent } from './plain-content.js';
import type { CompareArgs } from './peer-schema.js';

export interface PeerRow {
  readonly dimension: NamedRow;
  /** Whose cells the row has. */
  readonly approaches: readonly NamedRow[];
}

/** What a peer's root resolver gives; all below comes from loaders. */
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
