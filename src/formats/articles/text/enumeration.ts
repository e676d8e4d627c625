import type { PlacedText } from '../../input/placed-text.js';

const maxEntryWords = 6;

/** Splits an enumeration, such as "a, b and c" or "a; b", into its entries. Any other text is returned as one entry. */
export function splitEnumeration(list: PlacedText): readonly PlacedText[] {
  const bySemicolon = entriesOf(list, /\s*;\s+(?:(?:and|or)\s+)?/gu);
  if (bySemicolon.length > 1) return bySemicolon;
  const byComma = entriesOf(list, /,\s+(?:(?:and|or)\s+)?|\s+(?:and|or)\s+(?=[^,]*$)/gu);
  const isList =
    /,/u.test(list.text) && byComma.every(({ text }) => text.split(/\s+/u).length <= maxEntryWords);
  return isList ? byComma : [list];
}

function entriesOf(list: PlacedText, separator: RegExp): readonly PlacedText[] {
  return list
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => !entry.isBlank);
}
