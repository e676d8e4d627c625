import { aliasesIn } from './aliases.js';
import type { Block } from '../../tables/model/block.js';
import type { PlacedText } from '../../input/placed-text.js';
import { bareHeading, furnitureIn, roleOf } from '../text/cues.js';
import type { RequestedSubjects } from '../../tables/read-table.js';
import { isHead, nameForms, type NameForm } from './name-forms.js';
import { PhraseCounts } from './phrase-counts.js';
import type { Subject } from './subject-names.js';
import { prefixesOf, comparedNamesIn, suffixesOf, type ComparedNames } from './title-names.js';
import { keysOf, stopWords, tokensOf } from '../../input/tokens.js';

/** The subjects and the title of an article. */
export interface FoundSubjects {
  readonly subjects: readonly Subject[];
  /** Null if the article has no title. */
  readonly title: PlacedText | null;
  /** Whether the subjects are requested, or the title, a heading, or a line that may be a heading compares them. */
  readonly areCompared: boolean;
  /** Whether the subjects are requested, the title compares them as in "Oak vs Elm", or their sections start with their names. */
  readonly areCertain: boolean;
}

/** A name as written in the article, and as written in the title. */
interface ResolvedName {
  readonly name: string;
  readonly inTitle: string;
}

const sameName = (name: string): ResolvedName => ({ name, inTitle: name });

/**
 * Finds the subjects that an article compares: from comparisons in its title and headings, otherwise from names in places such as
 * headings, otherwise from its sentences.
 * @param requested the names of the subjects; without a list of names, the subjects are detected
 */
export function findSubjects(blocks: readonly Block[], requested: RequestedSubjects): FoundSubjects {
  const texts = blocks.map((block) =>
    block.kind === 'table'
      ? block.grid.rows.map((row) => row.map((cell) => cell?.content.text ?? '').join(' | ')).join('\n')
      : block.kind === 'aside'
        ? ''
        : block.content.text,
  );
  const counts = new PhraseCounts(texts.map(separateGluedWords));
  const forms = nameForms(blocks);
  const title = titleOf(blocks);
  const compared = fromHeads(blocks, texts, counts, forms, title);
  const requestedNames =
    typeof requested === 'string' ? null : (requested?.filter((name) => counts.count(name) > 0) ?? null);
  const certain = requestedNames ?? (compared === null ? fromSections(blocks, title) : null);
  const named =
    certain?.map(sameName) ??
    compared?.names ??
    fromForms(nameForms(blocks.filter(({ kind }) => kind !== 'table')), counts)?.map(sameName) ??
    fromSentences(blocks, texts, counts, forms) ??
    [];
  const block = blocks[title];
  return {
    subjects: withAliases(named, texts),
    title: block && block.kind !== 'table' ? block.content : null,
    areCompared: requestedNames !== null || compared !== null,
    areCertain: certain !== null || (compared?.isCertain ?? false),
  };
}

/**
 * Appends to a text a copy in which glued words are separated, if the text is short and has several glued words, such as the
 * head of a table that lost its separators.
 */
function separateGluedWords(text: string): string {
  const boundary = /(?<=[\p{Ll})])(?=\p{Lu}\p{Ll})/gu;
  return text.length < 300 && (text.match(boundary)?.length ?? 0) >= 2
    ? `${text}\n${text.replace(boundary, ' ')}`
    : text;
}

/** Whether a heading below the first level is not the title: text precedes it, it has a role, and it compares no names. */
function isPartHeading(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  if (block?.kind !== 'heading' || block.level < 2) return false;
  const hasBegun = blocks
    .slice(0, index)
    .some((before) => before.kind === 'line' && /[.!?:]$/u.test(before.content.text));
  return hasBegun && roleOf(block.content.text) !== null && comparedNamesIn(block.content.text).length === 0;
}

