import { sentencesOf } from './sentences.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

/** The contrasting statements of a text, by subject. */
export type Contrast = ReadonlyMap<number, readonly PlacedText[]>;

const boundary =
  /[,;]?\s+(?:whereas|where as|while|whilst)\s+|\s*[;|]\s*|,\s+(?:but|and|yet|although|though|unlike)\s+|\s+but\s+|,?\s+(?:as opposed to|in contrast to|compared (?:to|with)|rather than)\s+|\s+[–—]\s+|,\s+/giu;
const connective =
  /^(?:while|whereas|whilst|although|though|in contrast|by contrast|on the (?:other|one) hand|conversely|meanwhile|but|and|yet|however|similarly|for its part|instead|by comparison|unlike that)\b[,:]?\s+/iu;

/** Splits a text into statements about each subject; null if the text does not contrast two subjects or more. */
export function contrastIn(content: PlacedText, names: SubjectNames): Contrast | null {
  const sides = new Map<number, PlacedText[]>();
  let current: number | null = null;
  for (const sentence of sentencesOf(content, names)) {
    const inferred = names.inferredAtStart(sentence.text);
    const direct = [...new Set(names.mentionsOrInferred(sentence.text).map(({ subject }) => subject))];
    const named = direct.length === 0 && inferred !== null ? [inferred] : direct;
    if (named.length === 0) {
      // A sentence without a subject continues the previous sentence.
      if (current !== null) sides.get(current)?.push(sentence);
      continue;
    }
    const clauses = named.length === 1 ? [sentence] : clausesOf(sentence, names);
    if (!clauses) {
      current = null;
      continue;
    }
    for (const clause of clauses) {
      const subject = names.mentionsOrInferred(clause.text)[0]?.subject ?? inferred ?? undefined;
      if (subject === undefined) continue;
      const statement = withoutConnective(clause);
      const side = sides.get(subject);
      if (side) side.push(statement);
      else sides.set(subject, [statement]);
      current = subject;
    }
  }
  return sides.size >= 2 ? sides : null;
}

/** Splits the paragraphs of a section into statements about each subject; null for fewer than two subjects. */
export function contrastAlong(paragraphs: readonly PlacedText[], names: SubjectNames): Contrast | null {
  const sides = new Map<number, PlacedText[]>();
  for (const paragraph of paragraphs) {
    const [only, another] = names.namedIn(paragraph.text);
    const isOfOne = only !== undefined && another === undefined;
    const parts =
      contrastIn(paragraph, names) ?? (isOfOne ? new Map([[only, sentencesOf(paragraph, names)]]) : []);
    for (const [subject, found] of parts) {
      const statements = sides.get(subject);
      if (statements) statements.push(...found);
      else sides.set(subject, [...found]);
    }
  }
  return sides.size >= 2 ? sides : null;
}

/**
 * Splits a sentence into clauses that name one subject each, with a different subject in consecutive
 * clauses; null if the sentence cannot be split in this way.
 */
export function clausesOf(sentence: PlacedText, names: SubjectNames): readonly PlacedText[] | null {
  const conjunction = /^(?:while|whereas|whilst|although|though|unlike)\s+/iu.exec(sentence.text);
  const body = conjunction ? sentence.slice(conjunction[0].length) : sentence;
  const mentions = names.mentionsOrInferred(body.text);
  const clauses: PlacedText[] = [];
  let start = 0;
  let from = 0;
  for (let index = 1; index < mentions.length; index += 1) {
    const mention = mentions[index];
    const before = mentions[index - 1];
    if (!mention || !before || mention.subject === before.subject) continue;
    const found = boundaryBetween(body.text, before.end, mention.start, conjunction !== null);
    if (!found) return null;
    clauses.push(body.slice(start, found.start).trim());
    start = found.end;
    from = index;
  }
  if (from === 0) return null;
  clauses.push(withoutSeparator(body.slice(start).trim()));
  return clauses;
}

/** Finds the conjunction or punctuation that separates two clauses: the last separator with the highest rank; null if there is none. */
function boundaryBetween(
  text: string,
  start: number,
  end: number,
  hasConjunction: boolean,
): { start: number; end: number } | null {
  let best: { start: number; end: number; rank: number } | null = null;
  boundary.lastIndex = 0;
  const gap = text.slice(start, end);
  for (const { 0: found, index } of gap.matchAll(boundary)) {
    const separator = found.toLowerCase();
    const rank = /where|while|whilst/u.test(separator)
      ? 4
      : /[;|]/u.test(separator)
        ? 3
        : /but|yet|opposed|contrast|compared|though/u.test(separator)
          ? 3
          : /and|[–—]/u.test(separator)
            ? 2
            : hasConjunction
              ? 2
              : 0;
    if (rank === 0 || (best && best.rank > rank)) continue;
    best = { start: start + index, end: start + index + found.length, rank };
  }
  return best;
}

function withoutConnective(clause: PlacedText): PlacedText {
  const match = connective.exec(clause.text);
  return withoutSeparator(match ? clause.slice(match[0].length) : clause);
}

/** Removes white space, commas and semicolons from the end of a clause. */
function withoutSeparator(content: PlacedText): PlacedText {
  const tail = /[\s,;]+$/u.exec(content.text)?.[0].length ?? 0;
  return content.slice(0, content.text.length - tail);
}
