import type { Claim } from '../claim.js';

/**
 * Whether a claim states words: it is a text only, or its value is a TEXT, TERMS, or a support with a note. Amounts,
 * dates, versions and levels are not words.
 */
export function statesWords({ value, absence }: Pick<Claim, 'value' | 'absence'>): boolean {
  if (value === null) return absence === null;
  if (value.type === 'SUPPORT') return value.note !== null;
  return value.type === 'TEXT' || value.type === 'TERMS';
}
