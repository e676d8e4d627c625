import type { Claim, Predicate } from '../graph/claim.js';
import { kindInWords, type ConceptOf, type Dimension } from '../graph/concept.js';
import { one, readUnit } from '../graph/values/unit.js';
import { noScale, type Scale } from '../graph/values/value-type.js';
import type { ValueType } from '../graph/values/value-rules.js';

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

/** Why the values along two axes cannot stand in one row, in a sentence; null where they can. */
export function measureMisfit(left: Axis, right: Axis): string | null {
  if (left.kind !== right.kind)
    return `One is a ${kindInWords(left.kind)}, the other a ${kindInWords(right.kind)}.`;
  return left.kind === 'DIMENSION' && right.kind === 'DIMENSION' ? dimensionMisfit(left, right) : null;
}

function dimensionMisfit(left: Dimension, right: Dimension): string | null {
  if (left.valueType !== right.valueType) {
    return `Their values are of different types: ${left.valueType} and ${right.valueType}.`;
  }
  if (left.cardinality !== right.cardinality) return 'One holds a single value, the other may hold several.';
  if (JSON.stringify(left.levels) !== JSON.stringify(right.levels))
    return 'Their scales have different levels.';
  const [here, there] = [readUnit(left.unit ?? one), readUnit(right.unit ?? one)];
  return here.kind === there.kind
    ? null
    : `Their units are of different kinds: ${here.code} and ${there.code}.`;
}

/** Whether a claim can fill a cell: it says something of an approach along some axis. */
export function isAlongAnAxis(claim: Claim): claim is Claim & { target: string } {
  return claim.target !== null && axisPredicateSet.has(claim.predicate);
}

const axisPredicateSet: ReadonlySet<Predicate> = new Set(Object.values(axisPredicates));
