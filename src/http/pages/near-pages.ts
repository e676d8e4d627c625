import { comparisonHref, wholeComparison } from '../../pages/addresses/comparison-address.js';
import { conceptHref } from '../../pages/addresses/page-addresses.js';
import {
  referenceOperation,
  type PageKind,
  type ReferenceResult,
  type ReferenceVariables,
} from '../../pages/operations/reference-operation.js';
import type { Locale } from '../../words/locale.js';
import type { NearPage } from './page-error.js';
import type { PageRequest } from './page-request.js';

const mostNear = 5;
/** The bounds of a search. */
const longestText = 200;
const mostWords = 12;

/** What a reference that does not resolve may mean. */
export interface Meant {
  /** The slug of the approach that the reference resolves to; null if there is none. */
  readonly approach: string | null;
  readonly nearest: readonly NearPage[];
}

/**
 * Finds what a reference may mean: all its words, with typos, else the longest of them.
 * @param kinds the kinds of concepts whose pages are suggested
 */
export async function findMeant(
  page: PageRequest,
  reference: string,
  kinds: readonly PageKind[],
  { at, locale }: { readonly at: number | null; readonly locale: Locale | null },
): Promise<Meant> {
  const words = wordsOf(reference);
  const longest = [...words].sort((left, right) => right.length - left.length)[0] ?? '';
  for (const text of new Set([words.join(' '), longest])) {
    if (text === '') break;
    const variables: ReferenceVariables = { reference, text, kinds, first: mostNear, at };
    const { approach, search } = await page.execute<ReferenceResult>(referenceOperation, variables);
    const found = search.nodes.map(({ kind, slug, name }) => ({ name, href: pageOf(kind, slug, locale) }));
    if (approach || found.length > 0) return { approach: approach?.slug ?? null, nearest: found };
  }
  return { approach: null, nearest: [] };
}

/** The words of a slug or id, without the kind. Words such as the `vs` of questions are in the names that are searched, or are left out. */
function wordsOf(reference: string): readonly string[] {
  const name = reference.slice(reference.indexOf('/') + 1, longestText);
  return [...new Set(name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))].slice(0, mostWords);
}

function pageOf(kind: PageKind, slug: string, locale: Locale | null): string {
  if (kind === 'QUESTION') return comparisonHref({ ...wholeComparison({ type: 'QUESTION', slug }), locale });
  const type = kind === 'APPROACH' ? 'APPROACH' : 'SOURCE';
  return conceptHref({ type, slug, at: null, after: null, locale });
}
