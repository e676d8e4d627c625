import { badUserInput } from '../graph/errors.js';

/** The languages that texts can be requested in. Each has a catalogue in `catalogues/`. */
export const locales = ['en', 'de'] as const;
export type Locale = (typeof locales)[number];

/** The language without a setting. */
export const defaultLocale: Locale = 'en';

/**
 * Reads a locale.
 * @throws {TertiumError} BAD_USER_INPUT, with the known locales, if there is no catalogue for it
 */
export function parseLocale(text: string, argument = 'locale'): Locale {
  const locale = locales.find((each) => each === text);
  if (locale !== undefined) return locale;
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  throw badUserInput(
    `${argument}: expected one of the languages ${locales.join(', ')}, got ${JSON.stringify(shown)}.`,
    { argument, locales: [...locales] },
  );
}

const longestShown = 60;
