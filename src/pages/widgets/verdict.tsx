import { renderToString } from 'preact-render-to-string';
import { message } from '../../words/catalogue.js';
import { comparisonHref, type ComparisonAddress } from '../addresses/comparison-address.js';
import type { CitedSourceResult } from '../comparison/comparison-operation.js';
import { differingRows } from '../comparison/comparison-facts.js';
import type { QuestionResult } from '../comparison/question-operation.js';
import { absolute, type PageContext } from '../layout/site.js';
import { ExternalLink } from '../markup/external-link.js';
import { comparisonName } from './comparison-name.js';
import type { VerdictResult } from './verdict-operation.js';
import { WidgetData } from './widget-data.js';

/** The input of `renderVerdict`. */
export interface VerdictInput {
  /** Its site has a base URL, so that the addresses in the fragment are absolute. */
  readonly context: PageContext;
  readonly address: ComparisonAddress;
  /** The question of the address; null for approaches. */
  readonly question: QuestionResult | null;
  readonly result: VerdictResult;
}

/**
 * Renders a comparison in words, as a fragment of HTML: what distinguishes the approaches according to a source, or else a summary of the
 * table; the numbers of rows and sources; a link to the page. All links are absolute.
 */
export function renderVerdict({ context, address, question, result }: VerdictInput): string {
  const { locale, site } = context;
  const { approaches, summary, sources, inWords } = result.compare;
  const { rowCount: rows } = summary;
  const name = comparisonName(
    locale,
    approaches.map((each) => each.name),
  );
  const distinction = (question?.distinctions ?? []).find(({ text }) => text !== null);
  return renderToString(
    <div class="tertium tertium-sentence" lang={locale}>
      <p class="tertium-sentence-name" dir="auto">
        {name}
      </p>
      <p class="tertium-sentence-text" dir="auto">
        {distinction?.text ?? inWords}
        {distinction && <Source source={distinction.source} />}
      </p>
      <p class="tertium-sentence-basis" dir="auto">
        {message(locale, 'widget.verdict.basis', {
          differing: differingRows(result),
          rows,
          sources: sources.totalCount,
        })}{' '}
        <a href={absolute(site, comparisonHref({ ...address, since: null, after: null }))}>
          {message(locale, 'widget.verdict.compare')}
        </a>
      </p>
      <WidgetData site={site} />
    </div>,
  );
}

/** The source of the sentence, linked if it has the URL of a web page. */
function Source({ source: { name, url } }: { readonly source: CitedSourceResult }) {
  return (
    <>
      {' '}
      <cite>
        <ExternalLink url={url}>
          <bdi>{name}</bdi>
        </ExternalLink>
      </cite>
    </>
  );
}
