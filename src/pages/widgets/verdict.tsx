import { renderToString } from 'preact-render-to-string';
import { message } from '../../words/catalogue.js';
import { comparisonHref, type ComparisonAddress } from '../addresses/comparison-address.js';
import type { CitedSourceResult } from '../comparison/comparison-operation.js';
import { differingRows } from '../comparison/differing-rows.js';
import type { QuestionResult } from '../comparison/question-operation.js';
import { ExternalLink } from '../markup/external-link.js';
import type { WidgetContext } from './widget-context.js';
import { comparisonName } from './comparison-name.js';
import type { VerdictResult } from './verdict-operation.js';

/** What the verdict of a comparison shows. */
export interface VerdictInput {
  readonly context: WidgetContext;
  readonly address: ComparisonAddress;
  /** The question of the address; null for approaches. */
  readonly question: QuestionResult | null;
  readonly result: VerdictResult;
}

/**
 * Renders a comparison in a sentence, as a fragment of HTML: what distinguishes the approaches according to a source, or a summary of the
 * table; the number of rows and of sources; a link to the page. All links are absolute.
 */
export function renderVerdict({
  context: { locale, url },
  address,
  question,
  result: { compare },
}: VerdictInput): string {
  const { approaches, summary, sources, inWords } = compare;
  const { rowCount: rows } = summary;
  const name = comparisonName(
    locale,
    approaches.map((each) => each.name),
  );
  const said = (question?.distinctions ?? []).find(({ text }) => text !== null);
  return renderToString(
    <div class="tertium tertium-sentence" lang={locale}>
      <p class="tertium-sentence-name" dir="auto">
        {name}
      </p>
      <p class="tertium-sentence-text" dir="auto">
        {said?.text ?? inWords}
        {said && <Source source={said.source} />}
      </p>
      <p class="tertium-sentence-basis">
        {message(locale, 'page.verdict.basis', {
          differing: differingRows(summary.byVerdict),
          rows,
          sources: sources.totalCount,
        })}{' '}
        <a href={url(comparisonHref({ ...address, since: null, after: null }))}>
          {message(locale, 'page.verdict.compare')}
        </a>
      </p>
    </div>,
  );
}

/** The source of the sentence, with a link to it. */
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
