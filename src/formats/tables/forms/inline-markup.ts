import { PlacedText } from '../../input/placed-text.js';
import { linksIn } from './cell-links.js';

/**
 * A text without its inline markup. `links` has the absolute URLs of the text with markup, each once; `footnotes` has
 * the marks of its footnotes.
 */
export interface InlineText {
  readonly content: PlacedText;
  readonly links: readonly PlacedText[];
  readonly footnotes: readonly string[];
}

const wholeEmphasis = /^(\*{1,3}|_{1,3}|`{1,2}|~~)(?=\S)(.*\S)\1$/u;
/** Links and images of Markdown; links, roles, references and escaped underscores of reStructuredText. */
const inline =
  /!?\[(?<markdown>[^\]]{0,400})\]\([^()\s]{1,2000}(?:\s+"[^"]{0,400}")?\)|(?:\\ )?(?::[a-z][\w:+-]{0,30}:)?`(?<linked>[^`<>]{1,400}?)\s*<[^`<>\s]{1,2000}>`_{0,2}|(?:\\ )?:[a-z][\w:+-]{0,30}:`(?<role>[^`]{1,400})`(?:\\ )?|`(?<reference>[^`<>]{1,400})`__?|(?<=[\p{L}\p{N}])\\(?<escaped>_)(?=[\p{L}\p{N}])/gu;
/** reStructuredText: references to footnotes (a number, a `#name` or `*`), and escaped spaces beside markup. */
const footnoteReferences =
  /(?:\\ |\s)?\[(?<footnote>\d{1,3}|#[\w-]{0,30}|\*)\]_(?!\w)|(?<=[`*|_])\\ |\\ (?=[`*|:[])/gu;
/** Literals of reStructuredText. */
const literal = /``(?=\S)(?<literal>[^`]{1,400})``/gu;
/** Colours of formulas in TeX, as in `\color{green}\checkmark`. */
const colours = /\\(?:text)?color\{[a-z]{1,20}\}/giu;
const wholeSubstitution = /^\|(?=\S)([^|]*\S)\|$/u;

/**
 * Replaces links, images, roles, references and literals by their texts. Removes references to footnotes, colours of formulas, and the emphasis or the
 * substitution bars of a complete text. Emphasis of a part of a text stays.
 */
export function withoutInlineMarkup(content: PlacedText): InlineText {
  const footnotes: string[] = [];
  let bare = content;
  if (/[[`\\]/u.test(content.text)) {
    bare = replaced(bare, inline);
    if (bare.text.includes('``')) bare = replaced(bare, literal);
    for (const { groups } of bare.text.matchAll(footnoteReferences)) {
      const mark = groups?.['footnote'];
      if (mark !== undefined) footnotes.push(mark);
    }
    bare = without(without(bare, footnoteReferences), colours);
  }
  bare = bare.trim();
  for (let match = wholeEmphasis.exec(bare.text); match; match = wholeEmphasis.exec(bare.text)) {
    const marks = match[1]?.length ?? 0;
    if (match[2]?.includes(match[1] ?? '')) break;
    bare = bare.slice(marks, bare.text.length - marks);
  }
  if (wholeSubstitution.test(bare.text)) bare = bare.slice(1, bare.text.length - 1).trim();
  return { content: bare, links: linksIn(content), footnotes };
}

/** Replaces each match by the text of its group. */
function replaced(content: PlacedText, pattern: RegExp): PlacedText {
  let at = 0;
  const parts: PlacedText[] = [];
  for (const match of content.text.matchAll(pattern)) {
    const text = Object.values(match.groups ?? {}).find((each) => each !== undefined) ?? '';
    const start = match.index + match[0].indexOf(text);
    parts.push(content.slice(at, match.index), content.slice(start, start + text.length));
    at = match.index + match[0].length;
  }
  return at === 0 ? content : PlacedText.join([...parts, content.slice(at)]);
}

function without(content: PlacedText, pattern: RegExp): PlacedText {
  return pattern[Symbol.search](content.text) < 0 ? content : PlacedText.join(content.split(pattern));
}
