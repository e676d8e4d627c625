import { createHash } from 'node:crypto';

export const textMediaTypes = [
  'text/plain',
  'text/markdown',
  'text/html',
  'text/tab-separated-values',
] as const;
export type TextMediaType = (typeof textMediaTypes)[number];

/** The maximum length of a source text in UTF-16 code units: 20 MiB of UTF-8 never decode to more units. */
export const textMaxLength = 20 * 1024 * 1024;

/** A source text, to which the offsets of citations refer in Unicode code points. Only an erasure changes the text, and makes it empty. */
export interface SourceText {
  /** `hashOfText` of the text as it was stored: the `textHash` of its citations. */
  readonly hash: string;
  /** The id of the cited source with which the text was first stored. */
  readonly source: string;
  readonly mediaType: TextMediaType;
  /** The decoded text: a web page unchanged, a table as tab-separated values. At most `textMaxLength` UTF-16 code units. */
  readonly text: string;
}

/** A source text without its content. */
export interface SourceTextEntry extends Omit<SourceText, 'text'> {
  /** The revision that added the text. */
  readonly since: number;
}

/** A part of a source text, from `start` (inclusive) to `end` (exclusive), in Unicode code points. */
export interface ExcerptKey {
  readonly hash: string;
  readonly start: number;
  readonly end: number;
}

/** The hash that identifies a text in citations: `sha256:` and the hexadecimal SHA-256 of its UTF-8 form. */
export function hashOfText(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}
