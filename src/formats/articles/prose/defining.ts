import { clausesOf } from './contrast.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import { advising, defines, joiningLength } from '../text/prose-cues.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

/**
 * Finds the subject of the conditional advice in a sentence, if an inflection or a part of a name identifies the
 * subject; otherwise undefined.
 */
export function advisedIn(sentence: string, names: SubjectNames): number | undefined {
  return /\bif\b/iu.test(sentence) && advising.test(sentence)
    ? (names.inferredFrom(sentence) ?? undefined)
    : undefined;
}

/** Whether a sentence mentions a subject first, and defines this subject. */
export function definesIn(sentence: string, subject: number, names: SubjectNames): boolean {
  const mention = firstMention(sentence, subject, names);
  return mention !== null && defines(sentence, mention.start, mention.end);
}

/** Like `definesIn`, but the mention must start within the first 12 UTF-16 code units of the sentence. */
export function definesAtStart(sentence: string, subject: number, names: SubjectNames): boolean {
  const mention = firstMention(sentence, subject, names);
  return mention !== null && mention.start < 12 && defines(sentence, mention.start, mention.end);
}

/**
 * Finds the text range of the first mention in a sentence, including a long form or abbreviation in parentheses
 * after it; null if the sentence mentions another subject first, or no subject.
 */
export function firstMention(
  sentence: string,
  subject: number,
  names: SubjectNames,
): { readonly start: number; readonly end: number } | null {
  const [first, ...others] = names.mentionsIn(sentence);
  if (first?.subject !== subject) return null;
  let { end } = first;
  for (const next of others) {
    if (next.subject !== subject || !/^\s*\(\s*$/u.test(sentence.slice(end, next.start))) break;
    end = next.end + (/^\s*\)/u.exec(sentence.slice(next.end))?.[0].length ?? 0);
  }
  return { start: first.start, end };
}

/** Removes the connective from the start of a sentence. */
export function withoutConnective(sentence: PlacedText): PlacedText {
  return sentence.slice(joiningLength(sentence.text));
}

/**
 * Adds the definitions in the clauses of a contrast, or the definition of the first subject of a sentence.
 * @returns whether a definition was found
 */
export function defineClauses(
  sentence: PlacedText,
  headings: readonly string[],
  names: SubjectNames,
  builder: DraftBuilder,
  order = 1,
): boolean {
  const clauses = clausesOf(sentence, names);
  if (!clauses) {
    const [first] = names.namedIn(sentence.text);
    if (first === undefined || !definesIn(sentence.text, first, names)) return false;
    builder.define(first, withoutConnective(sentence), { content: sentence, headings }, order);
    return true;
  }
  let isDefined = false;
  for (const clause of clauses) {
    const [subject] = names.namedIn(clause.text);
    if (subject === undefined || !definesIn(clause.text, subject, names)) continue;
    builder.define(subject, withoutConnective(clause), { content: clause, headings, confidence: 0.9 }, order);
    isDefined = true;
  }
  return isDefined;
}
