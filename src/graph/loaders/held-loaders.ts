import { allMaybe, mapMaybe, type MaybePromise } from '../work/maybe-promise.js';
import { HeldLoader } from './loader.js';
import type { ClaimKey, ClaimPageKey, Loaders } from './loader-set.js';
import type { GraphView } from '../ports/reading.js';

/** The loaders of a view that is held in memory, which serve all its requests. */
export type HeldLoaders = Omit<Loaders, 'claimAsLastHeld' | 'textsOf' | 'excerpt'>;

const loadersByView = new WeakMap<GraphView, HeldLoaders>();

export function heldLoadersOf(view: GraphView): HeldLoaders {
  let loaders = loadersByView.get(view);
  if (!loaders) {
    loaders = createHeldLoaders(view);
    loadersByView.set(view, loaders);
  }
  return loaders;
}

function createHeldLoaders(view: GraphView): HeldLoaders {
  return {
    reference: new HeldLoader((keys) => view.concepts(keys)),
    claim: new HeldLoader((ids) => view.claims(ids)),
    claimsAbout: new HeldLoader((keys: readonly ClaimKey[]) =>
      each(keys, (key) => view.claimsAbout([key.concept], filterOf(key))),
    ),
    claimsToward: new HeldLoader((keys: readonly ClaimKey[]) =>
      each(keys, (key) => view.claimsToward([key.concept], filterOf(key))),
    ),
    claimPage: new HeldLoader((keys: readonly ClaimPageKey[]) =>
      each(keys, ({ key, ...request }) => view.claimPages({ ...request, keys: [key] })),
    ),
    citations: new HeldLoader((ids) => view.citations(ids)),
    equivalents: new HeldLoader((ids) => view.equivalents(ids)),
    conceptsNamed: new HeldLoader((folded) => view.conceptsNamed(folded)),
    questionsAbout: new HeldLoader((sets) => view.questionsAbout(sets)),
  };
}

function filterOf({ predicate, targets }: ClaimKey) {
  return targets ? { predicates: [predicate], targets } : { predicates: [predicate] };
}

/** Answers keys one by one, at once where each is. */
function each<Key, Value>(
  keys: readonly Key[],
  ask: (key: Key) => MaybePromise<readonly Value[]>,
): MaybePromise<readonly Value[]> {
  return allMaybe(keys.map((key) => mapMaybe(ask(key), (values) => values[0] as Value)));
}
