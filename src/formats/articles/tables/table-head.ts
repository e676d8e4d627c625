import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/words.js';

/** The head of a table that stands on a line: the head of the first column, which may be empty, and the subjects' names. */
export interface Header {
  readonly cells: readonly Words[];
  readonly isGlued: boolean;
  readonly hasLabel: boolean;
}

/** How the column is headed that counts the rows. */
export const numberHead = /^(?:sr\.?|s\.?|serial|sl\.?)?\s*(?:no\.?|number|#|№)?$/iu;

/** A line that only names the subjects, each once, after the word or two that head the first column. */
export function headerIn(words: Words, names: SubjectNames): Header | null {
  const { text } = words;
  if (text.length > 240 || /[.;!]$/u.test(text)) return null;
  return (
    spacedHeader(words, names) ?? gluedHeader(words, names) ?? spacedHeader(words, names.withBeginnings())
  );
}

function spacedHeader(words: Words, names: SubjectNames): Header | null {
  const { text } = words;
  const mentions = names.mentionsIn(text);
  const starts: { subject: number; start: number; end: number }[] = [];
  for (const mention of mentions) {
    const before = starts.at(-1);
    const between = text.slice(before?.end ?? 0, mention.start);
    if (before && before.subject === mention.subject && /^[\s(]*$/u.test(between)) before.end = mention.end;
    else starts.push({ ...mention });
  }
  if (starts.length !== names.count || new Set(starts.map(({ subject }) => subject)).size !== names.count)
    return null;
  for (const [index, mention] of starts.entries()) {
    const next = starts[index + 1];
    const gap = text.slice(mention.end, next?.start ?? text.length);
    if (!/^\s*\)?\s*(?:\([^)]{1,40}\)\s*)?$/u.test(gap)) return null;
    const closing = /^\s*\)|^\s*\([^)]*\)/u.exec(gap);
    if (closing) mention.end += closing[0].length;
  }
  const first = starts[0]?.start ?? 0;
  const label = text.slice(0, first).replace(/\($/u, '').trim();
  if (label.split(/\s+/u).length > 4 || /[,;:?]|\b(?:vs|and|or|between|the|is|of)$/iu.test(label))
    return null;
  if (starts.length < 2) return null;
  return {
    cells: [words.slice(0, first).trim(), ...starts.map(({ start, end }) => words.slice(start, end).trim())],
    isGlued: false,
    hasLabel: label !== '',
  };
}

function gluedHeader(words: Words, names: SubjectNames): Header | null {
  const { text } = words;
  const places: { start: number; end: number }[] = [];
  for (const { name, aliases } of names.subjects) {
    const place = [name, ...aliases]
      .sort((a, b) => b.length - a.length)
      .map((form) => ({ start: text.toLowerCase().lastIndexOf(form.toLowerCase()), length: form.length }))
      .find(({ start }) => start >= 0);
    if (!place) return null;
    places.push({ start: place.start, end: place.start + place.length });
  }
  places.sort((a, b) => a.start - b.start);
  for (const [index, place] of places.entries()) {
    const next = places[index + 1];
    const gap = text.slice(place.end, next?.start ?? text.length);
    if (!/^s?(?:\s*\([^)]{1,20}\))?\s*$/u.test(gap)) return null;
    place.end += gap.trimEnd().length;
  }
  const label = text.slice(0, places[0]?.start ?? 0).trim();
  if (label.split(/\s+/u).length > 4 || /[,;:?]/u.test(label)) return null;
  return {
    cells: [
      words.slice(0, places[0]?.start ?? 0).trim(),
      ...places.map(({ start, end }) => words.slice(start, end).trim()),
    ],
    isGlued: true,
    hasLabel: label !== '',
  };
}
