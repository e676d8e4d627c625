import { locales } from '../../words/locale.js';

/** The description of arguments that select a language. */
export const localeInWords = `The language of the text: ${locales.join(' or ')}. Default: the language that the server is configured with.`;
