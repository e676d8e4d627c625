import { PlacedText } from './placed-text.js';

const entity = /&(?:#[xX]?[0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?/uy;

/**
 * Finds, for each character of a decoded value, its range in the raw text. The value is the result of a parser for the
 * raw text from `start` to `end`. If the alignment fails, each character gets the complete range.
 */
export function alignText(value: string, raw: string, start: number, end: number): PlacedText {
  if (end - start === value.length && raw.startsWith(value, start)) return PlacedText.of(raw, start, end);
  const parts: PlacedText[] = [];
  let valueIndex = 0;
  let rawIndex = start;
  let verbatimStart = start;
  const flush = (): void => {
    if (rawIndex > verbatimStart) parts.push(PlacedText.of(raw, verbatimStart, rawIndex));
  };
  while (valueIndex < value.length && rawIndex < end) {
    const char = raw[rawIndex];
    if (char === '&') {
      entity.lastIndex = rawIndex;
      const [entityText = ''] = entity.exec(raw) ?? [];
      if (entityText !== '' && !value.startsWith(entityText, valueIndex)) {
        flush();
        const length = (value.codePointAt(valueIndex) ?? 0) > 0xffff ? 2 : 1;
        parts.push(
          PlacedText.decoded(
            value.slice(valueIndex, valueIndex + length),
            rawIndex,
            rawIndex + entityText.length,
          ),
        );
        valueIndex += length;
        rawIndex += entityText.length;
        verbatimStart = rawIndex;
        continue;
      }
    }
    if (char === value[valueIndex]) {
      valueIndex += 1;
      rawIndex += 1;
    } else if (char !== undefined && /[\\\s>]/u.test(char)) {
      flush();
      rawIndex += 1;
      verbatimStart = rawIndex;
    } else {
      return PlacedText.decoded(value, start, end);
    }
  }
  flush();
  return valueIndex === value.length ? PlacedText.join(parts) : PlacedText.decoded(value, start, end);
}

/** Collapses each run of white space to one space, and removes white space at both ends. */
export function collapseSpaces(content: PlacedText): PlacedText {
  if (!/\s\s|[^\S ]/u.test(content.text)) return content.trim();
  const parts: PlacedText[] = [];
  let position = 0;
  for (const match of content.text.matchAll(/\s+/gu)) {
    parts.push(content.slice(position, match.index));
    const space = content.slice(match.index, match.index + 1);
    parts.push(space.text === ' ' ? space : PlacedText.decoded(' ', space.start, space.end));
    position = match.index + match[0].length;
  }
  parts.push(content.slice(position));
  return PlacedText.join(parts).trim();
}
