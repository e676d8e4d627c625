import type { Block, TableBlock } from '../../input/block.js';
import type { FoundTable } from './cell-tables.js';
import { trimLabel } from '../text/label.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { textGrid } from '../../tables/model/text-grid.js';
import { PlacedText } from '../../input/placed-text.js';

/** The maximum number of blocks before the table that are searched for its heading. */
const maxBlocksBack = 12;
/** The maximum number of numbered aspects in a table. */
const maxRows = 60;

/**
 * Finds numbered aspects, each followed by one line per subject. The lines do not name their subjects. The
 * lines are assigned to the subjects in the order in which the heading above the aspects names the
 * subjects.
 */
export function headedCellsAt(
  blocks: readonly Block[],
  index: number,
  names: SubjectNames,
): FoundTable | null {
  const rows: PlacedText[][] = [];
  let end = index;
  while (rows.length < maxRows) {
    const head = blocks[end];
    if (!head || !isAspect(head, rows.length)) break;
    const cells = blocks.slice(end + 1, end + 1 + names.count);
    if (
      cells.length < names.count ||
      !cells.every((cell) => cell.kind === 'line' && isCell(cell.content.text))
    )
      break;
    rows.push([trimLabel(textOf(head)), ...cells.map(textOf)]);
    end += 1 + names.count;
    const next = blocks[end];
    // If an aspect has a further line, its lines do not correspond to the subjects.
    if (next?.kind === 'line' && !next.opens && !isAspect(next, rows.length)) return null;
  }
  if (rows.length < 2) return null;
  const subjectsNamed = rows.flatMap(([, ...cells]) => cells.map(({ text }) => names.namedIn(text)));
  if (subjectsNamed.filter((named) => named.length > 0).length * 2 > subjectsNamed.length) return null;
  const order = columnOrder(blocks, index, names);
  const contradictsOrder = rows.some(([, ...cells]) =>
    cells.some(({ text }, column) => {
      const [first] = names.mentionsIn(text);
      return first !== undefined && first.start < 6 && first.subject !== order[column];
    }),
  );
  if (contradictsOrder) return null;
  const position = rows[0]?.[0]?.start ?? 0;
  const table: TableBlock = {
    kind: 'table',
    grid: textGrid(
      'cells',
      [
        [
          PlacedText.empty,
          ...order.map((subject) => PlacedText.decoded(names.nameOf(subject), position, position)),
        ],
        ...rows,
      ],
      { confidences: [1, ...rows.map(() => 0.7)] },
    ),
  };
  return { blocks: [table], end };
}

function textOf(block: Block): PlacedText {
  return block.kind === 'table' ? PlacedText.empty : block.content;
}

/** Whether a block is the next numbered aspect. */
function isAspect(block: Block, count: number): boolean {
  if (block.kind === 'table' || block.kind === 'aside') return false;
  const { text } = block.content;
  if (text.length > 80 || text.split(/\s+/u).length > 9 || /[.;,!]$/u.test(text)) return false;
  if (block.kind === 'item') return block.isNumbered && block.depth === 0;
  return Number(/^(\d{1,2})[.)]\s/u.exec(text)?.[1] ?? -1) === count + 1;
}

function isCell(text: string): boolean {
  return text.length <= 400 && !/[:：?]$/u.test(text);
}

/**
 * The subjects in the order of the last heading that names all subjects, otherwise in the order of the
 * title.
 */
function columnOrder(blocks: readonly Block[], index: number, names: SubjectNames): readonly number[] {
  for (let position = index - 1; position >= Math.max(0, index - maxBlocksBack); position -= 1) {
    const block = blocks[position];
    if ((block?.kind !== 'line' && block?.kind !== 'heading') || block.content.text.length > 120) continue;
    const named = names.namedIn(block.content.text);
    if (named.length === names.count) return named;
  }
  return names.subjects.map((_, subject) => subject);
}
