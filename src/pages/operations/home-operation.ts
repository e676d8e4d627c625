import { axisKinds, type AxisKind } from '../../graph/claim.js';
import { listName, memberName, type ConceptKind } from '../../graph/concept.js';
import type { HomeAddress } from '../addresses/page-addresses.js';
import type { ClaimedConcept } from './source-operation.js';

function typeName(kind: ConceptKind): string {
  return memberName(kind).replace(/^./u, (first) => first.toUpperCase());
}

/** Selects the approaches about which a found feature, benefit, drawback or use case is stated, including approaches that do not have it. */
const linkedApproaches = axisKinds
  .filter((kind) => kind !== 'DIMENSION')
  .map(
    (kind) => /* GraphQL */ `... on ${typeName(kind)} {
            approaches(first: 5, supports: [YES, PARTIAL, NO]) {
              nodes {
                slug
                name
              }
            }
          }`,
  )
  .join('\n          ');

/** The numbers of axes by kind. */
type AxisCounts = { readonly [Kind in AxisKind as `count_${Kind}`]: Counted };

const axisCounts = axisKinds
  .map(
    (kind) => /* GraphQL */ `count_${kind}: ${listName(kind)}(first: 0) @skip(if: $searches) {
      totalCount
    }`,
  )
  .join('\n    ');

/** The GraphQL operation for the home page: its lists and counts, or the results of a search. */
export const homeOperation = /* GraphQL */ `
  query HomePage(
    $search: String!
    $searches: Boolean!
    $after: String
    $first: Int!
    $questions: Int!
    $results: Int!
  ) {
    questions(first: $questions) @skip(if: $searches) {
      totalCount
      nodes {
        slug
        name
        summary
        category
      }
    }
    approaches(first: $first, after: $after) @skip(if: $searches) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        slug
        name
      }
    }
    ${axisCounts}
    citedSources(first: 0) @skip(if: $searches) {
      totalCount
    }
    search(text: $search, first: $results, after: $after) @include(if: $searches) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        matches {
          field
          text
          ranges {
            start
            end
          }
          claim {
            subject {
              kind
              slug
              name
            }
            target {
              kind
              slug
              name
            }
          }
        }
        node {
          kind
          slug
          name
          summary
          ${linkedApproaches}
          ... on Dimension {
            claims(first: 10) {
              nodes {
                subject {
                  slug
                  name
                }
              }
            }
          }
        }
      }
    }
    revision {
      number
      time
    }
  }
`;

/** The variables of `homeOperation`. */
export interface HomeVariables {
  /** The text to search for; empty without a search. */
  readonly search: string;
  readonly searches: boolean;
  /** The cursor of the list of approaches, or of the results. */
  readonly after: string | null;
  /** The maximum number of approaches. */
  readonly first: number;
  /** The maximum number of questions. */
  readonly questions: number;
  /** The maximum number of results. */
  readonly results: number;
}

const approachesOnPage = 120;
const questionsOnPage = 200;
const resultsOnPage = 20;

/** Returns the variables of `homeOperation` for an address. @param pageSize the maximum number of items of a list */
export function homeVariables({ search, after }: HomeAddress, pageSize: number): HomeVariables {
  return {
    search: search ?? '',
    searches: search !== null,
    after,
    first: Math.min(approachesOnPage, pageSize),
    questions: Math.min(questionsOnPage, pageSize),
    results: Math.min(resultsOnPage, pageSize),
  };
}

interface Named {
  readonly slug: string;
  readonly name: string;
}

interface Counted {
  readonly totalCount: number;
}

interface Listed<Node> extends Counted {
  readonly nodes: readonly Node[];
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** The result of `homeOperation`. */
export type HomeResult = HomeLists | SearchResults;

interface AtRevision {
  readonly revision: { readonly number: number; readonly time: string };
}

/** The result without a search. */
export interface HomeLists extends AtRevision, AxisCounts {
  readonly search?: undefined;
  readonly questions: Listed<ListedQuestion>;
  readonly approaches: Listed<Named> & { readonly pageInfo: PageInfo };
  readonly citedSources: Counted;
}

export interface ListedQuestion extends Named {
  readonly summary: string | null;
  readonly category: string | null;
}

export interface SearchResults extends AtRevision {
  readonly search: Counted & { readonly pageInfo: PageInfo; readonly edges: readonly FoundConcept[] };
}

export interface FoundConcept {
  readonly matches: readonly FoundText[];
  readonly node: Named & {
    readonly kind: ConceptKind;
    readonly summary: string | null;
    /** For a feature, benefit, drawback or use case: approaches about which it is stated. */
    readonly approaches?: { readonly nodes: readonly Named[] };
    /** For a dimension: claims about approaches. */
    readonly claims?: { readonly nodes: readonly { readonly subject: Named }[] };
  };
}

export interface FoundText {
  readonly field: 'NAME' | 'ALIAS' | 'SUMMARY' | 'CLAIM' | 'VALUE';
  readonly text: string;
  /** The found words, in Unicode code points: in order, without overlaps. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  /** Null for names, aliases and summaries. */
  readonly claim: { readonly subject: ClaimedConcept; readonly target: ClaimedConcept | null } | null;
}
