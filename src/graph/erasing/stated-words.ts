import type { Claim } from '../claim.js';

/**
 * Whether a claim states words: only a text, a value of TEXT or TERMS, or a support with a note. Without these words,
 * nothing of the statement would remain. Amounts, dates, versions and levels are not words.
 */
export function statesWords({ value, absence }: Pick<Claim, 'value' | 'absence'>): boolean {
  if (value === null) return absence === null;
  if (value.type === 'SUPPORT') return value.note !== null;
  return value.type === 'TEXT' || value.type === 'TERMS';
}
