import { mapMaybe, type MaybePromise } from '../work/maybe-promise.js';
import { cacheKey, digestKey, textKey, textsKey, type CacheKey } from '../cache-keys.js';
import type { Claim, Predicate } from '../claim.js';
import { kindOfId, type Concept } from '../concept.js';
import { groupBy } from '../group-by.js';
import type { ExcerptKey } from '../kept-text.js';
import { heldLoadersOf } from './held-loaders.js';
import type { ClaimKey, ClaimPageKey, Loaders } from './loader-set.js';
import { unhurried, type Pace } from '../work/pace.js';
import { inSlices, type Steps } from '../work/steps.js';
import { LazyLoader, Loader, type Loading } from './loader.js';
import type { ClaimCursor, ClaimPageRequest, ConceptReference, GraphView, Page } from '../ports/reading.js';

export interface LoaderListeners {
  /** Called with the name of a loader and the keys of each batch that it sends. */
  readonly onBatch?: (loader: keyof Loaders, keys: readonly unknown[]) => void;
  /** Called with each concept and claim that was fetched. */
  readonly onRecord?: (record: Concept | Claim) => void;
}

/** Makes the loaders of one request, bound to one view. @param pace at which they read what the view does not hold */
export function createLoaders(
  view: GraphView,
  { onBatch, onRecord }: LoaderListeners = {},
  pace: Pace = unhurried,
): Loaders {
  const batched = <Key, Value>(
    name: keyof Loaders,
    fetch: (keys: readonly Key[]) => MaybePromise<readonly Value[]>,
    cacheKeyOf: (key: Key) => CacheKey,
  ): Loading<Key, Value> =>
    new Loader((keys: readonly Key[]) => {
      onBatch?.(name, keys);
      return fetch(keys);
    }, cacheKeyOf);
  const texts = {
    textsOf: new LazyLoader(() => batched('textsOf', (sources) => view.textsOf(sources, pace), textKey)),
    excerpt: new LazyLoader(() =>
      batched(
        'excerpt',
        (keys: readonly ExcerptKey[]) => view.excerpts(keys, pace),
        ({ hash, start, end }) => cacheKey(hash, start, end),
      ),
    ),
  };
  if (view.held) {
    // What has ended and what is long is not held, and is fetched together.
    const claimAsLastHeld = new LazyLoader(
      () => new Loader((ids: readonly string[]) => view.claimsAsLastHeld(ids, pace), textKey),
    );
    return { ...heldLoadersOf(view), claimAsLastHeld, ...texts };
  }
  const noteOne = (claim: Claim): void => onRecord?.(claim);
  const noted = (claims: readonly Claim[]): readonly Claim[] => {
    if (onRecord) claims.forEach(onRecord);
    return claims;
  };
  const notedOrNull = (claims: readonly (Claim | null)[]): readonly (Claim | null)[] => {
    noted(claims.filter((claim) => claim !== null));
    return claims;
  };

  const reference: Loading<ConceptReference, Concept | null> = batched(
    'reference',
    (keys) =>
      mapMaybe(view.concepts(keys), (concepts) => {
        for (const concept of concepts) {
          if (!concept) continue;
          onRecord?.(concept);
          reference.prime({ kind: concept.kind, reference: concept.id }, concept);
          reference.prime({ kind: concept.kind, reference: concept.slug }, concept);
        }
        return concepts;
      }),
    ({ kind, reference }) => textsKey(kind, reference),
  );

  const equivalents: Loading<string, readonly string[]> = batched(
    'equivalents',
    (ids) =>
      mapMaybe(view.equivalents(ids), (classes) => {
        for (const members of classes) for (const member of members) equivalents.prime(member, members);
        return classes;
      }),
    textKey,
  );

  return {
    reference,
    claim: batched('claim', (ids) => mapMaybe(view.claims(ids), notedOrNull), textKey),
    claimAsLastHeld: batched(
      'claimAsLastHeld',
      (ids) => mapMaybe(view.claimsAsLastHeld(ids, pace), notedOrNull),
      textKey,
    ),
    claimsAbout: batched(
      'claimsAbout',
      (keys) => claimsByKey(keys, 'subject', (ids, filter) => view.claimsAbout(ids, filter), noteOne, pace),
      claimKeyOf,
    ),
    claimsToward: batched(
      'claimsToward',
      (keys) => claimsByKey(keys, 'target', (ids, filter) => view.claimsToward(ids, filter), noteOne, pace),
      claimKeyOf,
    ),
    claimPage: batched(
      'claimPage',
      async (keys) => {
        const pages = await claimPages(view, keys);
        for (const page of pages) noted(page.items);
        return pages;
      },
      claimPageKeyOf,
    ),
    citations: batched('citations', (ids) => view.citations(ids), textKey),
    ...texts,
    equivalents,
    conceptsNamed: batched('conceptsNamed', (folded) => view.conceptsNamed(folded), textKey),
    questionsAbout: batched(
      'questionsAbout',
      (sets) => view.questionsAbout(sets),
      (set) => textsKey(...[...set].sort()),
    ),
  };
}

