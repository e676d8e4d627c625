import type { AxisKind, Predicate, Rank } from '../../graph/claim.js';
import type { ConceptKind } from '../../graph/concept.js';
import type { Locale } from '../../words/locale.js';
import type { ConceptAddress } from '../addresses/page-addresses.js';
import type { AnswerResult } from '../comparison/question-operation.js';

/** The GraphQL operation for the page of an approach. */
export const approachOperation = /* GraphQL */ `
  query ApproachPage($slug: String!, $at: Int, $locale: String!, $first: Int!, $after: String) {
    approach(slug: $slug, at: $at) {
      slug
      name
      summary
      aliases
      sameAs
      definitions {
        ...statement
      }
      coverage {
        axes
        stated
        contested
        unknown
        notApplicable
        notStated
      }
      nearest(first: 5) {
        approach {
          slug
          name
        }
        score
        sharedRows
      }
      questions(first: 50) {
        nodes {
          slug
          name
        }
      }
      equivalentTo(first: 20) {
        nodes {
          slug
          name
        }
      }
      claims(first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          predicate
          rank
          absence
          valueText(locale: $locale)
          value {
            ... on SupportValue {
              support
            }
          }
          target {
            kind
            slug
            name
            summary
            ... on Dimension {
              group
            }
          }
          ...statement
        }
      }
    }
    revision(at: $at) {
      number
      time
    }
  }

  fragment statement on Claim {
    text
    source {
      id
      slug
      name
      url
      publisher
      publishedOn
      accessedOn
      language
    }
    citations {
      locator
      quote
    }
  }
`;

/** The variables of `approachOperation`. */
export interface ApproachVariables {
  readonly slug: string;
  /** The number of the revision; null for the newest one. */
  readonly at: number | null;
  readonly locale: Locale;
  /** The maximum number of claims. */
  readonly first: number;
  readonly after: string | null;
}

const claimsOnPage = 200;

/** Returns the variables of `approachOperation` for an address. @param pageSize the maximum number of items of a list */
export function approachVariables(
  { slug, at, after }: ConceptAddress,
  locale: Locale,
  pageSize: number,
): ApproachVariables {
  return { slug, at, locale, first: Math.min(claimsOnPage, pageSize), after };
}

/** The result of `approachOperation`. */
export interface ApproachPageResult {
  /** Null if there is no such approach. */
  readonly approach: ApproachResult | null;
  readonly revision: { readonly number: number; readonly time: string };
}

/** A result with an approach. */
export interface FoundApproach extends ApproachPageResult {
  readonly approach: ApproachResult;
}

interface Named {
  readonly slug: string;
  readonly name: string;
}

export interface ApproachResult extends Named {
  readonly summary: string | null;
  readonly aliases: readonly string[];
  readonly sameAs: readonly string[];
  readonly definitions: readonly AnswerResult[];
  readonly coverage: CoverageResult;
  /** The most similar approaches, most similar first. */
  readonly nearest: readonly {
    readonly approach: Named;
    /** The similarity: 0 to 1. */
    readonly score: number;
    readonly sharedRows: number;
  }[];
  readonly questions: { readonly nodes: readonly Named[] };
  readonly equivalentTo: { readonly nodes: readonly Named[] };
  readonly claims: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly ApproachClaim[];
  };
}

/** The number of all axes, and the number of axes in each state. */
export interface CoverageResult {
  readonly axes: number;
  readonly stated: number;
  readonly contested: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly notStated: number;
}

export interface ApproachClaim extends AnswerResult {
  readonly predicate: Predicate;
  readonly rank: Rank;
  readonly absence: 'UNKNOWN' | 'NOT_APPLICABLE' | null;
  /** The value or the absence in words; null if the claim has only a text. */
  readonly valueText: string | null;
  readonly value: { readonly support?: 'YES' | 'PARTIAL' | 'NO' } | null;
  /** Null for definitions. */
  readonly target: TargetResult | null;
}

/** The second concept of a claim, such as an axis. */
export interface TargetResult extends Named {
  readonly kind: ConceptKind;
  readonly summary: string | null;
  /** The group of a dimension. */
  readonly group?: string | null;
}

/** An axis of comparisons. */
export interface AxisResult extends TargetResult {
  readonly kind: AxisKind;
}
