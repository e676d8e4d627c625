import { badUserInput, TertiumError } from '../../graph/errors.js';
import type { Locale } from '../../words/locale.js';
import {
  escapeReference,
  printQuery,
  QueryParameters,
  sortedReferences,
  printPairs,
  type KeyAndValue,
} from './query-parameters.js';

/** The question or the approaches of a comparison, by slug. Addresses that readers type may have former slugs or ids instead. */
export type ComparisonSubject =
  /** Also a single reference that names an approach, until it is resolved. */
  | { readonly type: 'QUESTION'; readonly slug: string }
  /** Two or more approaches; sorted, each once. */
  | { readonly type: 'APPROACHES'; readonly slugs: readonly string[] };

/** The orders of rows (`RowOrder`), as in addresses. */
export const rowSorts = ['editorial', 'alike', 'different', 'name'] as const;
/** The units of amounts (`UnitChoice`), as in addresses. */
export const unitWords = ['row', 'stated', 'canonical'] as const;
/** The file formats of a comparison, as extensions of its path. */
export const comparisonFormats = ['md', 'csv', 'json'] as const;
export type ComparisonFormat = (typeof comparisonFormats)[number];
/**
 * The extensions of the path of a comparison: its file formats, its picture for link previews, its document for frames, its feed, and the
 * content of widgets on other sites: the table, the comparison in words, a ranking by weights, and a badge.
 */
export type ComparisonExtension =
  | ComparisonFormat
  | 'png'
  | 'embed'
  | 'atom'
  | 'fragment'
  | 'verdict'
  | 'choice'
  | 'svg';
const extensions: readonly ComparisonExtension[] = [
  ...comparisonFormats,
  'png',
  'embed',
  'atom',
  'fragment',
  'verdict',
  'choice',
  'svg',
];

/** A condition on values, such as the plan `Business`. */
export type Condition = KeyAndValue;

/** The address of a comparison's page, in a normal form. */
export interface ComparisonAddress {
  readonly subject: ComparisonSubject;
  /** Whether only the rows are shown in which two approaches are known to differ. */
  readonly differences: boolean;
  /** The axes to show, by slug or id: sorted, each once; null for all axes. */
  readonly axes: readonly string[] | null;
  /** The slugs of approaches whose columns are hidden; they are not compared. Sorted, each once. */
  readonly hide: readonly string[];
  /**
   * The slugs of the approaches to show, in this order; all other approaches of the subject are hidden, and `hide` is empty. Null for all
   * approaches except those of `hide`, in the order of the subject.
   */
  readonly columns: readonly string[] | null;
  /** Only values that can be true under these conditions count. Sorted, each once. */
  readonly under: readonly Condition[];
  readonly sort: (typeof rowSorts)[number];
  readonly units: (typeof unitWords)[number];
  /** The number of the revision; null for the newest one. */
  readonly at: number | null;
  /** The day since which changes are listed: YYYY-MM-DD; null for no list. */
  readonly since: string | null;
  /** The cursor after which the rows start; null for the first rows. */
  readonly after: string | null;
  /** The language; null for the default one. */
  readonly locale: Locale | null;
}

const prefix = '/compare/';
// The maximums of the API; for conditions, the maximum of rankings.
const maxApproaches = 50;
const maxAxes = 500;
const maxConditions = 50;

/** Returns the address of the whole comparison of a subject, at the newest revision, in the default language. */
export function wholeComparison(subject: ComparisonSubject): ComparisonAddress {
  return {
    subject,
    differences: false,
    axes: null,
    hide: [],
    columns: null,
    under: [],
    sort: 'editorial',
    units: 'row',
    at: null,
    since: null,
    after: null,
    locale: null,
  };
}

/**
 * Parses the address of a comparison.
 * @param path the path of the URL, as sent: `/compare/…`, with or without an extension
 * @param query the query string, with or without `?`
 * @throws {TertiumError} BAD_USER_INPUT if the path is invalid or names no question and no approaches, or if a parameter is invalid
 */
