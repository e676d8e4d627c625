import type { Claim } from '../graph/claim.js';
import type { Concept, ConceptKind } from '../graph/concept.js';
import type { ClaimCursor, ConceptCursor, GraphView } from '../graph/reading.js';
import { predicateKeysOf } from './claim-keys.js';
import { conceptForms } from './concept-forms.js';
import { NamedConcepts } from './named-concepts.js';
import type { PrintableClaim } from './print-claim.js';
import type { PrintableConcept } from './print-graph-document.js';

/** How much is read at once: memory does not grow with the graph, but for the concepts that claims name. */
const conceptsAtOnce = 1_000;
const subjectsAtOnce = 100;
const claimsOfEach = 200;
const claimsOfOne = 5_000;

/** All that a graph holds at a view, as a stream: kind by kind, concepts by slug, claims by position, then id. */
export async function* graphContent(view: GraphView): AsyncGenerator<PrintableConcept> {
  const named = new NamedConcepts(view);
  for (const kind of Object.keys(conceptForms) as ConceptKind[]) {
    for await (const concepts of conceptPages(view, kind)) {
      for (let start = 0; start < concepts.length; start += subjectsAtOnce) {
        yield* withClaims(view, concepts.slice(start, start + subjectsAtOnce), named);
      }
    }
  }
}

async function* conceptPages(view: GraphView, kind: ConceptKind): AsyncGenerator<readonly Concept[]> {
  let after: ConceptCursor | null = null;
  do {
    const request = { kind, orderBy: 'SLUG', filter: {}, first: conceptsAtOnce, after } as const;
    const page: Awaited<ReturnType<GraphView['conceptPage']>> = await view.conceptPage(request);
    yield page.items;
    after = page.hasNextPage ? (page.cursors.at(-1) ?? null) : null;
  } while (after);
}

/** Concepts of one kind, each with the claims about it. */
async function* withClaims(
  view: GraphView,
  concepts: readonly Concept[],
  named: NamedConcepts,
): AsyncGenerator<PrintableConcept> {
  const isSubject = concepts[0] !== undefined && predicateKeysOf(concepts[0].kind).length > 0;
  const pages = isSubject
    ? await view.claimPages({
        by: 'subject',
        keys: concepts.map(({ id }) => id),
        filter: {},
        first: claimsOfEach,
        after: null,
      })
    : [];
  const first = await whole(
    view,
    pages.flatMap(({ items }) => items),
    named,
  );
  let used = 0;
  for (const [index, concept] of concepts.entries()) {
    const page = pages[index];
    const count = page?.items.length ?? 0;
    yield { concept, claims: first.slice(used, used + count) };
    used += count;
    const last = page?.hasNextPage === true ? page.cursors.at(-1) : undefined;
    if (!last) continue;
    for await (const claims of claimsBeyond(view, concept.id, last)) {
      yield { concept, claims: await whole(view, claims, named) };
    }
  }
}

async function* claimsBeyond(
  view: GraphView,
  subject: string,
  last: ClaimCursor,
): AsyncGenerator<readonly Claim[]> {
  let after: ClaimCursor | undefined = last;
  while (after) {
    const request = { by: 'subject', keys: [subject], filter: {}, first: claimsOfOne, after } as const;
    const [page]: Awaited<ReturnType<GraphView['claimPages']>> = await view.claimPages(request);
    yield page?.items ?? [];
    after = page?.hasNextPage === true ? page.cursors.at(-1) : undefined;
  }
}

/** Claims with their citations and with what they name: two statements at most. */
async function whole(
  view: GraphView,
  claims: readonly Claim[],
  named: NamedConcepts,
): Promise<readonly PrintableClaim[]> {
  const citations = await view.citations(claims.map(({ id }) => id));
  return named.printable(claims.map((claim, index) => ({ ...claim, citations: citations[index] ?? [] })));
}
