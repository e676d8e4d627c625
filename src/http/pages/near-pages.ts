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

const maxNearPages = 5;
/** The bounds of a search, in characters and in words. */
const maxTextLength = 200;
const maxWords = 12;

/** The pages that a reader may have meant by a reference. */
export interface NearPages {
  /** The slug of the approach that the reference resolves to; null if there is none. */
  readonly approach: string | null;
  readonly nearest: readonly NearPage[];
}

/**
 * Finds the pages that the reader may have meant: searches for all words of the reference, and if nothing is found, for its longest word. The
 * search allows typos.
 * @param kinds the kinds of concepts whose pages are suggested
 */
export async function findNearPages(
  page: PageRequest,
  reference: string,
  kinds: readonly PageKind[],
  { at, locale }: { readonly at: number | null; readonly locale: Locale | null },
): Promise<NearPages> {
  const words = wordsOf(reference);
  const longest = [...words].sort((left, right) => right.length - left.length)[0] ?? '';
  for (const text of new Set([words.join(' '), longest])) {
    if (text === '') break;
    const variables: ReferenceVariables = { reference, text, kinds, first: maxNearPages, at };
    const { approach, search } = await page.execute<ReferenceResult>(referenceOperation, variables);
    const found = search.nodes.map(({ kind, slug, name }) => ({ name, href: pageOf(kind, slug, locale) }));
    if (approach || found.length > 0) return { approach: approach?.slug ?? null, nearest: found };
  }
  return { approach: null, nearest: [] };
}

/** Splits a slug or id, without its kind, into different words: at most `maxWords`, from the first `maxTextLength` characters of the reference. */
function wordsOf(reference: string): readonly string[] {
  const name = reference.slice(reference.indexOf('/') + 1, maxTextLength);
  return [...new Set(name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))].slice(0, maxWords);
}

function pageOf(kind: PageKind, slug: string, locale: Locale | null): string {
  if (kind === 'QUESTION') return comparisonHref({ ...wholeComparison({ type: 'QUESTION', slug }), locale });
  const type = kind === 'APPROACH' ? 'APPROACH' : 'SOURCE';
  return conceptHref({ type, slug, at: null, after: null, locale });
}
