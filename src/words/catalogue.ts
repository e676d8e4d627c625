import { IntlMessageFormat } from 'intl-messageformat';
import { de } from './catalogues/de.js';
import { en } from './catalogues/en.js';
import type { Locale } from './locale.js';
import type { MessageKey, Messages } from './catalogues/messages.js';

/** The catalogues. To add a language, add its catalogue in `catalogues/` and its locale to `locales`; the compiler then reports the tables that lack the language. */
export const catalogues: Readonly<Record<Locale, Messages>> = Object.freeze({ en, de });

/** The arguments of a message. Texts are inserted unchanged: message syntax in a text has no effect. */
export type MessageArguments = Readonly<Record<string, string | number>>;

type Format = (values: MessageArguments) => string;

/** The parsed messages, at most one for each key of each catalogue. */
const parsed = new Map<string, Format>();

/** Formats a message in a language. */
export function message(locale: Locale, key: MessageKey, values: MessageArguments = none): string {
  const text = catalogues[locale][key];
  // Most messages have neither arguments nor escapes.
  if (!/[{}'#]/u.test(text)) return text;
  const id = `${locale} ${key}`;
  let format = parsed.get(id);
  if (!format) {
    format = formatOf(text, locale);
    parsed.set(id, format);
  }
  return format(values);
}

const none: MessageArguments = Object.freeze({});

/** Creates the function that formats a message. Messages that only insert texts are joined without the library, because a response can have thousands of them. */
function formatOf(text: string, locale: Locale): Format {
  const parts = text.split(/\{(\w+)\}/u);
  const isPlain = parts.every((part, index) => index % 2 === 1 || !/[{}'#]/u.test(part));
  if (isPlain)
    return (values) =>
      parts.map((part, index) => (index % 2 === 1 ? String(values[part] ?? '') : part)).join('');
  const format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  return (values) => String(format.format(values));
}

interface ListFormats {
  readonly and: Intl.ListFormat;
  readonly or: Intl.ListFormat;
}

const listFormats: Readonly<Record<Locale, ListFormats>> = Object.freeze({
  en: listFormatsOf('en'),
  de: listFormatsOf('de'),
});

function listFormatsOf(locale: Locale): ListFormats {
  return {
    and: new Intl.ListFormat(locale, { type: 'conjunction' }),
    or: new Intl.ListFormat(locale, { type: 'disjunction' }),
  };
}

/** Joins texts to a list: `A, B, and C` in English. */
export function listText(locale: Locale, texts: readonly string[]): string {
  return listFormats[locale].and.format(texts);
}

/** Joins texts to a list of alternatives: `A, B, or C` in English. */
export function alternativesText(locale: Locale, texts: readonly string[]): string {
  return listFormats[locale].or.format(texts);
}
