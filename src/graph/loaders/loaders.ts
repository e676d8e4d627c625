import { mapMaybe, type MaybePromise } from '../work/maybe-promise.js';
import { cacheKey, digestKey, textKey, textsKey, type CacheKey } from '../cache-keys.js';
import type { Claim, Predicate } from '../claim.js';
import { kindOfId, type Concept, type Dimension } from '../concept.js';
import { groupBy } from '../group-by.js';
import type { ExcerptKey } from '../source-text.js';
import { inMemoryLoadersOf, type StoredLoaders } from './in-memory-loaders.js';
import type { ChangePageKey, ClaimKey, ClaimPageKey, Loaders } from './loader-set.js';
import { commandPace, type Pace } from '../work/pace.js';
import { inSlices, type Steps } from '../work/steps.js';
import { LazyLoader, Loader, type Loading } from './loader.js';
import type { ChangePage } from '../ports/history.js';
import type { ClaimCursor, ClaimPageRequest, ConceptReference, GraphView, Page } from '../ports/reading.js';

export interface LoaderListeners {
  /** Called before each batch with the name of its loader and its keys; not for `lastClaimVersion` of an in-memory view. */
  readonly onBatch?: (loader: keyof Loaders, keys: readonly unknown[]) => void;
  /** Called with each concept and claim that was loaded; never for an in-memory view. */
  readonly onRecord?: (record: Concept | Claim) => void;
}

/**
 * Creates the loaders of one request, bound to one view.
 * @param pace the pace of the reads of texts, history and ended claims, and of the distribution of loaded claims to keys
 */
export function createLoaders(
  view: GraphView,
  { onBatch, onRecord }: LoaderListeners = {},
  pace: Pace = commandPace,
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
  const stored: StoredLoaders = {
    textsOf: new LazyLoader(() => batched('textsOf', (sources) => view.textsOf(sources, pace), textKey)),
    excerpt: new LazyLoader(() =>
      batched(
        'excerpt',
        (keys: readonly ExcerptKey[]) => view.excerpts(keys, pace),
        ({ hash, start, end }) => cacheKey(hash, start, end),
      ),
    ),
    revision: new LazyLoader(() =>
      batched(
        'revision',
        (numbers: readonly number[]) => view.history.revisions(numbers, pace),
        (number) => cacheKey(number),
      ),
    ),
    changePage: new LazyLoader(() =>
      batched('changePage', (keys) => changePages(view, keys, pace), changePageKeyOf),
    ),
    revisionsOf: new LazyLoader(() =>
      batched('revisionsOf', (concepts) => view.history.revisionsOf(concepts, pace), textKey),
    ),
    claimEnd: new LazyLoader(() =>
      batched('claimEnd', (claims) => view.history.claimEnds(claims, pace), textKey),
    ),
    erasures: new LazyLoader(() => batched('erasures', (keys) => view.history.erasures(keys, pace), textKey)),
  };
  if (view.inMemoryClaims) {
    // Ended claims are not in memory; they are loaded in batches.
    const lastClaimVersion = new LazyLoader(
      () => new Loader((ids: readonly string[]) => view.lastClaimVersions(ids, pace), textKey),
    );
    return { ...inMemoryLoadersOf(view), lastClaimVersion, ...stored };
  }
  const reportOne = (claim: Claim): void => onRecord?.(claim);
  const reportAll = (claims: readonly Claim[]): readonly Claim[] => {
    if (onRecord) claims.forEach(onRecord);
    return claims;
  };
  const reportFound = (claims: readonly (Claim | null)[]): readonly (Claim | null)[] => {
    reportAll(claims.filter((claim) => claim !== null));
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
    claim: batched('claim', (ids) => mapMaybe(view.claims(ids), reportFound), textKey),
    lastClaimVersion: batched(
      'lastClaimVersion',
      (ids) => mapMaybe(view.lastClaimVersions(ids, pace), reportFound),
      textKey,
    ),
    claimsAbout: batched(
      'claimsAbout',
      (keys) => claimsByKey(keys, 'subject', (ids, filter) => view.claimsAbout(ids, filter), reportOne, pace),
      claimKeyOf,
    ),
    claimsToward: batched(
      'claimsToward',
      (keys) => claimsByKey(keys, 'target', (ids, filter) => view.claimsToward(ids, filter), reportOne, pace),
      claimKeyOf,
    ),
    claimPage: batched(
      'claimPage',
      async (keys) => {
        const pages = await claimPages(view, keys);
        for (const page of pages) reportAll(page.items);
        return pages;
      },
      claimPageKeyOf,
    ),
    citations: batched('citations', (ids) => view.citations(ids), textKey),
    ...stored,
    equivalents,
    conceptsNamed: batched('conceptsNamed', (folded) => view.conceptsNamed(folded), textKey),
    questionsAbout: batched(
      'questionsAbout',
      (sets) => view.questionsAbout(sets),
      (set) => textsKey(...[...set].sort()),
    ),
    spread: batched(
      'spread',
      (dimensions: readonly Dimension[]) => view.spreads(dimensions),
      ({ id }) => textKey(id),
    ),
  };
}

