import type { AxisKind } from '../../graph/claim.js';
import type { TableCellState } from '../../formats/comparison/comparison-table.js';

/** The GraphQL operation for the pages, exports and embeds of a comparison. */
export const comparisonOperation = /* GraphQL */ `
  query ComparisonPage(
    $approaches: [String!]!
    $along: AxisSelection
    $at: Int
    $locale: String!
    $units: UnitChoice!
    $differences: Boolean!
    $orderBy: RowOrder!
    $first: Int!
    $after: String
  ) {
    compare(approaches: $approaches, along: $along, at: $at) {
      revision
      inWords(locale: $locale)
      approaches {
        id
        slug
        name
        summary
      }
      questions(first: 5) {
        nodes {
          slug
          name
        }
      }
      summary {
        rowCount
        byState {
          state
          count
        }
        byVerdict {
          verdict
          count
        }
        mostDiscriminating(first: 3) {
          kind
          axis {
            slug
            name
          }
          explanation(locale: $locale, units: $units)
        }
      }
      rows(first: $first, after: $after, differences: $differences, orderBy: $orderBy) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          section {
            id
            label(locale: $locale)
          }
          kind
          group
          axis {
            slug
            name
            summary
          }
          verdict
          verdictLabel(locale: $locale)
          explanation(locale: $locale, units: $units)
          distance
          differs
          cells {
            state
            display
            text(locale: $locale, units: $units)
            parts(locale: $locale, units: $units) {
              text
              value {
                __typename
                ... on SupportValue {
                  support
                }
              }
              claims {
                id
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
      }
    }
    revision(at: $at) {
      number
      time
    }
  }
`;

/** The variables of `comparisonOperation`. */
export interface ComparisonVariables {
  readonly approaches: readonly string[];
  readonly along: {
    readonly axes?: readonly string[];
    readonly groups?: readonly string[];
    readonly kinds?: readonly AxisKind[];
    readonly under?: readonly { readonly key: string; readonly value: string }[];
  } | null;
  /** The number of the revision; null for the newest one. */
  readonly at: number | null;
  readonly locale: string;
  readonly units: 'STATED' | 'ROW' | 'CANONICAL';
  readonly differences: boolean;
  readonly orderBy: 'EDITORIAL' | 'MOST_ALIKE' | 'MOST_DIFFERENT' | 'NAME';
  /** The maximum number of rows: 0 to 500. */
  readonly first: number;
  readonly after: string | null;
}

/** The result of `comparisonOperation`. */
export interface ComparisonResult {
  readonly compare: ComparedApproaches;
  readonly revision: { readonly number: number; readonly time: string };
}

export interface ComparedApproaches {
  readonly revision: number;
  readonly inWords: string;
  readonly approaches: readonly {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly summary: string | null;
  }[];
  readonly questions: { readonly nodes: readonly { readonly slug: string; readonly name: string }[] };
  readonly summary: {
    readonly rowCount: number;
    readonly byState: readonly { readonly state: TableCellState; readonly count: number }[];
    readonly byVerdict: readonly { readonly verdict: string; readonly count: number }[];
    readonly mostDiscriminating: readonly {
      readonly kind: AxisKind;
      readonly axis: { readonly slug: string; readonly name: string };
      readonly explanation: string;
    }[];
  };
  readonly rows: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly ComparedRow[];
  };
}

export interface ComparedRow {
  readonly section: { readonly id: string; readonly label: string };
  readonly kind: AxisKind;
  readonly group: string | null;
  readonly axis: { readonly slug: string; readonly name: string; readonly summary: string | null };
  readonly verdict: string;
  readonly verdictLabel: string;
  readonly explanation: string;
  readonly distance: number | null;
  readonly differs: boolean;
  readonly cells: readonly ComparedCell[];
}

export interface ComparedCell {
  readonly state: TableCellState;
  readonly display: string;
  readonly text: string;
  readonly parts: readonly {
    readonly text: string;
    readonly value: { readonly __typename: string; readonly support?: 'YES' | 'PARTIAL' | 'NO' } | null;
    readonly claims: readonly {
      readonly id: string;
      readonly text: string | null;
      readonly source: CitedSourceResult;
      readonly citations: readonly { readonly locator: string | null; readonly quote: string | null }[];
    }[];
  }[];
}

export interface CitedSourceResult {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly url: string | null;
  readonly publisher: string | null;
  readonly publishedOn: string | null;
  readonly accessedOn: string | null;
  readonly language: string | null;
}
