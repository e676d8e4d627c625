import type { CitedSourceResult } from './comparison-operation.js';

/** The GraphQL operation for the question of a page: its approaches, and the answers that sources give. */
export const questionOperation = /* GraphQL */ `
  query QuestionPage($slug: String!, $at: Int) {
    question(slug: $slug, at: $at) {
      id
      slug
      name
      summary
      category
      approaches(first: 51) {
        nodes {
          slug
          name
        }
      }
      distinctions {
        ...answer
      }
      conclusions {
        ...answer
      }
    }
  }

  fragment answer on Claim {
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

/** The variables of `questionOperation`. */
export interface QuestionVariables {
  readonly slug: string;
  readonly at: number | null;
}

/** The result of `questionOperation`. */
export interface QuestionPageResult {
  /** Null if there is no such question. */
  readonly question: QuestionResult | null;
}

export interface QuestionResult {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly summary: string | null;
  readonly category: string | null;
  /** At most 51. */
  readonly approaches: { readonly nodes: readonly ApproachName[] };
  readonly distinctions: readonly AnswerResult[];
  readonly conclusions: readonly AnswerResult[];
}

export interface ApproachName {
  readonly slug: string;
  readonly name: string;
}

/** A claim with its source and citations, such as an answer to a question. */
export interface AnswerResult {
  readonly text: string | null;
  readonly source: CitedSourceResult;
  readonly citations: readonly { readonly locator: string | null; readonly quote: string | null }[];
}