/** Finds the index of the title: the first heading, or a line near the start that compares names; -1 if there is none. */
function titleOf(blocks: readonly Block[]): number {
  const first = blocks.findIndex((block) => block.kind === 'heading');
  const heading = first >= 0 && isPartHeading(blocks, first) ? -1 : first;
  const head = blocks
    .slice(0, 8)
    .findIndex(
      (block) =>
        block.kind === 'line' &&
        furnitureIn(block.content.text) === null &&
        isHead(block.content.text) &&
        !/[.!]\s+\p{Lu}/u.test(block.content.text) &&
        comparedNamesIn(block.content.text).some(({ rank }) => rank <= 2),
    );
  if (head >= 0 && (heading < 0 || head < heading))
    return compareSameNames(blocks[0], blocks[head]) ? 0 : head;
  if (heading >= 0) return heading;
  const [top] = blocks;
  return top?.kind === 'line' &&
    isHead(top.content.text) &&
    blocks[1]?.kind === 'line' &&
    comparedNamesIn(top.content.text).length > 0
    ? 0
    : -1;
}

/** Whether the first line and a later line compare the same names: "A and B" above "Difference between A and B". */
function compareSameNames(first: Block | undefined, later: Block | undefined): boolean {
  if (first?.kind !== 'line' || later?.kind !== 'line' || first.content.text.length > 80) return false;
  const idsIn = (text: string): readonly string[] =>
    comparedNamesIn(text).map(({ names }) => names.map((name) => keysOf(name).join(' ')).join('|'));
  const known = new Set(idsIn(later.content.text));
  return idsIn(first.content.text).some((id) => known.has(id));
}

function fromHeads(
  blocks: readonly Block[],
  texts: readonly string[],
  counts: PhraseCounts,
  forms: readonly NameForm[],
  title: number,
): { readonly names: readonly ResolvedName[]; readonly isCertain: boolean } | null {
  const heads = blocks
    .map((block, index) => ({ block, index }))
    .filter(({ block }) => (block.kind === 'heading' || block.kind === 'line') && isHead(block.content.text))
    .slice(0, 400);
  let best: { names: readonly ResolvedName[]; isCertain: boolean; score: number } | null = null;
  for (const { block, index } of heads) {
    for (const compared of comparedNamesIn(texts[index] ?? '')) {
      if (block.kind !== 'heading' && index !== title && compared.rank > 1) continue;
      if (compared.rank === 4 && index !== title) continue;
      const found = resolveNames(compared, index, counts, forms);
      if (!found) continue;
      const score = found.score - compared.rank + (index === title ? 3 : 0) - index / 1000;
      const isCertain = index === title && compared.rank === 1;
      if (!best || score > best.score) best = { names: found.names, isCertain, score };
    }
  }
  return best;
}

/** Resolves compared names to the forms that the document uses; null if the names are not reliable. */
function resolveNames(
  { names, rank }: ComparedNames,
  index: number,
  counts: PhraseCounts,
  forms: readonly NameForm[],
): { names: readonly ResolvedName[]; score: number } | null {
  const last = names.length - 1;
  const tokens = names.map((name) => keysOf(name));
  const resolved = names.map((name, position) => {
    const others = new Set(tokens.filter((_, other) => other !== position).flat());
    const form = bestForm(name, others, forms, position === 0, position === last);
    if (form) return { name: form.text, strength: 2 };
    const bareName = name.replace(/\([^)]*\)/gu, '').trim() || name;
    const cuts = [
      ...new Set([
        ...(position === last ? prefixesOf(bareName) : []),
        ...(position === 0 ? suffixesOf(bareName) : []),
        bareName,
      ]),
    ].filter((cut) => cut !== '' && !stopWords.has(cut.toLowerCase()));
    const cut = cuts.find((candidate) => counts.count(candidate, index) > 0);
    if (cut !== undefined) return { name: cut, strength: 1 };
    return { name: position === last ? cutAtStopWord(bareName) : bareName, strength: 0 };
  });
  const shared = withSharedHead(
    resolved.map(({ name }) => name),
    counts,
    index,
  );
  const keys = shared.map((name) => keysOf(name).join(' '));
  if (new Set(keys).size < keys.length || keys.some((key) => key === '')) return null;
  if (shared.some((name) => name.split(' ').length > 7 || roleOf(name) === 'DIFFERENCES')) return null;
  const strength = resolved.reduce((sum, form) => sum + form.strength, 0) / resolved.length;
  const isWeak = resolved.some((form) => form.strength === 0);
  if (isWeak && rank > 1) return null;
  return {
    names: shared.map((name, at) => ({ name, inTitle: names[at] ?? name })),
    score: strength * 3 + (isWeak ? -3 : 0) + (names.length > 2 && !isWeak ? 0.5 : 0),
  };
}

