import { fold } from '../../../graph/text/fold.js';
import type { Account } from '../draft/account.js';
import type { TableBlock } from '../markup/block.js';
import { AdviceReader, suitsIn } from './advice-reader.js';
import { clausesOf, sidesAlong, sidesOf } from './contrast.js';
import { defineClauses } from './define-clauses.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import type { Stated } from '../draft/stated.js';
import { namesAspect } from '../text/cues.js';
import { trimmedLabel } from '../text/label.js';
import { LabelledProse } from './labelled-prose.js';
import { advisedIn, definesIn, firstMention, opensWith, withoutJoint } from './defining.js';
import { advising, aspectIn, closing, continuing, differing, weighing } from '../text/prose-cues.js';
import type { Sections } from '../outline/sections.js';
import { sentencesOf } from './sentences.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { Words } from '../text/words.js';

/** Reads prose sentence by sentence: definitions, contrasts, advice, and what a section says of its subject or its aspect. */
export class ProseReader {
  readonly #names: SubjectNames;
  readonly #builder: DraftBuilder;
  readonly #account: Account;
  readonly #sections: Sections;
  readonly #labelled: LabelledProse;
  readonly #advice: AdviceReader;
  /** Paragraphs of a section that may set the subjects against each other along its heading. */
  #aspect: {
    readonly heading: Words;
    readonly paragraphs: Words[];
    readonly under: readonly string[];
  } | null = null;
  #hasSpoken = false;
  /** What tables have rows or columns for: they say it better than a sentence. */
  #tabled: ReadonlySet<string> = new Set();
  /** Sentences about one subject of which nothing was made: the first stands in for a definition where there is none. */
  readonly #openings = new Map<number, Stated>();

  constructor(names: SubjectNames, builder: DraftBuilder, account: Account, sections: Sections) {
    this.#names = names;
    this.#builder = builder;
    this.#account = account;
    this.#sections = sections;
    this.#labelled = new LabelledProse(names, builder, account, sections);
    this.#advice = new AdviceReader(names, builder, account, sections);
  }

  /** @param tables all that the document has */
  expect(tables: readonly TableBlock[]): void {
    const heads = tables.flatMap(({ rows }) => [...(rows[0] ?? []), ...rows.flatMap((row) => row[0] ?? [])]);
    this.#tabled = new Set(heads.map(({ text }) => fold(text)));
  }

  /** @param isLast whether no list or table comes after it */
  read(words: Words, emphasized: number, isLast: boolean): void {
    const { current } = this.#sections;
    if (current.isForeign || current.role === 'ASIDE') return;
    const sentences = sentencesOf(words, this.#names);
    const where = { words, under: this.#sections.path };
    if (this.#labelled.read(words, emphasized, where)) return;
    if (closing.test(words.text) || current.role === 'CONCLUSION')
      return this.#advice.conclude(sentences, where.under, closing.test(words.text));
    if (current.role === 'GUIDANCE') return this.#advice.advise(words, sentences, where);
    if (current.owner !== null && (current.role === 'BENEFITS' || current.role === 'DRAWBACKS')) {
      for (const sentence of sentences) {
        const stated = { words: sentence, under: where.under, confidence: 0.8 };
        if (current.role === 'BENEFITS') this.#builder.benefit(current.owner, sentence, null, stated);
        else this.#builder.drawback(current.owner, sentence, null, stated);
      }
      return;
    }
    const shared = this.#sections.sharedAspect;
    if (shared !== null && current.owner !== null)
      return this.#builder.value(current.owner, trimmedLabel(shared), null, words, where);
    if (this.#isAspectSection()) {
      const heading = this.#sections.heading as Words;
      if (this.#aspect?.heading !== heading) this.flush();
      this.#aspect ??= { heading, paragraphs: [], under: where.under };
      this.#aspect.paragraphs.push(words);
      return;
    }
    const isClosing =
      isLast &&
      this.#hasSpoken &&
      sentences.length <= 6 &&
      current.owner === null &&
      this.#names.namedIn(words.text).length >= 2;
    this.#readSentences(sentences, where.under, isClosing);
  }

  /** Reads what has been held back until its section ends. */
  flush(): void {
    const aspect = this.#aspect;
    this.#aspect = null;
    if (!aspect) return;
    const { heading, paragraphs, under } = aspect;
    const all = paragraphs.flatMap((paragraph) => sentencesOf(paragraph, this.#names));
    // Where the document breaks off, so does what it says.
    const isCut = !/[.!?…:;。！？)\]"”’'»]\s*$/u.test(paragraphs.at(-1)?.text ?? '');
    const sides = isCut ? null : sidesAlong(paragraphs, this.#names);
    const isAdvice = all.filter(({ text }) => suitsIn(text)).length * 2 >= all.length;
    if (!sides || isAdvice) return this.#readSentences(all, under, false);
    const dimension = trimmedLabel(heading);
    const told = [...sides.values()].flat();
    for (const sentence of all) {
      const isTold = told.some(({ start, end }) => start >= sentence.start && end <= sentence.end);
      if (isTold) this.#account.mark(sentence, 'NAMED', `the aspect ${dimension.text}`);
    }
    for (const [subject, said] of sides) {
      const joined = Words.join(said, ' ');
      this.#builder.value(subject, dimension, this.#sections.path.at(-2) ?? null, joined, {
        words: joined,
        under,
        confidence: 0.8,
      });
      for (const each of said)
        this.#account.mark(each, 'STATED', `${dimension.text} of ${this.#names.nameOf(subject)}`, 0.8);
    }
  }

  /** Whether the section is headed by an aspect in which the subjects may differ. */
  #isAspectSection(): boolean {
    const { role, owner, words, isSubject } = this.#sections.current;
    const { heading } = this.#sections;
    if (heading === null || words === null || owner !== null || isSubject) return false;
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

  #readSentences(sentences: readonly Words[], under: readonly string[], isClosing: boolean): void {
    const names = this.#names;
    const { owner, isSubject } = this.#sections.current;
    let current: number | null = null;
    for (const sentence of sentences) {
      const stated = { words: sentence, under };
      const named = names.namedIn(sentence.text);
      if (named.length > 0) this.#hasSpoken = true;
      if (/[:：]$/u.test(sentence.text)) {
        this.#account.mark(sentence, 'NAMED', 'the words before what follows');
        continue;
      }
      if (named.length >= 2) {
        const isDefined = defineClauses(sentence, under, names, this.#builder);
        if (this.#readAspect(sentence, under)) {
          if (/^the (?:\w+ )?(?:difference|distinction)\b/iu.test(sentence.text))
            this.#builder.distinguish(sentence, stated);
          continue;
        }
        const isOfBoth = owner === null || differing.test(sentence.text);
        if (this.#advice.suitsEach(sentence, stated)) continue;
        if (differing.test(sentence.text) || clausesOf(sentence, names))
          this.#builder.distinguish(sentence, stated);
        else if (isClosing && !this.#sections.isAboutDifferences) this.#builder.conclude(sentence, stated);
        else if (owner !== null) this.#builder.define(owner, sentence, stated, 2);
        else if (
          !isDefined &&
          isOfBoth &&
          (this.#sections.isAboutDifferences || /\b(?:both|two|each|either|neither)\b/iu.test(sentence.text))
        )
          this.#builder.distinguish(sentence, { ...stated, confidence: 0.6 });
        current = null;
        continue;
      }
      // Advice may name a subject by a form of its verb alone.
      const [only = advisedIn(sentence.text, this.#names)] = named;
      if (owner !== null) {
        const isOpening =
          isSubject &&
          sentence === sentences[0] &&
          (firstMention(sentence.text, owner, names)?.start ?? 99) < 16;
        const isOther = only !== undefined && only !== owner && opensWith(sentence.text, only, this.#names);
        this.#builder.define(
          isOther ? only : owner,
          sentence,
          stated,
          isOther ? 2 : definesIn(sentence.text, owner, names) ? (isSubject ? 0 : 1) : isOpening ? 1 : 2,
        );
        continue;
      }
      if (only !== undefined && this.#advice.suits(sentence, only, stated)) continue;
      const mention = only === undefined ? null : firstMention(sentence.text, only, this.#names);
      if (only !== undefined && mention && mention.start < 16 && !this.#openings.has(only))
        this.#openings.set(only, stated);
      if (only !== undefined && definesIn(sentence.text, only, this.#names)) {
        this.#builder.define(only, withoutJoint(sentence), stated, 1);
        current = only;
      } else if (
        differing.test(sentence.text) &&
        (only !== undefined ||
          this.#sections.isAboutDifferences ||
          /\b(?:they|them|both|two|these|each|either)\b/iu.test(sentence.text))
      ) {
        this.#builder.distinguish(sentence, { ...stated, confidence: 0.8 });
        current = null;
      } else if (only === undefined && current !== null && continuing.test(sentence.text)) {
        this.#builder.define(current, sentence, { ...stated, confidence: 0.8 }, 3);
      } else if (only !== undefined && this.#sections.isAboutDifferences) {
        this.#builder.distinguish(sentence, { ...stated, confidence: 0.7 });
      } else if (
        isClosing &&
        (only !== undefined || advising.test(sentence.text) || weighing.test(sentence.text))
      ) {
        this.#builder.conclude(sentence, { ...stated, confidence: 0.7 });
      } else {
        current = null;
      }
    }
  }

  /** Takes the first sentence about a subject for its definition where the document has no other. */
  defineByOpenings(): void {
    for (const [subject, stated] of this.#openings) {
      if (!this.#builder.isDefined(subject))
        this.#builder.define(subject, stated.words, { ...stated, confidence: 0.5 }, 1);
    }
  }

  /** A sentence that names an aspect, and then says how the subjects stand to it. */
  #readAspect(sentence: Words, under: readonly string[]): boolean {
    const aspect = aspectIn(sentence.text);
    if (!aspect) return false;
    const dimension = sentence.slice(aspect.start, aspect.end);
    const sides = sidesOf(sentence.slice(aspect.rest), this.#names);
    if (!sides || this.#tabled.has(fold(dimension.text))) return false;
    this.#account.mark(sentence, 'NAMED', `the aspect ${dimension.text}`);
    for (const [subject, said] of sides) {
      const joined = Words.join(said, ' ');
      this.#builder.value(subject, dimension, null, joined, { words: joined, under, confidence: 0.8 });
    }
    return true;
  }
}
