import { badUserInput } from '../../graph/errors.js';
import { parseLocale, type Locale } from '../../words/locale.js';

/** The maximum number of characters of a value that an error message quotes. */
const maxQuotedLength = 60;
const maxTextLength = 500;
const maxCursorLength = 2_000;
const maxPartLength = 200;

/** The default prefix of the ids in a fragment. */
export const defaultIdPrefix = 't-';

/** A key with its value. */
export interface KeyAndValue {
  readonly key: string;
  readonly value: string;
}

/**
 * Reads the parameters of a page's query string. An absent parameter has no value, and neither has an empty one (an unfilled field
 * of a form), except a flag. If a parameter is repeated, the last value counts; lists have the values of all. Unknown parameters are
 * ignored, because other sites append theirs to links. Each method throws a TertiumError BAD_USER_INPUT if the value is invalid.
 */
export class QueryParameters {
  readonly #parameters: URLSearchParams;
  readonly #query: string;

  /** @param query the query string, with or without `?` */
  constructor(query: string) {
    this.#parameters = new URLSearchParams(query);
    this.#query = query.startsWith('?') ? query.slice(1) : query;
  }

  /** Whether a flag is set: present, unless its value is `false` or `0`. */
  flag(name: string): boolean {
    const value = this.#parameters.getAll(name).at(-1);
    if (value === undefined || value === 'false' || value === '0') return false;
    if (value === '' || value === 'true' || value === '1' || value === 'on') return true;
    throw unexpected(name, 'no value, true or false', value);
  }

  /** Returns a text, trimmed; at most 500 characters. */
  text(name: string): string | null {
    const value = this.#last(name)?.trim();
    if (value === undefined || value === '') return null;
    if (value.length > maxTextLength) {
      throw unexpected(name, `at most ${maxTextLength} characters`, `${value.length} characters`);
    }
    return value;
  }

  /** Returns the cursor of a page of a list. */
  cursor(name: string): string | null {
    const value = this.#last(name);
    if (value !== null && value.length > maxCursorLength) {
      throw unexpected(name, 'a cursor of a page', `${value.length} characters`);
    }
    return value;
  }

  /** Returns references that are separated by commas or in several parameters: sorted, each once. */
  references(name: string, atMost: number): readonly string[] {
    const values = this.#parameters.getAll(name).flatMap((value) => value.split(','));
    return sortedReferences(values, name, atMost);
  }

  /** Like `references`, but in the order of the query. */
  orderedReferences(name: string, atMost: number): readonly string[] {
    const values = this.#parameters.getAll(name).flatMap((value) => value.split(','));
    return distinctReferences(values, name, atMost);
  }

