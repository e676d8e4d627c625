import type { ReportBuilder } from '../../import/report-builder.js';
import { clausesOf } from './contrast.js';
import { furnitureIn, roleOf } from '../text/cues.js';
import { defineClauses } from './defining.js';
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
import { advisesAgainst, deniesOutsideConditions } from '../text/polarity.js';
import type { Sections } from '../outline/sections.js';
import type { Evidence } from '../draft/evidence.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

/** Whether a sentence recommends a subject for a case or a group of people. The sentence must name one subject; this is not checked. */
export function suitsIn(sentence: string): boolean {
  return (
    !advisesAgainst(sentence) &&
    (urging.test(sentence) ||
      suiting.test(sentence) ||
      (advising.test(sentence) && /\b(?:if|when)\b/iu.test(sentence)))
  );
}

/** Whether a sentence recommends something, or states a condition that its main clause does not deny. */
export function recommends(sentence: string): boolean {
  return suitsIn(sentence) || (conditional.test(sentence) && !deniesOutsideConditions(sentence));
}

/** Reads advice and concluding sentences. */
export class AdviceReader {
  readonly #names: SubjectNames;
  readonly #builder: DraftBuilder;
  readonly #report: ReportBuilder;
  readonly #sections: Sections;

  constructor(names: SubjectNames, builder: DraftBuilder, report: ReportBuilder, sections: Sections) {
    this.#names = names;
    this.#builder = builder;
    this.#report = report;
    this.#sections = sections;
  }

  /**
   * Adds the use case that a sentence recommends a subject for.
   * @returns whether the sentence recommends the subject
   */
  suits(sentence: PlacedText, subject: number, evidence: Evidence): boolean {
    if (!suitsIn(sentence.text)) return false;
    this.#builder.suits(subject, sentence, null, {
      ...evidence,
      confidence: Math.min(evidence.confidence ?? 1, 0.7),
    });
    return true;
  }

  /**
   * Adds the use cases of several subjects, each from its own clause.
   * @returns whether use cases were added
   */
  suitsEach(sentence: PlacedText, evidence: Evidence): boolean {
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
        this.#builder.suits(subject, clause, null, { ...evidence, content: clause, confidence: 0.8 });
    });
    return true;
  }

  /** Reads a paragraph below a heading with the role `GUIDANCE`. */
  advise(content: PlacedText, sentences: readonly PlacedText[], evidence: Evidence): void {
    const { owner } = this.#sections.current;
    if (owner !== null && this.#names.namedIn(content.text).every((subject) => subject === owner))
      return this.#suitsUnless(owner, content, sentences, evidence);
    this.conclude(sentences, evidence.headings);
  }

  /**
   * Adds a paragraph as a use case of a subject. If a sentence advises against the subject, the other sentences are added as separate
   * use cases.
   */
  #suitsUnless(
    owner: number,
    content: PlacedText,
    sentences: readonly PlacedText[],
    evidence: Evidence,
  ): void {
    const isAgainst = sentences.some(({ text }) => advisesAgainst(text));
    for (const part of isAgainst ? sentences : [content])
      this.#builder.suits(owner, part, null, {
        ...evidence,
        content: part,
        confidence: isAgainst ? 0.8 : 0.9,
      });
  }

  /**
   * Reads concluding sentences: advice and other statements about the subjects. Most sentences about other topics are ignored.
   * @param isSummary whether a phrase such as "in essence" introduces the sentences; sentences about other topics are then conclusions
   */
  conclude(sentences: readonly PlacedText[], headings: readonly string[], isSummary = false): void {
    for (const sentence of sentences) {
      const { text } = sentence;
      const evidence = { content: sentence, headings };
      const [subject, another] = this.#names.namedIn(text);
      const isAdvice = advising.test(text);
      const isConclusion = isAdvice || weighing.test(text) || counselling.test(text) || urging.test(text);
      if (subject !== undefined && another === undefined && recommends(text)) {
        this.#builder.suits(subject, sentence, null, { ...evidence, confidence: 0.8 });
      } else if (another !== undefined && this.suitsEach(sentence, evidence)) {
        continue;
      } else if (another !== undefined && !isAdvice && this.#isContrast(sentence)) {
        defineClauses(sentence, headings, this.#names, this.#builder, 2);
        this.#builder.distinguish(sentence, evidence);
      } else if (furnitureIn(text) !== null || roleOf(text) === 'ASIDE') {
        this.#report.mark(sentence, 'FURNITURE', 'page furniture');
      } else if (isConclusion || isSummary) {
        this.#builder.conclude(sentence, evidence);
      } else if (subject !== undefined && another === undefined) {
        this.#builder.define(subject, sentence, { ...evidence, confidence: 0.7 }, 3);
      } else if (another !== undefined || differing.test(text)) {
        this.#builder.distinguish(sentence, { ...evidence, confidence: 0.6 });
      }
    }
  }

  #isContrast(sentence: PlacedText): boolean {
    return namingDifference.test(sentence.text) || clausesOf(sentence, this.#names) !== null;
  }
}
