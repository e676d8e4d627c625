import type { Claim, Predicate } from '../graph/claim.js';
import type { ConceptOf, Dimension } from '../graph/concept.js';
import { noScale, type Scale, type ValueType } from '../graph/values/value-type.js';

/** What approaches can be compared along, in the order in which rows are shown. */
export const axisKinds = ['DIMENSION', 'FEATURE', 'BENEFIT', 'DRAWBACK', 'USE_CASE'] as const;
export type AxisKind = (typeof axisKinds)[number];
export type Axis = ConceptOf<AxisKind>;

/** The predicate whose claims fill the cells along an axis of each kind. */
export const axisPredicates: Readonly<Record<AxisKind, Predicate>> = {
  DIMENSION: 'HAS_VALUE',
  FEATURE: 'HAS_FEATURE',
  BENEFIT: 'BRINGS_BENEFIT',
  DRAWBACK: 'HAS_DRAWBACK',
  USE_CASE: 'SUITS',
};

/** How the values along one axis are read and related. */
export interface Measure {
  readonly valueType: ValueType;
  /** Claims accumulate instead of contesting each other. */
  readonly accumulates: boolean;
  readonly scale: Scale;
}

/** The measure of links, which have no dimension: SUPPORT, on no scale. */
export const linkMeasure: Measure = Object.freeze({
  valueType: 'SUPPORT',
  accumulates: false,
  scale: noScale,
});

/** The measure of an axis: a dimension's own; links are SUPPORT values. */
export function measureOf(axis: Axis): Measure {
  if (axis.kind !== 'DIMENSION') return linkMeasure;
  return { valueType: axis.valueType, accumulates: axis.cardinality === 'MULTIPLE', scale: axis };
}

/** Whether the values along two axes can stand in one row. */
export function sharesMeasure(left: Axis, right: Axis): boolean {
  if (left.kind !== right.kind) return false;
  return left.kind !== 'DIMENSION' || right.kind !== 'DIMENSION' || sameDimensionMeasure(left, right);
}

function sameDimensionMeasure(left: Dimension, right: Dimension): boolean {
  return left.valueType === right.valueType && JSON.stringify(left.levels) === JSON.stringify(right.levels);
}

/** Whether a claim can fill a cell: it says something of an approach along some axis. */
export function isAlongAnAxis(claim: Claim): claim is Claim & { target: string } {
  return claim.target !== null && axisPredicateSet.has(claim.predicate);
}

const axisPredicateSet: ReadonlySet<Predicate> = new Set(Object.values(axisPredicates));
