import { comparisonHref, shownColumns, type ComparisonAddress } from './addresses/comparison-address.js';
import { printPairs } from './addresses/query-parameters.js';
import type { ApproachName } from './comparison/question-operation.js';
import { absolute, type Site } from './layout/site.js';

/** The comparison that the embed code shows. */
export interface EmbeddedComparison {
  readonly address: ComparisonAddress;
  readonly title: string;
  /** All approaches of the subject. */
  readonly columns: readonly ApproachName[];
}

/**
 * Prints the HTML that shows a comparison on another site: the element, its files with their hashes, and a link for readers without scripts.
 * Null if the site has no base URL or no widgets.
 */
export function embedCode(site: Site, { address, title, columns }: EmbeddedComparison): string | null {
  const { baseUrl, widgets } = site;
  if (baseUrl === null || widgets === null) return null;
  const { styleSheet, comparison } = widgets;
  const page = absolute(site, comparisonHref({ ...address, since: null, after: null }));
  const attributes = attributesOf(address, columns).map(([name, value]) =>
    value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`,
  );
  return `<link rel="stylesheet" href="${absolute(site, styleSheet.url)}" integrity="${styleSheet.integrity}" crossorigin="anonymous">
<script type="module" src="${absolute(site, comparison.url)}" integrity="${comparison.integrity}" crossorigin="anonymous"></script>
<tertium-comparison${attributes.join('')}><a href="${escaped(page)}">${escaped(title)}</a></tertium-comparison>`;
}

function attributesOf(
  address: ComparisonAddress,
  columns: readonly ApproachName[],
): readonly (readonly [name: string, value: string])[] {
  const { subject, axes, hide, under, differences, sort, units, at, locale } = address;
  const isChosen = address.columns !== null || hide.length > 0;
  const shown = shownColumns(address, columns).map(({ slug }) => slug);
  const values = {
    question: subject.type === 'QUESTION' ? subject.slug : null,
    approaches: subject.type === 'APPROACHES' ? subject.slugs.join() : null,
    differences: differences ? '' : null,
    axes: axes?.join() ?? null,
    columns: isChosen ? shown.join() : null,
    under: under.length === 0 ? null : printPairs(under),
    sort: sort === 'editorial' ? null : sort,
    units: units === 'row' ? null : units,
    at: at === null ? null : String(at),
    lang: locale,
  };
  return Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

function escaped(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/"/gu, '&quot;').replace(/</gu, '&lt;');
}
