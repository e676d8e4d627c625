import { isAbbreviation, stopWords } from '../../input/tokens.js';
import type { PlacedText } from '../../input/placed-text.js';

/** The layout of a table whose rows are to be cut into cells, and the vocabulary of its document. */
export interface TableLayout {
  /** The number of cells in a row, not counting the label. */
  readonly cells: number;
  /** Whether cells may be glued: a cell may then end without a space, such as between a lower-case and an upper-case letter. */
  readonly isGlued: boolean;
  /** Whether rows have labels. */
  readonly hasLabels: boolean;
  /** The labels of list items in the document, in lower case. */
  readonly labels: ReadonlySet<string>;
  /** Words that sentences of the document write only with a capital, such as names. */
  readonly properNames: ReadonlySet<string>;
}

/**
 * A row that was cut into its label, if it has one, and its cells. The parts cover the complete row, except for white
 * space.
 */
export interface CutRow {
  readonly parts: readonly PlacedText[];
  /** The confidence in the cut, from 0 to 1, relative to the other possible cuts. */
  readonly confidence: number;
}

interface Scored {
  readonly cuts: readonly number[];
  readonly score: number;
}

/** The maximum number of cut offsets that are tried for a row with at most three cuts. */
const maxCandidates = 14;

/**
 * Cuts rows whose cells run together on a line. The first pass cuts each row separately; the second pass
 * also uses the style of all rows.
 */
export function cutRows(rows: readonly PlacedText[], layout: TableLayout): readonly CutRow[] {
  const first = rows.map((row) => bestCuts(row, layout, null));
  const style = styleOf(rows, first);
  return rows.map((row) => {
    const scored = bestCuts(row, layout, style);
    const [winner] = scored;
    const count = layout.cells + (layout.hasLabels ? 1 : 0);
    if (!winner) return { parts: [row], confidence: 0 };
    const total = scored.reduce((sum, { score }) => sum + Math.exp(score - winner.score), 0);
    const bounds = [0, ...winner.cuts, row.text.length];
    return {
      parts: Array.from({ length: count }, (_, index) =>
        row.slice(bounds[index] ?? 0, bounds[index + 1] ?? 0).trim(),
      ),
      confidence: Math.round(100 / total) / 100,
    };
  });
}

/** The style of the cells of all rows. */
interface Style {
  /** The median number of words in a label. */
  readonly labelWords: number;
  /** The share of rows that end like a sentence, from 0 to 1. */
  readonly sentences: number;
  /** The median logarithm of the ratio of the lengths of the first cell and the text after it. */
  readonly ratio: number;
}

