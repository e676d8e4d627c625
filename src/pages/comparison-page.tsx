import type { VNode } from 'preact';
import { rowsOf, type TableRow, type TableStatement } from '../formats/comparison/comparison-table.js';
import { message } from '../words/catalogue.js';
import { calendarText } from '../words/values/date-text.js';
import {
  canonicalHref,
  comparisonFormats,
  comparisonHref,
  wholeComparison,
  type ComparisonAddress,
  type ComparisonFormat,
} from './addresses/comparison-address.js';
import { conceptHref, homeHref } from './addresses/page-addresses.js';
import { feedAddress, feedType } from './comparison-feed.js';
import { buildTable } from './comparison/build-table.js';
import { CellCounts } from './comparison/cell-counts.js';
import { References, type CellContext } from './comparison/cell.js';
import { Changes } from './comparison/changes.js';
import type { ChangesSince } from './comparison/changes-operation.js';
import { differingRows, hasAmounts } from './comparison/comparison-facts.js';
import { PageCitations } from './comparison/citations.js';
import { claimsData, pageData } from './comparison/comparison-json-ld.js';
import { type ComparisonResult } from './comparison/comparison-operation.js';
import { shortOperation } from './comparison/short-operation.js';
import { Narrowing } from './comparison/narrowing.js';
import { pageStatements } from './comparison/page-statements.js';
import type { ApproachName, QuestionResult } from './comparison/question-operation.js';
import { SourceList } from './comparison/sources.js';
import { ComparisonTableView, rowId, tableIcons } from './comparison/table.js';
import { embedCode } from './embed-code.js';
import { NextPage, renderDocument } from './layout/document.js';
import { absolute, type PageContext } from './layout/site.js';
import { IconDefinitions } from './markup/icon.js';
import { Message } from './markup/message.js';
import { ScriptData } from './markup/script-data.js';

/** The input of `renderComparisonPage`. */
export interface ComparisonPageInput {
  readonly context: PageContext;
  /** Canonical: with current slugs, sorted. */
  readonly address: ComparisonAddress;
  readonly result: ComparisonResult;
  /** The question of the address; null for approaches. */
  readonly question: QuestionResult | null;
  /** All approaches of the subject in its order, including those that the address hides. */
  readonly columns: readonly ApproachName[];
  /** The changes since the day of the address; null if the address has no day, or if there are no two revisions to compare. */
  readonly changes: ChangesSince | null;
}

const mediaTypes: Readonly<Record<ComparisonFormat, string>> = {
  md: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
};
const formatNames: Readonly<Record<ComparisonFormat, string>> = { md: 'Markdown', csv: 'CSV', json: 'JSON' };

/** Titles with more characters than this have a smaller font. */
const longTitle = 90;

