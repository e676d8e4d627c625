import type { Claim } from '../../graph/claim.js';
import { conceptId, type Concept, type ConceptKind } from '../../graph/concept.js';
import type { ClaimCursor, ConceptCursor, GraphView } from '../../graph/ports/reading.js';
import { predicateKeysOf } from '../forms/claim-keys.js';
import { conceptForms } from '../forms/concept-forms.js';
import { compareNames } from '../input/document-files.js';
import { NamedConcepts } from './named-concepts.js';
import type { PrintableClaim } from './print-claim.js';
import type { PrintableConcept } from './print-graph-document.js';

/** The sizes of pages and batches, in records. They bound the memory, except for the cached concepts that claims name. */
const conceptsPerPage = 1_000;
const subjectsPerBatch = 100;
const claimsPerSubject = 200;
const claimsPerPage = 5_000;

/** Options for reading a graph to print it. */
export interface ContentOptions {
  /** Whether to include the stored texts of sources. */
  readonly hasTexts: boolean;
}

/**
 * Streams the complete graph of a view. Concepts are ordered by kind, then slug; claims by position, then
 * id; texts by hash. Texts are loaded one by one.
 */
export async function* graphContent(
  view: GraphView,
  { hasTexts }: ContentOptions = { hasTexts: true },
): AsyncGenerator<PrintableConcept> {
  const named = new NamedConcepts(view);
  for (const kind of Object.keys(conceptForms) as ConceptKind[]) {
    for await (const concepts of conceptPages(view, kind)) {
      for (let start = 0; start < concepts.length; start += subjectsPerBatch) {
        const batch = concepts.slice(start, start + subjectsPerBatch);
        const parts =
          kind === 'CITED_SOURCE' && hasTexts ? withTexts(view, batch) : withClaims(view, batch, named);
        const formerSlugs = await formerSlugsOf(view, batch);
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
    const request = { kind, orderBy: 'SLUG', filter: {}, first: conceptsPerPage, after } as const;
    const page: Awaited<ReturnType<GraphView['conceptPage']>> = await view.conceptPage(request);
    yield page.items;
    after = page.hasNextPage ? (page.cursors.at(-1) ?? null) : null;
  } while (after);
}

type PrintablePart = Omit<PrintableConcept, 'formerSlugs'>;

/** Loads the slugs of each concept, except the current slug and the first slug, which is part of the id. */
async function formerSlugsOf(
  view: GraphView,
  concepts: readonly Concept[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const slugs = await view.slugsOf(concepts.map(({ id }) => id));
  return new Map(
    concepts.map(({ id, kind, slug }, index) => [
      id,
      (slugs[index] ?? []).filter((formerSlug) => formerSlug !== slug && conceptId(kind, formerSlug) !== id),
    ]),
  );
}

/** Streams sources, each with its stored texts. */
async function* withTexts(view: GraphView, sources: readonly Concept[]): AsyncGenerator<PrintablePart> {
  const storedTexts = await view.textsOf(sources.map(({ id }) => id));
  for (const [index, concept] of sources.entries()) {
    yield { concept, claims: [], texts: [] };
    const hashes = (storedTexts[index] ?? []).map(({ hash }) => hash).sort(compareNames);
    for (const hash of hashes) {
      const texts = await view.texts([hash]);
      yield {
        concept,
        claims: [],
        texts: texts.flatMap((stored) =>
          stored ? [{ mediaType: stored.mediaType, text: stored.text }] : [],
        ),
      };
    }
  }
}

/** Streams concepts of one kind, each with the claims about it. */
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
        first: claimsPerSubject,
        after: null,
      })
    : [];
  const first = await toPrintable(
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
    for await (const claims of claimsAfter(view, concept.id, last)) {
      yield { concept, claims: await toPrintable(view, claims, named), texts: [] };
    }
  }
}

async function* claimsAfter(
  view: GraphView,
  subject: string,
  last: ClaimCursor,
): AsyncGenerator<readonly Claim[]> {
  let after: ClaimCursor | undefined = last;
  while (after) {
    const request = { by: 'subject', keys: [subject], filter: {}, first: claimsPerPage, after } as const;
    const [page]: Awaited<ReturnType<GraphView['claimPages']>> = await view.claimPages(request);
    yield page?.items ?? [];
    after = page?.hasNextPage === true ? page.cursors.at(-1) : undefined;
  }
}

/**
 * Adds citations and named concepts to claims. Loads the citations in one batch, and the uncached concepts in another.
 */
async function toPrintable(
  view: GraphView,
  claims: readonly Claim[],
  named: NamedConcepts,
): Promise<readonly PrintableClaim[]> {
  const citations = await view.citations(claims.map(({ id }) => id));
  return named.printable(claims.map((claim, index) => ({ ...claim, citations: citations[index] ?? [] })));
}
