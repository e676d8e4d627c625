import { badUserInput } from '../graph/errors.js';

/** The languages in which texts can be requested. Each language has a catalogue in `catalogues/`. */
export const locales = ['en', 'de'] as const;
export type Locale = (typeof locales)[number];

/** The default language. */
export const defaultLocale: Locale = 'en';

/**
 * Parses a locale.
 * @throws {TertiumError} BAD_USER_INPUT, with the list of all locales, for an unknown locale
 */
export function parseLocale(text: string, argument = 'locale'): Locale {
  const locale = locales.find((each) => each === text);
  if (locale !== undefined) return locale;
  const shown = text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text;
  throw badUserInput(
    `${argument}: expected one of the languages ${locales.join(', ')}, got ${JSON.stringify(shown)}.`,
    { argument, locales: [...locales] },
  );
}

const maxShownLength = 60;
