import type { PlacedText } from '../../input/placed-text.js';

/** A block of code, or another directive that has no text, in reStructuredText or AsciiDoc. */
export interface CodeBlock {
  /** The lines without the line that announces the block. */
  readonly code: readonly PlacedText[];
  /** All lines of the block. */
  readonly lines: readonly PlacedText[];
}

const directive =
  /^\s*\.\. (?:code|code-block|sourcecode|parsed-literal|prompt|highlight|graphviz|mermaid|math|include|literalinclude|image|toctree|contents|raw|meta|auto[a-z]+)::/u;
/** A paragraph whose last line announces a literal block. */
const announcement = /^(?!\s*\.\. ).*::\s*$/u;
const listing = /^\[(?:source|listing)\b[^\]]*\]\s*$/u;
const fence = /^(?:-{4,}|\.{4,})\s*$/u;

/** Finds a block of code that starts at a line; null if there is none. Fences of Markdown are not code here. */
export function codeBlockAt(lines: readonly PlacedText[], start: number): CodeBlock | null {
  const line = lines[start]?.text ?? '';
  if (listing.test(line) && fence.test(lines[start + 1]?.text ?? '')) {
    const close = lines.findIndex((each, at) => at > start + 1 && fence.test(each.text));
    const end = close < 0 ? lines.length : close;
    return { code: lines.slice(start + 2, end), lines: lines.slice(start, end + 1) };
  }
  const isAnnounced = announcement.test(line) && lines[start + 1]?.isBlank === true;
  if (!isAnnounced && !directive.test(line)) return null;
  const indent = indentOf(line);
  const after = lines.findIndex((each, at) => at > start && !each.isBlank && indentOf(each.text) <= indent);
  const end = after < 0 ? lines.length : after;
  const code = lines.slice(start + 1, end);
  return code.every(({ isBlank }) => isBlank) ? null : { code, lines: lines.slice(start, end) };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
