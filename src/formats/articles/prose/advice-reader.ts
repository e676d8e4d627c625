import type { Account } from '../draft/account.js';
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
import type { Stated } from '../draft/stated.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/words.js';

/** Whether a sentence that names one subject says when, or for whom, it is the one to take. */
export function suitsIn(sentence: string): boolean {
  return (
    urging.test(sentence) ||
    suiting.test(sentence) ||
    (advising.test(sentence) && /\b(?:if|when)\b/iu.test(sentence))
  );
}

/** Reads advice, and the sentences with which a document closes. */
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

  /** States for what a subject is the one to take, where a sentence says so; whether it does. */
  suits(sentence: Words, subject: number, stated: Stated): boolean {
    if (!suitsIn(sentence.text)) return false;
    this.#builder.suits(subject, sentence, null, { ...stated, confidence: 0.7 });
    return true;
  }

  /** The same for a sentence that advises on several subjects in turn. */
  suitsEach(sentence: Words, stated: Stated): boolean {
    if (!suitsIn(sentence.text)) return false;
    const clauses = clausesOf(sentence, this.#names) ?? sentence.split(/[,;]\s+(?:or|and)\s+/gu);
    if (clauses.length < 2) return false;
    const advised = clauses.map((clause) => {
      const [only, another] = this.#names.namedIn(clause.text);
      const isAdvice = suitsIn(clause.text) || /\b(?:if|when|for)\b/iu.test(clause.text);
      return isAdvice && another === undefined ? only : undefined;
    });
    if (advised.some((subject) => subject === undefined) || new Set(advised).size < 2) return false;
    clauses.forEach((clause, index) => {
      const subject = advised[index];
      if (subject !== undefined)
        this.#builder.suits(subject, clause, null, { ...stated, words: clause, confidence: 0.8 });
    });
    return true;
  }

  /** Reads a paragraph below a heading that announces advice. */
  advise(words: Words, sentences: readonly Words[], where: Stated): void {
    const { owner } = this.#sections.current;
    if (owner !== null && this.#names.namedIn(words.text).every((subject) => subject === owner))
      return this.#builder.suits(owner, words, null, { ...where, confidence: 0.9 });
    this.conclude(sentences, where.under);
  }

  /**
   * Reads closing sentences: advice, and what else they say of the subjects. What is neither is left.
   * @param isSummary whether words such as "in essence" introduce them: then they are what the document concludes
   */
  conclude(sentences: readonly Words[], under: readonly string[], isSummary = false): void {
    for (const sentence of sentences) {
      const { text } = sentence;
      const stated = { words: sentence, under };
      const [subject, another] = this.#names.namedIn(text);
      const advises = advising.test(text);
      const tells = advises || weighing.test(text) || counselling.test(text) || urging.test(text);
      if (subject !== undefined && another === undefined && (suitsIn(text) || conditional.test(text))) {
        this.#builder.suits(subject, sentence, null, { ...stated, confidence: 0.8 });
      } else if (another !== undefined && this.suitsEach(sentence, stated)) {
        continue;
      } else if (another !== undefined && !advises && this.#setsApart(sentence)) {
        defineClauses(sentence, under, this.#names, this.#builder, 2);
        this.#builder.distinguish(sentence, stated);
      } else if (furnitureIn(text) !== null || roleOf(text) === 'ASIDE') {
        this.#account.mark(sentence, 'FURNITURE', 'a part of the page');
      } else if (tells || isSummary) {
        this.#builder.conclude(sentence, stated);
      } else if (subject !== undefined && another === undefined) {
        this.#builder.define(subject, sentence, { ...stated, confidence: 0.7 }, 3);
      } else if (another !== undefined || differing.test(text)) {
        this.#builder.distinguish(sentence, { ...stated, confidence: 0.6 });
      }
    }
  }

  #setsApart(sentence: Words): boolean {
    return namingDifference.test(sentence.text) || clausesOf(sentence, this.#names) !== null;
  }
}
