import type { Account } from '../draft/report-builder.js';
import { clausesOf } from './contrast.js';
import { furnitureIn, roleOf } from '../text/cues.js';
import { defineClauses } from './define-clauses.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import {
  advising,
  conditional,
  counselling,
  differing,
  namingDifference,
  suiting,
  urging,
  weighing,
} from '../text/prose-cues.js';
import type { Sections } from '../outline/sections.js';
import type { Stated } from '../draft/evidence.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/placed-text.js';

/**
 * Whether a sentence that names one subject says in which case, or for whom, the subject is the right
 * choice.
 */
export function suitsIn(sentence: string): boolean {
  return (
    urging.test(sentence) ||
    suiting.test(sentence) ||
    (advising.test(sentence) && /\b(?:if|when)\b/iu.test(sentence))
  );
}

/** Reads advice and concluding sentences. */
export class AdviceReader {
  readonly #names: SubjectNames;
  readonly #builder: DraftBuilder;
  readonly #account: Account;
  readonly #sections: Sections;

  constructor(names: SubjectNames, builder: DraftBuilder, account: Account, sections: Sections) {
    this.#names = names;
    this.#builder = builder;
    this.#account = account;
    this.#sections = sections;
  }

  /** Adds what a subject is suited for, if a sentence states it. @returns whether it does */
  suits(sentence: Words, subject: number, evidence: Stated): boolean {
    if (!suitsIn(sentence.text)) return false;
    this.#builder.suits(subject, sentence, null, { ...evidence, confidence: 0.7 });
    return true;
  }

  /** Like `suits`, for a sentence with advice on several subjects in separate clauses. */
  suitsEach(sentence: Words, evidence: Stated): boolean {
    if (!suitsIn(sentence.text)) return false;
    const clauses = clausesOf(sentence, this.#names) ?? sentence.split(/[,;]\s+(?:or|and)\s+/gu);
    if (clauses.length < 2) return false;
    const subjects = clauses.map((clause) => {
      const [only, another] = this.#names.namedIn(clause.text);
      const isClauseAdvice = suitsIn(clause.text) || /\b(?:if|when|for)\b/iu.test(clause.text);
      return isClauseAdvice && another === undefined ? only : undefined;
    });
    if (subjects.some((subject) => subject === undefined) || new Set(subjects).size < 2) return false;
    clauses.forEach((clause, index) => {
      const subject = subjects[index];
      if (subject !== undefined)
        this.#builder.suits(subject, clause, null, { ...evidence, words: clause, confidence: 0.8 });
    });
    return true;
  }

  /** Reads a paragraph below a heading that announces advice. */
  advise(words: Words, sentences: readonly Words[], evidence: Stated): void {
    const { owner } = this.#sections.current;
    if (owner !== null && this.#names.namedIn(words.text).every((subject) => subject === owner))
      return this.#builder.suits(owner, words, null, { ...evidence, confidence: 0.9 });
    this.conclude(sentences, evidence.under);
  }

  /**
   * Reads concluding sentences: advice, and other statements about the subjects. Other sentences are
   * ignored.
   * @param isSummary whether a phrase such as "in essence" introduces them, so that all of them are
   *   conclusions
   */
  conclude(sentences: readonly Words[], under: readonly string[], isSummary = false): void {
    for (const sentence of sentences) {
      const { text } = sentence;
      const evidence = { words: sentence, under };
      const [subject, another] = this.#names.namedIn(text);
      const isAdvice = advising.test(text);
      const isConclusion = isAdvice || weighing.test(text) || counselling.test(text) || urging.test(text);
      if (subject !== undefined && another === undefined && (suitsIn(text) || conditional.test(text))) {
        this.#builder.suits(subject, sentence, null, { ...evidence, confidence: 0.8 });
      } else if (another !== undefined && this.suitsEach(sentence, evidence)) {
        continue;
      } else if (another !== undefined && !isAdvice && this.#isContrast(sentence)) {
        defineClauses(sentence, under, this.#names, this.#builder, 2);
        this.#builder.distinguish(sentence, evidence);
      } else if (furnitureIn(text) !== null || roleOf(text) === 'ASIDE') {
        this.#account.mark(sentence, 'FURNITURE', 'a part of the page');
      } else if (isConclusion || isSummary) {
        this.#builder.conclude(sentence, evidence);
      } else if (subject !== undefined && another === undefined) {
        this.#builder.define(subject, sentence, { ...evidence, confidence: 0.7 }, 3);
      } else if (another !== undefined || differing.test(text)) {
        this.#builder.distinguish(sentence, { ...evidence, confidence: 0.6 });
      }
    }
  }

  #isContrast(sentence: Words): boolean {
    return namingDifference.test(sentence.text) || clausesOf(sentence, this.#names) !== null;
  }
}
