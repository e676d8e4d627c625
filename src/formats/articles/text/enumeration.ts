import type { Words } from './words.js';

const longestEntry = 6;

/** What a line lists by commas or semicolons: "a, b and c"; the line itself where it lists nothing. */
export function enumeratedIn(list: Words): readonly Words[] {
  const bySemicolon = entriesOf(list, /\s*;\s+(?:(?:and|or)\s+)?/gu);
  if (bySemicolon.length > 1) return bySemicolon;
  const byComma = entriesOf(list, /,\s+(?:(?:and|or)\s+)?|\s+(?:and|or)\s+(?=[^,]*$)/gu);
  const isList =
    /,/u.test(list.text) && byComma.every(({ text }) => text.split(/\s+/u).length <= longestEntry);
  return isList ? byComma : [list];
}

function entriesOf(list: Words, joint: RegExp): readonly Words[] {
  return list
    .split(joint)
    .map((entry) => entry.trim())
    .filter((entry) => !entry.isBlank);
}
