import type { ComparisonTable } from '../formats/comparison/comparison-table.js';
import { message } from '../words/catalogue.js';
import type { Locale } from '../words/locale.js';
import { calendarText } from '../words/values/date-text.js';
import { comparisonHref, unitWords, type ComparisonAddress } from './addresses/comparison-address.js';
import { conceptHref } from './addresses/page-addresses.js';
import { hasAmounts, differingRows } from './comparison/comparison-facts.js';
import { buildTable } from './comparison/build-table.js';
import { PageCitations } from './comparison/citations.js';
import type { ComparisonResult } from './comparison/comparison-operation.js';
import type { FragmentData, FragmentWords } from './comparison/fragment-data.js';
import type { ApproachName, QuestionResult } from './comparison/question-operation.js';
import { SourceList } from './comparison/sources.js';
import { ComparisonTableView, tableIcons } from './comparison/table.js';
import { absolute, type PageContext } from './layout/site.js';
import { renderInChunks } from './markup/chunks.js';
import { IconDefinitions } from './markup/icon.js';
import { ScriptData } from './markup/script-data.js';

/** The input of `renderComparisonFragment`. */
export interface ComparisonFragmentInput {
  /** Its site has a base URL, so that the addresses in the fragment are absolute. */
  readonly context: PageContext;
  readonly address: ComparisonAddress;
  readonly result: ComparisonResult;
  readonly question: QuestionResult | null;
  readonly columns: readonly ApproachName[];
  /** The prefix of all ids. */
  readonly idPrefix: string;
}

/**
 * Renders the table of a comparison and its sources for a page of another site, in chunks. The result is the content of
 * `<tertium-comparison>`; the server of the other site may also insert it. The table is that of the comparison page, apart from ids, absolute
 * links and linked data.
 */
export function renderComparisonFragment(input: ComparisonFragmentInput): Generator<string, void> {
  const { context, address, result, question, idPrefix } = input;
  const { site, locale } = context;
  const table = buildTable(result, locale, question?.name);
  const citations = new PageCitations(table, table.sources);
  const shared = { at: address.at, after: null, locale: address.locale };
  const cells = { locale, citations, idPrefix };
  const { rows } = result.compare;
  const count = table.sections.reduce((sum, section) => sum + section.rows.length, 0);
  const page = absolute(site, comparisonHref(address));
  return renderInChunks(
    <div class="tertium" lang={locale}>
      <IconDefinitions names={tableIcons} idPrefix={idPrefix} />
      <p class="tertium-tools">
        <a href={page}>{message(locale, 'widget.open')}</a>
      </p>
      <div class="tertium-frame">
        {count > 0 ? (
          <ComparisonTableView
            table={table}
            context={{
              ...cells,
              approachHref: ({ slug }) => absolute(site, conceptHref({ type: 'APPROACH', slug, ...shared })),
              dataOf: () => null,
            }}
          />
        ) : (
          <p>{message(locale, address.differences ? 'page.noDifferences' : 'page.noRows')}</p>
        )}
      </div>
      {rows.pageInfo.hasNextPage && (
        <p>
          <a href={page}>{message(locale, 'page.moreRows', { count, total: rows.totalCount })}</a>
        </p>
      )}
      {table.sources.length > 0 && (
        <>
          <h2 class="tertium-heading">{message(locale, 'page.sources')}</h2>
          <SourceList
            context={{
              ...cells,
              hasSheet: true,
              sourceHref: ({ slug }) => absolute(site, conceptHref({ type: 'SOURCE', slug, ...shared })),
            }}
          />
        </>
      )}
      <ScriptData type="application/json" value={dataOf(input, table, page)} />
    </div>,
  );
}

function dataOf(
  { context: { site, locale }, address, result, columns, idPrefix }: ComparisonFragmentInput,
  table: ComparisonTable,
  page: string,
): FragmentData {
  const { title, revision } = table;
  const { widgets } = site;
  const whole = { ...address, since: null, after: null };
  const permanent = absolute(site, comparisonHref({ ...whole, at: revision.number }));
  const differing = differingRows(result);
  return {
    prefix: idPrefix,
    styleSheet: widgets && absolute(site, widgets.styleSheet.url),
    module: widgets && { ...widgets.comparison, url: absolute(site, widgets.comparison.url) },
    page,
    markdown: absolute(site, comparisonHref(whole, 'md')),
    csv: absolute(site, comparisonHref(whole, 'csv')),
    citation: message(locale, 'widget.citation', {
      title: /\p{P}$/u.test(title) ? title : `${title}.`,
      number: revision.number,
      date: calendarText(locale, revision.time.slice(0, 10)),
      site: site.name,
      url: permanent,
    }),
    columns: columns.map(({ slug, name }) => ({ slug, name })),
    shown: table.approaches.map(({ slug }) => slug),
    sections: table.sections.map(({ id }) => id),
    differences: address.differences,
    units: address.units,
    unitChoices:
      hasAmounts(result) || address.units !== 'row'
        ? unitWords.map((value) => ({ value, label: message(locale, `page.units.${value}`) }))
        : [],
    status: address.differences
      ? message(locale, 'widget.differingRows', { count: differing, total: table.rowCount })
      : message(locale, 'widget.allRows', { count: table.rowCount }),
    columnStatus: message(locale, 'widget.columnsChosen', {
      count: table.approaches.length,
      total: columns.length,
    }),
    words: wordsOf(locale, differing),
  };
}

/** Returns the texts of the controls, in which the element replaces the arguments in braces. */
function wordsOf(locale: Locale, differing: number): FragmentWords {
  const name = '{name}';
  return {
    controls: message(locale, 'widget.controls'),
    onlyDifferences: message(locale, 'page.onlyDifferences', { count: differing }),
    columns: message(locale, 'page.columns'),
    earlier: message(locale, 'widget.earlier', { name }),
    later: message(locale, 'widget.later', { name }),
    moved: message(locale, 'widget.moved', { name, place: '{place}', count: '{count}' }),
    units: message(locale, 'page.units'),
    copy: message(locale, 'widget.copy'),
    copyMarkdown: message(locale, 'widget.copyMarkdown'),
    copyCsv: message(locale, 'widget.copyCsv'),
    copyEmbed: message(locale, 'widget.copyEmbed'),
    copyCitation: message(locale, 'widget.copyCitation'),
    copied: message(locale, 'widget.copied'),
    copyByHand: message(locale, 'widget.copyByHand'),
    source: message(locale, 'widget.source', { number: '{number}' }),
    close: message(locale, 'page.close'),
    failed: message(locale, 'widget.failed'),
    open: message(locale, 'widget.open'),
  };
}
