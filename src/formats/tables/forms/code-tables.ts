import type { Block } from '../model/block.js';
import { PlacedText } from '../../input/placed-text.js';
import { gridAt } from './table-forms.js';

/** The table forms that are found in code blocks. With a head, they do not occur in code by chance. */
const ruledForms: ReadonlySet<string> = new Set(['boxes', 'pipes', 'ruled columns']);

/**
 * Reads the tables in the lines of a code block without a programming language: those with rules below their heads.
 * Other lines become asides.
 * @returns null if the block has no table
 */
export function blocksOfCode(lines: readonly PlacedText[]): readonly Block[] | null {
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
