import type { Claim } from '../../src/graph/claim.js';
import { conceptKinds, type Concept } from '../../src/graph/concept.js';
import type { DependencyTags } from '../../src/graph/dependencies/dependency-recorder.js';
import { conceptTag, subjectTag } from '../../src/graph/dependencies/dependency-tag.js';
import type { GraphReader, GraphView } from '../../src/graph/ports/reading.js';
import type { Change, ClaimDraft } from '../../src/graph/ports/writing.js';
import { ruleOf } from '../../src/graph/values/value-rules.js';
import type { Choices } from '../../scripts/fuzz/choices.js';
import { claim, concept } from './changes.js';

/** The content of the graph from which publications are made. */
export interface Content {
  readonly concepts: readonly Concept[];
  readonly claims: readonly Claim[];
}

export async function contentOf(reader: GraphReader): Promise<Content> {
  const view = (await reader.openView()) as GraphView;
  const concepts: Concept[] = [];
  for (const kind of conceptKinds) {
    const page = await view.conceptPage({ kind, orderBy: 'SLUG', filter: {}, first: 500, after: null });
    concepts.push(...page.items);
  }
  const lists = await view.claimsAbout(
    concepts.map((each) => each.id),
    {},
  );
  return { concepts, claims: lists.flat() };
}

/**
 * Selects the concepts and claims from which a result was read, and one concept of each kind. Selects all claims if the
 * result was read from none, and all concepts if it was read from fewer than three.
 */
export function contentIn({ concepts, claims }: Content, tags: DependencyTags): Content {
  const claimsRead = claims.filter(({ subject }) => tags.has(subjectTag(subject)));
  const conceptsRead = concepts.filter((each) => tags.has(conceptTag(each.id)));
  return {
    concepts: conceptsRead.length < 3 ? concepts : [...conceptsRead, ...oneOfEachKind(concepts)],
    claims: claimsRead.length === 0 ? claims : claimsRead,
  };
}

function oneOfEachKind(concepts: readonly Concept[]): readonly Concept[] {
  return [...new Map(concepts.map((each) => [each.kind, each])).values()];
}

/** Makes random publications from the content of a graph. Most of them change claims, the others change concepts. */
export class RandomPublications {
  /** The claims that publications have ended. Later publications can state them again. */
  readonly #ended: ClaimDraft[] = [];
  #count = 0;

  /** Makes the changes of the next publication. The store may refuse them. */
  next(choices: Choices, { concepts, claims }: Content): readonly Change[] {
    this.#count += 1;
    const count = this.#count;
    const ofKind = (kind: Concept['kind']): readonly Concept[] =>
      concepts.filter((each) => each.kind === kind);
    const state = (draft: ClaimDraft): Change => ({ type: 'putClaim', claim: draft });
    const source = choices.of(ofKind('CITED_SOURCE')).id;
    const approach = choices.of(ofKind('APPROACH'));
    const existing = choices.of(claims);
    switch (Math.max(0, choices.below(22) - 8)) {
      case 0:
      case 1:
        if (choices.once(2)) return [this.#end(existing)];
        return [state({ ...draftOf(existing), source, text: `In other words, ${count}.` })];
      case 2:
      case 3:
      case 4:
      case 5:
        return [state(claim(approach.id, 'HAS_FEATURE', choices.of(ofKind('FEATURE')).id, { source }))];
      case 6: {
        const another = choices.of(claims.filter(({ predicate }) => predicate === existing.predicate));
        const { value, absence } = another.target === existing.target ? another : existing;
        return [
          state({
            ...draftOf(existing),
            subject: existing.subject,
            value,
            absence,
            rank: 'PREFERRED',
            source,
          }),
        ];
      }
      case 7: {
        const changed = choices.of(concepts);
        return [{ type: 'putConcept', concept: { ...changed, summary: `Summary ${count}.` } }];
      }
      case 8: {
        // The alias may be the text of a value.
        const texts = claims.flatMap(textsOf).filter((text) => text.length < 50);
        const named = choices.of(concepts);
        const alias = choices.once(2) ? `Alias ${count}` : choices.of([...texts, `Alias ${count}`]);
        return [withAlias(named, alias)];
      }
      case 9: {
        const renamed = choices.of(concepts);
        return [
          {
            type: 'putConcept',
            concept: {
              ...renamed,
              name: `${renamed.name} ${count}`,
              slug: `${renamed.slug.slice(0, 100)}-${count}`,
            },
          },
        ];
      }
      case 10: {
        const [one, other] = choices.some(
          ofKind(choices.of(['FEATURE', 'DIMENSION', 'APPROACH'] as const)),
          2,
          2,
        );
        return one && other ? [state(claim(one.id, 'EQUIVALENT_TO', other.id, { source }))] : [];
      }
      case 11: {
        const added = concept('APPROACH', `added-${count}`);
        const question = choices.of(ofKind('QUESTION'));
        return [
          { type: 'putConcept', concept: added },
          state(claim(added.id, 'HAS_FEATURE', choices.of(ofKind('FEATURE')).id, { source })),
          ...(choices.once(2) ? [state(claim(question.id, 'ASKS_ABOUT', added.id, { source }))] : []),
        ];
      }
      default: {
        const texts = this.#ended.flatMap(textsOf).filter((text) => text.length < 50);
        if (this.#ended.length === 0) return [this.#end(existing)];
        // A text of an ended claim becomes an alias, and a later publication may state the claim again.
        return choices.once(2) && texts.length > 0
          ? [withAlias(choices.of(concepts), choices.of(texts))]
          : [state(choices.of(this.#ended))];
      }
    }
  }

  #end(ended: Claim): Change {
    this.#ended.push(draftOf(ended));
    return { type: 'endClaim', id: ended.id };
  }
}

function draftOf({ since: _, id: __, ...rest }: Claim): ClaimDraft {
  return { ...rest, citations: [] };
}

function textsOf({ value }: Pick<Claim, 'value'>): readonly string[] {
  return (value && ruleOf(value).words?.of(value)) ?? [];
}

function withAlias(named: Concept, alias: string): Change {
  return {
    type: 'putConcept',
    concept: { ...named, aliases: [...new Set([...named.aliases, alias])] },
  };
}