/** Renders the page of a comparison as HTML, in chunks. An empty chunk follows long work, so that the caller can yield to the event loop. */
export function* renderComparisonPage(input: ComparisonPageInput): Generator<string, void> {
  const { context, address, result, question, columns, changes } = input;
  const { site, locale } = context;
  const { compare } = result;
  const table = buildTable(result, locale, question?.name);
  yield '';
  const { title, revision, sections } = table;
  const statements = pageStatements(
    table,
    question,
    {
      distinctions: { about: [message(locale, 'page.answer')], anchor: 'answer' },
      conclusions: { about: [message(locale, 'page.advice')], anchor: 'advice' },
    },
    locale,
  );
  const { distinctions, conclusions, sources } = statements;
  const citations = new PageCitations(table, sources, statements.statements);
  yield '';
  const cells: CellContext = { locale, citations, idPrefix: '' };
  const [lead] = distinctions;
  const description = lead?.words ?? table.inWords;
  const shared = { at: address.at, after: null, locale: address.locale };
  const approachHref = ({ slug }: { readonly slug: string }): string =>
    conceptHref({ type: 'APPROACH', slug, ...shared });
  const day = revision.time.slice(0, 10);
  const revisionDate = <time dateTime={revision.time}>{calendarText(locale, day)}</time>;
  const canonical = canonicalHref(address, site.defaultLocale);
  const rows = rowsOf(sections);
  const differing = differingRows(result);
  const shownRows = new Set(rows.map(({ axis }) => rowId(axis)));
  const { hasNextPage, endCursor } = compare.rows.pageInfo;
  const otherQuestions = compare.questions.nodes.filter(({ slug }) => slug !== question?.slug);
  const fixed = { ...address, at: revision.number, since: null };

  const code = embedCode(site, { address, title, columns });

  const content = (
    <>
      <IconDefinitions names={tableIcons} />
      <article>
        <header id="answer">
          <h1 dir="auto" class={title.length > longTitle ? 'long' : undefined}>
            {title}
          </h1>
          {address.at !== null && (
            <p class="notice">
              <Message
                locale={locale}
                id="page.fixedRevision"
                values={{ number: revision.number, date: revisionDate }}
              />{' '}
              <a href={comparisonHref({ ...address, at: null, after: null })}>
                {message(locale, 'page.newest')}
              </a>
            </p>
          )}
          {distinctions.length > 0 ? (
            distinctions.map((each, index) => <Answer statement={each} cells={cells} lead={index === 0} />)
          ) : (
            <p class="lead">{table.inWords}</p>
          )}
        </header>
        <div class="findings">
          {conclusions.length > 0 && (
            <section aria-labelledby="advice">
              <h2 id="advice">{message(locale, 'page.advice')}</h2>
              <ul>
                {conclusions.map((each) => (
                  <li dir="auto">
                    {each.words}
                    <References references={citations.of(each)} context={cells} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          {compare.summary.mostDiscriminating.length > 0 && (
            <section aria-labelledby="decides">
              <h2 id="decides">{message(locale, 'page.decides')}</h2>
              <dl>
                {compare.summary.mostDiscriminating.map(({ kind, axis, explanation }) => {
                  const id = rowId({ kind, slug: axis.slug });
                  const name = <bdi>{axis.name}</bdi>;
                  return (
                    <div>
                      <dt>{shownRows.has(id) ? <a href={`#${id}`}>{name}</a> : name}</dt>
                      <dd dir="auto">{explanation}</dd>
                    </div>
                  );
                })}
              </dl>
            </section>
          )}
        </div>
        <section aria-labelledby="table">
          <h2 id="table">{message(locale, 'page.table')}</h2>
          {distinctions.length > 0 && <p>{table.inWords}</p>}
          <Narrowing
            locale={locale}
            address={address}
            rowCount={table.rowCount}
            differing={differing}
            hasAmounts={hasAmounts(result)}
            columns={columns}
          />
          {rows.length > 0 ? (
            <ComparisonTableView table={table} context={{ ...cells, approachHref, dataOf: rowsData }} />
          ) : (
            <p class="notice">
              {message(locale, address.differences ? 'page.noDifferences' : 'page.noRows')}
            </p>
          )}
          {hasNextPage && endCursor !== null && (
            <NextPage href={comparisonHref({ ...address, since: null, after: endCursor })} locale={locale}>
              {message(locale, 'page.moreRows', { count: rows.length, total: compare.rows.totalCount })}
            </NextPage>
          )}
          {address.after !== null && (
            <p class="pager">
              <a href={comparisonHref({ ...address, after: null })}>{message(locale, 'page.first')}</a>
            </p>
          )}
          <h3>{message(locale, 'page.cells')}</h3>
          <CellCounts locale={locale} counts={compare.summary.byState} />
        </section>
        <ScriptData
          type="application/ld+json"
          value={pageData({
            table,
            question,
            answers: [...distinctions, ...conclusions],
            sources,
            description,
            url: absolute(site, canonical),
            siteName: site.name,
            homeUrl: absolute(site, homeHref({ search: null, after: null, locale: address.locale })),
            approachUrl: (approach) => absolute(site, approachHref(approach)),
            downloads: comparisonFormats.map((format) => ({
              mediaType: mediaTypes[format],
              url: absolute(site, comparisonHref(fixed, format)),
            })),
          })}
        />
        {sources.length > 0 && (
          <section aria-labelledby="sources">
            <h2 id="sources">{message(locale, 'page.sources')}</h2>
            <SourceList
              context={{
                ...cells,
                hasSheet: true,
                sourceHref: ({ slug }) => conceptHref({ type: 'SOURCE', slug, ...shared }),
              }}
            />
          </section>
        )}
        <section aria-labelledby="changes" class="aside">
          <h2 id="changes">{message(locale, 'page.changes')}</h2>
          <p>
            <Message
              locale={locale}
              id="page.revision"
              values={{ number: revision.number, date: revisionDate }}
            />
            {' · '}
            <a href={comparisonHref(fixed)} rel="bookmark">
              {message(locale, 'page.permanentLink')}
            </a>
          </p>
          <Changes locale={locale} address={address} changes={changes} shownDay={day} />
        </section>
        {otherQuestions.length > 0 && (
          <section aria-labelledby="questions" class="aside">
            <h2 id="questions">{message(locale, 'page.questions')}</h2>
            <ul>
              {otherQuestions.map(({ slug, name }) => (
                <li>
                  <a
                    href={comparisonHref({
                      ...fixed,
                      subject: { type: 'QUESTION', slug },
                      axes: null,
                      hide: [],
                      columns: null,
                      at: address.at,
                      after: null,
                    })}
                  >
                    <bdi>{name}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="data" class="aside">
          <h2 id="data">{message(locale, 'page.data')}</h2>
          <ul class="inline">
            {comparisonFormats.map((format) => (
              <li>
                <a
                  href={comparisonHref({ ...address, since: null, after: null }, format)}
                  type={mediaTypes[format]}
                >
                  {formatNames[format]}
                </a>
              </li>
            ))}
          </ul>
          {code !== null && (
            <details>
              <summary>{message(locale, 'page.embed')}</summary>
              <pre dir="ltr">
                <code>{code}</code>
              </pre>
            </details>
          )}
          <details>
            <summary>{message(locale, 'page.graphql')}</summary>
            <pre dir="ltr">
              <code>{shortOperation(compare.approaches, address, locale)}</code>
            </pre>
          </details>
        </section>
      </article>
    </>
  );
  yield* renderDocument(
    context,
    {
      title,
      description,
      canonical,
      inLanguage: (each) => comparisonHref({ ...address, since: null, after: null, locale: each }),
      image: comparisonHref(
        { ...wholeComparison(address.subject), at: address.at, locale: address.locale },
        'png',
      ),
      formats: [
        ...comparisonFormats.map((format) => ({
          mediaType: mediaTypes[format],
          href: comparisonHref({ ...address, since: null, after: null }, format),
        })),
        ...(site.embeds ? embedLinks(context, address) : []),
      ],
    },
    content,
  );
}

/**
 * Returns the links by which feed readers and other sites find the feed and the frame of a comparison. Without a base URL, there is no link
 * to the frame, because oEmbed needs absolute URLs.
 */
function embedLinks(
  { site, locale }: PageContext,
  address: ComparisonAddress,
): readonly { readonly mediaType: string; readonly href: string; readonly title?: string }[] {
  const feed = {
    mediaType: feedType,
    href: comparisonHref(feedAddress(address), 'atom'),
    title: message(locale, 'feed.link'),
  };
  if (site.baseUrl === null) return [feed];
  const url = encodeURIComponent(absolute(site, comparisonHref({ ...address, since: null, after: null })));
  return [feed, { mediaType: 'application/json+oembed', href: absolute(site, `/oembed?url=${url}`) }];
}

function rowsData(rows: readonly TableRow[]): VNode {
  return <ScriptData type="application/ld+json" value={claimsData(rows)} />;
}

function Answer({
  statement,
  cells,
  lead,
}: {
  readonly statement: TableStatement;
  readonly cells: CellContext;
  readonly lead: boolean;
}): VNode {
  return (
    <p class={lead ? 'lead' : undefined} dir="auto">
      {statement.words}
      <References references={cells.citations.of(statement)} context={cells} />
    </p>
  );
}
