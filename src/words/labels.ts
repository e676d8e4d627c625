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

/** A section of a comparison: the dimensions of one group, the dimensions without a group, or all axes of another kind. */
export interface Section {
  /** The kind, and the group if there is one, independent of the language: `useCases`, or `dimensions/Physical`. */
  readonly id: string;
  readonly kind: AxisKind;
  /** The group of the dimensions; null for dimensions without a group, and for other kinds. */
  readonly group: string | null;
}

/** Returns the section of a row. */
export function sectionOf({ kind, group }: Pick<Section, 'kind' | 'group'>): Section {
  return { id: group === null ? listName(kind) : `${listName(kind)}/${group}`, kind, group };
}

/** Returns the heading of a section. Names of groups are not translated. */
export function sectionLabel(locale: Locale, { kind, group }: Section): string {
  return group ?? message(locale, `section.${kind}`);
}
