import type { Locale } from '../../words/locale.js';
import type { ApproachClaim } from '../operations/approach-operation.js';

/** The GraphQL operation for the card of an approach. */
export const cardOperation = /* GraphQL */ `
  query ApproachCard($slug: String!, $at: Int, $locale: String!, $first: Int!, $after: String) {
    approach(slug: $slug, at: $at) {
      slug
      name
      summary
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
      }
    }
  }
`;

/** The variables of `cardOperation`. */
export interface CardVariables {
  readonly slug: string;
  readonly at: number | null;
  readonly locale: Locale;
  /** The maximum number of claims. */
  readonly first: number;
  readonly after: string | null;
}

/** The result of `cardOperation`. */
export interface CardResult {
  /** Null if there is no such approach. */
  readonly approach: CardApproach | null;
}

export interface CardApproach {
  readonly slug: string;
  readonly name: string;
  readonly summary: string | null;
  readonly claims: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly ApproachClaim[];
  };
}

/** The GraphQL operation for the names of axes, by slug or id. */
export const axisNamesOperation = /* GraphQL */ `
  query AxisNames($references: [String!]!, $first: Int!, $at: Int) {
    dimensions(filter: { references: $references }, first: $first, at: $at) {
      nodes {
        ...axis
      }
    }
    features(filter: { references: $references }, first: $first, at: $at) {
      nodes {
        ...axis
      }
    }
    benefits(filter: { references: $references }, first: $first, at: $at) {
      nodes {
        ...axis
      }
    }
    drawbacks(filter: { references: $references }, first: $first, at: $at) {
      nodes {
        ...axis
      }
    }
    useCases(filter: { references: $references }, first: $first, at: $at) {
      nodes {
        ...axis
      }
    }
  }

  fragment axis on Concept {
    id
    kind
    slug
    name
  }
`;

/** The variables of `axisNamesOperation`. */
export interface AxisNamesVariables {
  readonly references: readonly string[];
  readonly first: number;
  readonly at: number | null;
}

/** An axis with its name. */
export interface NamedAxis {
  readonly id: string;
  readonly kind: string;
  readonly slug: string;
  readonly name: string;
}

/** The result of `axisNamesOperation`: the axes of each kind. */
export type AxisNamesResult = Readonly<
  Record<
    'dimensions' | 'features' | 'benefits' | 'drawbacks' | 'useCases',
    { readonly nodes: readonly NamedAxis[] }
  >
>;