/** The concept with an id, whatever its kind; null where the view has none. */
export function loadConcept(loaders: Loaders, id: string): MaybePromise<Concept | null> {
  const kind = kindOfId(id);
  return kind ? loaders.reference.load({ kind, reference: id }) : null;
}

/** Fetches concepts by id together, so that what reads them next finds them at hand. */
export function loadConcepts(
  loaders: Loaders,
  ids: Iterable<string>,
): MaybePromise<readonly (Concept | null)[]> {
  const references: ConceptReference[] = [];
  for (const id of new Set(ids)) {
    const kind = kindOfId(id);
    if (kind) references.push({ kind, reference: id });
  }
  return loaders.reference.loadMany(references);
}

function claimKeyOf({ concept, predicate, targets }: ClaimKey): CacheKey {
  return textsKey(concept, predicate, targetsKey(targets));
}

const targetsKeys = new WeakMap<readonly string[], CacheKey>();
/** Beside the keys of lists of targets, which are digests. */
const anyTarget = textKey('*');

/** Keys that are asked for together share their list of targets, which may be long: it is digested once. */
function targetsKey(targets: readonly string[] | undefined): CacheKey {
  if (!targets) return anyTarget;
  const key = targetsKeys.get(targets) ?? digestKey(targets);
  targetsKeys.set(targets, key);
  return key;
}

type FetchClaims = (
  ids: readonly string[],
  filter: { predicates: readonly Predicate[]; targets?: readonly string[] },
) => MaybePromise<readonly (readonly Claim[])[]>;

/** Keys with the same targets go together: all their concepts, by all their predicates, dealt out afterwards. */
async function claimsByKey(
  keys: readonly ClaimKey[],
  end: 'subject' | 'target',
  fetch: FetchClaims,
  note: (claim: Claim) => void,
  pace: Pace,
): Promise<readonly (readonly Claim[])[]> {
  const claimsOf = new Map<CacheKey, Claim[]>();
  for (const [sameTargets, group] of groupBy(keys, (key) => targetsKey(key.targets))) {
    const concepts = [...new Set(group.map((key) => key.concept))];
    const predicates = [...new Set(group.map((key) => key.predicate))];
    const targets = group[0]?.targets;
    const claims = await fetch(concepts, targets ? { predicates, targets } : { predicates });
    const keyOfClaim = (claim: Claim): CacheKey => textsKey(claim[end] ?? '', claim.predicate, sameTargets);
    await inSlices(dealOut(claims, keyOfClaim, claimsOf, note), pace);
  }
  return keys.map((key) => claimsOf.get(claimKeyOf(key)) ?? []);
}

const claimsAtATime = 500;

function* dealOut(
  claims: readonly (readonly Claim[])[],
  keyOf: (claim: Claim) => CacheKey,
  claimsOf: Map<CacheKey, Claim[]>,
  note: (claim: Claim) => void,
): Steps<void> {
  let count = 0;
  for (const list of claims) {
    for (const claim of list) {
      note(claim);
      const key = keyOf(claim);
      const together = claimsOf.get(key);
      if (together) together.push(claim);
      else claimsOf.set(key, [claim]);
      if ((count += 1) % claimsAtATime === 0) yield;
    }
  }
}

function claimPageKeyOf({ key, ...request }: ClaimPageKey): CacheKey {
  return textsKey(key, pageRequestKey(request));
}

function pageRequestKey({ by, filter, first, after }: Omit<ClaimPageRequest, 'keys'>): CacheKey {
  return cacheKey(by, filter.predicates, filter.subjects, filter.targets, first, after);
}

async function claimPages(
  view: GraphView,
  pages: readonly ClaimPageKey[],
): Promise<readonly Page<Claim, ClaimCursor>[]> {
  const found = new Map<CacheKey, Page<Claim, ClaimCursor>>();
  for (const group of groupBy(pages, ({ key: _, ...request }) => pageRequestKey(request)).values()) {
    const [{ key: _, ...request }] = group as [ClaimPageKey, ...ClaimPageKey[]];
    const keys = group.map((page) => page.key);
    const answers = await view.claimPages({ ...request, keys });
    group.forEach((page, index) =>
      found.set(claimPageKeyOf(page), answers[index] as Page<Claim, ClaimCursor>),
    );
  }
  return pages.map((page) => found.get(claimPageKeyOf(page)) as Page<Claim, ClaimCursor>);
}
