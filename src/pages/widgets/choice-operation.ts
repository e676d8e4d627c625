import type { Locale } from '../../words/locale.js';
import type { ChoiceCriteria } from '../addresses/choice-criteria.js';
import type { ComparisonVariables } from '../comparison/comparison-operation.js';

/** The GraphQL operation that ranks the approaches of a comparison. */
export const choiceOperation = /* GraphQL */ `
  query Choice(
    $approaches: [String!]!
    $criteria: [Criterion!]!
    $under: [QualifierInput!]
    $at: Int
    $locale: String!
  ) {
    rank(approaches: $approaches, criteria: $criteria, under: $under, at: $at) {
      places {
        approach {
          slug
          name
        }
        position
        score
        minimum
        maximum
        contributions {
          axis {
            name
          }
          explanation(locale: $locale)
        }
        excludedBy {
          axis {
            name
          }
          explanation(locale: $locale)
        }
      }
      flip {
        explanation(locale: $locale)
      }
    }
  }
`;

/** The variables of `choiceOperation`. */
export interface ChoiceVariables {
  readonly approaches: readonly string[];
  readonly criteria: readonly ChoiceCriterion[];
  readonly under: readonly { readonly key: string; readonly value: string }[];
  /** The number of the revision; null for the newest one. */
  readonly at: number | null;
  readonly locale: Locale;
}

export interface ChoiceCriterion {
  /** The slug or id of the axis. */
  readonly axis: string;
  readonly weight: number;
  /** The worst acceptable value; null for none. */
  readonly atLeast: string | null;
}

/** The result of `choiceOperation`. */
export interface ChoiceResult {
  /** Never null: the API returns null only for a `filter` that matches no approach, and the operation has no `filter`. */
  readonly rank: RankingResult;
}

export interface RankingResult {
  /** Best first; excluded approaches last. */
  readonly places: readonly PlaceResult[];
  readonly flip: { readonly explanation: string } | null;
}

export interface PlaceResult {
  readonly approach: { readonly slug: string; readonly name: string };
  /** Null for excluded approaches. */
  readonly position: number | null;
  /** From `minimum` to `maximum`; all three are from 0 to 1. */
  readonly score: number;
  readonly minimum: number;
  readonly maximum: number;
  /** One for each criterion, in the order of the criteria. */
  readonly contributions: readonly ContributionResult[];
  readonly excludedBy: readonly ContributionResult[];
}

interface ContributionResult {
  readonly axis: { readonly name: string };
  readonly explanation: string;
}

/** The GraphQL operation for the axes along which the approaches of a comparison differ most. */
export const choiceAxesOperation = /* GraphQL */ `
  query ChoiceAxes($approaches: [String!]!, $along: AxisSelection, $at: Int) {
    compare(approaches: $approaches, along: $along, at: $at) {
      summary {
        mostDiscriminating(first: 50) {
          axis {
            id
            slug
            kind
            ... on Dimension {
              valueType
              betterWhen
              minimum
              maximum
              earliest
              latest
            }
          }
        }
      }
    }
  }
`;

/** The variables of `choiceAxesOperation`. */
export type ChoiceAxesVariables = Pick<ComparisonVariables, 'approaches' | 'along' | 'at'>;

/** The result of `choiceAxesOperation`. */
export interface ChoiceAxesResult {
  readonly compare: {
    readonly summary: { readonly mostDiscriminating: readonly { readonly axis: ChoiceAxis }[] };
  };
}

export interface ChoiceAxis {
  readonly id: string;
  readonly slug: string;
  readonly kind: string;
  /** Only dimensions have this field and the fields below. */
  readonly valueType?: string;
  readonly betterWhen?: 'HIGHER' | 'LOWER' | 'NEITHER';
  readonly minimum?: string | null;
  readonly maximum?: string | null;
  readonly earliest?: string | null;
  readonly latest?: string | null;
}

const maxDefaultCriteria = 5;
const defaultWeight = 5;

/**
 * Returns the criteria of a choice whose address has no weights: at most five axes along which the approaches differ most, with equal
 * weights. Axes for which `hasScores` is false are skipped. The axes of other requirements follow, with the weight 0.
 * @param atLeast the worst acceptable values, by the slug or id of an axis
 */
export function defaultCriteria(
  { compare }: ChoiceAxesResult,
  atLeast: ChoiceCriteria['atLeast'],
): readonly ChoiceCriterion[] {
  const weighted = compare.summary.mostDiscriminating
    .map(({ axis }) => axis)
    .filter(hasScores)
    .slice(0, maxDefaultCriteria)
    .map(({ id, slug }) => {
      const required = atLeast.find(({ axis }) => axis === id || axis === slug);
      return required
        ? { axis: required.axis, weight: defaultWeight, atLeast: required.value }
        : { axis: id, weight: defaultWeight, atLeast: null };
    });
  return [...weighted, ...requirements(atLeast, weighted)];
}

/** Returns the criteria of a choice whose address has weights. Axes that only have a requirement have the weight 0. */
export function weightedCriteria({ weights, atLeast }: ChoiceCriteria): readonly ChoiceCriterion[] {
  const weighted = weights.map(({ axis, weight }) => ({
    axis,
    weight,
    atLeast: atLeast.find((each) => each.axis === axis)?.value ?? null,
  }));
  return [...weighted, ...requirements(atLeast, weighted)];
}

function requirements(
  atLeast: ChoiceCriteria['atLeast'],
  others: readonly ChoiceCriterion[],
): readonly ChoiceCriterion[] {
  return atLeast
    .filter(({ axis }) => others.every((each) => each.axis !== axis))
    .map(({ axis, value }) => ({ axis, weight: 0, atLeast: value }));
}

/** Whether the definition of an axis is sufficient for scores. Measured spans do not count. See `Criterion.axis`. */
function hasScores({ kind, valueType, betterWhen, minimum, maximum, earliest, latest }: ChoiceAxis): boolean {
  if (kind !== 'DIMENSION') return true;
  if (betterWhen === 'NEITHER') return false;
  switch (valueType) {
    case 'SUPPORT':
    case 'ORDINAL':
      return true;
    case 'QUANTITY':
      return hasEnds(minimum, maximum);
    case 'DATE':
      return hasEnds(earliest, latest);
    default:
      return false;
  }
}

function hasEnds(low: string | null | undefined, high: string | null | undefined): boolean {
  return (low ?? null) !== null && (high ?? null) !== null;
}
