import { aliasesIn } from './aliases.js';
import type { Block } from '../markup/block.js';
import { bare, furnitureIn, roleOf } from '../text/cues.js';
import { isHead, nameForms, type NameForm } from './name-forms.js';
import { PhraseCounts } from './phrase-counts.js';
import type { Subject } from './subject-names.js';
import { beginningsOf, comparedNamesIn, endingsOf, type ComparedNames } from './title-names.js';
import { keysOf, smallWords, tokensOf } from '../text/tokens.js';

/** What an article compares, and the block that is its title, -1 where it has none. */
export interface FoundSubjects {
  readonly subjects: readonly Subject[];
  readonly title: number;
}

/** A name as the document settles it, and as the title writes it. */
interface SettledName {
  readonly name: string;
  readonly written: string;
}

const sameName = (name: string): SettledName => ({ name, written: name });

export function findSubjects(blocks: readonly Block[]): FoundSubjects {
  const texts = blocks.map((block) =>
    block.kind === 'table'
      ? block.rows.map((row) => row.map(({ text }) => text).join(' | ')).join('\n')
      : block.kind === 'aside'
        ? ''
        : block.words.text,
  );
  const counts = new PhraseCounts(texts.map(withGluedWordsApart));
  const forms = nameForms(blocks);
  const title = titleOf(blocks);
  const named =
    fromHeads(blocks, texts, counts, forms, title) ??
    fromForms(forms, counts)?.map(sameName) ??
    fromSentences(blocks, texts, counts, forms) ??
    [];
  return { subjects: withAliases(named, texts), title };
}

/** A text in which words that are glued at several places stand apart as well, as in the head of a table without separators. */
function withGluedWordsApart(text: string): string {
  const joint = /(?<=[\p{Ll})])(?=\p{Lu}\p{Ll})/gu;
  return text.length < 300 && (text.match(joint)?.length ?? 0) >= 2
    ? `${text}\n${text.replace(joint, ' ')}`
    : text;
}

/** Whether a heading only announces a part of a document that has begun before it. */
function isOfPart(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  if (block?.kind !== 'heading' || block.level < 2) return false;
  const hasBegun = blocks
    .slice(0, index)
    .some((before) => before.kind === 'line' && /[.!?:]$/u.test(before.words.text));
  return hasBegun && roleOf(block.words.text) !== null && comparedNamesIn(block.words.text).length === 0;
}

/** The line that a document is headed by: its first heading, or its first line where that may be one. */
function titleOf(blocks: readonly Block[]): number {
  const first = blocks.findIndex((block) => block.kind === 'heading');
  const heading = first >= 0 && isOfPart(blocks, first) ? -1 : first;
  const head = blocks
    .slice(0, 8)
    .findIndex(
      (block) =>
        block.kind === 'line' &&
        furnitureIn(block.words.text) === null &&
        isHead(block.words.text) &&
        !/[.!]\s+\p{Lu}/u.test(block.words.text) &&
        comparedNamesIn(block.words.text).some(({ rank }) => rank <= 2),
    );
  if (head >= 0 && (heading < 0 || head < heading)) return namesTheSame(blocks[0], blocks[head]) ? 0 : head;
  if (heading >= 0) return heading;
  const [top] = blocks;
  return top?.kind === 'line' &&
    isHead(top.words.text) &&
    blocks[1]?.kind === 'line' &&
    comparedNamesIn(top.words.text).length > 0
    ? 0
    : -1;
}

/** Whether a document's first line only names what a later one compares, as "A and B" does over "Difference between A and B". */
function namesTheSame(first: Block | undefined, later: Block | undefined): boolean {
  if (first?.kind !== 'line' || later?.kind !== 'line' || first.words.text.length > 80) return false;
  const idsIn = (text: string): readonly string[] =>
    comparedNamesIn(text).map(({ names }) => names.map((name) => keysOf(name).join(' ')).join('|'));
  const known = new Set(idsIn(later.words.text));
  return idsIn(first.words.text).some((id) => known.has(id));
}

