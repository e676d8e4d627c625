import type { Block } from '../../input/block.js';
import { PlacedText } from '../../input/placed-text.js';
import { gridAt } from '../../tables/forms/table-forms.js';

/** Forms that code does not have by chance. */
const ruledForms: ReadonlySet<string> = new Set(['boxes', 'pipes', 'ruled columns']);
const fence = /^\s*(?:`{3,}|~{3,})/u;
/** The minimum number of columns of a table without rules. */
const minColumns = 3;

/**
 * Reads the tables in the lines of a code block. Other lines become asides.
 * @param isPlain whether the block has no programming language. It can then be a table without rules, if the first
 *   row has no digits, as the output of a program has
 * @returns null if the block has no table
 */
export function blocksOfCode(lines: readonly PlacedText[], isPlain: boolean): readonly Block[] | null {
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
    const isWhole = lines.every(
      (line, index) => (index >= at && index < end) || line.isBlank || fence.test(line.text),
    );
    const head = grid?.rows[0] ?? [];
    const isTable =
      grid &&
      (ruledForms.has(grid.form) ||
        (isPlain &&
          isWhole &&
          head.length >= minColumns &&
          head.every((cell) => !/\p{N}/u.test(cell?.content.text ?? ''))));
    if (isTable) {
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
