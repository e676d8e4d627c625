const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu;
const singleQuotes = /[\u2018\u2019\u201A\u201B\u2032\u2039\u203A]/gu;
const doubleQuotes = /[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/gu;

const beyondAscii = /\P{ASCII}/u;

/**
 * Folds a text for comparison: Unicode NFC, case folded, white space trimmed and collapsed, dashes and quotes unified, a single
 * final period removed. Nothing else is unified: C and C#, 5 and −5, 10 and 10 % must stay different.
 */
export function fold(text: string): string {
  const unified = beyondAscii.test(text) ? unify(text) : text.toLowerCase();
  const collapsed = unified.replace(/\s+/gu, ' ').trim();
  return /(?:^|[^.])\.$/u.test(collapsed) ? collapsed.slice(0, -1).trimEnd() : collapsed;
}

/**
 * Folds a text with characters beyond ASCII. The conversion to upper case makes ß equal to ss, and ς equal to σ; the
 * first conversion to lower case makes ẞ equal to ss.
 */
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
