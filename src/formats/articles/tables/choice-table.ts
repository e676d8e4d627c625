import type { ReportBuilder } from '../../import/report-builder.js';
import type { TableGrid } from '../../tables/model/table-grid.js';
import { bareHeading } from '../text/cues.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { PlacedText } from '../../input/placed-text.js';

const situationHead =
  /^(?:use cases?|scenarios?|situations?|if you|when|needs?|your needs?|goals?|case|requirements?|you (?:want|need)|best for|priority)\b/u;
const choiceHead =
  /^(?:choose|pick|recommend(?:ed|ation)?|best (?:choice|option|fit|pick)|winner|go with|use|our pick|better (?:choice|option)|suggested|choice)\b/u;

/** A row of a table of use cases: the use case, and the indexes of the subjects that suit it. */
interface Choice {
  readonly row: readonly PlacedText[];
  readonly useCase: PlacedText;
  readonly subjects: readonly number[];
}

/** A table of use cases and the subjects that suit them. */
export interface Choices {
  readonly heads: readonly PlacedText[];
  readonly choices: readonly Choice[];
}

/**
 * Finds the use cases in a table, and the subjects that suit them.
 * @param isGuidance whether the heading above the table has the role `GUIDANCE`
 * @returns null if the table has another layout, or if fewer than half of its rows name a subject
 */
export function findChoices(grid: TableGrid, names: SubjectNames, isGuidance: boolean): Choices | null {
  const [header = [], ...body] = grid.rows.map((row) => row.map((cell) => cell?.content ?? PlacedText.empty));
  const situation = header.findIndex(({ text }) => situationHead.test(bareHeading(text)));
  const isChoice = ({ text }: PlacedText, index: number): boolean =>
    index !== situation && choiceHead.test(bareHeading(text));
  const isNamed = (_: PlacedText, column: number): boolean =>
    column !== situation && body.every((row) => names.exactly(row[column]?.text ?? '') !== null);
  const choice = header.findIndex(
    header.length === 2 && (situation >= 0 || isGuidance)
      ? (cell, column) => isChoice(cell, column) || isNamed(cell, column)
      : isChoice,
  );
  if (choice < 0 || header.length < 2 || body.length === 0) return null;
  const situationColumn = situation >= 0 ? situation : choice === 0 ? 1 : 0;
  const choices = body.map((row): Choice => {
    const text = row[choice]?.text ?? '';
    const named = names.exactly(text);
    return {
      row,
      useCase: row[situationColumn] ?? PlacedText.empty,
      subjects: named === null ? names.namedIn(text) : [named],
    };
  });
  return choices.filter(({ subjects }) => subjects.length > 0).length * 2 < choices.length
    ? null
    : { heads: header, choices };
}

/** Adds the use cases of a table. @param headings the headings above the table, the outermost first */
export function addChoices(
  { heads, choices }: Choices,
  headings: readonly string[],
  builder: DraftBuilder,
  report: ReportBuilder,
): void {
  for (const cell of heads) report.mark(cell, 'NAMED', 'a column head');
  for (const { row, useCase, subjects } of choices) {
    if (useCase.isBlank) continue;
    for (const subject of subjects) {
      builder.suits(subject, useCase, null, { content: PlacedText.join(row, ' '), headings });
    }
  }
}