  /**
   * Returns pairs such as `plan:Business,region:EU`: sorted, each once. Commas and colons in a key or value are percent-encoded. A parameter
   * without an unencoded colon was encoded as a whole, as forms and `URLSearchParams` do, and is decoded first.
   */
  pairs(name: string, atMost: number): readonly KeyAndValue[] {
    return [...this.#distinctPairs(name, atMost, 'conditions such as plan:Business')]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, pair]) => pair);
  }

  /**
   * Like `pairs`, but in the order of the query.
   * @param expectation the pairs that are expected, with an example, for error messages
   */
  orderedPairs(name: string, atMost: number, expectation: string): readonly KeyAndValue[] {
    return [...this.#distinctPairs(name, atMost, expectation).values()];
  }

  #distinctPairs(name: string, atMost: number, expectation: string): ReadonlyMap<string, KeyAndValue> {
    const texts = this.#rawValues(name).flatMap((value) => {
      const pairs = value.includes(':') ? value : decodedPart(value, name);
      const decode = value.includes(':') ? (part: string) => decodedPart(part, name) : (part: string) => part;
      return pairs.split(',').map((pair) => pair.split(':').map((part) => decode(part).trim()));
    });
    const found = new Map<string, KeyAndValue>();
    for (const parts of texts) {
      const [key = '', value = ''] = parts;
      if (parts.length === 1 && key === '') continue;
      if (parts.length !== 2 || key === '' || value === '') {
        throw unexpected(name, expectation, parts.join(':'));
      }
      if (key.length > maxPartLength || value.length > maxPartLength) {
        throw unexpected(name, `at most ${maxPartLength} characters in a key or value`, `${key}:${value}`);
      }
      found.set(JSON.stringify([key, value]), { key, value });
    }
    if (found.size > atMost) throw unexpected(name, `at most ${atMost} pairs`, `${found.size}`);
    return found;
  }

  /** Returns the one of `words` that equals the value, ignoring case; without a value, `otherwise`. */
  choice<Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word {
    const value = this.#last(name);
    if (value === null) return otherwise;
    const word = words.find((each) => each === value.toLowerCase());
    if (word === undefined) throw unexpected(name, `one of ${words.join(', ')}`, value);
    return word;
  }

  /** Returns the number of a revision: an integer from 0 to 2³¹ − 1, the maximum of GraphQL's Int. */
  revision(name: string): number | null {
    const value = this.#last(name);
    if (value === null) return null;
    const number = /^\d{1,10}$/u.test(value) ? Number(value) : NaN;
    if (!(number <= 0x7fff_ffff)) throw unexpected(name, 'the number of a revision', value);
    return number;
  }

  /** Returns a day: YYYY-MM-DD. */
  day(name: string): string | null {
    const value = this.#last(name);
    if (value === null) return null;
    const time = /^\d{4}-\d\d-\d\d$/u.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
    // Date.parse accepts the 31st of every month: in a shorter month, it returns a day of the next month.
    if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(value)) {
      throw unexpected(name, 'a day, such as 2024-05-31', value);
    }
    return value;
  }

  /** Returns the prefix of the ids in a fragment: a letter, then letters, digits and hyphens; at most 40 characters. */
  idPrefix(name: string): string | null {
    const value = this.#last(name);
    if (value !== null && !/^[a-z][a-z0-9-]{0,39}$/iu.test(value)) {
      throw unexpected(name, 'a letter, then letters, digits and hyphens, at most 40 characters', value);
    }
    return value;
  }

  locale(name: string): Locale | null {
    const value = this.#last(name);
    return value === null ? null : parseLocale(value, name);
  }

  /** Returns the values of a parameter, not decoded. */
  #rawValues(name: string): readonly string[] {
    return this.#query.split('&').flatMap((parameter) => {
      const [key = '', ...value] = parameter.split('=');
      return key === name ? [value.join('=')] : [];
    });
  }

  #last(name: string): string | null {
    return this.#parameters.getAll(name).at(-1) || null;
  }
}

/**
 * Sorts references to concepts (slugs or ids), each once. Slugs have no capital letters, so a reference without a slash is
 * converted to lower case.
 * @param name the parameter, for error messages
 * @throws {TertiumError} BAD_USER_INPUT for more than `atMost` references
 */
export function sortedReferences(texts: readonly string[], name: string, atMost: number): readonly string[] {
  return [...distinctReferences(texts, name, atMost)].sort();
}

function distinctReferences(texts: readonly string[], name: string, atMost: number): readonly string[] {
  const trimmed = texts.map((text) => text.trim()).filter((text) => text !== '');
  const references = new Set(trimmed.map((text) => (text.includes('/') ? text : text.toLowerCase())));
  if (references.size > atMost) throw unexpected(name, `at most ${atMost} references`, `${references.size}`);
  return [...references];
}

function decodedPart(text: string, name: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw unexpected(name, 'percent-encoded UTF-8', text);
  }
}

/** Prints pairs as one value, which `QueryParameters.pairs` reads. */
export function printPairs(pairs: readonly KeyAndValue[]): string {
  return pairs.map(({ key, value }) => `${encodeURIComponent(key)}:${encodeURIComponent(value)}`).join(',');
}

/** Escapes a reference for a URL's path or query. The slash of an id and the characters of slugs stay unescaped. */
export function escapeReference(reference: string): string {
  return encodeURIComponent(reference).replaceAll('%2F', '/');
}

/** Prints a query string with `?`, or nothing if all values are null. A flag has the value `true`. Other values must be escaped already. */
export function printQuery(
  parameters: readonly (readonly [name: string, value: string | true | null])[],
): string {
  const printed = parameters.flatMap(([name, value]) => {
    if (value === null) return [];
    return value === true ? [name] : [`${name}=${value}`];
  });
  return printed.length === 0 ? '' : `?${printed.join('&')}`;
}

/** Creates the error for an invalid parameter. */
export function unexpected(argument: string, expectation: string, value: string) {
  const shown = value.length > maxQuotedLength ? `${value.slice(0, maxQuotedLength)}…` : value;
  return badUserInput(`${argument}: expected ${expectation}, got ${JSON.stringify(shown)}.`, { argument });
}
