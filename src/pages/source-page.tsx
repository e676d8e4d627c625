import type { VNode } from 'preact';
import { message } from '../words/catalogue.js';
import type { Locale } from '../words/locale.js';
import { calendarText } from '../words/values/date-text.js';
import { languageText } from '../words/values/language-text.js';
import { conceptHref, type ConceptAddress } from './addresses/page-addresses.js';
import { NextPage, renderDocument } from './layout/document.js';
import { ConceptNames } from './layout/concept-names.js';
import { Revision } from './layout/revision.js';
import type { PageContext } from './layout/site.js';
import { ExternalLink, webUrl } from './markup/external-link.js';
import { Message } from './markup/message.js';
import type { FoundSource, SourceResult } from './operations/source-operation.js';
import { ClaimList } from './source/claim-list.js';

/** The input of `renderSourcePage`. */
export interface SourcePageInput {
  readonly context: PageContext;
  /** Canonical: with the current slug. */
  readonly address: ConceptAddress;
  readonly result: FoundSource;
}

/** Renders the page of a cited source as HTML, in chunks. */
export function renderSourcePage({
  context,
  address,
  result: { citedSource: source, revision },
}: SourcePageInput): Generator<string, void> {
  const { site, locale } = context;
  const { name, summary, claims } = source;
  const isFirst = address.after === null;
  const { hasNextPage, endCursor } = claims.pageInfo;
  const content = (
    <article>
      <header>
        <ConceptNames
          context={context}
          kind="CITED_SOURCE"
          address={address}
          concept={source}
          revision={revision}
        />
        <Facts source={source} locale={locale} />
      </header>
      <section aria-labelledby="claims">
        <h2 id="claims">{message(locale, 'page.source.claims', { count: claims.totalCount })}</h2>
        {claims.nodes.length > 0 ? (
          <ClaimList
            claims={claims.nodes}
            context={{ locale, parameters: { at: address.at, locale: address.locale } }}
          />
        ) : (
          <p class="notice">{message(locale, 'page.source.noClaims')}</p>
        )}
        {hasNextPage && endCursor !== null && (
          <NextPage href={conceptHref({ ...address, after: endCursor })} locale={locale}>
            {message(locale, 'page.source.moreClaims', {
              count: claims.nodes.length,
              total: claims.totalCount,
            })}
          </NextPage>
        )}
        {!isFirst && (
          <p class="pager">
            <a href={conceptHref({ ...address, after: null })}>{message(locale, 'page.first')}</a>
          </p>
        )}
      </section>
      <Revision
        locale={locale}
        revision={revision}
        permanentHref={conceptHref({ ...address, at: revision.number })}
      />
    </article>
  );
  return renderDocument(
    context,
    {
      title: name,
      description: summary ?? message(locale, 'page.source.description', { name }),
      canonical: isFirst
        ? conceptHref({ ...address, locale: address.locale === site.defaultLocale ? null : address.locale })
        : null,
      inLanguage: (each) => conceptHref({ ...address, locale: each }),
      image: null,
    },
    content,
  );
}

/** Publisher, dates, language, category, reading time and addresses of a source. */
function Facts({ source, locale }: { readonly source: SourceResult; readonly locale: Locale }): VNode {
  const { publisher, publishedOn, accessedOn, language, category, readingMinutes, url, sameAs } = source;
  const linked = [...new Set([url, ...sameAs])].flatMap((each) => webUrl(each) ?? []);
  return (
    <ul class="inline facts">
      {publisher !== null && (
        <li>
          <bdi>{publisher}</bdi>
        </li>
      )}
      {publishedOn !== null && <DateFact locale={locale} id="page.publishedOn" date={publishedOn} />}
      {accessedOn !== null && <DateFact locale={locale} id="page.accessedOn" date={accessedOn} />}
      {language !== null && <li>{languageText(locale, language)}</li>}
      {category !== null && (
        <li>
          <bdi>{category}</bdi>
        </li>
      )}
      {readingMinutes !== null && (
        <li>{message(locale, 'page.source.readingMinutes', { minutes: readingMinutes })}</li>
      )}
      {linked.map((each) => (
        <li>
          <ExternalLink url={each}>
            <Message locale={locale} id="page.source.open" values={{ host: new URL(each).host }} />
          </ExternalLink>
        </li>
      ))}
    </ul>
  );
}

function DateFact({
  locale,
  id,
  date,
}: {
  readonly locale: Locale;
  readonly id: 'page.publishedOn' | 'page.accessedOn';
  readonly date: string;
}): VNode {
  return (
    <li>
      <Message
        locale={locale}
        id={id}
        values={{ date: <time dateTime={date}>{calendarText(locale, date)}</time> }}
      />
    </li>
  );
}
