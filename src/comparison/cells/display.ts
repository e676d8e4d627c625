import type { Qualifier } from '../../graph/claim.js';
import { fold } from '../../graph/text/fold.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { Cell } from './cell.js';
import type { Said } from './statement.js';

const absent = { UNKNOWN: 'Unknown', NOT_APPLICABLE: 'Not applicable' } as const;

/** A cell in words, ready to print: its values with their conditions, or what stands in for them. */
export function displayCell(cell: Cell): string {
  if (cell.said.length === 0) return 'Not stated';
  if (cell.state === 'CONTESTED') return `Contested: ${cell.said.map(displayQualified).join(' / ')}`;
  return accumulatedTerms(cell)?.join(', ') ?? cell.said.map(displayQualified).join('; ');
}

/** Lists that accumulate under no condition read as one list; null where the cell holds anything else. */
function accumulatedTerms(cell: Cell): readonly string[] | null {
  const terms = new Map<string, string>();
  for (const { value, qualifiers } of cell.said) {
    if (value?.type !== 'TERMS' || qualifiers.length > 0) return null;
    for (const term of value.terms) if (!terms.has(fold(term))) terms.set(fold(term), term);
  }
  return [...terms.values()];
}

function displayQualified({ value, absence, qualifiers }: Said): string {
  const said = value ? ruleOf(value).display(value) : absent[absence ?? 'UNKNOWN'];
  return qualifiers.length === 0 ? said : `${said} (${displayConditions(qualifiers)})`;
}

function displayConditions(qualifiers: readonly Qualifier[]): string {
  return qualifiers.map(({ key, value }) => `${key}: ${value}`).join(', ');
}
