import type { VNode } from 'preact';
import type { TableSource } from '../../formats/comparison/comparison-table.js';
import { citedUrl } from '../../graph/cited-url.js';
import { calendarText } from '../../words/values/date-text.js';
import { ExternalLink, webUrl } from '../markup/external-link.js';
import { Message } from '../markup/message.js';
import { Slices, slicesOf } from '../markup/chunks.js';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import type { CellContext } from './cell.js';
import type { CitationItem, ListedSource } from './citations.js';

/** The properties of the page that the list of sources needs. */
export interface SourcesContext extends CellContext {
  /** Returns the address of the page of a source; null if the page is not linked. */
  readonly sourceHref: (source: TableSource) => string | null;
  /** Whether the document has the style sheet, which shows the source of a followed reference at the lower edge of the window. */
  readonly hasSheet: boolean;
}

const itemsInSlice = 100;

/** The numbered list of sources, each with its citations: locators and quotes. To be rendered by `renderInChunks`. */
export function SourceList({ context }: { readonly context: SourcesContext }): VNode {
  return (
    <>
      <ol class="tertium-sources">
        <Slices of={sources(context)} />
      </ol>
      {/* The target of the links that close a source. It is always in view, so that these links do not scroll the page. */}
      {context.hasSheet && <span class="tertium-closed" id={`${context.idPrefix}closed`} />}
    </>
  );
}

function* sources(context: SourcesContext): Generator<VNode> {
  for (const cited of context.citations.bySource) yield <Source cited={cited} context={context} />;
}

function Source({
  cited: { source, items },
  context,
}: {
  readonly cited: ListedSource;
  readonly context: SourcesContext;
}): VNode {
  const { locale, idPrefix, sourceHref, hasSheet, linkTarget } = context;
  const href = sourceHref(source);
  const name = <cite dir="auto">{source.name}</cite>;
  return (
    <li class="tertium-source" id={`${idPrefix}s${source.number}`}>
      <p>
        {href === null ? (
          name
        ) : (
          <a href={href} target={linkTarget}>
            {name}
          </a>
        )}
        <SourceDetails source={source} locale={locale} linkTarget={linkTarget} />
      </p>
      {items.length > 0 && (
        <ol>
          <Slices of={itemSlices(items, context)} />
        </ol>
      )}
      {hasSheet && (
        <a class="tertium-close" href={`#${idPrefix}closed`}>
          {message(locale, 'page.close')}
        </a>
      )}
    </li>
  );
}

/** Publisher, dates and address of a source. The style sheet adds a separator before each. */
export function SourceDetails({
  source: { publisher, publishedOn, accessedOn, url },
  locale,
  linkTarget,
}: {
  readonly source: Pick<TableSource, 'publisher' | 'publishedOn' | 'accessedOn' | 'url'>;
  readonly locale: Locale;
  readonly linkTarget?: CellContext['linkTarget'];
}): VNode {
  const linked = webUrl(url);
  return (
    <span class="tertium-details">
      {publisher !== null && <bdi>{publisher}</bdi>}
      {publishedOn !== null && (
        <span>
          <Message
            locale={locale}
            id="page.publishedOn"
            values={{ date: <time dateTime={publishedOn}>{calendarText(locale, publishedOn)}</time> }}
          />
        </span>
      )}
      {accessedOn !== null && (
        <span>
          <Message
            locale={locale}
            id="page.accessedOn"
            values={{ date: <time dateTime={accessedOn}>{calendarText(locale, accessedOn)}</time> }}
          />
        </span>
      )}
      {linked !== null && (
        <ExternalLink url={linked} target={linkTarget}>
          {new URL(linked).host.replace(/^www\./u, '')}
        </ExternalLink>
      )}
    </span>
  );
}

function* itemSlices(items: readonly CitationItem[], context: CellContext): Generator<VNode> {
  for (const slice of slicesOf(items, itemsInSlice)) {
    yield (
      <>
        {slice.map((item) => (
          <Item item={item} context={context} />
        ))}
      </>
    );
  }
}

function Item({
  item: { item, anchor, about, citation },
  context: { idPrefix, linkTarget },
}: {
  readonly item: CitationItem;
  readonly context: CellContext;
}): VNode {
  return (
    <li id={idPrefix + item}>
      <a href={`#${idPrefix}${anchor}`}>
        {about.map((name, index) => (
          <>
            {index > 0 && ', '}
            <bdi>{name}</bdi>
          </>
        ))}
      </a>
      {citation.locator !== null && <bdi class="tertium-place">{citation.locator}</bdi>}
      {citation.quote !== null && (
        <q dir="auto">
          <ExternalLink url={citedUrl(citation)} target={linkTarget}>
            {citation.quote}
          </ExternalLink>
        </q>
      )}
    </li>
  );
}
