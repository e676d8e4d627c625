import type { Block } from '../../tables/model/block.js';
import { linesOfText } from './read-text.js';
import { PlacedText } from '../../input/placed-text.js';

/**
 * Parses the front matter, of 200 lines at most, at the start of a Markdown file.
 * @returns the blocks of the front matter, and its end as an offset in UTF-16 code units; the end is 0 if the file has no front matter
 */
export function frontMatter(raw: string): { readonly blocks: readonly Block[]; readonly end: number } {
  const match = /^\uFEFF?---[ \t]*\r?\n(?:(?!---)[^\n]*\n){0,200}?---[ \t]*(?:\r?\n|$)/u.exec(raw);
  if (!match) return { blocks: [], end: 0 };
  const end = match[0].length;
  const blocks = linesOfText(PlacedText.of(raw, 0, end)).flatMap((line): readonly Block[] => {
    if (line.isBlank) return [];
    const title = /^title:\s*(["']?)(.+?)\1\s*$/u.exec(line.text);
    if (!title?.[2]) return [{ kind: 'aside', content: line, outcome: 'SOURCE', why: 'front matter' }];
    const titleStart = line.text.indexOf(title[2], 6);
    return [{ kind: 'heading', level: 1, content: line.slice(titleStart, titleStart + title[2].length) }];
  });
  return { blocks, end };
}
