import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { locales, type Locale } from '../../words/locale.js';

/** Results of negotiations by default language and header value. Most clients send one of a few values. */
const cache = new LRUCache<string, Locale>({ max: 200 });
/** The maximum length of a cached header value in characters. */
const maxCachedLength = 200;

/**
 * Selects the language that `Accept-Language` prefers among the languages of the catalogues (RFC 9110, section 12.5.4).
 * @returns the default language if the header is missing, or accepts none of the languages
 */
export function preferredLocale(acceptLanguage: string | undefined, defaultLocale: Locale): Locale {
  if (acceptLanguage === undefined) return defaultLocale;
  const key = `${defaultLocale} ${acceptLanguage}`;
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  // The default is first, so that it is preferred to languages with the same quality, exactness and header position, such as for `*`.
  const available = [defaultLocale, ...locales.filter((locale) => locale !== defaultLocale)];
  const [preferred] = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages(available);
  const locale = available.find((each) => each === preferred) ?? defaultLocale;
  if (acceptLanguage.length <= maxCachedLength) cache.set(key, locale);
  return locale;
}