export function parseComparisonAddress(path: string, query: string): ComparisonAddress {
  const parameters = new QueryParameters(query);
  const axes = parameters.references('axes', maxAxes);
  const columns = parameters.orderedReferences('columns', maxApproaches);
  return {
    subject: parseSubject(path),
    differences: parameters.flag('differences'),
    axes: axes.length === 0 ? null : axes,
    hide: columns.length === 0 ? parameters.references('hide', maxApproaches) : [],
    columns: columns.length === 0 ? null : columns,
    under: parameters.pairs('under', maxConditions),
    sort: parameters.choice('sort', rowSorts, 'editorial'),
    units: parameters.choice('units', unitWords, 'row'),
    at: parameters.revision('at'),
    since: parameters.day('since'),
    after: parameters.cursor('after'),
    locale: parameters.locale('lang'),
  };
}

/** Returns the extension of a path; null for the path of the page. */
export function comparisonExtensionOf(path: string): ComparisonExtension | null {
  return extensions.find((extension) => path.endsWith(`.${extension}`)) ?? null;
}

function parseSubject(path: string): ComparisonSubject {
  const extension = comparisonExtensionOf(path);
  const end = extension === null ? path.length : path.length - extension.length - 1;
  const references = path.slice(prefix.length, end);
  const slugs = sortedReferences(decoded(references).split(','), 'The path', maxApproaches);
  const [slug, second] = slugs;
  if (!path.startsWith(prefix) || slug === undefined) {
    throw badUserInput(
      `Expected a path with a question or approaches, such as ${prefix}a,b, got ${JSON.stringify(path.slice(0, 60))}.`,
    );
  }
  return second === undefined ? { type: 'QUESTION', slug } : { type: 'APPROACHES', slugs };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new TertiumError('BAD_USER_INPUT', 'The path has an invalid percent-encoding.', { cause: error });
  }
}

/**
 * Prints the path and query of a comparison's page, or of the same comparison with an extension. Equal addresses give equal texts:
 * parameters have one order, and defaults are left out.
 */
export function comparisonHref(
  address: ComparisonAddress,
  extension: ComparisonExtension | null = null,
): string {
  const { differences, axes, hide, columns, under, sort, units, at, since, after, locale } = address;
  const query = printQuery([
    ['differences', differences || null],
    ['axes', axes === null ? null : printReferences(axes)],
    ['hide', hide.length === 0 ? null : printReferences(hide)],
    ['columns', columns === null ? null : printReferences(columns)],
    ['under', under.length === 0 ? null : printPairs(under)],
    ['sort', sort === 'editorial' ? null : sort],
    ['units', units === 'row' ? null : units],
    ['at', at === null ? null : String(at)],
    ['since', since],
    ['after', after === null ? null : encodeURIComponent(after)],
    ['lang', locale],
  ]);
  return prefix + printSubject(address.subject) + (extension === null ? '' : `.${extension}`) + query;
}

/**
 * Prints the canonical path and query of a page: those of the whole comparison at the same revision and in the same language, without the
 * parameters that narrow or arrange the table. The default language has no parameter.
 */
export function canonicalHref({ subject, at, locale }: ComparisonAddress, defaultLocale: Locale): string {
  return comparisonHref({
    ...wholeComparison(subject),
    at,
    locale: locale === defaultLocale ? null : locale,
  });
}

/** Whether an address shows the column of an approach. */
export function showsColumn({ columns, hide }: ComparisonAddress, slug: string): boolean {
  return columns === null ? !hide.includes(slug) : columns.includes(slug);
}

/** Returns the approaches whose columns an address shows, in the order of the columns. @param approaches all approaches of the subject */
export function shownColumns<Approach extends { readonly slug: string }>(
  address: ComparisonAddress,
  approaches: readonly Approach[],
): readonly Approach[] {
  const { columns } = address;
  const shown = approaches.filter(({ slug }) => showsColumn(address, slug));
  if (columns === null) return shown;
  return shown.sort((one, other) => columns.indexOf(one.slug) - columns.indexOf(other.slug));
}

function printSubject(subject: ComparisonSubject): string {
  return subject.type === 'QUESTION' ? escapeReference(subject.slug) : printReferences(subject.slugs);
}

function printReferences(references: readonly string[]): string {
  return references.map(escapeReference).join(',');
}
