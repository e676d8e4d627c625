import type { Draft } from '../../src/formats/drafts/draft.js';
import type { Absence, Qualifier } from '../../src/graph/claim.js';
import type { ClaimValue, ValueType } from '../../src/graph/values/value-rules.js';

/** A value of an approach along a dimension, as a draft states it, with the names of the concepts. */
export interface StatedCell {
  readonly subject: string;
  readonly aliases: readonly string[];
  readonly dimension: string;
  readonly group: string | null;
  readonly valueType: ValueType;
  readonly value: ClaimValue | null;
  readonly absence: Absence | null;
  readonly text: string | null;
  readonly qualifiers: readonly Qualifier[];
  /** The quote of the first citation, and its text range in the stored text, in code points; an empty quote without a citation. */
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** Lists the claims of a draft along dimensions, in order. */
export function statedCells({ concepts, claims }: Draft): readonly StatedCell[] {
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  return claims.flatMap((claim) => {
    const subject = byId.get(claim.subject);
    const dimension = byId.get(claim.target ?? '');
    if (claim.predicate !== 'HAS_VALUE' || !subject || dimension?.kind !== 'DIMENSION') return [];
    const { name, group, valueType } = dimension;
    const [citation] = claim.citations;
    return [
      {
        subject: subject.name,
        aliases: subject.aliases,
        dimension: name,
        group,
        valueType,
        value: claim.value,
        absence: claim.absence,
        text: claim.text,
        qualifiers: claim.qualifiers,
        quote: citation?.quote ?? '',
        start: citation?.start ?? 0,
        end: citation?.end ?? 0,
      },
    ];
  });
}
