import type { Citation, Claim, Predicate } from '../claim.js';
import type { Concept } from '../concept.js';
import type { ExcerptKey, KeptTextEntry } from '../kept-text.js';
import type { Loading } from './loader.js';
import type { ClaimCursor, ClaimPageRequest, ConceptReference, Page } from '../ports/reading.js';

/** The claims about (or toward) one concept by one predicate; `targets` as in ClaimFilter. */
export interface ClaimKey {
  readonly concept: string;
  readonly predicate: Predicate;
  readonly targets?: readonly string[];
}

/** One key's page of claims; everything but the key is alike in pages that are fetched together. */
export interface ClaimPageKey extends Omit<ClaimPageRequest, 'keys'> {
  readonly key: string;
}

/** What a request has read of its view: each thing is fetched once, and together with its like. */
export interface Loaders {
  readonly reference: Loading<ConceptReference, Concept | null>;
  readonly claim: Loading<string, Claim | null>;
  /** Ended ones too. */
  readonly claimAsLastHeld: Loading<string, Claim | null>;
  readonly claimsAbout: Loading<ClaimKey, readonly Claim[]>;
  readonly claimsToward: Loading<ClaimKey, readonly Claim[]>;
  readonly claimPage: Loading<ClaimPageKey, Page<Claim, ClaimCursor>>;
  readonly citations: Loading<string, readonly Citation[]>;
  /** By source. */
  readonly textsOf: Loading<string, readonly KeptTextEntry[]>;
  readonly excerpt: Loading<ExcerptKey, string | null>;
  readonly equivalents: Loading<string, readonly string[]>;
  /** By folded text. */
  readonly conceptsNamed: Loading<string, readonly string[]>;
  readonly questionsAbout: Loading<readonly string[], readonly string[]>;
}
