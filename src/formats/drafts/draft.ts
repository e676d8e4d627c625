import type { CitedSource, Concept } from '../../graph/concept.js';
import type { SourceText } from '../../graph/source-text.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';

/** The text of a document, before the id of its source is known. */
export type DraftText = Omit<SourceText, 'source'>;

/**
 * The content of one document, before it is compared with the graph. Ids are made of names;
 * `draft-changes.ts` replaces them by the ids of existing concepts with these names.
 */
export interface Draft {
  readonly source: CitedSource;
  /**
   * All concepts except the source, each before the claims that name it. Ids and slugs are unique within a
   * kind.
   */
  readonly concepts: readonly Concept[];
  /** All claims of the source, each once. Every citation has a quote, offsets and the hash of `text`. */
  readonly claims: readonly ClaimDraft[];
  readonly text: DraftText;
  /** The table cells from which claims were read: another value type may parse a cell differently. */
  readonly cells?: ReadonlyMap<ClaimDraft, CellOfClaim>;
}

/** A table cell that a claim was read from. */
export interface CellOfClaim {
  readonly text: string;
  /** Whether it can be an amount. If not, parsing it as one would lose something, such as a leading zero. */
  readonly mayBeAmount: boolean;
}

/**
 * The changes that put a draft into a graph without any of its concepts: concepts, text, claims, and the
 * completion of the source.
 */
export function changesOfDraft({ source, concepts, claims, text }: Draft): readonly Change[] {
  return [
    ...[source, ...concepts].map((concept): Change => ({ type: 'putConcept', concept })),
    { type: 'putText', text: { ...text, source: source.id } },
    ...claims.map((claim): Change => ({ type: 'putClaim', claim })),
    { type: 'completeSource', source: source.id },
  ];
}
