import { axisKinds, axisPredicates, type AxisKind, type Claim, type Predicate } from '../../graph/claim.js';
import { type Concept, type ConceptOf, type Dimension } from '../../graph/concept.js';
import { one, parseUnit } from '../../graph/values/unit.js';
import { noScale, type Scale } from '../../graph/values/value-type.js';
import type { ValueType } from '../../graph/values/value-rules.js';

export type Axis = ConceptOf<AxisKind>;

/** Rules for links along axes of one kind. */
interface LinkRule {
  /** The better end of the support, which no dimension declares: HIGHER is YES, LOWER is NO. */
  readonly better: 'HIGHER' | 'LOWER';
  /** The meaning of a comparison along such an axis, as a sentence for the API. */
  readonly meaning: string;
}

export const linkRules: Readonly<Record<Exclude<AxisKind, 'DIMENSION'>, LinkRule>> = {
  FEATURE: { better: 'HIGHER', meaning: 'Whether the approaches have a feature.' },
  BENEFIT: { better: 'HIGHER', meaning: 'Whether the approaches bring a benefit.' },
  DRAWBACK: { better: 'LOWER', meaning: 'Whether the approaches have a drawback.' },
  USE_CASE: { better: 'HIGHER', meaning: 'Whether the approaches suit a use case.' },
};
export type LinkKind = keyof typeof linkRules;
export const linkKinds = axisKinds.filter((kind) => kind !== 'DIMENSION');

const axisKindSet: ReadonlySet<string> = new Set(axisKinds);

/** Whether a concept has a kind along which approaches are compared. */
export function isAxis(concept: Concept): concept is Axis {
  return axisKindSet.has(concept.kind);
}

/** The value definition of an axis, by which its values are parsed and related. */
export interface ValueDefinition {
  readonly valueType: ValueType;
  /** Whether claims accumulate instead of contesting each other (cardinality MULTIPLE). */
  readonly accumulates: boolean;
  readonly scale: Scale;
}

/** The value definition of links, which have no dimension: SUPPORT, without a scale. */
export const linkValueDefinition: ValueDefinition = Object.freeze({
  valueType: 'SUPPORT',
  accumulates: false,
  scale: noScale,
});

/** The value definition of an axis: that of its dimension, or SUPPORT for links. */
export function valueDefinitionOf(axis: Axis): ValueDefinition {
  if (axis.kind !== 'DIMENSION') return linkValueDefinition;
  return { valueType: axis.valueType, accumulates: axis.cardinality === 'MULTIPLE', scale: axis };
}

/**
 * The reason why two axes cannot share a row; `pair` has the differing property of the first and of the second axis.
 */
export type Incompatibility =
  | { readonly type: 'KINDS'; readonly pair: readonly [AxisKind, AxisKind] }
  | { readonly type: 'VALUE_TYPES'; readonly pair: readonly [ValueType, ValueType] }
  | { readonly type: 'CARDINALITIES' | 'LEVELS' }
  /** Codes of units of different kinds. */
  | { readonly type: 'UNITS'; readonly pair: readonly [string, string] };

/**
 * Finds the reason why two axes cannot share a row.
 * @returns null if they can share one
 */
export function incompatibility(left: Axis, right: Axis): Incompatibility | null {
  if (left.kind !== right.kind) return { type: 'KINDS', pair: [left.kind, right.kind] };
  return left.kind === 'DIMENSION' && right.kind === 'DIMENSION' ? dimensionMisfit(left, right) : null;
}

function dimensionMisfit(left: Dimension, right: Dimension): Incompatibility | null {
  if (left.valueType !== right.valueType)
    return { type: 'VALUE_TYPES', pair: [left.valueType, right.valueType] };
  if (left.cardinality !== right.cardinality) return { type: 'CARDINALITIES' };
  if (JSON.stringify(left.levels) !== JSON.stringify(right.levels)) return { type: 'LEVELS' };
  const [leftUnit, rightUnit] = [parseUnit(left.unit ?? one), parseUnit(right.unit ?? one)];
  return leftUnit.kind === rightUnit.kind ? null : { type: 'UNITS', pair: [leftUnit.code, rightUnit.code] };
}

/** Whether a claim can fill a cell: whether it is about an approach along an axis. */
export function isAlongAnAxis(claim: Claim): claim is Claim & { target: string } {
  return claim.target !== null && axisPredicateSet.has(claim.predicate);
}

const axisPredicateSet: ReadonlySet<Predicate> = new Set(Object.values(axisPredicates));
