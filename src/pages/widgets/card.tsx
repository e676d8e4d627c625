import type { VNode } from 'preact';
import type { TableCell } from '../../formats/comparison/comparison-table.js';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import type { CardAddress } from '../addresses/card-address.js';
import { conceptHref } from '../addresses/page-addresses.js';
import { statementSections, type StatementRow } from '../approach/statements.js';
import { CellContent, stateClasses, type CellContext } from '../comparison/cell.js';
import { PageCitations, type PageStatement } from '../comparison/citations.js';
import { NumberedSources } from '../comparison/numbered-sources.js';
import { SourceList } from '../comparison/sources.js';
import { tableIcons } from '../comparison/table.js';
import { absolute, type PageContext } from '../layout/site.js';
import { renderInChunks } from '../markup/chunks.js';
import { IconDefinitions } from '../markup/icon.js';
import type { CardApproach, NamedAxis } from './card-operation.js';
import { WidgetData } from './widget-data.js';

/** The input of `renderCard`. */
export interface CardInput {
  /** Its site has a base URL, so that the addresses in the fragment are absolute. */
  readonly context: PageContext;
  /** Canonical: with the current slug. */
  readonly address: CardAddress;
  readonly approach: CardApproach;
  /** The axes of the address, in its order; null if the address names none. */
  readonly axes: readonly NamedAxis[] | null;
}

/** The maximum number of values of a card whose address names no axes. Such a card has the first stated values. */
const maxValues = 6;
/** The icons of values; those of verdicts are not needed. */
const cellIcons = tableIcons.filter((name) => name !== 'same' && name !== 'different');

/** Renders an approach as a fragment of HTML, in chunks: name, summary, values and their sources. Links to other pages are absolute. */
export function renderCard({
  context: { locale, site },
  address,
  approach: { slug, name, summary, claims },
  axes,
}: CardInput): Generator<string, void> {
  const { idPrefix } = address;
  const sources = new NumberedSources(locale);
  const rows = shownRows(claims.nodes, axes, locale, sources);
  const citations = new PageCitations({ approaches: [], sections: [] }, sources.cited, statementsOf(rows));
  const context: CellContext = { locale, citations, idPrefix };
  const shared = { at: address.at, after: null, locale: address.locale };
  const href = absolute(site, conceptHref({ type: 'APPROACH', slug, ...shared }));
  const title = `${idPrefix}name`;
  return renderInChunks(
    <article class="tertium tertium-card" lang={locale} aria-labelledby={title}>
      <IconDefinitions names={cellIcons} idPrefix={idPrefix} />
      <p class="tertium-card-name" id={title}>
        <a href={href}>
          <bdi>{name}</bdi>
        </a>
      </p>
      {summary !== null && (
        <p class="tertium-card-summary" dir="auto">
          {summary}
        </p>
      )}
      {rows.length > 0 ? (
        <dl class="tertium-card-values">
          {rows.map((row, index) => (
            <Value row={row} anchor={idPrefix + anchorOf(index)} context={context} />
          ))}
        </dl>
      ) : (
        <p>{message(locale, 'widget.card.noValues')}</p>
      )}
      {sources.cited.length > 0 && (
        <div class="tertium-card-sources">
          <SourceList
            context={{
              ...context,
              hasSheet: true,
              sourceHref: (source) =>
                absolute(site, conceptHref({ type: 'SOURCE', slug: source.slug, ...shared })),
            }}
          />
        </div>
      )}
      <p class="tertium-card-more">
        <a href={href}>{message(locale, 'widget.card.more', { count: claims.totalCount })}</a>
      </p>
      <WidgetData site={site} idPrefix={idPrefix} />
    </article>,
  );
}

function Value({
  row: { axis, cell },
  anchor,
  context,
}: {
  readonly row: ShownRow;
  readonly anchor: string;
  readonly context: CellContext;
}): VNode {
  return (
    <div id={anchor}>
      <dt>
        <bdi>{axis.name}</bdi>
      </dt>
      <dd class={stateClasses[cell.state]}>
        <CellContent cell={cell} context={context} />
      </dd>
    </div>
  );
}

interface ShownRow {
  readonly axis: { readonly name: string };
  readonly cell: TableCell;
}

function shownRows(
  claims: CardApproach['claims']['nodes'],
  axes: readonly NamedAxis[] | null,
  locale: Locale,
  sources: NumberedSources,
): readonly ShownRow[] {
  const isShown = ({ axis }: StatementRow): boolean =>
    axes === null || axes.some(({ kind, slug }) => kind === axis.kind && slug === axis.slug);
  const all = statementSections(claims, locale, new NumberedSources(locale)).flatMap(({ rows }) => rows);
  const values = all.filter(({ cell }) => cell.state === 'STATED').slice(0, maxValues);
  const shown = new Set((axes === null ? values : all.filter(isShown)).map(({ axis }) => axis));
  // The rows are built again, so that only their sources are numbered.
  const rows = statementSections(
    claims.filter(({ target }) => [...shown].some((axis) => isSame(axis, target))),
    locale,
    sources,
  ).flatMap((section) => section.rows);
  if (axes === null) return rows;
  return axes.map((axis) => rows.find((row) => isSame(row.axis, axis)) ?? { axis, cell: notStated(locale) });
}

interface Axis {
  readonly kind: string;
  readonly slug: string;
}

function isSame(axis: Axis, other: Axis | null): boolean {
  return other !== null && axis.kind === other.kind && axis.slug === other.slug;
}

function notStated(locale: Locale): TableCell {
  const text = message(locale, 'state.NOT_STATED');
  return { state: 'NOT_STATED', text, notation: text, parts: [] };
}

function anchorOf(index: number): string {
  return `r${index + 1}`;
}

function statementsOf(rows: readonly ShownRow[]): readonly PageStatement[] {
  return rows.flatMap(({ axis, cell }, index) =>
    cell.parts.flatMap(({ statements }) =>
      statements.map((statement) => ({ about: [axis.name], anchor: anchorOf(index), statement })),
    ),
  );
}
