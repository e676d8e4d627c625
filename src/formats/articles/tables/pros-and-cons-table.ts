import type { ReportBuilder } from '../../import/report-builder.js';
import { roleOf, type Role } from '../text/cues.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import { splitLabel } from '../text/label.js';
import type { Sections } from '../outline/sections.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

/**
 * Reads a table whose columns list benefits or drawbacks. The head of a column names its subject;
 * otherwise the column is about the subject of the section.
 * @returns whether the table has this layout
 */
export function readProsAndCons(
  rows: readonly (readonly PlacedText[])[],
  names: SubjectNames,
  builder: DraftBuilder,
  report: ReportBuilder,
  sections: Sections,
): boolean {
  const [header = [], ...body] = rows;
  const columns = header.map(({ text }): { role: Role | null; owner: number | null } => ({
    role: roleOf(text),
    owner: names.ownerOf(text) ?? sections.current.owner,
  }));
  const isSide = ({ role, owner }: { role: Role | null; owner: number | null }): boolean =>
    (role === 'BENEFITS' || role === 'DRAWBACKS') && owner !== null;
  if (columns.length < 2 || !columns.every(isSide)) return false;
  for (const cell of header) report.mark(cell, 'NAMED', 'a column head');
  for (const row of body) {
    row.forEach((cell, column) => {
      const { role, owner = null } = columns[column] ?? {};
      if (owner === null || cell.isBlank) return;
      const found = splitLabel(cell);
      const name = found && !found.rest.isBlank ? found.label : cell;
      const text = found && !found.rest.isBlank ? found.rest : null;
      const evidence = { content: cell, headings: [...sections.path, header[column]?.text ?? ''] };
      if (role === 'BENEFITS') builder.benefit(owner, name, text, evidence);
      else builder.drawback(owner, name, text, evidence);
    });
  }
  return true;
}