function fromHeads(
  blocks: readonly Block[],
  texts: readonly string[],
  counts: PhraseCounts,
  forms: readonly NameForm[],
  title: number,
): readonly SettledName[] | null {
  const heads = blocks
    .map((block, index) => ({ block, index }))
    .filter(({ block }) => (block.kind === 'heading' || block.kind === 'line') && isHead(block.words.text))
    .slice(0, 400);
  let best: { names: readonly SettledName[]; score: number } | null = null;
  for (const { block, index } of heads) {
    for (const compared of comparedNamesIn(texts[index] ?? '')) {
      if (block.kind !== 'heading' && index !== title && compared.rank > 1) continue;
      if (compared.rank === 4 && index !== title) continue;
      const found = settle(compared, index, counts, forms);
      if (!found) continue;
      const score = found.score - compared.rank + (index === title ? 3 : 0) - index / 1000;
      if (!best || score > best.score) best = { names: found.names, score };
    }
  }
  return best?.names ?? null;
}

/** Names as the rest of the document has them; null where it does not speak of them. */
function settle(
  { names, rank }: ComparedNames,
  index: number,
  counts: PhraseCounts,
  forms: readonly NameForm[],
): { names: readonly SettledName[]; score: number } | null {
  const last = names.length - 1;
  const tokens = names.map((name) => keysOf(name));
  const settled = names.map((name, position) => {
    const others = new Set(tokens.filter((_, other) => other !== position).flat());
    const form = bestForm(name, others, forms, position === 0, position === last);
    if (form) return { name: form.text, strength: 2 };
    const bareName = name.replace(/\([^)]*\)/gu, '').trim() || name;
    const cuts = [
      ...new Set([
        ...(position === last ? beginningsOf(bareName) : []),
        ...(position === 0 ? endingsOf(bareName) : []),
        bareName,
      ]),
    ].filter((cut) => cut !== '' && !smallWords.has(cut.toLowerCase()));
    const cut = cuts.find((each) => counts.count(each, index) > 0);
    if (cut !== undefined) return { name: cut, strength: 1 };
    return { name: position === last ? cutAtSmallWord(bareName) : bareName, strength: 0 };
  });
  const shared = withSharedHead(
    settled.map(({ name }) => name),
    counts,
    index,
  );
  const keys = shared.map((name) => keysOf(name).join(' '));
  if (new Set(keys).size < keys.length || keys.some((key) => key === '')) return null;
  if (shared.some((name) => name.split(' ').length > 7 || roleOf(name) === 'DIFFERENCES')) return null;
  const strength = settled.reduce((sum, each) => sum + each.strength, 0) / settled.length;
  const isWeak = settled.some((each) => each.strength === 0);
  if (isWeak && rank > 1) return null;
  return {
    names: shared.map((name, at) => ({ name, written: names[at] ?? name })),
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
  const own = keys.filter((key) => !others.has(key) && !smallWords.has(key));
  const telling = isLast && !isFirst ? own.slice(0, 1) : isFirst && own.length > 1 ? own : own;
  let best: { form: NameForm; score: number } | null = null;
  for (const form of forms) {
    const overlap = form.keys.filter((key) => keys.includes(key)).length;
    const holdsOwn =
      telling.length === 0 ? overlap === keys.length : form.keys.some((key) => telling.includes(key));
    // "Benefits of X" is not what X is called.
    if (!holdsOwn || form.keys.some((key) => smallWords.has(key) && !keys.includes(key))) continue;
    const strange = form.keys.filter((key) => !keys.includes(key)).length;
    if (strange > 1 && overlap < 2) continue;
    if (
      strange > 2 ||
      form.keys.some((key) => others.has(key) && !keys.includes(key) && !isSharedHead(key, form.keys, others))
    )
      continue;
    const missing = own.slice(0, isLast ? 1 : own.length).filter((key) => !form.keys.includes(key)).length;
    const score = form.weight + overlap * 1.5 - strange * 1.2 - missing * 2 - form.first / 10_000;
    if (score > 1.5 && (!best || score > best.score)) best = { form, score };
  }
  return best?.form ?? null;
}

