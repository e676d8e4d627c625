import { createHash } from 'node:crypto';

export const textMediaTypes = [
  'text/plain',
  'text/markdown',
  'text/html',
  'text/tab-separated-values',
] as const;
export type TextMediaType = (typeof textMediaTypes)[number];

/** In UTF-16 units, as `length` counts: 20 MiB of UTF-8 never decode to more. */
export const textMaxLength = 20 * 1024 * 1024;

/** A source text, to which the offsets of citations refer, in Unicode code points. It never changes. */
export interface SourceText {
  /** `hashOfText` of the text: the `textHash` of its citations. */
  readonly hash: string;
  /** The id of the cited source with which it was first stored. */
  readonly source: string;
  readonly mediaType: TextMediaType;
  /** Decoded; a web page as delivered; a table as tab-separated values. At most `textMaxLength` long. */
  readonly text: string;
}

/** A source text without its content. */
export interface SourceTextEntry extends Omit<SourceText, 'text'> {
  /** The revision that added it. */
  readonly since: number;
}

/** A part of a source text, from `start` to before `end`, in Unicode code points. */
export interface ExcerptKey {
  readonly hash: string;
  readonly start: number;
  readonly end: number;
}

/** The hash that identifies a text in citations: `sha256:` and the hexadecimal SHA-256 of its UTF-8 form. */
export function hashOfText(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}
