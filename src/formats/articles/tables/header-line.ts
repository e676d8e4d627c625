import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

/**
 * The head of a table as a line of text: the head of the first column, which may be empty, then the
 * subjects' names.
 */
export interface HeaderLine {
  readonly cells: readonly PlacedText[];
  /** Whether the cells of the line are glued: nothing separates them, as in `FeatureOakElm`. */
  readonly isGlued: boolean;
  /** Whether the first column has a head. */
  readonly hasLabel: boolean;
}

/** Matches the heads that columns with the numbers of rows have, including the empty head. */
export const numberColumnHead = /^(?:sr\.?|s\.?|serial|sl\.?)?\s*(?:no\.?|number|#|№)?$/iu;

/**
 * Parses a line as the head of a table: up to four words as the head of the first column, then each subject
 * once.
 * @returns null if the line has other text
 */
export function parseHeaderLine(content: PlacedText, names: SubjectNames): HeaderLine | null {
  const { text } = content;
  if (text.length > 240 || /[.;!]$/u.test(text)) return null;
  return (
    spacedHeader(content, names) ?? gluedHeader(content, names) ?? spacedHeader(content, names.withPrefixes())
  );
}

function spacedHeader(content: PlacedText, names: SubjectNames): HeaderLine | null {
  const { text } = content;
  const mentions = names.mentionsIn(text);
  const starts: { subject: number; start: number; end: number }[] = [];
  for (const mention of mentions) {
    const previous = starts.at(-1);
    const between = text.slice(previous?.end ?? 0, mention.start);
    if (previous && previous.subject === mention.subject && /^[\s(]*$/u.test(between))
      previous.end = mention.end;
    else starts.push({ ...mention });
  }
  if (starts.length !== names.count || new Set(starts.map(({ subject }) => subject)).size !== names.count)
    return null;
  for (const [index, mention] of starts.entries()) {
    const next = starts[index + 1];
    const gap = text.slice(mention.end, next?.start ?? text.length);
    if (!/^\s*\)?\s*(?:\([^)]{1,40}\)\s*)?$/u.test(gap)) return null;
    const parenthesis = /^\s*\)|^\s*\([^)]*\)/u.exec(gap);
    if (parenthesis) mention.end += parenthesis[0].length;
  }
  const first = starts[0]?.start ?? 0;
  const label = text.slice(0, first).replace(/\($/u, '').trim();
  if (label.split(/\s+/u).length > 4 || /[,;:?]|\b(?:vs|and|or|between|the|is|of)$/iu.test(label))
    return null;
  if (starts.length < 2) return null;
  return {
    cells: [
      content.slice(0, first).trim(),
      ...starts.map(({ start, end }) => content.slice(start, end).trim()),
    ],
    isGlued: false,
    hasLabel: label !== '',
  };
}

function gluedHeader(content: PlacedText, names: SubjectNames): HeaderLine | null {
  const { text } = content;
  const nameRanges: { start: number; end: number }[] = [];
  for (const { name, aliases } of names.subjects) {
    const nameRange = [name, ...aliases]
      .sort((a, b) => b.length - a.length)
      .map((label) => ({ start: text.toLowerCase().lastIndexOf(label.toLowerCase()), length: label.length }))
      .find(({ start }) => start >= 0);
    if (!nameRange) return null;
    nameRanges.push({ start: nameRange.start, end: nameRange.start + nameRange.length });
  }
  nameRanges.sort((a, b) => a.start - b.start);
  for (const [index, nameRange] of nameRanges.entries()) {
    const next = nameRanges[index + 1];
    const gap = text.slice(nameRange.end, next?.start ?? text.length);
    if (!/^s?(?:\s*\([^)]{1,20}\))?\s*$/u.test(gap)) return null;
    nameRange.end += gap.trimEnd().length;
  }
  const label = text.slice(0, nameRanges[0]?.start ?? 0).trim();
  if (label.split(/\s+/u).length > 4 || /[,;:?]/u.test(label)) return null;
  return {
    cells: [
      content.slice(0, nameRanges[0]?.start ?? 0).trim(),
      ...nameRanges.map(({ start, end }) => content.slice(start, end).trim()),
    ],
    isGlued: true,
    hasLabel: label !== '',
  };
}
