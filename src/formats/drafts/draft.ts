import type { CitedSource, Concept } from '../../graph/concept.js';
import type { SourceText } from '../../graph/source-text.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';

/** The text of a document without the id of its source: the id is not known before the source is looked up in the graph. */
export type DraftText = Omit<SourceText, 'source'>;

/**
 * The content of one document, before its concepts are looked up in the graph. Ids are created from names;
 * `draft-changes.ts` replaces them by the ids of the concepts that it finds or creates.
 */
export interface Draft {
  readonly source: CitedSource;
  /** All concepts except the source. Ids and slugs are unique within a kind. */
  readonly concepts: readonly Concept[];
  /**
   * All claims of the source, without duplicates. Every citation has a quote, offsets and the hash of
   * `text`.
   */
  readonly claims: readonly ClaimDraft[];
  readonly text: DraftText;
  /**
   * The table cells, by the claims that were read from the cells. A cell is parsed again if the graph has
   * the dimension with another value type.
   */
  readonly cells?: ReadonlyMap<ClaimDraft, CellOfClaim>;
}

/** A table cell that a claim was read from. */
export interface CellOfClaim {
  readonly text: string;
  /** Whether the text can be parsed as an amount without loss: a leading zero would be lost. */
  readonly mayBeAmount: boolean;
}

/**
 * Creates the changes that put a draft into an empty graph: concepts, text, claims, and the completion of the
 * source.
 */
export function changesOfDraft({ source, concepts, claims, text }: Draft): readonly Change[] {
  return [
    ...[source, ...concepts].map((concept): Change => ({ type: 'putConcept', concept })),
    { type: 'putText', text: { ...text, source: source.id } },
    ...claims.map((claim): Change => ({ type: 'putClaim', claim })),
    { type: 'completeSource', source: source.id },
  ];
}
