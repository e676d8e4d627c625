import { advising, defines, joiningLength } from '../text/prose-cues.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/words.js';

/** The subject that a sentence gives conditional advice on by a form of its name. */
export function advisedIn(sentence: string, names: SubjectNames): number | undefined {
  return /\bif\b/iu.test(sentence) && advising.test(sentence)
    ? (names.toldBy(sentence) ?? undefined)
    : undefined;
}

/** Whether a sentence says what a subject is. */
export function definesIn(sentence: string, subject: number, names: SubjectNames): boolean {
  const mention = firstMention(sentence, subject, names);
  return mention !== null && defines(sentence, mention.start, mention.end);
}

/** Whether a sentence begins with a subject, and says what it is. */
export function opensWith(sentence: string, subject: number, names: SubjectNames): boolean {
  const mention = firstMention(sentence, subject, names);
  return mention !== null && mention.start < 12 && defines(sentence, mention.start, mention.end);
}

/** The mention that a sentence begins with, if it is one of a subject, with the long form or the abbreviation right after it. */
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

/** A sentence without the words that only join it to the one before. */
export function withoutJoint(sentence: Words): Words {
  return sentence.slice(joiningLength(sentence.text));
}
