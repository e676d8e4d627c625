import { createHash } from 'node:crypto';
import type { CitedSource, Concept } from '../graph/concept.js';
import type { Change, ClaimDraft } from '../graph/writing.js';

/** The text that offsets of citations count in, as it is to be kept with its source. */
export interface KeptText {
  /** `sha256:` and the hexadecimal SHA-256 of the text in UTF-8: the `textHash` of its citations. */
  readonly hash: string;
  /** Decoded; a web page as delivered; a table as tab-separated values. */
  readonly text: string;
  readonly mediaType: 'text/plain' | 'text/markdown' | 'text/html' | 'text/tab-separated-values';
}

/**
 * What one document states, before the graph has been asked what it has of it. Ids are the ones that the names make;
 * whoever applies a draft looks for concepts of the same names first (`draft-changes.ts`).
 */
export interface Draft {
  readonly source: CitedSource;
  /** All concepts but the source, each before the claims that name it; ids and slugs differ within a kind. */
  readonly concepts: readonly Concept[];
  /** All that the source states, each claim once; every citation has a quote, offsets and the hash of `text`. */
  readonly claims: readonly ClaimDraft[];
  readonly text: KeptText;
}

/** The hash that citations know a text by. */
export function hashOfText(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

/** The changes that put a draft into a graph that has none of its concepts: concepts, claims, and that these are all. */
export function changesOfDraft({ source, concepts, claims }: Draft): readonly Change[] {
  return [
    ...[source, ...concepts].map((concept): Change => ({ type: 'putConcept', concept })),
    ...claims.map((claim): Change => ({ type: 'putClaim', claim })),
    { type: 'completeSource', source: source.id },
  ];
}
