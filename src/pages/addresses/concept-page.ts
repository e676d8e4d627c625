import type { ConceptKind } from '../../graph/concept.js';
import type { Locale } from '../../words/locale.js';
import { comparisonHref, wholeComparison } from './comparison-address.js';
import { conceptHref } from './page-addresses.js';

/** The parameters of a page that its links to other pages repeat. */
export interface LinkParameters {
  readonly at: number | null;
  readonly locale: Locale | null;
}

/** Returns the address of the page of a concept; null for kinds without pages. */
export function conceptPageHref(
  { kind, slug }: { readonly kind: ConceptKind; readonly slug: string },
  { at, locale }: LinkParameters,
): string | null {
  switch (kind) {
    case 'APPROACH':
      return conceptHref({ type: 'APPROACH', slug, at, after: null, locale });
    case 'CITED_SOURCE':
      return conceptHref({ type: 'SOURCE', slug, at, after: null, locale });
    case 'QUESTION':
      return comparisonHref({ ...wholeComparison({ type: 'QUESTION', slug }), at, locale });
    default:
      return null;
  }
}
