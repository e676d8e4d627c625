import type { ReportBuilder } from '../../import/report-builder.js';
import type { TableGrid } from '../../tables/model/table-grid.js';
import { roleOf } from '../text/cues.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import { splitLabel } from '../text/label.js';
import type { Sections } from '../outline/sections.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { PlacedText } from '../../input/placed-text.js';

/** A column of a table that lists benefits or drawbacks. */
interface Side {
  readonly head: PlacedText;
  readonly role: 'BENEFITS' | 'DRAWBACKS';
  readonly cells: readonly PlacedText[];
}

/** Finds the columns of a table whose two or more columns all list benefits or drawbacks; null for other tables. */
export function findSides({ rows }: TableGrid): readonly Side[] | null {
  const [header = [], ...body] = rows;
  const sides = header.flatMap((cell, column): readonly Side[] => {
    const head = cell?.content ?? PlacedText.empty;
    const role = roleOf(head.text);
    if (role !== 'BENEFITS' && role !== 'DRAWBACKS') return [];
    return [{ head, role, cells: body.flatMap((row) => row[column]?.content ?? []) }];
  });
  return sides.length < 2 || sides.length < header.length ? null : sides;
}

/**
 * Adds the benefits and drawbacks of a table. A column is about the subject that its head names or, if the head names none, about the
 * subject of the section. Columns without a subject are left out.
 */
export function addSides(
  sides: readonly Side[],
  names: SubjectNames,
  builder: DraftBuilder,
  report: ReportBuilder,
  sections: Sections,
): void {
  for (const { head, role, cells } of sides) {
    const owner = names.ownerOf(head.text) ?? sections.current.owner;
    if (owner === null) continue;
    report.mark(head, 'NAMED', 'a column head');
    for (const cell of cells) {
      if (cell.isBlank) continue;
      const found = splitLabel(cell);
      const name = found && !found.rest.isBlank ? found.label : cell;
      const text = found && !found.rest.isBlank ? found.rest : null;
      const evidence = { content: cell, headings: [...sections.path, head.text] };
      if (role === 'BENEFITS') builder.benefit(owner, name, text, evidence);
      else builder.drawback(owner, name, text, evidence);
    }
  }
}
