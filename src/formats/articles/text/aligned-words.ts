import { Words } from './words.js';

const entity = /&(?:#[xX]?[0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?/uy;

/** What a parser read from a stretch of the raw text, as words that know where each of its characters stands. */
export function alignedWords(value: string, raw: string, start: number, end: number): Words {
  if (end - start === value.length && raw.startsWith(value, start)) return Words.of(raw, start, end);
  const parts: Words[] = [];
  let at = 0;
  let index = start;
  let verbatim = start;
  const flush = (): void => {
    if (index > verbatim) parts.push(Words.of(raw, verbatim, index));
  };
  while (at < value.length && index < end) {
    const char = raw[index];
    if (char === '&') {
      entity.lastIndex = index;
      const [found = ''] = entity.exec(raw) ?? [];
      if (found !== '' && !value.startsWith(found, at)) {
        flush();
        const length = (value.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
        parts.push(Words.reading(value.slice(at, at + length), index, index + found.length));
        at += length;
        index += found.length;
        verbatim = index;
        continue;
      }
    }
    if (char === value[at]) {
      at += 1;
      index += 1;
    } else if (char !== undefined && /[\\\s>]/u.test(char)) {
      flush();
      index += 1;
      verbatim = index;
    } else {
      return Words.reading(value, start, end);
    }
  }
  flush();
  return at === value.length ? Words.join(parts) : Words.reading(value, start, end);
}

/** The same words with each run of white space as one space. */
export function collapsed(words: Words): Words {
  if (!/\s\s|[^\S ]/u.test(words.text)) return words.trim();
  const parts: Words[] = [];
  let at = 0;
  for (const match of words.text.matchAll(/\s+/gu)) {
    parts.push(words.slice(at, match.index));
    const space = words.slice(match.index, match.index + 1);
    parts.push(space.text === ' ' ? space : Words.reading(' ', space.start, space.end));
    at = match.index + match[0].length;
  }
  parts.push(words.slice(at));
  return Words.join(parts).trim();
}
