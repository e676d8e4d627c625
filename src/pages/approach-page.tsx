import type { VNode } from 'preact';
import { message } from '../words/catalogue.js';
import type { Locale } from '../words/locale.js';
import { comparisonHref, wholeComparison } from './addresses/comparison-address.js';
import { conceptHref, type ConceptAddress } from './addresses/page-addresses.js';
import { CoverageCounts } from './approach/coverage-counts.js';
import { RelationList, relationsOf } from './approach/relations.js';
import { StatementTable } from './approach/statement-table.js';
import { statementSections } from './approach/statements.js';
import { References, type CellContext } from './comparison/cell.js';
import { PageCitations, type PageStatement } from './comparison/citations.js';
import { NumberedSources } from './comparison/numbered-sources.js';
import { SourceList } from './comparison/sources.js';
import { rowId, tableIcons } from './comparison/table.js';
import { NextPage, renderDocument } from './layout/document.js';
import { ConceptNames } from './layout/concept-names.js';
import { Revision } from './layout/revision.js';
import type { PageContext } from './layout/site.js';
import { ExternalLink } from './markup/external-link.js';
import { IconDefinitions } from './markup/icon.js';
import { Message } from './markup/message.js';
import type { ApproachResult, FoundApproach } from './operations/approach-operation.js';

/** The input of `renderApproachPage`. */
export interface ApproachPageInput {
  readonly context: PageContext;
  /** Canonical: with the current slug. */
  readonly address: ConceptAddress;
  readonly result: FoundApproach;
}

/** Renders the page of an approach as HTML, in chunks. */
export function renderApproachPage({
  context,
  address,
  result: { approach, revision },
}: ApproachPageInput): Generator<string, void> {
  const { site, locale } = context;
  const { name, summary, coverage, claims } = approach;
  const isFirst = address.after === null;
  const sources = new NumberedSources(locale);
  const definitions = (isFirst ? approach.definitions : []).map((each) => sources.statementOf(each));
  const sections = statementSections(claims.nodes, locale, sources);
  const relations = relationsOf(approach, sources);
  const rows = sections.flatMap((section) => section.rows);
  const cited: readonly PageStatement[] = [
    ...definitions.map((statement) => ({
      about: [message(locale, 'page.approach.definitions')],
      anchor: 'definitions',
      statement,
    })),
    ...rows.flatMap(({ axis, cell }) =>
      cell.parts.flatMap(({ statements }) =>
        statements.map((statement) => ({ about: [axis.name], anchor: rowId(axis), statement })),
      ),
    ),
    ...relations.flatMap((relation) =>
      relation.statement
        ? [{ about: [relation.concept.name], anchor: 'relations', statement: relation.statement }]
        : [],
    ),
  ];
  const citations = new PageCitations({ approaches: [], sections: [] }, sources.cited, cited);
  const cells: CellContext = { locale, citations, idPrefix: '' };
  const shared = { at: address.at, after: null, locale: address.locale };
  const approachHref = (slug: string): string => conceptHref({ type: 'APPROACH', slug, ...shared });
  const { hasNextPage, endCursor } = claims.pageInfo;

  const content = (
    <>
      <IconDefinitions names={tableIcons} />
      <article>
        <header>
          <ConceptNames
            context={context}
            kind="APPROACH"
            address={address}
            concept={approach}
            revision={revision}
          />
        </header>
        {definitions.length > 0 && (
          <section aria-labelledby="definitions">
            <h2 id="definitions">{message(locale, 'page.approach.definitions')}</h2>
            <ul class="aside">
              {definitions.map((each) => (
                <li dir="auto">
                  {each.words}
                  <References references={citations.of(each)} context={cells} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="stated">
          <h2 id="stated">{message(locale, 'page.approach.stated')}</h2>
          {rows.length > 0 ? (
            <StatementTable name={name} sections={sections} context={cells} />
          ) : (
            <p class="notice">
              <Message locale={locale} id="page.approach.noClaims" values={{ name }} />
            </p>
          )}
          {hasNextPage && endCursor !== null && (
            <NextPage href={conceptHref({ ...address, after: endCursor })} locale={locale}>
              {message(locale, 'page.approach.moreClaims', {
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
        {isFirst && coverage.axes > 0 && (
          <section aria-labelledby="coverage">
            <h2 id="coverage">{message(locale, 'page.approach.coverage')}</h2>
            <CoverageCounts locale={locale} coverage={coverage} />
          </section>
        )}
        {isFirst && (
          <div class="findings">
            <Nearest approach={approach} address={address} locale={locale} approachHref={approachHref} />
            <Questions approach={approach} address={address} locale={locale} />
          </div>
        )}
        <RelationList relations={relations} context={cells} approachHref={approachHref} />
        {isFirst && <SameAs uris={approach.sameAs} locale={locale} />}
        {sources.cited.length > 0 && (
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
        <Revision
          locale={locale}
          revision={revision}
          permanentHref={conceptHref({ ...address, at: revision.number })}
        />
      </article>
    </>
  );
  return renderDocument(
    context,
    {
      title: name,
      description: summary ?? message(locale, 'page.approach.description', { name }),
      canonical: isFirst
        ? conceptHref({ ...address, locale: address.locale === site.defaultLocale ? null : address.locale })
        : null,
      inLanguage: (each) => conceptHref({ ...address, locale: each }),
      image: null,
    },
    content,
  );
}

/** The nearest approaches, each with a link to its comparison with the approach of the page. */
function Nearest({
  approach: { slug, nearest },
  address,
  locale,
  approachHref,
}: {
  readonly approach: ApproachResult;
  readonly address: ConceptAddress;
  readonly locale: Locale;
  readonly approachHref: (slug: string) => string;
}): VNode | null {
  if (nearest.length === 0) return null;
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  return (
    <section aria-labelledby="nearest">
      <h2 id="nearest">{message(locale, 'page.approach.nearest')}</h2>
      <ul class="plain">
        {nearest.map(({ approach: near, score, sharedRows }) => (
          <li>
            <a href={approachHref(near.slug)}>
              <bdi>{near.name}</bdi>
            </a>
            <p>
              {message(locale, 'page.approach.alike', { percent: percent.format(score), rows: sharedRows })}
              {' · '}
              <a
                href={comparisonHref({
                  ...wholeComparison({ type: 'APPROACHES', slugs: [slug, near.slug].sort() }),
                  at: address.at,
                  locale: address.locale,
                })}
              >
                <Message locale={locale} id="page.approach.compareWith" values={{ name: near.name }} />
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Questions({
  approach: { questions },
  address,
  locale,
}: {
  readonly approach: ApproachResult;
  readonly address: ConceptAddress;
  readonly locale: Locale;
}): VNode | null {
  if (questions.nodes.length === 0) return null;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{message(locale, 'page.approach.questions')}</h2>
      <ul>
        {questions.nodes.map(({ slug, name }) => (
          <li>
            <a
              href={comparisonHref({
                ...wholeComparison({ type: 'QUESTION', slug }),
                at: address.at,
                locale: address.locale,
              })}
            >
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The URIs of the same concept in other systems. URIs that are not web pages are shown as texts. */
function SameAs({
  uris,
  locale,
}: {
  readonly uris: readonly string[];
  readonly locale: Locale;
}): VNode | null {
  if (uris.length === 0) return null;
  return (
    <section aria-labelledby="same-as" class="aside">
      <h2 id="same-as">{message(locale, 'page.approach.links')}</h2>
      <ul>
        {uris.map((uri) => (
          <li>
            <ExternalLink url={uri}>
              <bdi>{uri}</bdi>
            </ExternalLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
