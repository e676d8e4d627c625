import type { Block } from './block.js';
import { blocksOfLines } from './line-blocks.js';
import { Words } from '../text/placed-text.js';

/** Reads plain text: its lines with bullets, tables and paragraphs. */
export function readText(raw: string): readonly Block[] {
  return blocksOfLines(linesOfText(Words.of(raw)));
}

/** Splits a text into lines at LF, CR LF or CR. */
export function linesOfText(words: Words): readonly Words[] {
  return words.split(/\r\n|\n|\r|\u2028|\u2029/gu);
}
