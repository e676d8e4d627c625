import type { Predicate } from '../../graph/claim.js';
import type { ConceptKind } from '../../graph/concept.js';
import type { Locale } from '../../words/locale.js';
import type { ConceptAddress } from '../addresses/page-addresses.js';

/** The GraphQL operation for the page of a cited source. */
export const sourceOperation = /* GraphQL */ `
  query SourcePage($slug: String!, $at: Int, $locale: String!, $first: Int!, $after: String) {
    citedSource(slug: $slug, at: $at) {
      slug
      name
      summary
      aliases
      sameAs
      url
      publisher
      publishedOn
      accessedOn
      language
      category
      readingMinutes
      claims(first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          predicate
          valueText(locale: $locale)
          value {
            ... on SupportValue {
              support
            }
          }
          text
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
          citations {
            locator
            quote
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

/** The variables of `sourceOperation`. */
export interface SourceVariables {
  readonly slug: string;
  /** The number of the revision; null for the newest one. */
  readonly at: number | null;
  readonly locale: Locale;
  /** The maximum number of claims. */
  readonly first: number;
  readonly after: string | null;
}

const claimsOnPage = 200;

/** Returns the variables of `sourceOperation` for an address. @param pageSize the maximum number of items of a list */
export function sourceVariables(
  { slug, at, after }: ConceptAddress,
  locale: Locale,
  pageSize: number,
): SourceVariables {
  return { slug, at, locale, first: Math.min(claimsOnPage, pageSize), after };
}

/** The result of `sourceOperation`. */
export interface SourcePageResult {
  /** Null if there is no such source. */
  readonly citedSource: SourceResult | null;
  readonly revision: { readonly number: number; readonly time: string };
}

/** A result with a source. */
export interface FoundSource extends SourcePageResult {
  readonly citedSource: SourceResult;
}

export interface SourceResult {
  readonly slug: string;
  readonly name: string;
  readonly summary: string | null;
  readonly aliases: readonly string[];
  readonly sameAs: readonly string[];
  readonly url: string | null;
  readonly publisher: string | null;
  /** ISO 8601: a year, a month or a day. */
  readonly publishedOn: string | null;
  readonly accessedOn: string | null;
  /** BCP 47. */
  readonly language: string | null;
  readonly category: string | null;
  readonly readingMinutes: number | null;
  /** Ordered by the name of the subject. */
  readonly claims: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly SourceClaim[];
  };
}

export interface SourceClaim {
  readonly predicate: Predicate;
  /** The value or the absence in words; null if the claim has only a text. */
  readonly valueText: string | null;
  readonly value: { readonly support?: 'YES' | 'PARTIAL' | 'NO' } | null;
  readonly text: string | null;
  readonly subject: ClaimedConcept;
  /** Null for definitions and other texts. */
  readonly target: ClaimedConcept | null;
  readonly citations: readonly { readonly locator: string | null; readonly quote: string | null }[];
}

export interface ClaimedConcept {
  readonly kind: ConceptKind;
  readonly slug: string;
  readonly name: string;
}