function bestForm(
  name: string,
  others: ReadonlySet<string>,
  forms: readonly NameForm[],
  isFirst: boolean,
  isLast: boolean,
): NameForm | null {
  const keys = keysOf(name.replace(/\([^)]*\)/gu, ''));
  const ownKeys = keys.filter((key) => !others.has(key) && !stopWords.has(key));
  const distinctive = isLast && !isFirst ? ownKeys.slice(0, 1) : ownKeys;
  let best: { form: NameForm; score: number } | null = null;
  for (const form of forms) {
    const overlap = form.keys.filter((key) => keys.includes(key)).length;
    const hasDistinctive =
      distinctive.length === 0 ? overlap === keys.length : form.keys.some((key) => distinctive.includes(key));
    // "Benefits of X" is not a name of X.
    if (!hasDistinctive || form.keys.some((key) => stopWords.has(key) && !keys.includes(key))) continue;
    const extra = form.keys.filter((key) => !keys.includes(key)).length;
    if (extra > 1 && overlap < 2) continue;
    if (
      extra > 2 ||
      form.keys.some((key) => others.has(key) && !keys.includes(key) && !isSharedHead(key, form.keys, others))
    )
      continue;
    const missing = ownKeys
      .slice(0, isLast ? 1 : ownKeys.length)
      .filter((key) => !form.keys.includes(key)).length;
    const score = form.weight + overlap * 1.5 - extra * 1.2 - missing * 2 - form.first / 10_000;
    if (score > 1.5 && (!best || score > best.score)) best = { form, score };
  }
  return best?.form ?? null;
}

/** Whether a key is the noun that a name shares with another name, as in "relational and graph databases". */
function isSharedHead(key: string, keys: readonly string[], others: ReadonlySet<string>): boolean {
  return keys.length > 1 && keys.at(-1) === key && others.has(key);
}

function cutAtStopWord(name: string): string {
  const tokens = tokensOf(name);
  const stop = tokens.findIndex(
    ({ key, text }, index) =>
      index > 0 &&
      (stopWords.has(key) || /^(?:explained|comparison|compared|guide|differences?)$/iu.test(text)),
  );
  return stop < 0 ? name : name.slice(0, tokens[stop - 1]?.end);
}

/** Appends the noun of the last name to each other name for which the document uses the combination. */
function withSharedHead(names: readonly string[], counts: PhraseCounts, index: number): readonly string[] {
  const last = names.at(-1) ?? '';
  const tokens = tokensOf(last);
  if (tokens.length < 2) return names;
  return names.map((name, position) => {
    if (position === names.length - 1) return name;
    for (let start = 1; start < tokens.length; start += 1) {
      const head = last.slice(tokens[start]?.start);
      const noun = keysOf(head).at(-1) ?? '';
      // A number belongs only to the last name: "X Lite and Y 2" does not mention "X Lite 2".
      if (keysOf(name).includes(noun) || !/\p{L}/u.test(noun)) continue;
      const full = `${name} ${head}`;
      if (counts.count(full, index) > 0) return full;
    }
    return name;
  });
}

/**
 * Finds two to six names with strong evidence, such as headings that introduce them. If fewer than two names have such evidence,
 * finds two to six frequent names in places such as headings and list items. Null for any other number of names.
 */
function fromForms(forms: readonly NameForm[], counts: PhraseCounts): readonly string[] | null {
  const strong = forms
    .filter(({ weight, text }) => weight >= 1.5 && roleOf(text) === null && bareHeading(text) !== '')
    .filter(({ text, weight }) => weight >= 3 || counts.count(text) >= 3)
    .sort((a, b) => a.first - b.first);
  const introduced = strong.filter(({ weight }) => weight >= 3);
  const chosen =
    introduced.length >= 2
      ? introduced
      : strong.filter(({ text }) => counts.count(text) >= 3 && !/^\d/u.test(text));
  return chosen.length >= 2 && chosen.length <= 6 ? chosen.map(({ text }) => text) : null;
}

