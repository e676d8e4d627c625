import type { Block } from '../../tables/model/block.js';
import { blocksOfLines } from './line-blocks.js';
import { PlacedText } from '../../input/placed-text.js';
import { textJoiner } from './wrapped-lines.js';

/** Divides plain text into blocks, such as paragraphs, list items and tables. */
export function readText(raw: string): readonly Block[] {
  const lines = linesOfText(PlacedText.of(raw));
  return blocksOfLines(lines, textJoiner(lines));
}

/** Splits a text into lines at LF, CR LF, CR, U+2028 or U+2029. */
export function linesOfText(content: PlacedText): readonly PlacedText[] {
  return content.split(/\r\n|\n|\r|\u2028|\u2029/gu);
}
