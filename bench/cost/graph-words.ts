import { conceptKinds, type Concept, type ConceptKind, type Dimension } from '../../src/graph/concept.js';
import type { GraphView } from '../../src/graph/ports/reading.js';

/** Words of one graph that operations are made of. */
export interface GraphWords {
  readonly slugs: Readonly<Record<ConceptKind, readonly string[]>>;
  readonly conceptIds: readonly string[];
  readonly claimIds: readonly string[];
  readonly axes: readonly string[];
  /** Ids of axes that scores can be read off. */
  readonly scored: readonly string[];
  readonly groups: readonly string[];
  /** Words of names. */
  readonly words: readonly string[];
}

const mostOfKind = 500;
const mostClaims = 3_000;
const axisKinds = ['DIMENSION', 'FEATURE', 'BENEFIT', 'DRAWBACK', 'USE_CASE'] as const;

/** Reads what a graph is called: of each kind a part. The same graph has the same words, in the same order. */
export async function readGraphWords(view: GraphView): Promise<GraphWords> {
  const byKind = new Map<ConceptKind, readonly Concept[]>();
  for (const kind of conceptKinds) {
    const page = await view.conceptPage({
      kind,
      orderBy: 'SLUG',
      filter: {},
      first: mostOfKind,
      after: null,
    });
    byKind.set(kind, page.items);
  }
  const all = [...byKind.values()].flat();
  const dimensions = (byKind.get('DIMENSION') ?? []) as readonly Dimension[];
  const links = axisKinds.slice(1).flatMap((kind) => byKind.get(kind) ?? []);
  const claims: string[] = [];
  for (const { id } of [...(byKind.get('APPROACH') ?? []), ...(byKind.get('FEATURE') ?? [])]) {
    const [page] = await view.claimPages({ by: 'subject', keys: [id], filter: {}, first: 100, after: null });
    for (const claim of page?.items ?? []) if (claims.length < mostClaims) claims.push(claim.id);
  }
  return {
    slugs: Object.fromEntries(
      conceptKinds.map((kind) => [kind, (byKind.get(kind) ?? []).map(({ slug }) => slug)]),
    ) as unknown as Record<ConceptKind, readonly string[]>,
    conceptIds: all.map(({ id }) => id),
    claimIds: claims,
    axes: axisKinds.flatMap((kind) => (byKind.get(kind) ?? []).map(({ id }) => id)),
    scored: [...dimensions.filter(isScored), ...links].map(({ id }) => id),
    groups: [...new Set(dimensions.flatMap(({ group }) => group ?? []))],
    words: [...new Set(all.flatMap(({ name }) => name.split(/[^\p{L}]+/u)))].filter(
      ({ length }) => length > 2,
    ),
  };
}

function isScored({ valueType, betterWhen, minimum }: Dimension): boolean {
  if (betterWhen === 'NEITHER') return false;
  return valueType === 'SUPPORT' || valueType === 'ORDINAL' || (valueType === 'QUANTITY' && minimum !== null);
}
