import type { Locale } from '../locale.js';

const names: Readonly<Record<Locale, Intl.DisplayNames>> = Object.freeze({
  en: new Intl.DisplayNames('en', { type: 'language' }),
  de: new Intl.DisplayNames('de', { type: 'language' }),
});

/** Returns the name of a language: `German` for `de`. @param tag a BCP 47 tag; an invalid tag is returned unchanged */
export function languageText(locale: Locale, tag: string): string {
  try {
    return names[locale].of(tag) ?? tag;
  } catch {
    return tag;
  }
}
