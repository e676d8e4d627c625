import type { Locale } from '../../words/locale.js';
import { escapeReference, printQuery, QueryParameters } from './query-parameters.js';

/** The address of the home page: of its lists, or of the results of a search. */
export interface HomeAddress {
  /** The text to search for; null for the lists of questions and approaches. */
  readonly search: string | null;
  /** The cursor after which the list of approaches, or of results, starts. */
  readonly after: string | null;
  readonly locale: Locale | null;
}

/** The address of the page of an approach or of a cited source. */
export interface ConceptAddress {
  readonly type: 'APPROACH' | 'SOURCE';
  /** The slug; in an address that a reader typed, possibly a former slug or an id. */
  readonly slug: string;
  /** The number of the revision; null for the newest one. */
  readonly at: number | null;
  /** The cursor after which the list of claims starts. */
  readonly after: string | null;
  readonly locale: Locale | null;
}

const conceptPaths = { APPROACH: '/approach/', SOURCE: '/source/' } as const;

/** Parses the query of the home page. @throws {TertiumError} BAD_USER_INPUT if a parameter is invalid */
export function parseHomeAddress(query: string): HomeAddress {
  const parameters = new QueryParameters(query);
  return {
    search: parameters.text('q'),
    after: parameters.cursor('after'),
    locale: parameters.locale('lang'),
  };
}

/**
 * Parses the address of the page of an approach or source.
 * @param reference the decoded path after `/approach/` or `/source/`
 * @throws {TertiumError} BAD_USER_INPUT if a parameter is invalid
 */
export function parseConceptAddress(
  type: ConceptAddress['type'],
  reference: string,
  query: string,
): ConceptAddress {
  const parameters = new QueryParameters(query);
  return {
    type,
    slug: reference.includes('/') ? reference : reference.toLowerCase(),
    at: parameters.revision('at'),
    after: parameters.cursor('after'),
    locale: parameters.locale('lang'),
  };
}

export function homeHref({ search, after, locale }: HomeAddress): string {
  return `/${printQuery([
    ['q', search === null ? null : encodeURIComponent(search)],
    ['after', after === null ? null : encodeURIComponent(after)],
    ['lang', locale],
  ])}`;
}

export function conceptHref({ type, slug, at, after, locale }: ConceptAddress): string {
  return (
    conceptPaths[type] +
    escapeReference(slug) +
    printQuery([
      ['at', at === null ? null : String(at)],
      ['after', after === null ? null : encodeURIComponent(after)],
      ['lang', locale],
    ])
  );
}
