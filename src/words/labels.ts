import type { CellState } from '../comparison/cells/statement.js';
import type { RowVerdict } from '../comparison/verdicts/verdict.js';
import type { AxisKind } from '../graph/claim.js';
import { listName } from '../graph/concept.js';
import { message } from './catalogue.js';
import type { Locale } from './locale.js';

export function stateLabel(locale: Locale, state: CellState): string {
  return message(locale, `state.${state}`);
}

export function verdictLabel(locale: Locale, verdict: RowVerdict): string {
  return message(locale, `verdict.${verdict}`);
}

/** A section of a comparison: a group of dimensions, or all axes of another kind. Rows of one section are adjacent. */
export interface Section {
  /**
   * Independent of the language: `dimensions` and `dimensions/Physical`; `features`, `benefits`, `drawbacks` and
   * `useCases`.
   */
  readonly id: string;
  readonly label: string;
}

/** The section of a row. */
export function sectionOf(
  locale: Locale,
  { kind, group }: { kind: AxisKind; group: string | null },
): Section {
  const id = group === null ? listName(kind) : `${listName(kind)}/${group}`;
  return { id, label: group ?? message(locale, `section.${kind}`) };
}
