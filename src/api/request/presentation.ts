import { defaultLocale, parseLocale, type Locale } from '../../words/locale.js';

/** The defaults for texts for readers. A request can select another locale. */
export interface Presentation {
  readonly locale: Locale;
  /** The address of the server for readers, without a final slash; null if the server has no base URL. */
  readonly baseUrl: string | null;
}

export const defaultPresentation: Presentation = Object.freeze({ locale: defaultLocale, baseUrl: null });

/**
 * Returns the locale of a field.
 * @param argument null or absent for the default
 * @throws {TertiumError} BAD_USER_INPUT for an unknown locale
 */
export function localeOf({ locale }: Presentation, argument: string | null | undefined): Locale {
  return argument === null || argument === undefined ? locale : parseLocale(argument);
}

/** Returns the address of a page; null without a base URL. */
export function pageUrl({ baseUrl }: Presentation, path: string): string | null {
  return baseUrl === null ? null : baseUrl + path;
}
