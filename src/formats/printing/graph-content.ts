import type { Claim } from '../../graph/claim.js';
import { conceptId, type Concept, type ConceptKind } from '../../graph/concept.js';
import type { ClaimCursor, ConceptCursor, GraphView } from '../../graph/ports/reading.js';
import { predicateKeysOf } from '../forms/claim-keys.js';
import { conceptForms } from '../forms/concept-forms.js';
import { compareNames } from '../input/document-files.js';
import { NamedConcepts } from './named-concepts.js';
import type { PrintableClaim } from './print-claim.js';
import type { PrintableConcept } from './print-graph-document.js';

/** How much is read at once: memory does not grow with the graph, but for the concepts that claims name. */
const conceptsAtOnce = 1_000;
const subjectsAtOnce = 100;
const claimsOfEach = 200;
const claimsOfOne = 5_000;

/** What of a graph is to be printed. */
export interface ContentOptions {
  /** Whether with the texts that are kept with sources. */
  readonly hasTexts: boolean;
}

/**
 * All that a graph holds at a view, as a stream: kind by kind, concepts by slug, claims by position, then id, texts by
 * hash. Texts are read one at a time.
 */
export async function* graphContent(
  view: GraphView,
  { hasTexts }: ContentOptions = { hasTexts: true },
): AsyncGenerator<PrintableConcept> {
  const named = new NamedConcepts(view);
  for (const kind of Object.keys(conceptForms) as ConceptKind[]) {
    for await (const concepts of conceptPages(view, kind)) {
      for (let start = 0; start < concepts.length; start += subjectsAtOnce) {
        const some = concepts.slice(start, start + subjectsAtOnce);
        const parts =
          kind === 'CITED_SOURCE' && hasTexts ? withTexts(view, some) : withClaims(view, some, named);
        const formerSlugs = await formerSlugsOf(view, some);
        for await (const part of parts) {
          yield { formerSlugs: formerSlugs.get(part.concept.id) ?? [], ...part };
        }
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

type PrintablePart = Omit<PrintableConcept, 'formerSlugs'>;

/** The slugs of each concept but its present one and the first, which is in its id. */
async function formerSlugsOf(
  view: GraphView,
  concepts: readonly Concept[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const slugs = await view.slugsOf(concepts.map(({ id }) => id));
  return new Map(
    concepts.map(({ id, kind, slug }, index) => [
      id,
      (slugs[index] ?? []).filter((each) => each !== slug && conceptId(kind, each) !== id),
    ]),
  );
}

/** Sources, each with the texts that are kept with it. */
async function* withTexts(view: GraphView, sources: readonly Concept[]): AsyncGenerator<PrintablePart> {
  const kept = await view.textsOf(sources.map(({ id }) => id));
  for (const [index, concept] of sources.entries()) {
    yield { concept, claims: [], texts: [] };
    const hashes = (kept[index] ?? []).map(({ hash }) => hash).sort(compareNames);
    for (const hash of hashes) {
      const texts = await view.texts([hash]);
      yield {
        concept,
        claims: [],
        texts: texts.flatMap((each) => (each ? [{ mediaType: each.mediaType, text: each.text }] : [])),
      };
    }
  }
}

/** Concepts of one kind, each with the claims about it. */
async function* withClaims(
  view: GraphView,
  concepts: readonly Concept[],
  named: NamedConcepts,
): AsyncGenerator<PrintablePart> {
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
    yield { concept, claims: first.slice(used, used + count), texts: [] };
    used += count;
    const last = page?.hasNextPage === true ? page.cursors.at(-1) : undefined;
    if (!last) continue;
    for await (const claims of claimsBeyond(view, concept.id, last)) {
      yield { concept, claims: await whole(view, claims, named), texts: [] };
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
