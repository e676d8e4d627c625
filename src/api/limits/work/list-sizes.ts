import {
  axisKinds,
  axisPredicates,
  predicateRules,
  predicates,
  type AxisKind,
  type Predicate,
} from '../../../graph/claim.js';
import { conceptKinds, type ConceptKind } from '../../../graph/concept.js';
import type { GraphStatistics } from '../../../graph/ports/statistics.js';

/** Links of concepts of one kind with those of another: which end of the claims the former are, and by which predicate. */
export interface LinkPath {
  readonly predicate: Predicate;
  readonly end: 'subject' | 'target';
  readonly near: ConceptKind;
  readonly far: ConceptKind;
}

/** How many links a concept has, and how many claims state them: means over all concepts of its kind. */
export interface MeanLinks {
  readonly links: number;
  readonly claims: number;
}

/** @returns 1 link at least, where there are any: a list that is reached by a link holds that one */
export function meanLinks(statistics: GraphStatistics, { predicate, near, far, end }: LinkPath): MeanLinks {
  const counts = statistics.claims[predicate];
  if (counts.claims === 0 || statistics.concepts[far] === 0) return { links: 0, claims: 0 };
  const kinds = end === 'subject' ? predicateRules[predicate].targets : predicateRules[predicate].subjects;
  const share = kinds.length > 1 ? ratio(statistics.concepts[far], sumOf(statistics.concepts, kinds)) : 1;
  const each = ratio(share, statistics.concepts[near]);
  return {
    links: Math.min(Math.max(1, counts.links * each), Math.max(1, statistics.concepts[far])),
    claims: Math.max(1, counts.claims * each),
  };
}

/** How many claims state one link. */
export function claimsPerLink(statistics: GraphStatistics, predicate: Predicate): number {
  const { claims, links } = statistics.claims[predicate];
  return Math.max(1, ratio(claims, links));
}

/** How many claims there are about one concept of a kind, by any predicate. */
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

/** How many claims point at one concept of a kind, by any predicate. */
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

export function allClaims(statistics: GraphStatistics): number {
  return predicates.reduce((sum, predicate) => sum + statistics.claims[predicate].claims, 0);
}

export function allConcepts(statistics: GraphStatistics): number {
  return sumOf(statistics.concepts, conceptKinds);
}

/** What some approaches are expected to have along axes of one kind. */
export interface ExpectedRows {
  /** Axes along which at least one of them has something. */
  readonly rows: number;
  /** Their claims along these. */
  readonly claims: number;
}

/**
 * Approaches are taken to have axes independently of each other: of T axes of which each has a, n together have
 * T × (1 − (1 − a / T)ⁿ).
 */
export function expectedRows(statistics: GraphStatistics, kind: AxisKind, approaches: number): ExpectedRows {
  const { claims, links } = statistics.claims[axisPredicates[kind]];
  const each = ratio(links, statistics.concepts.APPROACH);
  const axes = Math.max(statistics.concepts[kind], each);
  return {
    rows: axes * (1 - (1 - ratio(each, axes)) ** approaches),
    claims: approaches * ratio(claims, statistics.concepts.APPROACH),
  };
}

/** How many claims there are along one axis of a kind. */
export function claimsAlong(statistics: GraphStatistics, kind: AxisKind): number {
  return ratio(statistics.claims[axisPredicates[kind]].claims, statistics.concepts[kind]);
}

/** Of the pairs of an approach and an axis, the share that something is claimed of. */
export function cellDensity(statistics: GraphStatistics): number {
  const links = axisKinds.reduce((sum, kind) => sum + statistics.claims[axisPredicates[kind]].links, 0);
  return Math.min(1, ratio(links, statistics.concepts.APPROACH * sumOf(statistics.concepts, axisKinds)));
}

function sumOf(counts: Readonly<Record<ConceptKind, number>>, kinds: readonly ConceptKind[]): number {
  return kinds.reduce((sum, kind) => sum + counts[kind], 0);
}

/** Estimates below this are none: what is divided by them would be no number. */
const least = 1e-6;

/** 0 where there is nothing to divide by. */
export function ratio(part: number, whole: number): number {
  return whole > least ? part / whole : 0;
}
