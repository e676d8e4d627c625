import { wholeComparison, type ComparisonAddress } from '../../../src/pages/addresses/comparison-address.js';
import {
  comparisonOperation,
  type ComparedApproaches,
  type ComparedCell,
  type ComparisonResult,
} from '../../../src/pages/comparison/comparison-operation.js';
import {
  questionOperation,
  type QuestionPageResult,
  type QuestionResult,
} from '../../../src/pages/comparison/question-operation.js';
import { renderComparisonFragment } from '../../../src/pages/comparison-fragment.js';
import { renderComparisonPage, type ComparisonPageInput } from '../../../src/pages/comparison-page.js';
import type { Site } from '../../../src/pages/layout/site.js';
import type { UnitChoice } from '../../../src/words/cells/row-unit.js';
import type { Locale } from '../../../src/words/locale.js';
import { execute } from '../../support/api.js';
import type { TestStore } from '../../support/stores.js';

export const site: Site = {
  name: 'Comparisons',
  logo: null,
  footer: null,
  baseUrl: 'https://compare.example',
  defaultLocale: 'en',
  accent: '#0b5566',
  embeds: true,
  frameScript: null,
  styleSheet: '/assets/pages.css',
  widgets: null,
};

/** Executes the operation of comparison pages. */
export async function compared(
  { store }: TestStore,
  approaches: readonly string[],
  {
    locale = 'en',
    axes = null,
    units = 'ROW',
  }: {
    readonly locale?: Locale;
    readonly axes?: readonly string[] | null;
    readonly units?: UnitChoice;
  } = {},
): Promise<ComparisonResult> {
  const { data, errors } = await execute(store, comparisonOperation, {
    approaches,
    along: axes === null ? null : { axes },
    at: null,
    locale,
    units,
    differences: false,
    orderBy: 'EDITORIAL',
    first: 500,
    after: null,
  });
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data as ComparisonResult;
}

export async function questioned({ store }: TestStore, slug: string): Promise<QuestionResult> {
  const { data } = await execute(store, questionOperation, { slug, at: null });
  const { question } = data as QuestionPageResult;
  if (!question) throw new Error(`Expected a question ${slug}.`);
  return question;
}

/** Renders the page of a result: the whole comparison of its approaches or question, unless `more` has another address. */
export function pageOf(result: ComparisonResult, more: PageOptions = {}): string {
  return chunksOf(result, more).join('');
}

/** Renders the fragment of a result for pages of other sites: the whole comparison of its approaches. */
export function fragmentOf(result: ComparisonResult, locale: Locale, idPrefix: string): string {
  const { approaches } = result.compare;
  const slugs = approaches.map(({ slug }) => slug).sort();
  const chosenLocale = locale === 'en' ? null : locale;
  const address = { ...wholeComparison({ type: 'APPROACHES', slugs }), locale: chosenLocale };
  const context = { site, locale, chosenLocale };
  return [
    ...renderComparisonFragment({ context, address, result, question: null, columns: approaches, idPrefix }),
  ].join('');
}

type PageOptions = Partial<Omit<ComparisonPageInput, 'address'>> & {
  readonly locale?: Locale;
  readonly address?: Partial<ComparisonAddress>;
};

/** Renders a page in chunks. */
export function chunksOf(
  result: ComparisonResult,
  { locale = 'en', question = null, address = {}, ...more }: PageOptions = {},
): readonly string[] {
  const { approaches } = result.compare;
  const slugs = approaches.map(({ slug }) => slug).sort();
  const whole = wholeComparison(
    question ? { type: 'QUESTION', slug: question.slug } : { type: 'APPROACHES', slugs },
  );
  const chosenLocale = locale === 'en' ? null : locale;
  return [
    ...renderComparisonPage({
      context: { site, locale, chosenLocale },
      address: { ...whole, locale: chosenLocale, ...address },
      result,
      question,
      columns: approaches,
      changes: null,
      ...more,
    }),
  ];
}

/** Creates a result from rows of cells. Each cell has a state and the parts of its value. */
export function handMade(
  rows: readonly (readonly HandMadeCell[])[],
  {
    names = ['A', 'B', 'C'],
    axis = 'Axis',
  }: { readonly names?: readonly string[]; readonly axis?: string } = {},
): ComparisonResult {
  const width = rows[0]?.length ?? 2;
  const compare: ComparedApproaches = {
    revision: 7,
    inWords: 'In words.',
    approaches: names
      .slice(0, width)
      .map((name, index) => ({ id: `approach/a${index}`, slug: `a${index}`, name, summary: null })),
    questions: { nodes: [] },
    summary: { rowCount: rows.length, byState: [], byVerdict: [], mostDiscriminating: [] },
    rows: {
      totalCount: rows.length,
      pageInfo: { hasNextPage: false, endCursor: null },
      nodes: rows.map((cells, index) => ({
        section: { id: 'features', label: 'Features' },
        kind: 'FEATURE',
        group: null,
        axis: { slug: `x${index}`, name: axis, summary: null },
        verdict: 'DIFFERENT',
        verdictLabel: 'Different',
        explanation: '',
        distance: 1,
        differs: true,
        cells: cells.map(cellOf),
      })),
    },
  };
  return { compare, revision: { number: 7, time: '2024-05-17T10:00:00.000Z' } };
}

export interface HandMadeCell {
  readonly state: ComparedCell['state'];
  readonly parts?: readonly {
    readonly text: string;
    readonly support?: 'YES' | 'PARTIAL' | 'NO';
    readonly claims: readonly HandMadeClaim[];
  }[];
}

export interface HandMadeClaim {
  readonly words?: string;
  /** The number of a source. */
  readonly source: number;
  readonly url?: string;
  readonly name?: string;
  readonly publisher?: string;
  readonly citations?: readonly { readonly locator?: string; readonly quote?: string }[];
}

function cellOf({ state, parts = [] }: HandMadeCell): ComparedCell {
  return {
    state,
    display: '',
    text: parts.length === 0 ? 'Not stated' : parts.map(({ text }) => text).join('; '),
    parts: parts.map(({ text, support, claims }) => ({
      text,
      value: support ? { __typename: 'SupportValue', support } : { __typename: 'TextValue' },
      claims: claims.map(({ words, source, url, name, publisher, citations = [] }, index) => ({
        id: `claim/${index}`,
        text: words ?? null,
        source: {
          id: `cited-source/s${source}`,
          slug: `s${source}`,
          name: name ?? `Source ${source}`,
          url: url ?? null,
          publisher: publisher ?? null,
          publishedOn: null,
          accessedOn: null,
          language: null,
        },
        citations: citations.map(({ locator = null, quote = null }) => ({ locator, quote })),
      })),
    })),
  };
}
