import type {
  ComparisonTable,
  TableSource,
  TableStatement,
} from '../../formats/comparison/comparison-table.js';
import type { Locale } from '../../words/locale.js';
import type { PageStatement } from './citations.js';
import type { CitedSourceResult } from './comparison-operation.js';
import type { AnswerResult, QuestionResult } from './question-operation.js';
import { sourceDetails } from './source-details.js';

/** The answers to the question of a page, and all sources of the page. */
export interface PageStatements {
  /** The statements about the difference between the approaches. */
  readonly distinctions: readonly TableStatement[];
  /** The advice that answers the question. */
  readonly conclusions: readonly TableStatement[];
  /** The distinctions and the conclusions, for the list of sources. */
  readonly statements: readonly PageStatement[];
  /** The sources of the table, then the other sources of the answers. */
  readonly sources: readonly TableSource[];
}

/**
 * Converts the answers to statements and numbers their sources: sources of the table keep their numbers, and the other sources follow.
 * @param parts the parts of the page that show the distinctions and the conclusions
 */
export function pageStatements(
  { sources: cited }: Pick<ComparisonTable, 'sources'>,
  question: QuestionResult | null,
  parts: Readonly<Record<'distinctions' | 'conclusions', Omit<PageStatement, 'statement'>>>,
  locale: Locale,
): PageStatements {
  const sources = [...cited];
  const numberOf = (source: CitedSourceResult): number => {
    const known = sources.find(({ id }) => id === source.id);
    if (known) return known.number;
    const number = sources.length + 1;
    sources.push({ number, ...source, details: sourceDetails(locale, source) });
    return number;
  };
  const statementOf = ({ text, source, citations }: AnswerResult): TableStatement => ({
    claim: '',
    words: text,
    source: numberOf(source),
    citations: citations.map(({ locator, quote }) => ({ locator, quote })),
  });
  const distinctions = (question?.distinctions ?? []).map(statementOf);
  const conclusions = (question?.conclusions ?? []).map(statementOf);
  return {
    distinctions,
    conclusions,
    statements: [
      ...distinctions.map((statement) => ({ ...parts.distinctions, statement })),
      ...conclusions.map((statement) => ({ ...parts.conclusions, statement })),
    ],
    sources,
  };
}
