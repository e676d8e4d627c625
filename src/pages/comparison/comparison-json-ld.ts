import type {
  ComparisonTable,
  TableApproach,
  TableRow,
  TableSource,
  TableStatement,
} from '../../formats/comparison/comparison-table.js';
import { webUrl } from '../markup/external-link.js';
import type { QuestionResult } from './question-operation.js';

const context = 'https://schema.org';

/** The input of `pageData`. Addresses are absolute if the site has a base URL. */
export interface ComparisonDataInput {
  readonly table: ComparisonTable;
  readonly question: QuestionResult | null;
  readonly answers: readonly TableStatement[];
  readonly sources: readonly TableSource[];
  readonly description: string;
  readonly url: string;
  readonly siteName: string;
  readonly homeUrl: string;
  readonly approachUrl: (approach: TableApproach) => string;
  readonly downloads: readonly { readonly mediaType: string; readonly url: string }[];
}

/**
 * Returns the page as linked data (schema.org): a WebPage whose main entity is a Dataset about the approaches, with the sources as
 * citations. A question with answers is added as a Question. The page is not a QAPage, because users cannot submit answers.
 * Sources and approaches have fragments as ids (`#s1`, `#a1`), to which `claimsData` refers.
 */
export function pageData({
  table,
  question,
  answers,
  sources,
  description,
  url,
  siteName,
  homeUrl,
  approachUrl,
  downloads,
}: ComparisonDataInput): unknown {
  const { title, language, revision, approaches } = table;
  const about = approaches.map((_, column) => approachReference(column));
  return {
    '@context': context,
    '@graph': [
      {
        '@type': 'WebPage',
        '@id': url,
        url,
        name: title,
        description,
        inLanguage: language,
        dateModified: revision.time,
        isPartOf: { '@type': 'WebSite', name: siteName, url: homeUrl },
        about,
        mainEntity: { '@id': '#data' },
      },
      {
        '@type': 'Dataset',
        '@id': '#data',
        name: title,
        description,
        version: String(revision.number),
        about,
        citation: sources.map(({ number }) => sourceReference(number)),
        distribution: downloads.map(({ mediaType, url: contentUrl }) => ({
          '@type': 'DataDownload',
          encodingFormat: mediaType,
          contentUrl,
        })),
      },
      ...approaches.map((approach, column) => ({
        '@type': 'Thing',
        ...approachReference(column),
        name: approach.name,
        ...(approach.summary !== null && { description: approach.summary }),
        url: approachUrl(approach),
      })),
      ...(question && answers.length > 0
        ? [
            {
              '@type': 'Question',
              name: question.name,
              about,
              suggestedAnswer: answers.map(({ words, source }) => ({
                '@type': 'Answer',
                text: words ?? '',
                citation: sourceReference(source),
              })),
            },
          ]
        : []),
      ...sources.map(sourceData),
    ],
  };
}

function sourceData({ number, name, url, publisher, publishedOn, language }: TableSource): unknown {
  const href = webUrl(url);
  return {
    '@type': 'CreativeWork',
    ...sourceReference(number),
    name,
    ...(href !== null && { url: href }),
    ...(publisher !== null && { publisher: { '@type': 'Organization', name: publisher } }),
    ...(publishedOn !== null && { datePublished: publishedOn }),
    ...(language !== null && { inLanguage: language }),
  };
}

/**
 * Returns the values of rows as Claims of schema.org. Each Claim is about its approach and cites its sources. A cell without values
 * has no Claim.
 */
export function claimsData(rows: readonly TableRow[]): unknown {
  return {
    '@context': context,
    '@graph': rows.flatMap(({ axis, cells }) =>
      cells.flatMap(({ parts }, column) =>
        parts.map(({ text, statements }) => ({
          '@type': 'Claim',
          name: axis.name,
          about: approachReference(column),
          citation: one([...new Set(statements.map(({ source }) => source))].map(sourceReference)),
          text,
        })),
      ),
    ),
  };
}

function one<Element>(elements: readonly Element[]): Element | readonly Element[] {
  const [first] = elements;
  return first !== undefined && elements.length === 1 ? first : elements;
}

function approachReference(column: number): { readonly '@id': string } {
  return { '@id': `#a${column + 1}` };
}

function sourceReference(number: number): { readonly '@id': string } {
  return { '@id': `#s${number}` };
}
