import type { Locale } from '../../words/locale.js';
import { defaultIdPrefix, escapeReference, printQuery, QueryParameters } from './query-parameters.js';

/** The address of the card of an approach, for pages of other sites. */
export interface CardAddress {
  /** The slug; in an address that a reader typed, possibly a former slug or an id. */
  readonly slug: string;
  /** The axes whose values the card shows, by slug or id, in this order; null for the first axes with values. */
  readonly axes: readonly string[] | null;
  /** The number of the revision; null for the newest one. */
  readonly at: number | null;
  readonly locale: Locale | null;
  /** The prefix of the ids of the card. */
  readonly idPrefix: string;
}

const pathPrefix = '/approach/';
const extension = '.card';
const maxAxes = 50;

/** Whether a path is the path of a card. */
export function isCardPath(path: string): boolean {
  return path.startsWith(pathPrefix) && path.endsWith(extension);
}

/**
 * Parses the address of a card.
 * @param reference the decoded path after `/approach/`, with its extension
 * @throws {TertiumError} BAD_USER_INPUT if a parameter is invalid
 */
export function parseCardAddress(reference: string, query: string): CardAddress {
  const parameters = new QueryParameters(query);
  const axes = parameters.orderedReferences('axes', maxAxes);
  const slug = reference.slice(0, -extension.length);
  return {
    slug: slug.includes('/') ? slug : slug.toLowerCase(),
    axes: axes.length === 0 ? null : axes,
    at: parameters.revision('at'),
    locale: parameters.locale('lang'),
    idPrefix: parameters.idPrefix('prefix') ?? defaultIdPrefix,
  };
}

/** Prints the path and query of a card. */
export function cardHref({ slug, axes, at, locale, idPrefix }: CardAddress): string {
  return (
    pathPrefix +
    escapeReference(slug) +
    extension +
    printQuery([
      ['axes', axes === null ? null : axes.map(escapeReference).join(',')],
      ['at', at === null ? null : String(at)],
      ['lang', locale],
      ['prefix', idPrefix === defaultIdPrefix ? null : idPrefix],
    ])
  );
}
