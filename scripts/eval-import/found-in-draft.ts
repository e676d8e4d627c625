import type { Draft } from '../../src/formats/drafts/draft.js';

/** The parts of a draft that labels cover. */
export interface Found {
  readonly approaches: readonly {
    readonly name: string;
    readonly aliases: readonly string[];
    readonly definition: string | null;
  }[];
  readonly dimensions: readonly {
    readonly name: string;
    readonly cells: ReadonlyMap<string, readonly string[]>;
  }[];
  readonly features: readonly FoundItem[];
  readonly benefits: readonly FoundItem[];
}

export interface FoundItem {
  readonly approach: string;
  readonly name: string;
}

/** Converts a draft to the terms of labels: drawbacks count as features. */
export function foundInDraft({ concepts, claims }: Draft): Found {
  const names = new Map(concepts.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null): string => names.get(id ?? '') ?? '';
  const items = (predicates: readonly string[]): readonly FoundItem[] =>
    claims
      .filter(({ predicate }) => predicates.includes(predicate))
      .map(({ subject, target }) => ({ approach: nameOf(subject), name: nameOf(target) }));
  return {
    approaches: concepts
      .filter(({ kind }) => kind === 'APPROACH')
      .map(({ id, name, aliases }) => ({
        name,
        aliases,
        definition:
          claims.find(({ subject, predicate }) => subject === id && predicate === 'DEFINED_AS')?.text ?? null,
      })),
    dimensions: concepts
      .filter(({ kind }) => kind === 'DIMENSION')
      .map(({ id, name }) => {
        const cells = new Map<string, string[]>();
        for (const { predicate, target, subject, value, text, citations } of claims) {
          if (predicate !== 'HAS_VALUE' || target !== id) continue;
          // Labels have the texts of cells. A typed value has the text of its cell in the text of the claim or, without one, in the first quote.
          const cellText = value?.type === 'TEXT' ? value.text : (text ?? citations[0]?.quote ?? '');
          cells.set(nameOf(subject), [...(cells.get(nameOf(subject)) ?? []), cellText]);
        }
        return { name, cells };
      }),
    features: items(['HAS_FEATURE', 'HAS_DRAWBACK']),
    benefits: items(['BRINGS_BENEFIT']),
  };
}
