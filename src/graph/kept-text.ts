import { createHash } from 'node:crypto';

export const textMediaTypes = [
  'text/plain',
  'text/markdown',
  'text/html',
  'text/tab-separated-values',
] as const;
export type TextMediaType = (typeof textMediaTypes)[number];

/** In UTF-16 units, as `length` counts them: what is decoded from 20 MiB is never longer. */
export const textMaxLength = 20 * 1024 * 1024;

/** The text that offsets of citations count in, in Unicode code points, kept with its source. It never changes. */
export interface KeptText {
  /** What `hashOfText` makes of the text: the `textHash` of its citations. */
  readonly hash: string;
  /** The id of the cited source that it was kept for first. */
  readonly source: string;
  readonly mediaType: TextMediaType;
  /** Decoded; a web page as delivered; a table as tab-separated values. At most `textMaxLength` long. */
  readonly text: string;
}

/** What is known of a kept text without reading it. */
export interface KeptTextEntry extends Omit<KeptText, 'text'> {
  /** The revision that brought it. */
  readonly since: number;
}

/** A part of a kept text: from `start` until before `end`, in Unicode code points. */
export interface ExcerptKey {
  readonly hash: string;
  readonly start: number;
  readonly end: number;
}

/** The hash that citations know a text by: `sha256:` and the hexadecimal SHA-256 of the text in UTF-8. */
export function hashOfText(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}
