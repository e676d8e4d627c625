import {
  axisKinds,
  axisPredicates,
  predicateRules,
  predicates,
  type AxisKind,
  type Predicate,
} from '../../../graph/claim.js';
import { conceptKinds, kindOfId, type ConceptKind } from '../../../graph/concept.js';
import type { GraphStatistics } from '../../../graph/ports/statistics.js';

/** A direction of links between concepts of two kinds. */
export interface LinkPath {
  readonly predicate: Predicate;
  /** The role of the `near` concepts in the claims. */
  readonly end: 'subject' | 'target';
  readonly near: ConceptKind;
  readonly far: ConceptKind;
}

/** The mean number of links per concept, and the mean number of claims that state these links. */
export interface MeanLinks {
  readonly links: number;
  readonly claims: number;
}

/**
 * Estimates the mean numbers of links and claims per concept. Both are 0 if the graph has no claim with the predicate, or no concept of the far
 * kind; otherwise, both are at least 1, because a list that is reached through a link contains this link.
 */
export function meanLinks(statistics: GraphStatistics, { predicate, near, far, end }: LinkPath): MeanLinks {
  const counts = statistics.claims[predicate];
  if (counts.claims === 0 || statistics.concepts[far] === 0) return { links: 0, claims: 0 };
  const kinds = end === 'subject' ? predicateRules[predicate].targets : predicateRules[predicate].subjects;
  const share = kinds.length > 1 ? ratio(statistics.concepts[far], sumOf(statistics.concepts, kinds)) : 1;
  const sharePerConcept = ratio(share, statistics.concepts[near]);
  return {
    links: Math.min(Math.max(1, counts.links * sharePerConcept), Math.max(1, statistics.concepts[far])),
    claims: Math.max(1, counts.claims * sharePerConcept),
  };
}

/** Returns the mean number of claims that state one link; at least 1. */
export function claimsPerLink(statistics: GraphStatistics, predicate: Predicate): number {
  const { claims, links } = statistics.claims[predicate];
  return Math.max(1, ratio(claims, links));
}

/** Estimates the mean number of claims with a concept of a kind as subject, for all predicates. */
export function meanClaimsAbout(statistics: GraphStatistics, kind: ConceptKind): number {
  const claims = predicates.reduce((sum, predicate) => {
    const { subjects } = predicateRules[predicate];
    if (!subjects.includes(kind)) return sum;
    return (
      sum +
      statistics.claims[predicate].claims *
        ratio(statistics.concepts[kind], sumOf(statistics.concepts, subjects))
    );
  }, 0);
  return ratio(claims, statistics.concepts[kind]);
}

/** Estimates the mean number of claims with a concept of a kind as target, for all predicates. */
export function meanClaimsToward(statistics: GraphStatistics, kind: ConceptKind): number {
  const claims = predicates.reduce((sum, predicate) => {
    const { targets } = predicateRules[predicate];
    if (!targets.includes(kind)) return sum;
    return (
      sum +
      statistics.claims[predicate].claims *
        ratio(statistics.concepts[kind], sumOf(statistics.concepts, targets))
    );
  }, 0);
  return ratio(claims, statistics.concepts[kind]);
}

/** Returns the number of claims in the graph. */
export function allClaims(statistics: GraphStatistics): number {
  return predicates.reduce((sum, predicate) => sum + statistics.claims[predicate].claims, 0);
}

/** Returns the number of concepts in the graph. */
export function allConcepts(statistics: GraphStatistics): number {
  return sumOf(statistics.concepts, conceptKinds);
}

/** The expected rows of a comparison, for one kind of axis. */
export interface ExpectedRows {
  /** The number of axes along which at least one of the approaches has a claim. */
  readonly rows: number;
  /** The number of claims about the approaches along these axes. */
  readonly claims: number;
}

/**
 * Estimates the rows of a comparison. Assumes that the axes of different approaches are independent: if each approach has `a` of `T` axes,
 * n approaches together have T × (1 − (1 − a / T)ⁿ) axes.
 */
export function expectedRows(statistics: GraphStatistics, kind: AxisKind, approaches: number): ExpectedRows {
  const { claims, links } = statistics.claims[axisPredicates[kind]];
  const axesPerApproach = ratio(links, statistics.concepts.APPROACH);
  const axes = Math.max(statistics.concepts[kind], axesPerApproach);
  return {
    rows: axes * (1 - (1 - ratio(axesPerApproach, axes)) ** approaches),
    claims: approaches * ratio(claims, statistics.concepts.APPROACH),
  };
}

/** Returns the mean number of claims along an axis of a kind. */
export function claimsAlong(statistics: GraphStatistics, kind: AxisKind): number {
  return ratio(statistics.claims[axisPredicates[kind]].claims, statistics.concepts[kind]);
}

/**
 * Returns the expected number of claims along the axes of conditions. For an axis given by slug, the kind with the most claims per axis counts.
 * @param conditions input objects with a member `axis`
 */
export function conditionClaims(statistics: GraphStatistics, conditions: readonly unknown[]): number {
  return conditions.reduce<number>((sum, condition) => {
    const axis = (condition as { readonly axis?: unknown } | null)?.axis;
    const kind = typeof axis === 'string' ? kindOfId(axis) : undefined;
    const kinds = axisKinds.filter((each) => kind === undefined || each === kind);
    return sum + Math.max(0, ...kinds.map((each) => claimsAlong(statistics, each)));
  }, 0);
}

/** Returns the share of pairs of an approach and an axis that have claims. */
export function cellDensity(statistics: GraphStatistics): number {
  const links = axisKinds.reduce((sum, kind) => sum + statistics.claims[axisPredicates[kind]].links, 0);
  return Math.min(1, ratio(links, statistics.concepts.APPROACH * sumOf(statistics.concepts, axisKinds)));
}

function sumOf(counts: Readonly<Record<ConceptKind, number>>, kinds: readonly ConceptKind[]): number {
  return kinds.reduce((sum, kind) => sum + counts[kind], 0);
}

/** Divisors up to this number count as 0, so that quotients are finite. */
const minDivisor = 1e-6;

/** Returns the quotient of two numbers; 0 if the divisor is at most `minDivisor`. */
export function ratio(dividend: number, divisor: number): number {
  return divisor > minDivisor ? dividend / divisor : 0;
}
