import type { ComparisonVariables } from '../comparison/comparison-operation.js';

/** The GraphQL operation for the revisions at which a comparison may have changed. */
export const feedOperation = /* GraphQL */ `
  query ComparisonFeed(
    $approaches: [String!]!
    $along: AxisSelection
    $hasAxes: Boolean!
    $at: Int
    $newest: Int!
    $ofConcept: Int!
    $question: String!
    $hasQuestion: Boolean!
    $hidden: [String!]!
    $hasHidden: Boolean!
  ) {
    compare(approaches: $approaches, along: $along, at: $at) {
      revision
      summary {
        rowCount
      }
      approaches {
        id
        slug
        name
        history(first: $ofConcept) {
          nodes {
            number
            time
          }
        }
      }
      rows(first: 500) @include(if: $hasAxes) {
        nodes {
          axis {
            id
          }
        }
      }
    }
    question(slug: $question, at: $at) @include(if: $hasQuestion) {
      id
      name
      history(first: $ofConcept) {
        nodes {
          number
          time
        }
      }
    }
    hidden: approaches(filter: { references: $hidden }, first: 50, at: $at) @include(if: $hasHidden) {
      nodes {
        id
      }
    }
    revisions(first: $newest, at: $at) {
      nodes {
        number
        time
      }
    }
  }
`;

/** The variables of `feedOperation`. */
export interface FeedVariables extends Pick<ComparisonVariables, 'approaches' | 'along' | 'at'> {
  /** Whether to list the axes. */
  readonly hasAxes: boolean;
  /** The maximum number of newest revisions. */
  readonly newest: number;
  /** The maximum number of revisions of each concept. */
  readonly ofConcept: number;
  /** Any text if `hasQuestion` is false. */
  readonly question: string;
  readonly hasQuestion: boolean;
  /** The approaches whose columns are hidden, by slug. */
  readonly hidden: readonly string[];
  readonly hasHidden: boolean;
}

/** A revision of the graph. */
export interface FeedRevision {
  readonly number: number;
  /** RFC 3339. */
  readonly time: string;
}

interface WithHistory {
  readonly id: string;
  readonly name: string;
  readonly history: { readonly nodes: readonly FeedRevision[] };
}

/** The result of `feedOperation`. */
export interface FeedResult {
  readonly compare: {
    readonly revision: number;
    readonly summary: { readonly rowCount: number };
    readonly approaches: readonly (WithHistory & { readonly slug: string })[];
    readonly rows?: { readonly nodes: readonly { readonly axis: { readonly id: string } }[] };
  };
  readonly question?: WithHistory | null;
  readonly hidden?: { readonly nodes: readonly { readonly id: string }[] };
  readonly revisions: { readonly nodes: readonly FeedRevision[] };
}

/** The GraphQL operation for a question at two revisions. */
export const questionChangeOperation = /* GraphQL */ `
  query QuestionChange($question: String!, $before: Int!, $at: Int!) {
    before: question(slug: $question, at: $before) {
      ...content
    }
    after: question(slug: $question, at: $at) {
      ...content
    }
  }

  fragment content on Question {
    name
    approaches(first: 50) {
      nodes {
        id
        name
      }
    }
    distinctions {
      text
    }
    conclusions {
      text
    }
  }
`;

/** The variables of `questionChangeOperation`. */
export interface QuestionChangeVariables {
  readonly question: string;
  readonly before: number;
  readonly at: number;
}

/** The result of `questionChangeOperation`. */
export interface QuestionChangeResult {
  /** Null if the question did not exist. */
  readonly before: FeedQuestion | null;
  readonly after: FeedQuestion | null;
}

/** A question at a revision. */
export interface FeedQuestion {
  readonly name: string;
  readonly approaches: { readonly nodes: readonly { readonly id: string; readonly name: string }[] };
  readonly distinctions: readonly { readonly text: string | null }[];
  readonly conclusions: readonly { readonly text: string | null }[];
}

/** The GraphQL operation for the changes of a comparison between two revisions. */
export const comparisonChangeOperation = /* GraphQL */ `
  query ComparisonChange(
    $approaches: [String!]!
    $along: AxisSelection
    $before: Int!
    $at: Int!
    $locale: String!
    $units: UnitChoice!
    $first: Int!
  ) {
    compare(approaches: $approaches, along: $along, at: $at) {
      summary {
        rowCount
      }
      changesSince(revision: $before) {
        isReordered
        approaches {
          before {
            name
          }
          after {
            name
          }
        }
        rows(first: $first) {
          totalCount
          nodes {
            kind
            axis {
              name
            }
            before {
              ...row
            }
            after {
              ...row
            }
            cells {
              approach {
                name
              }
              before {
                ...cell
              }
              after {
                ...cell
              }
            }
          }
        }
      }
    }
  }

  fragment row on ComparisonRow {
    section {
      label(locale: $locale)
    }
    axis {
      name
      summary
    }
    verdictLabel(locale: $locale)
  }

  fragment cell on Cell {
    text(locale: $locale, units: $units)
    parts(locale: $locale, units: $units) {
      text
      claims {
        text
        source {
          name
        }
      }
    }
  }
`;

/** The variables of `comparisonChangeOperation`. */
export interface ComparisonChangeVariables extends Pick<
  ComparisonVariables,
  'approaches' | 'along' | 'locale' | 'units'
> {
  readonly before: number;
  readonly at: number;
  /** The maximum number of rows: 0 to 500. */
  readonly first: number;
}

/** The result of `comparisonChangeOperation`. */
export interface ComparisonChangeResult {
  readonly compare: {
    readonly summary: { readonly rowCount: number };
    readonly changesSince: ComparisonChange;
  };
}

/** The changes of a comparison between two revisions, including those that readers cannot see. */
export interface ComparisonChange {
  readonly isReordered: boolean;
  readonly approaches: readonly {
    /** Null if the approach did not exist at the earlier revision. */
    readonly before: { readonly name: string } | null;
    readonly after: { readonly name: string } | null;
  }[];
  readonly rows: { readonly totalCount: number; readonly nodes: readonly FeedRow[] };
}

export interface FeedRow {
  readonly kind: 'ADDED' | 'CHANGED' | 'ENDED';
  readonly axis: { readonly name: string };
  readonly before: FeedRowState | null;
  readonly after: FeedRowState | null;
  readonly cells: readonly {
    readonly approach: { readonly name: string };
    readonly before: FeedCell | null;
    readonly after: FeedCell | null;
  }[];
}

export interface FeedRowState {
  readonly section: { readonly label: string };
  readonly axis: { readonly name: string; readonly summary: string | null };
  readonly verdictLabel: string;
}

export interface FeedCell {
  readonly text: string;
  readonly parts: readonly {
    readonly text: string;
    readonly claims: readonly { readonly text: string | null; readonly source: { readonly name: string } }[];
  }[];
}
