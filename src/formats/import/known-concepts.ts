import { kindOfId, type Concept, type ConceptKind, type ConceptOf } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import type { GraphView } from '../../graph/ports/reading.js';

/** What the graph has of one kind of concept, as far as it was asked for. */
export interface KnownConcepts<Kind extends ConceptKind> {
  /** By any slug that it has had. */
  bySlug(slug: string): ConceptOf<Kind> | undefined;
  /** By name or alias, folded. */
  named(name: string): readonly ConceptOf<Kind>[];
}

/** Reads what the graph has under slugs and names: three statements at most, whatever their number. */
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
  const slugged = new Map(slugs.map((slug, index) => [slug, ofKind(kind, bySlug[index])]));
  const named = new Map(
    folded.map((name, index) => [name, (namedIds[index] ?? []).flatMap((id) => byId.get(id) ?? [])]),
  );
  return {
    bySlug: (slug) => slugged.get(slug),
    named: (name) => named.get(fold(name)) ?? [],
  };
}

function ofKind<Kind extends ConceptKind>(
  kind: Kind,
  concept: Concept | null | undefined,
): ConceptOf<Kind> | undefined {
  return concept?.kind === kind ? (concept as ConceptOf<Kind>) : undefined;
}
