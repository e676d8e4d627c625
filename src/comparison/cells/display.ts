import type { Qualifier } from '../../graph/claim.js';
import { fold } from '../../graph/text/fold.js';
import { termsRule } from '../../graph/values/terms.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { Cell } from './cell.js';
import type { StatedValue } from './statement.js';

export const absenceNames = { UNKNOWN: 'Unknown', NOT_APPLICABLE: 'Not applicable' } as const;

/** Prints the values and absences of a cell with their conditions, or "Not stated". */
export function displayCell(cell: Cell): string {
  if (cell.stated.length === 0) return 'Not stated';
  if (cell.state === 'CONTESTED') return `Contested: ${cell.stated.map(displayQualified).join(' / ')}`;
  const terms = accumulatedTerms(cell);
  return terms ? termsRule.display({ type: 'TERMS', terms }) : cell.stated.map(displayQualified).join('; ');
}

/** The terms of a cell as one list; null if any of its values is not TERMS or has conditions. */
function accumulatedTerms(cell: Cell): readonly string[] | null {
  const terms = new Map<string, string>();
  for (const { value, qualifiers } of cell.stated) {
    if (value?.type !== 'TERMS' || qualifiers.length > 0) return null;
    for (const term of value.terms) if (!terms.has(fold(term))) terms.set(fold(term), term);
  }
  return [...terms.values()];
}

function displayQualified({ value, absence, qualifiers }: StatedValue): string {
  const text = value ? ruleOf(value).display(value) : absenceNames[absence ?? 'UNKNOWN'];
  return qualifiers.length === 0 ? text : `${text} (${displayConditions(qualifiers)})`;
}

/** Prints conditions: `plan: Business, region: EU`. */
export function displayConditions(qualifiers: readonly Qualifier[]): string {
  return qualifiers.map(({ key, value }) => `${key}: ${value}`).join(', ');
}
