import type { AxisKind } from '../../graph/claim.js';
import type { TableCellState } from '../../formats/comparison/comparison-table.js';
import type { ComparisonVariables } from './comparison-operation.js';

/** The GraphQL operation for the changes of a comparison since a time that the reader chooses. */
export const changesOperation = /* GraphQL */ `
  query ComparisonChanges(
    $approaches: [String!]!
    $along: AxisSelection
    $at: Int
    $since: DateTime!
    $locale: String!
    $units: UnitChoice!
    $first: Int!
  ) {
    compare(approaches: $approaches, along: $along, at: $at) {
      changesSince(asOf: $since) {
        from {
          number
          time
        }
        to {
          number
          time
        }
        rows(first: $first) {
          totalCount
          nodes {
            kind
            axis {
              slug
              name
            }
            before {
              kind
              verdictLabel(locale: $locale)
            }
            after {
              kind
              verdictLabel(locale: $locale)
            }
            cells {
              approach {
                name
              }
              before {
                state
                text(locale: $locale, units: $units)
              }
              after {
                state
                text(locale: $locale, units: $units)
              }
            }
          }
        }
      }
    }
  }
`;

/** The variables of `changesOperation`. */
export interface ChangesVariables extends Pick<
  ComparisonVariables,
  'approaches' | 'along' | 'at' | 'locale' | 'units'
> {
  /** RFC 3339. */
  readonly since: string;
  /** The maximum number of rows: 0 to 500. */
  readonly first: number;
}

/** The result of `changesOperation`. */
export interface ChangesResult {
  readonly compare: { readonly changesSince: ChangesSince };
}

export interface ChangesSince {
  readonly from: { readonly number: number; readonly time: string };
  readonly to: { readonly number: number; readonly time: string };
  readonly rows: { readonly totalCount: number; readonly nodes: readonly ChangedRow[] };
}

export interface ChangedRow {
  readonly kind: 'ADDED' | 'CHANGED' | 'ENDED';
  readonly axis: { readonly slug: string; readonly name: string };
  readonly before: ChangedVerdict | null;
  readonly after: ChangedVerdict | null;
  readonly cells: readonly {
    readonly approach: { readonly name: string };
    readonly before: ChangedCell | null;
    readonly after: ChangedCell | null;
  }[];
}

interface ChangedVerdict {
  readonly kind: AxisKind;
  readonly verdictLabel: string;
}

interface ChangedCell {
  readonly state: TableCellState;
  readonly text: string;
}
