import type { Block } from '../model/block.js';
import { PlacedText } from '../../input/placed-text.js';
import { gridAt } from './table-forms.js';

/** The table forms that are found in code blocks. With a head, they do not occur in code by chance. */
const ruledForms: ReadonlySet<string> = new Set(['boxes', 'pipes', 'ruled columns']);

const boxCorner = /^\s*[┌╔┏╭]/u;
const boxLine = /^\s*[\u2500-\u257f].*[\u2500-\u257f]\s*$/u;

/**
 * Reads the tables in the lines of a code block: those with rules below their heads. Other lines become asides.
 * @param isPlain whether the block has no programming language. In a block with a language, a box is read only if it is
 *   the whole block
 * @returns null if the block has no table
 */
export function blocksOfCode(lines: readonly PlacedText[], isPlain = true): readonly Block[] | null {
  const filled = lines.filter((line) => !line.isBlank);
  if (!isPlain && !(boxCorner.test(filled[0]?.text ?? '') && filled.every(({ text }) => boxLine.test(text))))
    return null;
  const blocks: Block[] = [];
  let others: PlacedText[] = [];
  let hasTable = false;
  const flush = (): void => {
    const content = PlacedText.join(others, '\n');
    if (!content.isBlank) blocks.push({ kind: 'aside', content, outcome: 'NOT_UNDERSTOOD', why: 'code' });
    others = [];
  };
  for (let at = 0; at < lines.length;) {
    const { grid = null, end = at + 1 } = gridAt(lines, at) ?? {};
    if (grid && ruledForms.has(grid.form) && grid.rows[0]?.some((cell) => cell?.isHead)) {
      flush();
      blocks.push({ kind: 'table', grid });
      hasTable = true;
    } else {
      others.push(...lines.slice(at, end));
    }
    at = end;
  }
  flush();
  return hasTable ? blocks : null;
}
