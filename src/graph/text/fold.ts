const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu;
const singleQuotes = /[\u2018\u2019\u201A\u201B\u2032\u2039\u203A]/gu;
const doubleQuotes = /[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/gu;

const beyondAscii = /\P{ASCII}/u;

/**
 * The form in which two texts are compared: Unicode NFC, case folded, white space collapsed, dashes and
 * quotes unified, one final period dropped. Nothing else, so that C and C#, 5 and −5, 10 and 10 % stay
 * different things.
 */
export function fold(text: string): string {
  const unified = beyondAscii.test(text) ? unify(text) : text.toLowerCase();
  const collapsed = unified.replace(/\s+/gu, ' ').trim();
  return /(?:^|[^.])\.$/u.test(collapsed) ? collapsed.slice(0, -1).trimEnd() : collapsed;
}

/** Case is folded by way of upper case, so that ß and ss, ς and σ meet; lower case first, for ẞ. */
function unify(text: string): string {
  return text
    .normalize('NFC')
    .replace(dashes, '-')
    .replace(singleQuotes, "'")
    .replace(doubleQuotes, '"')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC');
}