/** Whether a word that another name has is the noun that the names share: "relational and graph databases". */
function isSharedHead(key: string, keys: readonly string[], others: ReadonlySet<string>): boolean {
  return keys.length > 1 && keys.at(-1) === key && others.has(key);
}

function cutAtSmallWord(name: string): string {
  const tokens = tokensOf(name);
  const stop = tokens.findIndex(
    ({ key, text }, index) =>
      index > 0 &&
      (smallWords.has(key) || /^(?:explained|comparison|compared|guide|differences?)$/iu.test(text)),
  );
  return stop < 0 ? name : name.slice(0, tokens[stop - 1]?.end);
}

/** Gives the noun that only the last name has to the others too, where the document does so. */
function withSharedHead(names: readonly string[], counts: PhraseCounts, index: number): readonly string[] {
  const last = names.at(-1) ?? '';
  const tokens = tokensOf(last);
  if (tokens.length < 2) return names;
  return names.map((name, position) => {
    if (position === names.length - 1) return name;
    for (let at = 1; at < tokens.length; at += 1) {
      const head = last.slice(tokens[at]?.start);
      if (keysOf(name).includes(keysOf(head).at(-1) ?? '')) continue;
      const full = `${name} ${head}`;
      if (counts.count(full, index) > 0) return full;
    }
    return name;
  });
}

/** The names that several sections introduce, where no head says what is compared. */
function fromForms(forms: readonly NameForm[], counts: PhraseCounts): readonly string[] | null {
  const strong = forms
    .filter(({ weight, text }) => weight >= 1.5 && roleOf(text) === null && bare(text) !== '')
    .filter(({ text, weight }) => weight >= 3 || counts.count(text) >= 3)
    .sort((a, b) => a.first - b.first);
  const introduced = strong.filter(({ weight }) => weight >= 3);
  const chosen =
    introduced.length >= 2
      ? introduced
      : strong.filter(({ text }) => counts.count(text) >= 3 && !/^\d/u.test(text));
  return chosen.length >= 2 && chosen.length <= 6 ? chosen.map(({ text }) => text) : null;
}

/** The names that a sentence says to differ, where nothing else tells. */
function fromSentences(
  blocks: readonly Block[],
  texts: readonly string[],
  counts: PhraseCounts,
  forms: readonly NameForm[],
): readonly SettledName[] | null {
  for (const [index, block] of blocks.slice(0, 200).entries()) {
    if (block.kind !== 'line') continue;
    for (const sentence of (texts[index] ?? '').slice(0, 5000).split(/(?<=[.?!])\s+/u)) {
      for (const compared of comparedNamesIn(sentence)) {
        if (compared.rank > 1) continue;
        const found = settle(compared, index, counts, forms);
        if (found && found.score > 2) return found.names;
      }
    }
  }
  return null;
}

function withAliases(names: readonly SettledName[], texts: readonly string[]): readonly Subject[] {
  const found = aliasesIn(
    names.map(({ name }) => name),
    texts,
  );
  return names.map(({ name, written }, index) => {
    const aliases = new Set(found[index] ?? []);
    const keys = keysOf(name);
    const own = keysOf(written);
    // A title that gives the noun to the last name only calls the others by what comes before it.
    const isBeginning =
      own.length > 0 && own.length < keys.length && own.every((key, at) => keys[at] === key);
    if (isBeginning && index < names.length - 1) aliases.add(written);
    const initials = tokensOf(name)
      .map(({ text }) => text[0]?.toUpperCase())
      .join('');
    const alone = new RegExp(`(?<![\\p{L}\\p{N}])${initials}s?(?![\\p{L}\\p{N}])`, 'u');
    if (/^\p{L}{2,6}$/u.test(initials) && texts.some((text) => alone.test(text))) aliases.add(initials);
    aliases.delete(name);
    return { name, aliases: [...aliases] };
  });
}
