import type { TableSource, TableStatement } from '../../formats/comparison/comparison-table.js';
import type { Locale } from '../../words/locale.js';
import type { CitedSourceResult } from './comparison-operation.js';
import type { AnswerResult } from './question-operation.js';
import { sourceDetails } from './source-details.js';

/** Numbers sources from 1, in the order in which they are first cited. */
export class NumberedSources {
  readonly cited: TableSource[] = [];
  readonly #locale: Locale;
  readonly #numbers = new Map<string, number>();

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  numberOf(source: CitedSourceResult): number {
    let number = this.#numbers.get(source.id);
    if (number === undefined) {
      number = this.cited.length + 1;
      this.cited.push({ number, ...source, details: sourceDetails(this.#locale, source) });
      this.#numbers.set(source.id, number);
    }
    return number;
  }

  /** Converts a claim to a statement that cites its source. */
  statementOf({ text, source, citations }: AnswerResult): TableStatement {
    return {
      claim: '',
      words: text,
      source: this.numberOf(source),
      citations: citations.map(({ locator, quote }) => ({ locator, quote })),
    };
  }
}
