import DataLoader from 'dataloader';
import { nameOf, type CellKey, type PlainContent } from './plain-content.js';

/** Creates the loaders of one request. */
export function peerLoaders(content: PlainContent) {
  return {
    features: new DataLoader((approachIds: readonly number[]) => content.features(approachIds)),
    benefits: new DataLoader((featureIds: readonly number[]) => content.benefits(featureIds)),
    cell: new DataLoader((keys: readonly CellKey[]) => content.cells(keys), { cacheKeyFn: nameOf }),
    claims: new DataLoader((cellIds: readonly number[]) => content.claims(cellIds)),
    source: new DataLoader((ids: readonly number[]) => content.sources(ids)),
  };
}

export type PeerLoaders = ReturnType<typeof peerLoaders>;
