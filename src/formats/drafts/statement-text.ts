import type { ClaimDraft } from '../../graph/ports/writing.js';
import { ruleOf } from '../../graph/values/value-rules.js';

/** Describes what a claim states: its value or absence, and its text if the text differs from these. */
export function statementText({
  value,
  absence,
  text,
}: Pick<ClaimDraft, 'value' | 'absence' | 'text'>): string {
  const absenceText = absence === 'NOT_APPLICABLE' ? 'Not applicable' : 'Unknown';
  const stated = value ? ruleOf(value).display(value) : absence === null ? null : absenceText;
  if (stated === null) return text ?? '';
  return text === null || text === stated ? stated : `${stated}, "${text}"`;
}

/** Describes the conditions of a claim: ` (model: V2)`. Empty if it has none. */
export function conditionsText({ qualifiers }: Pick<ClaimDraft, 'qualifiers'>): string {
  const conditions = qualifiers.map(({ key, value }) => `${key}: ${value}`).join(', ');
  return conditions === '' ? '' : ` (${conditions})`;
}