/**
 * Finds two to six headings below one heading, each of which starts the text below it, such as "Oak" above "Oak keeps its leaves".
 * Null if the title is not a heading, if there are no such headings, or if the title contains none of them.
 */
function fromSections(blocks: readonly Block[], title: number): readonly string[] | null {
  const above = blocks[title];
  if (above?.kind !== 'heading') return null;
  const inTitle = keysOf(above.content.text);
  const isInTitle = (name: string): boolean => keysOf(name).every((key) => inTitle.includes(key));
  const groups = new Map<number, string[]>();
  /** The indexes of the headings around a block, the outermost first. */
  let path: readonly { readonly index: number; readonly level: number }[] = [];
  blocks.forEach((block, index) => {
    if (block.kind !== 'heading') return;
    path = [...path.filter(({ level }) => level < block.level), { index, level: block.level }];
    const name = bareName(block.content.text);
    const next = blocks[index + 1];
    if (index === title || next?.kind !== 'line' || !startsWithName(next.content.text, name)) return;
    const parent = path.at(-2)?.index ?? -1;
    groups.set(parent, [...(groups.get(parent) ?? []), name]);
  });
  for (const names of groups.values())
    if (names.length >= 2 && names.length <= 6 && names.some(isInTitle)) return names;
  return null;
}

function bareName(heading: string): string {
  return heading.replace(/[\s:：]+$/u, '').trim();
}

/** Whether a text starts with a name and a word in lower case, as in "Oak keeps". */
function startsWithName(text: string, name: string): boolean {
  const rest = /^(?:(?:an?|the)\s+)?/iu.exec(text)?.[0].length ?? 0;
  const words = text.slice(rest);
  return (
    keysOf(name).length > 0 &&
    words.slice(0, name.length).toLowerCase() === name.toLowerCase() &&
    /^\s+\p{Ll}/u.test(words.slice(name.length))
  );
}

/** Finds the names that the first contrasting sentence compares; null if there is no such sentence. */
function fromSentences(
  blocks: readonly Block[],
  texts: readonly string[],
  counts: PhraseCounts,
  forms: readonly NameForm[],
): readonly ResolvedName[] | null {
  for (const [index, block] of blocks.slice(0, 200).entries()) {
    if (block.kind !== 'line') continue;
    for (const sentence of (texts[index] ?? '').slice(0, 5000).split(/(?<=[.?!])\s+/u)) {
      for (const compared of comparedNamesIn(sentence)) {
        if (compared.rank > 1) continue;
        const found = resolveNames(compared, index, counts, forms);
        if (found && found.score > 2) return found.names;
      }
    }
  }
  return null;
}

function withAliases(names: readonly ResolvedName[], texts: readonly string[]): readonly Subject[] {
  const found = aliasesIn(
    names.map(({ name }) => name),
    texts,
  );
  return names.map(({ name, inTitle }, index) => {
    const aliases = new Set(found[index] ?? []);
    const keys = keysOf(name);
    const ownKeys = keysOf(inTitle);
    // In a title, only the last name may have the noun that the names share. The other names, without the noun, are then aliases.
    const isPrefix =
      ownKeys.length > 0 && ownKeys.length < keys.length && ownKeys.every((key, at) => keys[at] === key);
    if (isPrefix && index < names.length - 1) aliases.add(inTitle);
    const initials = tokensOf(name)
      .map(({ text }) => text[0]?.toUpperCase())
      .join('');
    const standalone = new RegExp(`(?<![\\p{L}\\p{N}])${initials}s?(?![\\p{L}\\p{N}])`, 'u');
    if (/^\p{L}{2,6}$/u.test(initials) && texts.some((text) => standalone.test(text))) aliases.add(initials);
    aliases.delete(name);
    return { name, aliases: [...aliases] };
  });
}
