import type { Claim } from '../claim.js';

/**
 * Whether what a claim states is words: a text only, a value of TEXT or TERMS, or a support with a note. Without these
 * words, nothing would be left of the statement. Amounts, dates, versions and levels are not words.
 */
export function statesWords({ value, absence }: Pick<Claim, 'value' | 'absence'>): boolean {
  if (value === null) return absence === null;
  if (value.type === 'SUPPORT') return value.note !== null;
  return value.type === 'TEXT' || value.type === 'TERMS';
}
