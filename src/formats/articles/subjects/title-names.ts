import { stopWords, tokensOf } from '../../input/tokens.js';

/** The names that a title or sentence compares. */
export interface ComparedNames {
  readonly names: readonly string[];
  /** The reliability of the pattern that found the names, from 1 (most reliable) to 4. */
  readonly rank: number;
}

const versus = /\s+(?:vs\.?|v\.|versus|v\/s)\s+|-vs-/iu;
const between =
  /\b(?:difference|differences|distinction|distinctions|contrast|comparison|compare|comparing|choosing|choose|deciding|decide|choice|distinguish|distinguishing|differentiate|differentiating)\s+(?:between|of|among)\s+(.+)$/iu;
const differFrom =
  /^(?:.*?\b(?:how|where|why|in what ways?|what ways)\s+)?(?:does|do|is|are)?\s*(.+?)\s+(?:differs?|different|distinct)\s+from\s+(.+)$/iu;
const setsApart =
  /\bsets?\s+(.+?)\s+apart\s+from\s+(.+)$|\b(?:distinguish(?:es|ing)?|differentiat(?:es?|ing))\s+(.+?)\s+from\s+(.+)$|\bmakes\s+(.+?)\s+(?:different|distinct)\s+from\s+(.+)$|^(?:are|is)\s+(.+?)\s+the same (?:thing )?as\s+(.+)$/iu;
const pairDiffer =
  /\b(?:how|where|why|in what ways?)\s+(?:do|does|are)\s+(.+?)\s+(?:differ|compare|different)\b/iu;
const comparedTo = /^(?:how (?:does|do) )?(.+?)\s+(?:compared?|compares)\s+(?:to|with)\s+(.+)$/iu;
const comparing = /\bcomparing\s+(.+)$|\b(?:tell|telling)\s+(.+?)\s+(?:from|apart)\b/iu;
const traits =
  /\b(?:traits|features|characteristics|properties|types|kinds|aspects|pros and cons|basics|understanding|guide to)\s+(?:of\s+|to\s+)?(.+)$/iu;
const either = /^(?:should (?:you|i|we) (?:choose|use|pick|buy|get)\s+)?(.+?)\s+or\s+(.+?)(?:[?:–—]|$)/iu;
const pair = /^(.+?)(?:,\s*|\s+and\s+|\s+&\s+)(.+)$/iu;

/** Finds the names that a line compares: one result for each way to match a pattern. */
export function comparedNamesIn(line: string): readonly ComparedNames[] {
  const text = line.replace(/\s+/gu, ' ').trim();
  const found: ComparedNames[] = [];
  const add = (names: readonly (string | undefined)[], rank: number): void => {
    const cleaned = names.map((name) => cleanName(name ?? ''));
    if (cleaned.length >= 2 && cleaned.length <= 8 && cleaned.every((name) => name !== ''))
      found.push({ names: cleaned, rank });
  };
  const parts = text.split(versus);
  if (parts.length > 1) {
    // Text before a colon only introduces the comparison.
    const first = (parts[0] ?? '').split(/[:?!|—]\s|\s[-–]\s/u).at(-1);
    add([first, ...parts.slice(1)], 1);
  }
  for (const [pattern, rank] of [
    [between, 1],
    [pairDiffer, 1],
    [comparing, 2],
    [traits, 3],
  ] as const) {
    const match = pattern.exec(text);
    const list = match?.[1] ?? match?.[2];
    if (list !== undefined) for (const names of splitList(list)) add(names, rank);
  }
  for (const [pattern, rank] of [
    [setsApart, 1],
    [differFrom, 1],
    [comparedTo, 2],
    [either, 3],
  ] as const) {
    const match = pattern.exec(text);
    const names = match?.slice(1).filter((name) => name !== undefined) ?? [];
    if (names.length === 2) add(names, rank);
  }
  const beforeColon = text.split(/\s*[:?|–—]\s*|\s-\s/u)[0] ?? '';
  if (pair.test(beforeColon)) for (const names of splitList(beforeColon)) add(names, 4);
  return found;
}

/** Splits a list such as "A, B, and C" at all its separators, and at each of its conjunctions alone. A list with "vs" is split only at "vs". */
function splitList(list: string): readonly (readonly string[])[] {
  const head = list.split(/[:?|]|\s[-–—]\s|—|\.\s/u)[0] ?? '';
  if (versus.test(head)) return [head.split(versus)];
  const splits: string[][] = [];
  if (/,/u.test(head)) {
    splits.push(head.split(/,\s*(?:and|or|&)\s+|,\s*|\s+(?:and|or|&)\s+/iu).filter((part) => part !== ''));
  }
  const separators = [...head.matchAll(/,?\s+(?:and|or|&)\s+/giu)];
  for (const { 0: separator, index } of separators)
    splits.push([head.slice(0, index), head.slice(index + separator.length)]);
  return splits;
}

/** Removes the article and the quotation and emphasis marks from a name in a title, and the text after the punctuation that ends the name. */
function cleanName(name: string): string {
  return (name.split(/[:?!|]|\s[-–—]\s|—|,\s|\.\s|\.$/u).find((part) => part.trim() !== '') ?? '')
    .replace(/\(([^)]*)\)/gu, ' ($1) ')
    .replace(/[“”"*_`]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:both|either|an?|the)\s+/iu, '')
    .trim();
}

/**
 * The prefixes of a text, longest first: the name may end before the end of the text. Prefixes have at most nine
 * words, and do not end with a stop word, unless it is their only word.
 */
export function prefixesOf(name: string): readonly string[] {
  const tokens = tokensOf(name).slice(0, 9);
  return tokens
    .map((token, index) => ({ token, index }))
    .reverse()
    .filter(({ token, index }) => index === 0 || !stopWords.has(token.key))
    .map(({ token }) => name.slice(tokens[0]?.start ?? 0, token.end));
}

/**
 * The suffixes of a text, longest first: the name may start after the start of the text. Suffixes have at most
 * nine words, and do not start with a stop word, unless it is their only word.
 */
export function suffixesOf(name: string): readonly string[] {
  const tokens = tokensOf(name).slice(-9);
  const end = tokens.at(-1)?.end ?? name.length;
  return tokens
    .filter((token, index) => index === tokens.length - 1 || !stopWords.has(token.key))
    .map((token) => name.slice(token.start, end));
}
