import type { Erasure } from '../ports/erasures.js';
import type { Citation, Claim, Predicate } from '../claim.js';
import type { Concept, Dimension } from '../concept.js';
import type { ExcerptKey, SourceTextEntry } from '../source-text.js';
import type { DimensionSpread } from '../spreads/dimension-spread.js';
import type { Loading } from './loader.js';
import type { ChangePage, ChangePageRequest, GraphRevision } from '../ports/history.js';
import type { ClaimCursor, ClaimPageRequest, ConceptReference, Page } from '../ports/reading.js';

/** The claims about (or toward) one concept with one predicate; `targets` as in `ClaimFilter`. */
export interface ClaimKey {
  readonly concept: string;
  readonly predicate: Predicate;
  readonly targets?: readonly string[];
}

/** One page of claims of one key. */
export interface ClaimPageKey extends Omit<ClaimPageRequest, 'keys'> {
  readonly key: string;
}

/** One page of the changes of a revision. Pages that are equal except for the revision are loaded together. */
export interface ChangePageKey extends Omit<ChangePageRequest, 'revisions'> {
  readonly revision: number;
}

/** The loaders of one request. Records that are not in memory are loaded in batches, each key once. */
export interface Loaders {
  readonly reference: Loading<ConceptReference, Concept | null>;
  readonly claim: Loading<string, Claim | null>;
  /** Includes ended claims. */
  readonly lastClaimVersion: Loading<string, Claim | null>;
  readonly claimsAbout: Loading<ClaimKey, readonly Claim[]>;
  readonly claimsToward: Loading<ClaimKey, readonly Claim[]>;
  readonly claimPage: Loading<ClaimPageKey, Page<Claim, ClaimCursor>>;
  readonly citations: Loading<string, readonly Citation[]>;
  /** The key is the id of a cited source. */
  readonly textsOf: Loading<string, readonly SourceTextEntry[]>;
  readonly excerpt: Loading<ExcerptKey, string | null>;
  /** The key is the number of a revision. */
  readonly revision: Loading<number, GraphRevision | null>;
  readonly changePage: Loading<ChangePageKey, ChangePage>;
  /** As `GraphHistory.revisionsOf`; the key is the id of a concept. */
  readonly revisionsOf: Loading<string, readonly number[]>;
  /** The revision that ended the claim with an id; null if there is none. */
  readonly claimEnd: Loading<string, number | null>;
  /** The key is a key of `GraphHistory.erasures`. */
  readonly erasures: Loading<string, readonly Erasure[]>;
  readonly equivalents: Loading<string, readonly string[]>;
  /** The key is a folded text. */
  readonly conceptsNamed: Loading<string, readonly string[]>;
  readonly questionsAbout: Loading<readonly string[], readonly string[]>;
  readonly spread: Loading<Dimension, DimensionSpread>;
}
