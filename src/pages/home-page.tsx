import type { VNode } from 'preact';
import { axisKinds } from '../graph/claim.js';
import type { ConceptKind } from '../graph/concept.js';
import { message } from '../words/catalogue.js';
import { homeHref, type HomeAddress } from './addresses/page-addresses.js';
import { ApproachChooser } from './home/approach-chooser.js';
import { QuestionList } from './home/question-list.js';
import { ResultList } from './home/search-results.js';
import { NextPage, renderDocument, SearchForm } from './layout/document.js';
import type { PageContext } from './layout/site.js';
import { Message } from './markup/message.js';
import type { HomeLists, HomeResult, SearchResults } from './operations/home-operation.js';

/** The input of `renderHomePage`. */
export interface HomePageInput {
  readonly context: PageContext;
  readonly address: HomeAddress;
  readonly result: HomeResult;
}

/** Renders the home page as HTML, in chunks: the lists of questions and approaches, or the results of a search. */
export function renderHomePage({ context, address, result }: HomePageInput): Generator<string, void> {
  const { site, locale } = context;
  const { search, after } = address;
  const isList = search === null && after === null;
  const content =
    result.search === undefined ? (
      <Contents context={context} address={address} result={result} />
    ) : (
      <Results context={context} address={address} result={result} />
    );
  return renderDocument(
    context,
    {
      title: search ?? message(locale, 'page.home.title'),
      description: message(locale, 'page.home.description'),
      canonical: isList
        ? homeHref({ ...address, locale: address.locale === site.defaultLocale ? null : address.locale })
        : null,
      inLanguage: (each) => homeHref({ ...address, locale: each }),
      image: null,
      hasSearch: true,
    },
    content,
    'website',
  );
}

/** Lists the numbers of concepts by kind, in the order of the page. */
function countsOf(result: HomeLists): readonly (readonly [kind: ConceptKind, count: number])[] {
  return [
    ['QUESTION', result.questions.totalCount],
    ['APPROACH', result.approaches.totalCount],
    ...axisKinds.map((kind) => [kind, result[`count_${kind}`].totalCount] as const),
    ['CITED_SOURCE', result.citedSources.totalCount],
  ];
}

function Contents({
  context: { locale, chosenLocale },
  address,
  result,
}: {
  readonly context: PageContext;
  readonly address: HomeAddress;
  readonly result: HomeLists;
}): VNode {
  const { questions, approaches } = result;
  const { hasNextPage, endCursor } = approaches.pageInfo;
  return (
    <>
      <header class="home">
        <h1>{message(locale, 'page.home.title')}</h1>
        <p class="lead">{message(locale, 'page.home.lead')}</p>
        <SearchForm locale={locale} chosenLocale={chosenLocale} search={null} />
      </header>
      {address.after === null && (
        <QuestionList questions={questions} locale={locale} chosenLocale={chosenLocale} />
      )}
      <section aria-labelledby="approaches">
        <h2 id="approaches">{message(locale, 'page.home.approaches')}</h2>
        {approaches.nodes.length > 0 ? (
          <ApproachChooser approaches={approaches} locale={locale} chosenLocale={chosenLocale} />
        ) : (
          <p class="notice">{message(locale, 'page.home.empty')}</p>
        )}
        {hasNextPage && endCursor !== null && (
          <NextPage href={homeHref({ ...address, after: endCursor })} locale={locale}>
            {message(locale, 'page.home.moreApproaches', {
              count: approaches.nodes.length,
              total: approaches.totalCount,
            })}
          </NextPage>
        )}
        <BackToStart locale={locale} address={address} />
      </section>
      <section aria-labelledby="numbers" class="aside">
        <h2 id="numbers">{message(locale, 'page.home.numbers')}</h2>
        <ul class="inline facts">
          {countsOf(result).map(([kind, count]) => (
            <li>{message(locale, `page.home.count.${kind}`, { count })}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Results({
  context: { locale, chosenLocale },
  address,
  result: { search },
}: {
  readonly context: PageContext;
  readonly address: HomeAddress;
  readonly result: SearchResults;
}): VNode {
  const { hasNextPage, endCursor } = search.pageInfo;
  return (
    <>
      <header class="home">
        <h1>
          <Message
            locale={locale}
            id="page.home.found"
            values={{ count: search.totalCount, text: address.search ?? '' }}
          />
        </h1>
        <SearchForm locale={locale} chosenLocale={chosenLocale} search={address.search} />
      </header>
      {search.edges.length > 0 ? (
        <ResultList edges={search.edges} locale={locale} chosenLocale={chosenLocale} />
      ) : (
        <p class="notice">
          {message(locale, 'page.home.foundHelp')}{' '}
          <a href={homeHref({ search: null, after: null, locale: chosenLocale })}>
            {message(locale, 'page.home')}
          </a>
        </p>
      )}
      {hasNextPage && endCursor !== null && (
        <NextPage href={homeHref({ ...address, after: endCursor })} locale={locale}>
          {message(locale, 'page.home.moreResults', {
            count: search.edges.length,
            total: search.totalCount,
          })}
        </NextPage>
      )}
      <BackToStart locale={locale} address={address} />
    </>
  );
}

/** A link to the first page of a list, on its other pages. */
function BackToStart({
  locale,
  address,
}: {
  readonly locale: PageContext['locale'];
  readonly address: HomeAddress;
}): VNode | null {
  if (address.after === null) return null;
  return (
    <p class="pager">
      <a href={homeHref({ ...address, after: null })}>{message(locale, 'page.first')}</a>
    </p>
  );
}
