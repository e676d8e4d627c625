import { allMaybe, mapMaybe, type MaybePromise } from '../work/maybe-promise.js';
import { InMemoryLoader } from './loader.js';
import type { ClaimKey, ClaimPageKey, Loaders } from './loader-set.js';
import type { GraphView } from '../ports/reading.js';

/** The loaders of the records of an in-memory view. */
export type InMemoryLoaders = Omit<Loaders, 'lastClaimVersion' | keyof StoredLoaders>;

/** The loaders of records that are not, or not always, in memory. */
export type StoredLoaders = Pick<
  Loaders,
  'textsOf' | 'excerpt' | 'revision' | 'changePage' | 'revisionsOf' | 'claimEnd' | 'erasures'
>;

/** Creates the loaders of an in-memory view for one request. */
export function inMemoryLoadersOf(view: GraphView): InMemoryLoaders {
  return {
    reference: new InMemoryLoader((keys) => view.concepts(keys)),
    claim: new InMemoryLoader((ids) => view.claims(ids)),
    claimsAbout: new InMemoryLoader((keys: readonly ClaimKey[]) =>
      loadEach(keys, (key) => view.claimsAbout([key.concept], filterOf(key))),
    ),
    claimsToward: new InMemoryLoader((keys: readonly ClaimKey[]) =>
      loadEach(keys, (key) => view.claimsToward([key.concept], filterOf(key))),
    ),
    claimPage: new InMemoryLoader((keys: readonly ClaimPageKey[]) =>
      loadEach(keys, ({ key, ...request }) => view.claimPages({ ...request, keys: [key] })),
    ),
    citations: new InMemoryLoader((ids) => view.citations(ids)),
    equivalents: new InMemoryLoader((ids) => view.equivalents(ids)),
    conceptsNamed: new InMemoryLoader((folded) => view.conceptsNamed(folded)),
    questionsAbout: new InMemoryLoader((sets) => view.questionsAbout(sets)),
    spread: new InMemoryLoader((dimensions) => view.spreads(dimensions)),
  };
}

function filterOf({ predicate, targets }: ClaimKey) {
  return targets ? { predicates: [predicate], targets } : { predicates: [predicate] };
}

/** Loads each key with a separate call; returns a promise only if a call returns one. */
function loadEach<Key, Value>(
  keys: readonly Key[],
  load: (key: Key) => MaybePromise<readonly Value[]>,
): MaybePromise<readonly Value[]> {
  return allMaybe(keys.map((key) => mapMaybe(load(key), (values) => values[0] as Value)));
}
