import type { ComparisonVariables } from '../comparison/comparison-operation.js';

/** The GraphQL operation for a comparison in words, and for its badge. */
export const verdictOperation = /* GraphQL */ `
  query ComparisonVerdict($approaches: [String!]!, $along: AxisSelection, $at: Int, $locale: String!) {
    compare(approaches: $approaches, along: $along, at: $at) {
      inWords(locale: $locale)
      approaches {
        slug
        name
      }
      summary {
        rowCount
        byVerdict {
          verdict
          count
        }
      }
      sources(first: 0) {
        totalCount
      }
    }
  }
`;

/** The variables of `verdictOperation`. */
export type VerdictVariables = Pick<ComparisonVariables, 'approaches' | 'along' | 'at' | 'locale'>;

/** The result of `verdictOperation`. */
export interface VerdictResult {
  readonly compare: {
    readonly inWords: string;
    readonly approaches: readonly { readonly slug: string; readonly name: string }[];
    readonly summary: {
      readonly rowCount: number;
      readonly byVerdict: readonly { readonly verdict: string; readonly count: number }[];
    };
    /** The number of all sources of the comparison. */
    readonly sources: { readonly totalCount: number };
  };
}
