import { z } from 'zod';
import { isDate } from '../../graph/values/date.js';

/** Creates a Zod schema for URIs with one of `schemes`. Pages link to the URIs, so schemes that run code are rejected. */
function uriOf(schemes: readonly string[], expected: string) {
  return z
    .string({ error: expected })
    .refine((written) => schemes.some((scheme) => written.startsWith(scheme)) && URL.canParse(written), {
      error: expected,
    });
}

export const httpUrl = uriOf(['https://', 'http://'], 'a URL that begins with https:// or http://');

export const uri = uriOf(['https://', 'http://', 'urn:'], 'a URI that begins with https://, http:// or urn:');

export const languageTag = z
  .string({ error: 'a language tag such as en or pt-BR' })
  .refine(isLanguageTag, { error: 'a language tag such as en or pt-BR' });

export const knownDate = z
  .string({ error: 'a date such as 2024, 2024-05 or 2024-05-17' })
  .refine(isDate, { error: 'a date such as 2024, 2024-05 or 2024-05-17' });

function isLanguageTag(written: string): boolean {
  try {
    return Intl.getCanonicalLocales(written).length === 1;
  } catch {
    return false;
  }
}