function styleOf(rows: readonly PlacedText[], cuts: readonly (readonly Scored[])[]): Style | null {
  const lengths: number[] = [];
  const ratios: number[] = [];
  let sentences = 0;
  cuts.forEach(([winner], index) => {
    const text = rows[index]?.text ?? '';
    if (!winner || winner.cuts.length < 2) return;
    const [label = 0, second = 0] = winner.cuts;
    lengths.push(text.slice(0, label).trim().split(/\s+/u).length);
    ratios.push(Math.log(Math.max(1, second - label) / Math.max(1, text.length - second)));
    if (/[.!?]$/u.test(text.trim())) sentences += 1;
  });
  if (lengths.length < 2) return null;
  return {
    labelWords: median(lengths),
    sentences: sentences / lengths.length,
    ratio: median(ratios),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Finds the best cuts of a row, 40 at most, sorted by score, the highest first. */
function bestCuts(row: PlacedText, layout: TableLayout, style: Style | null): readonly Scored[] {
  const text = row.text;
  const cutCount = layout.cells - (layout.hasLabels ? 0 : 1);
  const candidates = candidatesIn(text, layout)
    .sort((a, b) => b.score - a.score)
    .slice(0, cutCount > 3 ? 11 : maxCandidates)
    .sort((a, b) => a.offset - b.offset);
  const scored: Scored[] = [];
  const choose = (from: number, cuts: readonly number[], score: number): void => {
    if (cuts.length === cutCount) {
      scored.push({ cuts, score: score + scoreOfParts(partsAt(text, cuts), layout, style) });
      return;
    }
    for (let index = from; index <= candidates.length - (cutCount - cuts.length); index += 1) {
      const candidate = candidates[index];
      if (candidate) choose(index + 1, [...cuts, candidate.offset], score + candidate.score);
    }
  };
  choose(0, [], 0);
  return scored.sort((a, b) => b.score - a.score).slice(0, 40);
}

function partsAt(text: string, cuts: readonly number[]): readonly string[] {
  const bounds = [0, ...cuts, text.length];
  return bounds.slice(1).map((end, index) => text.slice(bounds[index] ?? 0, end).trim());
}

interface Candidate {
  readonly offset: number;
  readonly score: number;
}

/** Finds the offsets at which a cell may start, with scores. */
function candidatesIn(text: string, layout: TableLayout): Candidate[] {
  const candidates: Candidate[] = [];
  const depths = depthsOf(text);
  const wordPattern = /\S+/gu;
  let before = '';
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    if (index > 0)
      candidates.push({
        offset: index,
        score: (layout.isGlued ? -5 : 0) + scoreOfCandidate(before, word, depths[index] ?? 0, layout),
      });
    if (layout.isGlued) {
      for (const boundary of word.matchAll(
        /(?<=[\p{Ll}\p{N})%.!?"”])(?=[\p{Lu}"“(])|(?<=[\p{L})])(?=[\p{Sc}\p{N}✓✔✗✘✅❌])|(?<=[\p{Lu}✓✔✗✘✅❌])(?=\p{Lu}\p{Ll})|(?<=[✓✔✗✘✅❌])(?=.)/gu,
      )) {
        const offset = index + boundary.index;
        if (boundary.index === 0) continue;
        const isProperName = layout.properNames.has(word.replace(/[^\p{L}\p{N}]+$/u, ''));
        const isWeak = /^[\p{N}(]/u.test(text.slice(offset)) || /\p{Lu}$/u.test(text.slice(0, offset));
        candidates.push({
          offset,
          score: (depths[offset] ?? 0) > 0 ? -50 : isProperName ? -2 : isWeak ? 1.5 : 4,
        });
      }
    }
    before = word;
  }
  return candidates;
}

function depthsOf(text: string): readonly number[] {
  let depth = 0;
  return [...Array.from({ length: text.length }, (_, index) => index)].map((index) => {
    const current = depth;
    if (text[index] === '(') depth += 1;
    else if (text[index] === ')') depth = Math.max(0, depth - 1);
    return current;
  });
}

function scoreOfCandidate(before: string, word: string, depth: number, { properNames }: TableLayout): number {
  if (depth > 0) return -50;
  const bare = word.replace(/^["“'‘(]+|[^\p{L}\p{N}]+$/gu, '');
  let score = 0;
  if (/^["“'‘]?\p{Lu}/u.test(word)) score += isAbbreviation(bare) ? 1.2 : properNames.has(bare) ? 0.8 : 2;
  else if (/^(?:[\p{Sc}~≈<>≤≥±]?\p{N}|[✓✔✗✘✅❌—–])/u.test(word)) score += 1;
  else if (/^[([]/u.test(word)) score -= 3;
  else score -= 1.8;
  if (/[.!?]["”)]?$/u.test(before) && !/(?:e\.g|i\.e|etc|vs)\.$/iu.test(before)) score += 2.5;
  else if (/\)$/u.test(before)) score += 1;
  else if (/[,;:&/+–—-]$/u.test(before)) score -= 5;
  // In a title, a stop word has a capital and may be the last word: "Who It Is For".
  if (stopWords.has(before.toLowerCase()) && !/^(?:no|not|it|both|each|either)$/iu.test(before))
    score -= /^\p{Lu}./u.test(before) ? 0.5 : 4;
  if (/^(?:and|or|of|&|to|is|are|for)$/iu.test(word)) score -= 4;
  return score;
}

function scoreOfParts(parts: readonly string[], layout: TableLayout, style: Style | null): number {
  const cells = layout.hasLabels ? parts.slice(1) : parts;
  let score = cells.reduce((sum, cell) => sum + scoreOfCell(cell, layout), 0);
  if (layout.hasLabels) score += scoreOfLabel(parts[0] ?? '', layout, style);
  for (let index = 1; index < cells.length; index += 1)
    score += scoreOfPair(cells[index - 1] ?? '', cells[index] ?? '', style);
  return score;
}

function scoreOfLabel(label: string, { labels, properNames }: TableLayout, style: Style | null): number {
  const words = label.split(/\s+/u);
  const count = words.length;
  let score = [0.6, 0.8, 0.5, 0, -0.6, -1.2, -2, -2.8][count - 1] ?? -4;
  if (style) score -= Math.min(1.5, Math.abs(count - style.labelWords) * 0.25);
  if (labels.has(label.toLowerCase())) score += 4;
  const endsInCapital = words.length > 1 && /^\p{Lu}/u.test(words.at(-1) ?? '');
  const lower = words
    .slice(1)
    .filter((word) => /^\p{Ll}/u.test(word) && !stopWords.has(word.toLowerCase())).length;
  score -= lower * (endsInCapital ? 1 : 0.4);
  if (/[.;]/u.test(label)) score -= 3;
  if (/,/u.test(label)) score -= 1.2;
  if (words.slice(1).some((word) => properNames.has(word) && !isAbbreviation(word))) score -= 0.3;
  return score;
}

function scoreOfCell(cell: string, { properNames }: TableLayout): number {
  if (cell === '') return -20;
  const words = cell.split(/\s+/u);
  let score = 0;
  for (const [index, word] of words.entries()) {
    if (index === 0) continue;
    const bare = word.replace(/^["“'‘(]+|[^\p{L}\p{N}]+$/gu, '');
    const startsSentence = /[.!?(/:"“]["”]?$/u.test(words[index - 1] ?? '') || /^["“(]/u.test(word);
    if (!/^\p{Lu}/u.test(bare) || startsSentence || bare === 'I') continue;
    score -=
      isAbbreviation(bare) || /\d/u.test(bare)
        ? 0.1
        : properNames.has(bare)
          ? 0.4
          : /^\p{Lu}/u.test(words[index - 1] ?? '') && index > 1
            ? 0.9
            : 1.3;
  }
  if (/[,;:&/]$/u.test(cell)) score -= 4;
  return Math.max(score, -8);
}

function scoreOfPair(left: string, right: string, style: Style | null): number {
  const ratio = Math.log(Math.max(1, left.length) / Math.max(1, right.length));
  let score = -0.55 * Math.abs(ratio - (style ? style.ratio / 2 : 0));
  const ends = [left, right].map((cell) => /[.!?]$/u.test(cell));
  if (ends[0] && ends[1]) score += 1;
  else if (ends[0] !== ends[1]) score -= style && style.sentences > 0.5 ? 2 : 1;
  if (/\(.*\)$/u.test(left) && /\(.*\)$/u.test(right)) score += 0.8;
  const [leftWords, rightWords] = [left, right].map((cell) => cell.toLowerCase().split(/\s+/u));
  const [first = '', otherFirst = ''] = [leftWords?.[0], rightWords?.[0]];
  if (first === otherFirst && first !== '') score += 1.2;
  else if (/(?:s|ing|ed|er)$/u.exec(first)?.[0] === /(?:s|ing|ed|er)$/u.exec(otherFirst)?.[0]) score += 0.2;
  const [last, otherLast] = [leftWords?.at(-1), rightWords?.at(-1)];
  if (last === otherLast && (leftWords?.length ?? 0) > 1 && (rightWords?.length ?? 0) > 1) score += 1.2;
  const commas = (cell: string): number => cell.match(/[,;]/gu)?.length ?? 0;
  score -= Math.min(1, 0.15 * Math.abs(commas(left) - commas(right)));
  return score;
}
