import { conceptKinds, type Concept, type ConceptKind, type Dimension } from '../../src/graph/concept.js';
import type { GraphView } from '../../src/graph/ports/reading.js';

/** Names and ids of one graph, from which operations are generated. */
export interface GraphNames {
  readonly slugs: Readonly<Record<ConceptKind, readonly string[]>>;
  readonly conceptIds: readonly string[];
  readonly claimIds: readonly string[];
  /** Ids of concepts that can be axes. */
  readonly axes: readonly string[];
  /** Ids of axes that are used as criteria. */
  readonly scored: readonly string[];
  /** Groups of dimensions. */
  readonly groups: readonly string[];
  /** Words of concept names, for searches. */
  readonly words: readonly string[];
}

const maxOfKind = 500;
const maxClaims = 3_000;
const axisKinds = ['DIMENSION', 'FEATURE', 'BENEFIT', 'DRAWBACK', 'USE_CASE'] as const;

/** Reads names and ids from a view: at most `maxOfKind` concepts of each kind, and at most `maxClaims` claims. Deterministic: the same graph gives the same lists in the same order. */
export async function readGraphNames(view: GraphView): Promise<GraphNames> {
  const byKind = new Map<ConceptKind, readonly Concept[]>();
  for (const kind of conceptKinds) {
    const page = await view.conceptPage({
      kind,
      orderBy: 'SLUG',
      filter: {},
      first: maxOfKind,
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
    for (const claim of page?.items ?? []) if (claims.length < maxClaims) claims.push(claim.id);
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
