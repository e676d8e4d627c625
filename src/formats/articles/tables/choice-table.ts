import type { ReportBuilder } from '../../import/report-builder.js';
import { bareHeading } from '../text/cues.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import type { Sections } from '../outline/sections.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { PlacedText } from '../../input/placed-text.js';

const situationHead =
  /^(?:use cases?|scenarios?|situations?|if you|when|needs?|your needs?|goals?|case|requirements?|you (?:want|need)|best for|priority)\b/u;
const choiceHead =
  /^(?:choose|pick|recommend(?:ed|ation)?|best (?:choice|option|fit|pick)|winner|go with|use|our pick|better (?:choice|option)|suggested|choice)\b/u;

/** Reads a table of use cases and the subjects that suit them. @returns whether the table has this layout */
export function readChoices(
  rows: readonly (readonly PlacedText[])[],
  names: SubjectNames,
  builder: DraftBuilder,
  report: ReportBuilder,
  sections: Sections,
): boolean {
  const [header = []] = rows;
  const situation = header.findIndex(({ text }) => situationHead.test(bareHeading(text)));
  const isChoice = ({ text }: PlacedText, index: number): boolean =>
    index !== situation && choiceHead.test(bareHeading(text));
  const isNamed = (_: PlacedText, column: number): boolean =>
    column !== situation && rows.slice(1).every((row) => names.exactly(row[column]?.text ?? '') !== null);
  const choice = header.findIndex(
    header.length === 2 && (situation >= 0 || sections.current.role === 'GUIDANCE')
      ? (cell, column) => isChoice(cell, column) || isNamed(cell, column)
      : isChoice,
  );
  if (choice < 0 || header.length < 2 || rows.length < 2) return false;
  const situationColumn = situation >= 0 ? situation : choice === 0 ? 1 : 0;
  const chosen = rows.slice(1).map((row) => {
    const text = row[choice]?.text ?? '';
    const named = names.exactly(text);
    return named === null ? names.namedIn(text) : [named];
  });
  if (chosen.filter((subjects) => subjects.length > 0).length * 2 < chosen.length) return false;
  for (const cell of header) report.mark(cell, 'NAMED', 'a column head');
  rows.slice(1).forEach((row, index) => {
    const useCase = row[situationColumn];
    if (!useCase || useCase.isBlank) return;
    for (const subject of chosen[index] ?? []) {
      const content = PlacedText.join(row, ' ');
      builder.suits(subject, useCase, null, { content, headings: sections.path });
    }
  });
  return true;
}
