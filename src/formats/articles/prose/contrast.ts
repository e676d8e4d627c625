import { sentencesOf } from './sentences.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/words.js';

/** What a text says of each of the subjects that it sets against each other. */
export type Sides = ReadonlyMap<number, readonly Words[]>;

const joint =
  /[,;]?\s+(?:whereas|where as|while|whilst)\s+|\s*[;|]\s*|,\s+(?:but|and|yet|although|though|unlike)\s+|\s+but\s+|,?\s+(?:as opposed to|in contrast to|compared (?:to|with)|rather than)\s+|\s+[–—]\s+|,\s+/giu;
const opener =
  /^(?:while|whereas|whilst|although|though|in contrast|by contrast|on the (?:other|one) hand|conversely|meanwhile|but|and|yet|however|similarly|for its part|instead|by comparison|unlike that)\b[,:]?\s+/iu;

/** Takes a text apart into what it says of each subject; null where it does not speak of two or more of them in turn. */
export function sidesOf(words: Words, names: SubjectNames): Sides | null {
  const sides = new Map<number, Words[]>();
  let current: number | null = null;
  for (const sentence of sentencesOf(words, names)) {
    const told = names.toldAtStart(sentence.text);
    const direct = [...new Set(names.mentionsOrTold(sentence.text).map(({ subject }) => subject))];
    const named = direct.length === 0 && told !== null ? [told] : direct;
    if (named.length === 0) {
      // What goes on speaking of the subject of the sentence before.
      if (current !== null) sides.get(current)?.push(sentence);
      continue;
    }
    const clauses = named.length === 1 ? [sentence] : clausesOf(sentence, names);
    if (!clauses) {
      current = null;
      continue;
    }
    for (const clause of clauses) {
      const subject = names.mentionsOrTold(clause.text)[0]?.subject ?? told ?? undefined;
      if (subject === undefined) continue;
      const said = withoutOpener(clause);
      const side = sides.get(subject);
      if (side) side.push(said);
      else sides.set(subject, [said]);
      current = subject;
    }
  }
  return sides.size >= 2 ? sides : null;
}

/** What the paragraphs of a section say of each of the subjects; null where they do not speak of two or more of them. */
export function sidesAlong(paragraphs: readonly Words[], names: SubjectNames): Sides | null {
  const sides = new Map<number, Words[]>();
  for (const paragraph of paragraphs) {
    const [only, another] = names.namedIn(paragraph.text);
    const isOfOne = only !== undefined && another === undefined;
    const parts =
      sidesOf(paragraph, names) ?? (isOfOne ? new Map([[only, sentencesOf(paragraph, names)]]) : []);
    for (const [subject, said] of parts) {
      const known = sides.get(subject);
      if (known) known.push(...said);
      else sides.set(subject, [...said]);
    }
  }
  return sides.size >= 2 ? sides : null;
}

/** A sentence as clauses each of which names one subject, and first another than the clause before; null where it is not so. */
export function clausesOf(sentence: Words, names: SubjectNames): readonly Words[] | null {
  const opened = /^(?:while|whereas|whilst|although|though|unlike)\s+/iu.exec(sentence.text);
  const body = opened ? sentence.slice(opened[0].length) : sentence;
  const mentions = names.mentionsOrTold(body.text);
  const clauses: Words[] = [];
  let start = 0;
  let from = 0;
  for (let index = 1; index < mentions.length; index += 1) {
    const mention = mentions[index];
    const before = mentions[index - 1];
    if (!mention || !before || mention.subject === before.subject) continue;
    const cut = jointBetween(body.text, before.end, mention.start, opened !== null);
    if (!cut) return null;
    clauses.push(body.slice(start, cut.start).trim());
    start = cut.end;
    from = index;
  }
  if (from === 0) return null;
  clauses.push(trimmedEnd(body.slice(start).trim()));
  return clauses;
}

/** The joint at which a clause about one subject ends and one about the next begins: the most telling, then the last. */
function jointBetween(
  text: string,
  start: number,
  end: number,
  isOpened: boolean,
): { start: number; end: number } | null {
  let best: { start: number; end: number; rank: number } | null = null;
  joint.lastIndex = 0;
  const stretch = text.slice(start, end);
  for (const { 0: found, index } of stretch.matchAll(joint)) {
    const words = found.toLowerCase();
    const rank = /where|while|whilst/u.test(words)
      ? 4
      : /[;|]/u.test(words)
        ? 3
        : /but|yet|opposed|contrast|compared|though/u.test(words)
          ? 3
          : /and|[–—]/u.test(words)
            ? 2
            : isOpened
              ? 2
              : 0;
    if (rank === 0 || (best && best.rank > rank)) continue;
    best = { start: start + index, end: start + index + found.length, rank };
  }
  return best;
}

function withoutOpener(clause: Words): Words {
  const match = opener.exec(clause.text);
  return trimmedEnd(match ? clause.slice(match[0].length) : clause);
}

/** Without the comma or semicolon that joined it to the next. */
function trimmedEnd(words: Words): Words {
  const tail = /[\s,;]+$/u.exec(words.text)?.[0].length ?? 0;
  return words.slice(0, words.text.length - tail);
}
