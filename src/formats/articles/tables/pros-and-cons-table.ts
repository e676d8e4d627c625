import type { Account } from '../draft/account.js';
import { roleOf, type Role } from '../text/cues.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import { labelled } from '../text/label.js';
import type { Sections } from '../outline/sections.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/words.js';

/**
 * Reads a table that has a list in each column, of what speaks for a subject or against it; whether it is one. The subject is
 * named by the head of the column, or is that of the section.
 */
export function readProsAndCons(
  rows: readonly (readonly Words[])[],
  names: SubjectNames,
  builder: DraftBuilder,
  account: Account,
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
  for (const cell of header) account.mark(cell, 'NAMED', 'a column head');
  for (const row of body) {
    row.forEach((cell, column) => {
      const { role, owner = null } = columns[column] ?? {};
      if (owner === null || cell.isBlank) return;
      const found = labelled(cell);
      const name = found && !found.rest.isBlank ? found.label : cell;
      const text = found && !found.rest.isBlank ? found.rest : null;
      const where = { words: cell, under: [...sections.path, header[column]?.text ?? ''] };
      if (role === 'BENEFITS') builder.benefit(owner, name, text, where);
      else builder.drawback(owner, name, text, where);
    });
  }
  return true;
}
