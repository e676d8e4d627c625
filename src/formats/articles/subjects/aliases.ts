import { keysOf, stopWords, tokensOf } from '../../input/tokens.js';

const inParentheses =
  /([\p{L}\p{N}][\p{L}\p{N}&’'./ -]{0,120})(?:\s\(|\s?（)\s*(?:or |aka |also (?:known as|called) |the )?["“']?([\p{L}\p{N}][\p{L}\p{N}&’'./ -]{0,60})["”']?\s*[)）]/gu;
const standsForPattern =
  /([\p{Lu}][\p{L}\p{N}&/]{1,9}),?\s+(?:stands for|is short for|is an abbreviation (?:of|for)|is an acronym (?:of|for)|refers to|means)\s+(?:an?\s+|the\s+)?["“]?([\p{L}][\p{L} &’'-]{2,80})/gu;
const alsoKnown =
  /([\p{L}\p{N}][\p{L}\p{N}&’'./ -]{0,80}?),?\s+(?:(?:is |are )?(?:also|sometimes|often|commonly|otherwise|better) (?:known as|called|referred to as)|aka)\s+(?:an?\s+|the\s+)?["“]?([\p{L}\p{N}][\p{L}\p{N}&’'/-]*(?:\s[\p{L}\p{N}][\p{L}\p{N}&’'/-]*){0,4})["”]?\s*(?=[,.;:()–—]|\b(?:is|are|and|or)\b|$)/gu;

/**
 * Finds the aliases of names in texts, such as long forms, abbreviations, and names after "also known as".
 * @returns the aliases of each name, in the order of `names`
 */
export function aliasesIn(
  names: readonly string[],
  texts: readonly string[],
): readonly (readonly string[])[] {
  const keys = names.map((name) => keysOf(name).join(' '));
  const aliases = names.map(() => new Map<string, string>());
  const bind = (left: string, right: string): void => {
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const id = keysOf(one).join(' ');
      keys.forEach((key, index) => {
        const aliasesOfName = aliases[index];
        if (!aliasesOfName || (key !== id && !aliasesOfName.has(id))) return;
        const otherId = keysOf(other).join(' ');
        if (otherId === key || otherId === '' || keys.includes(otherId)) return;
        if (!aliasesOfName.has(otherId)) aliasesOfName.set(otherId, other);
      });
    }
  };
  // The second pass finds aliases of aliases.
  for (let pass = 0; pass < 2; pass += 1) {
    for (const text of texts) {
      for (const match of text.matchAll(inParentheses)) {
        const [, before = '', within = ''] = match;
        const long = longFormBefore(before, within) ?? nameBefore(before, names) ?? otherForm(before, within);
        if (long !== null) bind(long, within.trim());
        const short = tokensOf(before).at(-1)?.text;
        if (
          short !== undefined &&
          matchesInitials(
            tokensOf(within).map((token) => token.text),
            short,
          )
        )
          bind(short, within.trim());
      }
      for (const match of text.matchAll(standsForPattern)) {
        const [, short = '', after = ''] = match;
        const words = tokensOf(after);
        for (let count = 2; count <= Math.min(words.length, 8); count += 1) {
          if (
            matchesInitials(
              words.slice(0, count).map((token) => token.text),
              short,
            )
          ) {
            bind(short, after.slice(0, words[count - 1]?.end));
            break;
          }
        }
      }
      for (const match of text.matchAll(alsoKnown)) {
        const [, before = '', other = ''] = match;
        const name = nameBefore(before, names);
        if (name !== null) bind(name, other.trim());
      }
    }
  }
  return aliases.map((aliasesOfName) => [...aliasesOfName.values()]);
}

/** Finds the long form of an abbreviation at the end of a text; null if there is none, or if the letters are not 2 to 10 characters with two capitals or more. */
function longFormBefore(text: string, letters: string): string | null {
  if (!/^[\p{L}\p{N}&/.-]{2,10}$/u.test(letters) || (letters.match(/\p{Lu}/gu)?.length ?? 0) < 2) return null;
  const words = tokensOf(text).slice(-10);
  for (let count = 1; count <= words.length; count += 1) {
    const candidate = words.slice(-count);
    const [first] = candidate;
    if (
      first &&
      !stopWords.has(first.key) &&
      matchesInitials(
        candidate.map((token) => token.text),
        letters,
      )
    )
      return text.slice(first.start, candidate.at(-1)?.end);
  }
  return null;
}

/**
 * Whether letters abbreviate words. The letters can be the initials of all words, the initials without stop
 * words, or initials that may be followed by letters of the same word.
 */
function matchesInitials(words: readonly string[], letters: string): boolean {
  const target = letters
    .replace(/(?<=\p{Lu})s$/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
  const parts = words.flatMap((word) => word.split(/[-/’'.]/u)).filter((word) => word !== '');
  if (target.length < 2 || parts.length < 1) return false;
  const initials = parts.map((word) => word[0]?.toLowerCase()).join('');
  const withoutStopWords = parts
    .filter((word) => !stopWords.has(word.toLowerCase()))
    .map((word) => word[0]?.toLowerCase())
    .join('');
  if (initials === target || withoutStopWords === target) return true;
  if (parts.length < 2 || initials[0] !== target[0] || target.length <= withoutStopWords.length) return false;
  // In an abbreviated compound, each word contributes its initial, then letters from within the word, in
  // order.
  let position = 0;
  for (const [index, word] of parts.entries()) {
    if (stopWords.has(word.toLowerCase()) && word[0]?.toLowerCase() !== target[position]) continue;
    if (word[0]?.toLowerCase() !== target[position]) return false;
    position += 1;
    const next = parts[index + 1]?.[0]?.toLowerCase();
    let start = 1;
    while (position < target.length && target[position] !== next) {
      const found = word.toLowerCase().indexOf(target[position] ?? '', start);
      if (found < 0) break;
      start = found + 1;
      position += 1;
    }
  }
  return position === target.length;
}

/**
 * Finds another form of a name at the end of a text, with longer or shorter words, such as "S corporation" for "S corp";
 * null if there is none, or if the name is one word.
 */
function otherForm(text: string, form: string): string | null {
  const formTokens = tokensOf(form);
  const words = tokensOf(text).slice(-formTokens.length);
  const isSame =
    formTokens.length > 1 &&
    words.length === formTokens.length &&
    formTokens.every(({ key }, index) => {
      const other = words[index]?.key ?? '';
      return (
        other === key ||
        (key.length >= 3 && other.startsWith(key)) ||
        (other.length >= 3 && key.startsWith(other))
      );
    });
  return isSame ? text.slice(words[0]?.start, words.at(-1)?.end) : null;
}

/** Finds the first of `names` at the end of a text; null if there is none. */
function nameBefore(text: string, names: readonly string[]): string | null {
  const keys = tokensOf(text).map(({ key }) => key);
  for (const name of names) {
    const nameKeys = keysOf(name);
    if (
      nameKeys.length > 0 &&
      nameKeys.every((key, index) => keys[keys.length - nameKeys.length + index] === key)
    )
      return name;
  }
  return null;
}
