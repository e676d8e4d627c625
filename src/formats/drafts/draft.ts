import type { CitedSource, Concept } from '../../graph/concept.js';
import type { KeptText } from '../../graph/kept-text.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';

/** The text of a document before its source is known by id. */
export type DraftText = Omit<KeptText, 'source'>;

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
  readonly text: DraftText;
  /** What the cells of a table say, by the claims that were read from them: another type of value may read it otherwise. */
  readonly cells?: ReadonlyMap<ClaimDraft, string>;
}

/** The changes that put a draft into a graph that has none of its concepts: concepts, its text, claims, and that these are all. */
export function changesOfDraft({ source, concepts, claims, text }: Draft): readonly Change[] {
  return [
    ...[source, ...concepts].map((concept): Change => ({ type: 'putConcept', concept })),
    { type: 'putText', text: { ...text, source: source.id } },
    ...claims.map((claim): Change => ({ type: 'putClaim', claim })),
    { type: 'completeSource', source: source.id },
  ];
}
