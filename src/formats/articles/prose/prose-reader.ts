import type { ReportBuilder } from '../../import/report-builder.js';
import { AdviceReader, suitsIn } from './advice-reader.js';
import { clausesOf, contrastAlong, contrastIn, type Contrast } from './contrast.js';
import {
  defineClauses,
  advisedIn,
  definesIn,
  firstMention,
  definesAtStart,
  withoutConnective,
} from './defining.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import { doubted, type Evidence } from '../draft/evidence.js';
import { namesAspect } from '../text/cues.js';
import { trimLabel } from '../text/label.js';
import { turnsAway } from '../text/polarity.js';
import { LabelledProse } from './labelled-prose.js';
import {
  advising,
  aspectAloneIn,
  aspectIn,
  closing,
  continuing,
  differing,
  urging,
  weighing,
} from '../text/prose-cues.js';
import type { Sections } from '../outline/sections.js';
import { sentencesOf } from './sentences.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { PlacedText } from '../../input/placed-text.js';

/** Reads prose, such as definitions, contrasts, advice, and statements about the subject or aspect of a section. */
export class ProseReader {
  readonly #names: SubjectNames;
  readonly #builder: DraftBuilder;
  readonly #report: ReportBuilder;
  readonly #sections: Sections;
  readonly #labelled: LabelledProse;
  readonly #advice: AdviceReader;
  /**
   * The collected paragraphs of the current section, if the section may contrast the subjects along the aspect in its
   * heading; otherwise null.
   */
  #aspect: {
    readonly heading: PlacedText;
    readonly paragraphs: PlacedText[];
    readonly headings: readonly string[];
  } | null = null;
  #hasMentions = false;
  /**
   * By subject, a sentence that names only the subject, near its start, in a section without an owner. The sentence is read as the
   * definition of the subject if the article has no other definition of the subject.
   */
  readonly #openings = new Map<number, Evidence>();

  constructor(names: SubjectNames, builder: DraftBuilder, report: ReportBuilder, sections: Sections) {
    this.#names = names;
    this.#builder = builder;
    this.#report = report;
    this.#sections = sections;
    this.#labelled = new LabelledProse(names, builder, report, sections);
    this.#advice = new AdviceReader(names, builder, report, sections);
  }

  /**
   * Reads a paragraph.
   * @param emphasisLength the number of emphasised UTF-16 code units at the start of the paragraph
   * @param isLast whether the paragraph is after the last list and table; if there are none, whether it is the last paragraph
   */
  read(content: PlacedText, emphasisLength: number, isLast: boolean): void {
    const { current } = this.#sections;
    if (current.isOffTopic || current.role === 'ASIDE') return;
    const sentences = sentencesOf(content, this.#names);
    const evidence = { content, headings: this.#sections.path };
    if (this.#labelled.read(content, emphasisLength, evidence)) return;
    if (closing.test(content.text) || current.role === 'CONCLUSION')
      return this.#advice.conclude(sentences, evidence.headings, closing.test(content.text));
    if (current.role === 'GUIDANCE') return this.#advice.advise(content, sentences, evidence);
    if (current.owner !== null && (current.role === 'BENEFITS' || current.role === 'DRAWBACKS')) {
      for (const sentence of sentences) {
        const named = this.#names.namedIn(sentence.text);
        const isOfOther = named.length > 0 && !named.includes(current.owner);
        // "X is light, whereas Y is heavy" says something about each, but not which of them is better.
        const isContrast = contrastIn(sentence, this.#names) !== null;
        if (isOfOther || isContrast || turnsAway(sentence.text)) {
          const side = current.role === 'BENEFITS' ? 'benefit' : 'drawback';
          const guess = `perhaps a ${side} of ${this.#names.nameOf(current.owner)}`;
          this.#report.mark(sentence, 'NOT_UNDERSTOOD', guess);
          continue;
        }
        const sentenceEvidence = { content: sentence, headings: evidence.headings, confidence: 0.8 };
        if (current.role === 'BENEFITS')
          this.#builder.benefit(current.owner, sentence, null, sentenceEvidence);
        else this.#builder.drawback(current.owner, sentence, null, sentenceEvidence);
      }
      return;
    }
    const shared = this.#sections.sharedAspect;
    if (shared !== null && current.owner !== null)
      return this.#builder.value(current.owner, trimLabel(shared), null, content, evidence);
    if (this.#isAspectSection()) {
      const heading = this.#sections.heading as PlacedText;
      if (this.#aspect?.heading !== heading) this.flush();
      this.#aspect ??= { heading, paragraphs: [], headings: evidence.headings };
      this.#aspect.paragraphs.push(content);
      return;
    }
    const isClosing =
      isLast &&
      this.#hasMentions &&
      sentences.length <= 6 &&
      current.owner === null &&
      this.#names.namedIn(content.text).length >= 2;
    this.#readSentences(sentences, evidence.headings, isClosing);
  }

  /** Reads the paragraphs that were collected since the start of their section. */
  flush(): void {
    const aspect = this.#aspect;
    this.#aspect = null;
    if (!aspect) return;
    const { heading, paragraphs, headings } = aspect;
    const all = paragraphs.flatMap((paragraph) => sentencesOf(paragraph, this.#names));
    // If a document is truncated, its last sentence can be incomplete.
    const isIncomplete = !/[.!?…:;。！？)\]"”’'»]\s*$/u.test(paragraphs.at(-1)?.text ?? '');
    const sides = isIncomplete ? null : contrastAlong(paragraphs, this.#names);
    const isAdvice = all.filter(({ text }) => suitsIn(text)).length * 2 >= all.length;
    const dimension = trimLabel(heading);
    if (!sides || isAdvice || this.#builder.isOfTable(dimension.text))
      return this.#readSentences(all, headings, false);
    const statements = [...sides.values()].flat();
    for (const sentence of all) {
      const isStatement = statements.some(({ start, end }) => start >= sentence.start && end <= sentence.end);
      if (isStatement) this.#report.mark(sentence, 'NAMED', `the aspect ${dimension.text}`);
    }
    for (const [subject, statements] of sides) {
      const joinedStatement = PlacedText.join(statements, ' ');
      this.#builder.value(subject, dimension, this.#sections.path.at(-2) ?? null, joinedStatement, {
        content: joinedStatement,
        headings,
        confidence: 0.8,
      });
      for (const statement of statements)
        this.#report.mark(statement, 'STATED', `${dimension.text} of ${this.#names.nameOf(subject)}`, 0.8);
    }
  }

  /** Whether the heading of the section is an aspect along which the subjects may differ. */
  #isAspectSection(): boolean {
    const { role, owner, content, isSubject } = this.#sections.current;
    const { heading } = this.#sections;
    if (heading === null || content === null || owner !== null || isSubject) return false;
    const isNumbered = /^\d{1,2}[.)]\s/u.test(heading.text);
    if (!this.#sections.isAboutDifferences && !isNumbered && !/^[^?]{2,60}$/u.test(heading.text))
      return false;
    if (role === 'DIFFERENCES' && !isNumbered && !namesAspect(heading.text)) return false;
    if (this.#names.namedIn(heading.text).length > 0 || heading.text.split(/\s+/u).length > 9) return false;
    return (
      role !== 'CONCLUSION' &&
      role !== 'GUIDANCE' &&
      role !== 'ASIDE' &&
      role !== 'DEFINITION' &&
      role !== 'SIMILARITIES'
    );
  }

  #readSentences(sentences: readonly PlacedText[], headings: readonly string[], isClosing: boolean): void {
    const names = this.#names;
    const { owner, isSubject } = this.#sections.current;
    let current: number | null = null;
    let sentencesRead = 0;
    for (const [index, sentence] of sentences.entries()) {
      if (index < sentencesRead) continue;
      const evidence = { content: sentence, headings };
      const named = names.namedIn(sentence.text);
      const count = owner === null ? this.#readAspectAlone(sentences, index, headings) : 0;
      if (count > 0) {
        sentencesRead = index + 1 + count;
        current = null;
        continue;
      }
      if (named.length > 0) this.#hasMentions = true;
      if (/[:：]$/u.test(sentence.text)) {
        this.#report.mark(sentence, 'NAMED', 'a lead-in');
        continue;
      }
      if (named.length >= 2) {
        const isDefined = defineClauses(sentence, headings, names, this.#builder);
        if (this.#readAspect(sentence, headings)) {
          if (/^the (?:\w+ )?(?:difference|distinction)\b/iu.test(sentence.text))
            this.#builder.distinguish(sentence, evidence);
          continue;
        }
        const isOfBoth = owner === null || differing.test(sentence.text);
        if (this.#advice.suitsEach(sentence, evidence)) continue;
        if (differing.test(sentence.text) || clausesOf(sentence, names))
          this.#builder.distinguish(sentence, evidence);
        else if (isClosing && !this.#sections.isAboutDifferences) this.#builder.conclude(sentence, evidence);
        else if (owner !== null) this.#builder.define(owner, sentence, evidence, 2);
        else if (
          !isDefined &&
          isOfBoth &&
          (this.#sections.isAboutDifferences || /\b(?:both|two|each|either|neither)\b/iu.test(sentence.text))
        )
          this.#builder.distinguish(sentence, { ...evidence, confidence: 0.6 });
        current = null;
        continue;
      }
      // Advice can refer to a subject by an inflection of its name, such as a verb.
      const [only = advisedIn(sentence.text, this.#names)] = named;
      if (owner !== null) {
        const isOpening =
          isSubject &&
          sentence === sentences[0] &&
          (firstMention(sentence.text, owner, names)?.start ?? 99) < 16;
        const definesOther =
          only !== undefined && only !== owner && definesAtStart(sentence.text, only, this.#names);
        const isDefining = definesOther || definesIn(sentence.text, owner, names);
        this.#builder.define(
          definesOther ? only : owner,
          sentence,
          isDefining || this.#sections.areCertain ? evidence : doubted(evidence),
          definesOther ? 2 : definesIn(sentence.text, owner, names) ? (isSubject ? 0 : 1) : isOpening ? 1 : 2,
        );
        continue;
      }
      const isAdvice = this.#sections.areCertain || urging.test(sentence.text);
      if (only !== undefined && this.#advice.suits(sentence, only, isAdvice ? evidence : doubted(evidence)))
        continue;
      const mention = only === undefined ? null : firstMention(sentence.text, only, this.#names);
      if (only !== undefined && mention && mention.start < 16 && !this.#openings.has(only))
        this.#openings.set(only, {
          ...evidence,
          confidence: mention.start <= 4 && !differing.test(sentence.text) ? 0.6 : 0.5,
        });
      if (only !== undefined && definesIn(sentence.text, only, this.#names)) {
        this.#builder.define(only, withoutConnective(sentence), evidence, 1);
        current = only;
      } else if (
        differing.test(sentence.text) &&
        (only !== undefined ||
          this.#sections.isAboutDifferences ||
          /\b(?:they|them|both|two|these|each|either)\b/iu.test(sentence.text))
      ) {
        this.#builder.distinguish(sentence, { ...evidence, confidence: 0.8 });
        current = null;
      } else if (only === undefined && current !== null && continuing.test(sentence.text)) {
        this.#builder.define(current, sentence, { ...evidence, confidence: 0.8 }, 3);
      } else if (only !== undefined && this.#sections.isAboutDifferences) {
        this.#builder.distinguish(sentence, { ...evidence, confidence: 0.7 });
      } else if (
        isClosing &&
        (only !== undefined || advising.test(sentence.text) || weighing.test(sentence.text))
      ) {
        this.#builder.conclude(sentence, { ...evidence, confidence: 0.7 });
      } else {
        current = null;
      }
    }
  }

  /** Reads the sentences of `#openings` as definitions of the subjects that have no definition, if the article is certainly about them. */
  defineByOpenings(): void {
    if (!this.#sections.areCertain) return;
    for (const [subject, evidence] of this.#openings) {
      if (!this.#builder.isDefined(subject)) this.#builder.define(subject, evidence.content, evidence, 1);
    }
  }

  /**
   * Reads a sentence that only names an aspect, and the one or two sentences after it if they contrast all subjects.
   * @returns the number of sentences after it that were read
   */
  #readAspectAlone(sentences: readonly PlacedText[], index: number, headings: readonly string[]): number {
    const sentence = sentences[index] as PlacedText;
    const aspect = aspectAloneIn(sentence.text);
    if (!aspect) return 0;
    const dimension = sentence.slice(aspect.start, aspect.end);
    if (this.#builder.isOfTable(dimension.text)) return 0;
    for (const count of [1, 2]) {
      const sides = contrastIn(
        PlacedText.join(sentences.slice(index + 1, index + 1 + count), ' '),
        this.#names,
      );
      if (sides === null || sides.size < this.#names.count) continue;
      this.#report.mark(sentence, 'NAMED', `the aspect ${dimension.text}`);
      this.#addSides(sides, dimension, headings);
      return count;
    }
    return 0;
  }

  /** Adds the statements about each subject as its value of an aspect. */
  #addSides(sides: Contrast, dimension: PlacedText, headings: readonly string[]): void {
    for (const [subject, statements] of sides) {
      const content = PlacedText.join(statements, ' ');
      this.#builder.value(subject, dimension, null, content, { content, headings, confidence: 0.8 });
    }
  }

  /**
   * Reads a sentence that names an aspect and contrasts the subjects along this aspect.
   * @returns whether the sentence was read
   */
  #readAspect(sentence: PlacedText, headings: readonly string[]): boolean {
    const aspect = aspectIn(sentence.text);
    if (!aspect) return false;
    const dimension = sentence.slice(aspect.start, aspect.end);
    const sides = contrastIn(sentence.slice(aspect.rest), this.#names);
    if (!sides || this.#builder.isOfTable(dimension.text)) return false;
    this.#report.mark(sentence, 'NAMED', `the aspect ${dimension.text}`);
    this.#addSides(sides, dimension, headings);
    return true;
  }
}
