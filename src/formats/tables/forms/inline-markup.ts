import { PlacedText } from '../../input/placed-text.js';
import { linksIn } from './cell-links.js';

/** A text without its inline markup, and the absolute URLs of its links, each once. */
export interface InlineText {
  readonly content: PlacedText;
  readonly links: readonly PlacedText[];
}

const wholeEmphasis = /^(\*{1,3}|_{1,3}|`{1,2}|~~)(?=\S)(.*\S)\1$/u;
/** Links of Markdown; links, roles, references and escaped underscores of reStructuredText. */
const inline =
  /!?\[(?<markdown>[^\]]{0,400})\]\([^()\s]{1,2000}(?:\s+"[^"]{0,400}")?\)|(?:\\ )?(?::[a-z][\w:+-]{0,30}:)?`(?<linked>[^`<>]{1,400}?)\s*<[^`<>\s]{1,2000}>`_{0,2}|(?:\\ )?:[a-z][\w:+-]{0,30}:`(?<role>[^`]{1,400})`(?:\\ )?|`(?<reference>[^`<>]{1,400})`__?|(?<=[\p{L}\p{N}])\\(?<escaped>_)(?=[\p{L}\p{N}])/gu;
const wholeSubstitution = /^\|(?=\S)([^|]*\S)\|$/u;

/** Removes links and the emphasis of a complete text. Other text stays as it is written. */
export function withoutInlineMarkup(content: PlacedText): InlineText {
  let parts: readonly PlacedText[] = [content];
  if (/[[`\\]/u.test(content.text)) {
    const found = [...content.text.matchAll(inline)];
    let at = 0;
    const cut: PlacedText[] = [];
    for (const match of found) {
      const text = Object.values(match.groups ?? {}).find((each) => each !== undefined) ?? '';
      const start = match.index + match[0].indexOf(text);
      cut.push(content.slice(at, match.index), content.slice(start, start + text.length));
      at = match.index + match[0].length;
    }
    parts = [...cut, content.slice(at)];
  }
  let bare = PlacedText.join(parts).trim();
  for (let match = wholeEmphasis.exec(bare.text); match; match = wholeEmphasis.exec(bare.text)) {
    const marks = match[1]?.length ?? 0;
    if (match[2]?.includes(match[1] ?? '')) break;
    bare = bare.slice(marks, bare.text.length - marks);
  }
  if (wholeSubstitution.test(bare.text)) bare = bare.slice(1, bare.text.length - 1).trim();
  return { content: bare, links: linksIn(content) };
}
