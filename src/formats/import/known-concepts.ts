import { kindOfId, type Concept, type ConceptKind, type ConceptOf } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import type { GraphView } from '../../graph/ports/reading.js';

/** Concepts of one kind that the graph has under the requested slugs and names. */
export interface KnownConcepts<Kind extends ConceptKind> {
  /** Finds a concept by current or former slug. */
  bySlug(slug: string): ConceptOf<Kind> | undefined;
  /** Finds concepts by name or alias, folded. */
  named(name: string): readonly ConceptOf<Kind>[];
}

/** Reads the concepts that the graph has under slugs and names, in three batches. */
export async function readKnownConcepts<Kind extends ConceptKind>(
  view: GraphView,
  kind: Kind,
  slugs: readonly string[],
  names: readonly string[],
): Promise<KnownConcepts<Kind>> {
  const folded = [...new Set(names.map(fold))];
  const [bySlug, namedIds] = await Promise.all([
    view.concepts(slugs.map((reference) => ({ kind, reference }))),
    view.conceptsNamed(folded),
  ]);
  const ids = [...new Set(namedIds.flat())].filter((id) => kindOfId(id) === kind);
  const concepts = await view.concepts(ids.map((reference) => ({ kind, reference })));
  const byId = new Map(ids.map((id, index) => [id, ofKind(kind, concepts[index])]));
  const conceptBySlug = new Map(slugs.map((slug, index) => [slug, ofKind(kind, bySlug[index])]));
  const conceptsByName = new Map(
    folded.map((name, index) => [name, (namedIds[index] ?? []).flatMap((id) => byId.get(id) ?? [])]),
  );
  return {
    bySlug: (slug) => conceptBySlug.get(slug),
    named: (name) => conceptsByName.get(fold(name)) ?? [],
  };
}

function ofKind<Kind extends ConceptKind>(
  kind: Kind,
  concept: Concept | null | undefined,
): ConceptOf<Kind> | undefined {
  return concept?.kind === kind ? (concept as ConceptOf<Kind>) : undefined;
}