/** Loads a concept of any kind by id; null if no concept has the id. */
export function loadConcept(loaders: Loaders, id: string): MaybePromise<Concept | null> {
  const kind = kindOfId(id);
  return kind ? loaders.reference.load({ kind, reference: id }) : null;
}

/**
 * Loads concepts by id in one batch, so that later loads of the same ids return values.
 * @returns one item for each distinct id that has the prefix of a kind; null for a concept that does not exist
 */
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
/** The key of a missing list of targets. It differs from the keys of all lists, which are digests. */
const anyTarget = textKey('*');

/** The cache key of a list of targets. It is cached too, since the claim keys of one batch can share a long list. */
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

/**
 * Loads keys with the same targets together: all their concepts with all their predicates. The claims are distributed
 * to the keys afterwards.
 */
async function claimsByKey(
  keys: readonly ClaimKey[],
  end: 'subject' | 'target',
  fetch: FetchClaims,
  report: (claim: Claim) => void,
  pace: Pace,
): Promise<readonly (readonly Claim[])[]> {
  const claimsOf = new Map<CacheKey, Claim[]>();
  for (const [sameTargets, group] of groupBy(keys, (key) => targetsKey(key.targets))) {
    const concepts = [...new Set(group.map((key) => key.concept))];
    const predicates = [...new Set(group.map((key) => key.predicate))];
    const targets = group[0]?.targets;
    const claims = await fetch(concepts, targets ? { predicates, targets } : { predicates });
    const keyOfClaim = (claim: Claim): CacheKey => textsKey(claim[end] ?? '', claim.predicate, sameTargets);
    await inSlices(distribute(claims, keyOfClaim, claimsOf, report), pace);
  }
  return keys.map((key) => claimsOf.get(claimKeyOf(key)) ?? []);
}

const claimsPerStep = 500;

/** Groups claims by key, in steps. */
function* distribute(
  claims: readonly (readonly Claim[])[],
  keyOf: (claim: Claim) => CacheKey,
  claimsOf: Map<CacheKey, Claim[]>,
  report: (claim: Claim) => void,
): Steps<void> {
  let count = 0;
  for (const list of claims) {
    for (const claim of list) {
      report(claim);
      const key = keyOf(claim);
      const claimsOfKey = claimsOf.get(key);
      if (claimsOfKey) claimsOfKey.push(claim);
      else claimsOf.set(key, [claim]);
      if ((count += 1) % claimsPerStep === 0) yield;
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
    const loaded = await view.claimPages({ ...request, keys });
    group.forEach((page, index) =>
      found.set(claimPageKeyOf(page), loaded[index] as Page<Claim, ClaimCursor>),
    );
  }
  return pages.map((page) => found.get(claimPageKeyOf(page)) as Page<Claim, ClaimCursor>);
}

function changePageKeyOf({ revision, kinds, ids, first, after }: ChangePageKey): CacheKey {
  return digestKey(revision, kinds, ids, first, after);
}

/** Loads pages of changes. Pages that are equal except for the revision are loaded together. */
async function changePages(
  view: GraphView,
  keys: readonly ChangePageKey[],
  pace: Pace,
): Promise<readonly ChangePage[]> {
  const found = new Map<ChangePageKey, ChangePage>();
  for (const group of groupBy(keys, (key) => changePageKeyOf({ ...key, revision: 0 })).values()) {
    const [{ revision: _, ...request }] = group as [ChangePageKey, ...ChangePageKey[]];
    const revisions = group.map(({ revision }) => revision);
    const pages = await view.history.changePages({ ...request, revisions }, pace);
    group.forEach((key, index) => found.set(key, pages[index] as ChangePage));
  }
  return keys.map((key) => found.get(key) as ChangePage);
}
