import type { PlacedText } from '../../input/placed-text.js';

/** A block of code, or a directive whose content is not prose, in reStructuredText or AsciiDoc. */
export interface CodeBlock {
  /** The lines of the block without the lines that introduce and close it. */
  readonly code: readonly PlacedText[];
  /** All lines of the block. */
  readonly lines: readonly PlacedText[];
}

const directive =
  /^\s*\.\. (?:code|code-block|sourcecode|parsed-literal|prompt|highlight|graphviz|mermaid|math|include|literalinclude|image|toctree|contents|raw|meta|auto[a-z]+)::/u;
/** Matches a line that ends with the sign of a literal block (`::`) and does not start with `..` as a directive does. */
const introduction = /^(?!\s*\.\. ).*::\s*$/u;
const listing = /^\[(?:source|listing)\b[^\]]*\]\s*$/u;
const fence = /^(?:-{4,}|\.{4,})\s*$/u;

/** Finds the block of code that starts at a line; null if there is none, or if an indented block is empty. Fences of Markdown are not code here. */
export function codeBlockAt(lines: readonly PlacedText[], start: number): CodeBlock | null {
  const line = lines[start]?.text ?? '';
  if (listing.test(line) && fence.test(lines[start + 1]?.text ?? '')) {
    const end = nextIndex(lines, start + 2, ({ text }) => fence.test(text));
    return { code: lines.slice(start + 2, end), lines: lines.slice(start, end + 1) };
  }
  const isIntroduced = introduction.test(line) && lines[start + 1]?.isBlank === true;
  if (!isIntroduced && !directive.test(line)) return null;
  const indent = indentOf(line);
  const end = nextIndex(lines, start + 1, ({ isBlank, text }) => !isBlank && indentOf(text) <= indent);
  const code = lines.slice(start + 1, end);
  return code.every(({ isBlank }) => isBlank) ? null : { code, lines: lines.slice(start, end) };
}

/** The index of the first line from a start for which a test holds; the number of lines if there is none. */
function nextIndex(lines: readonly PlacedText[], start: number, test: (line: PlacedText) => boolean): number {
  let at = start;
  while (at < lines.length && !test(lines[at] as PlacedText)) at += 1;
  return at;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
