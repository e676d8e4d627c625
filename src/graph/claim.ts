import type { ConceptKind } from './concept.js';
import type { ClaimValue } from './values/value-rules.js';

export const predicates = [
  'HAS_VALUE',
  'HAS_FEATURE',
  'BRINGS_BENEFIT',
  'HAS_DRAWBACK',
  'LEADS_TO',
  'SUITS',
  'DEFINED_AS',
  'ASKS_ABOUT',
  'DISTINGUISHED_BY',
  'CONCLUDES',
  'EQUIVALENT_TO',
  'BROADER_THAN',
] as const;
export type Predicate = (typeof predicates)[number];

export const absences = ['UNKNOWN', 'NOT_APPLICABLE'] as const;
export type Absence = (typeof absences)[number];

/** Best first. */
export const ranks = ['PREFERRED', 'NORMAL', 'DEPRECATED'] as const;
export type Rank = (typeof ranks)[number];

/** A condition that a claim holds under, e.g. `plan: Business`. */
export interface Qualifier {
  readonly key: string;
  readonly value: string;
}

/** One source's statement, as the graph holds it. Concepts are named by id. */
export interface Claim {
  readonly id: string;
  readonly subject: string;
  readonly predicate: Predicate;
  readonly target: string | null;
  /** What is stated; null where the claim is only words, or states an absence. */
  readonly value: ClaimValue | null;
  readonly absence: Absence | null;
  readonly text: string | null;
  /** Sorted by key, a key at most once. */
  readonly qualifiers: readonly Qualifier[];
  readonly rank: Rank;
  /** The id of the cited source. */
  readonly source: string;
  /** Editorial order among the claims of one subject. */
  readonly position: number;
  /** The id of the claim that an edit replaced. */
  readonly supersedes: string | null;
  /** The revision that brought it, as it is now. */
  readonly since: number;
}

/** A place in a claim's source where it was read (W3C Web Annotation: text quote and text position). */
export interface Citation {
  readonly locator: string | null;
  readonly quote: string | null;
  readonly prefix: string | null;
  readonly suffix: string | null;
  /** Offsets in Unicode code points into the text whose hash is `textHash`. */
  readonly start: number | null;
  readonly end: number | null;
  readonly textHash: string | null;
}

/** Which concepts a predicate joins, and what it states: a value, a link, or only words. */
export interface PredicateRule {
  readonly subjects: readonly ConceptKind[];
  /** Empty where the claim is only words. */
  readonly targets: readonly ConceptKind[];
  /** Both ends are of one kind. */
  readonly sameKind: boolean;
}

const everyKind: readonly ConceptKind[] = [
  'APPROACH',
  'FEATURE',
  'BENEFIT',
  'DRAWBACK',
  'USE_CASE',
  'DIMENSION',
];

export const predicateRules: Readonly<Record<Predicate, PredicateRule>> = {
  HAS_VALUE: { subjects: ['APPROACH'], targets: ['DIMENSION'], sameKind: false },
  HAS_FEATURE: { subjects: ['APPROACH'], targets: ['FEATURE'], sameKind: false },
  BRINGS_BENEFIT: { subjects: ['APPROACH'], targets: ['BENEFIT'], sameKind: false },
  HAS_DRAWBACK: { subjects: ['APPROACH'], targets: ['DRAWBACK'], sameKind: false },
  LEADS_TO: { subjects: ['FEATURE'], targets: ['BENEFIT', 'DRAWBACK'], sameKind: false },
  SUITS: { subjects: ['APPROACH'], targets: ['USE_CASE'], sameKind: false },
  DEFINED_AS: { subjects: everyKind, targets: [], sameKind: false },
  ASKS_ABOUT: { subjects: ['QUESTION'], targets: ['APPROACH'], sameKind: false },
  DISTINGUISHED_BY: { subjects: ['QUESTION'], targets: [], sameKind: false },
  CONCLUDES: { subjects: ['QUESTION'], targets: [], sameKind: false },
  EQUIVALENT_TO: { subjects: everyKind, targets: everyKind, sameKind: true },
  BROADER_THAN: { subjects: everyKind, targets: everyKind, sameKind: true },
};
