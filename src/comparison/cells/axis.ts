import { axisKinds, axisPredicates, type AxisKind, type Claim, type Predicate } from '../../graph/claim.js';
import { kindInWords, type Concept, type ConceptOf, type Dimension } from '../../graph/concept.js';
import { one, readUnit } from '../../graph/values/unit.js';
import { noScale, type Scale } from '../../graph/values/value-type.js';
import type { ValueType } from '../../graph/values/value-rules.js';

export type Axis = ConceptOf<AxisKind>;

/** What is known of links along axes of one kind. */
interface LinkRule {
  /** What is better, as no dimension says so: to have it (HIGHER), or not to have it. */
  readonly better: 'HIGHER' | 'LOWER';
  /** What is compared along it. */
  readonly meaning: string;
}

export const linkRules: Readonly<Record<Exclude<AxisKind, 'DIMENSION'>, LinkRule>> = {
  FEATURE: { better: 'HIGHER', meaning: 'Whether the approaches have a feature.' },
  BENEFIT: { better: 'HIGHER', meaning: 'Whether they bring a benefit.' },
  DRAWBACK: { better: 'LOWER', meaning: 'Whether they have a drawback.' },
  USE_CASE: { better: 'HIGHER', meaning: 'Whether they suit a use case.' },
};
export type LinkKind = keyof typeof linkRules;
export const linkKinds = axisKinds.filter((kind) => kind !== 'DIMENSION');

const axisKindSet: ReadonlySet<string> = new Set(axisKinds);

/** Whether approaches can be compared along a concept. */
export function isAxis(concept: Concept): concept is Axis {
  return axisKindSet.has(concept.kind);
}

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
