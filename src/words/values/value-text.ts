import type { Absence, Claim, Qualifier } from '../../graph/claim.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { VersionValue } from '../../graph/values/version.js';
import { message } from '../catalogue.js';
import type { Locale } from '../locale.js';
import { dateText } from './date-text.js';
import { quantityText } from './quantity-text.js';

/** Writes a value in a language. Amounts keep their stated unit; texts, terms, levels and notes are not translated. */
export function valueText(locale: Locale, value: ClaimValue): string {
  switch (value.type) {
    case 'TEXT':
      return value.text;
    case 'SUPPORT': {
      const support = message(locale, `support.${value.support}`);
      return value.note === null
        ? support
        : message(locale, 'support.withNote', { support, note: value.note });
    }
    case 'QUANTITY':
      return quantityText(locale, value);
    case 'ORDINAL':
      return value.level;
    case 'DATE':
      return dateText(locale, value);
    case 'VERSION':
      return versionText(locale, value);
    case 'TERMS':
      return termsText(locale, value.terms);
  }
}

/** Writes a set of terms, in the stated order. */
export function termsText(locale: Locale, terms: readonly string[]): string {
  return terms.length === 0 ? message(locale, 'terms.none') : terms.join(', ');
}

function versionText(locale: Locale, { oldest, newest }: VersionValue): string {
  if (oldest !== null && newest !== null)
    return oldest === newest ? oldest : message(locale, 'version.range', { oldest, newest });
  return newest === null
    ? message(locale, 'version.orNewer', { version: oldest ?? '' })
    : message(locale, 'version.orOlder', { version: newest });
}

export function absenceText(locale: Locale, absence: Absence): string {
  return message(locale, `state.${absence}`);
}

/**
 * Writes the value or the absence of a claim, with its conditions. Returns null if the claim has neither.
 */
export function claimValueText(
  locale: Locale,
  { value, absence, qualifiers }: Pick<Claim, 'value' | 'absence' | 'qualifiers'>,
): string | null {
  if (!value && absence === null) return null;
  const text = value ? valueText(locale, value) : absenceText(locale, absence ?? 'UNKNOWN');
  return withConditions(locale, text, qualifiers);
}

/** Writes a value with its conditions: `18 TB (recording: native)`. */
export function withConditions(locale: Locale, value: string, qualifiers: readonly Qualifier[]): string {
  if (qualifiers.length === 0) return value;
  const conditions = qualifiers.map(({ key, value: text }) => `${key}: ${text}`).join(', ');
  return message(locale, 'value.withConditions', { value, conditions });
}
