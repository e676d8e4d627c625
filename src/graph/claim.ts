import type { ConceptKind } from './concept.js';
import type { ClaimValue } from './values/value-rules.js';

export const absences = ['UNKNOWN', 'NOT_APPLICABLE'] as const;
export type Absence = (typeof absences)[number];

/** The ranks of claims, highest first. */
export const ranks = ['PREFERRED', 'NORMAL', 'DEPRECATED'] as const;
export type Rank = (typeof ranks)[number];

/** A condition under which a claim is true, e.g. `plan: Business`. */
export interface Qualifier {
  readonly key: string;
  readonly value: string;
}

/** One source's statement, as stored. Concepts are referenced by id. */
export interface Claim {
  readonly id: string;
  readonly subject: string;
  readonly predicate: Predicate;
  readonly target: string | null;
  /** The stated value; null if the claim is a text only, or states an absence. */
  readonly value: ClaimValue | null;
  readonly absence: Absence | null;
  readonly text: string | null;
  /** Sorted by key; each key at most once. */
  readonly qualifiers: readonly Qualifier[];
  readonly rank: Rank;
  /** The id of the cited source. */
  readonly source: string;
  /** The sort key of the claim in the editorial order of its subject's claims. */
  readonly position: number;
  /** The id of the claim that this claim supersedes; null if it supersedes none. */
  readonly supersedes: string | null;
  /** The first revision with this version of the claim. */
  readonly since: number;
}

/** The location of a claim in its source (W3C Web Annotation: text quote and text position). */
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

/** The kinds of axes in the order of rows, each with the predicate of the claims that fill the cells. */
export const axisPredicates = Object.freeze({
  DIMENSION: 'HAS_VALUE',
  FEATURE: 'HAS_FEATURE',
  BENEFIT: 'BRINGS_BENEFIT',
  DRAWBACK: 'HAS_DRAWBACK',
  USE_CASE: 'SUITS',
} as const satisfies Partial<Record<ConceptKind, string>>);
export type AxisKind = keyof typeof axisPredicates;
export const axisKinds = Object.freeze(Object.keys(axisPredicates)) as readonly AxisKind[];

/** The kinds of concepts that a predicate connects, and the meaning of its claims. */
export interface PredicateRule {
  readonly subjects: readonly ConceptKind[];
  /** Empty if the claim is a text only. */
  readonly targets: readonly ConceptKind[];
  /** Whether subject and target must be of the same kind. */
  readonly sameKind: boolean;
  /** The meaning of a claim with this predicate. If its value is a support, this is the meaning of YES. */
  readonly meaning: string;
}

/** The kind that is compared, and the kinds of axes. */
const comparedKinds: readonly ConceptKind[] = ['APPROACH', ...axisKinds];

const rules = {
  HAS_VALUE: linkOf('APPROACH', ['DIMENSION'], 'An approach has a value along a dimension.'),
  HAS_FEATURE: linkOf('APPROACH', ['FEATURE'], 'An approach has a feature.'),
  BRINGS_BENEFIT: linkOf('APPROACH', ['BENEFIT'], 'An approach brings a benefit.'),
  HAS_DRAWBACK: linkOf('APPROACH', ['DRAWBACK'], 'An approach has a drawback.'),
  LEADS_TO: linkOf('FEATURE', ['BENEFIT', 'DRAWBACK'], 'A feature leads to a benefit or a drawback.'),
  SUITS: linkOf('APPROACH', ['USE_CASE'], 'An approach suits a use case.'),
  DEFINED_AS: textOf(comparedKinds, 'A definition of the subject.'),
  ASKS_ABOUT: linkOf('QUESTION', ['APPROACH'], 'A question asks about an approach.'),
  DISTINGUISHED_BY: textOf(['QUESTION'], 'The difference between the approaches of a question.'),
  CONCLUDES: textOf(['QUESTION'], 'The advice that answers a question.'),
  EQUIVALENT_TO: amongOneKind('Two concepts of one kind are equivalent.'),
  BROADER_THAN: amongOneKind('The subject is a broader concept than the target.'),
};

function linkOf(subject: ConceptKind, targets: readonly ConceptKind[], meaning: string): PredicateRule {
  return { subjects: [subject], targets, sameKind: false, meaning };
}

function textOf(subjects: readonly ConceptKind[], meaning: string): PredicateRule {
  return { subjects, targets: [], sameKind: false, meaning };
}

function amongOneKind(meaning: string): PredicateRule {
  return { subjects: comparedKinds, targets: comparedKinds, sameKind: true, meaning };
}

export type Predicate = keyof typeof rules;
export const predicates = Object.freeze(Object.keys(rules)) as readonly Predicate[];
export const predicateRules: Readonly<Record<Predicate, PredicateRule>> = Object.freeze(rules);
