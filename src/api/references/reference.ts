import { kindInWords, type Concept, type ConceptKind } from '../../graph/concept.js';
import { nearestSlugs, slugOf } from '../../graph/search/nearest-slugs.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { TertiumError } from '../../graph/errors.js';
import type { RequestView } from '../request/request-view.js';
import { withoutPromise } from '../request/in-memory-axis-knowledge.js';
import { isInMemory, memoOf, type InMemoryView } from '../request/view-memo.js';

/**
 * Loads the concepts that references resolve to, in the order of the references.
 * @param argument the name of the argument, for messages
 * @param references ids or slugs; a slug resolves to all concepts of `kinds` that have the slug
 * @param kinds the kinds of the concepts
 * @throws {TertiumError} NOT_FOUND, with the nearest slugs, for a reference without a concept
 */
export function loadReferences(
  requestView: RequestView,
  argument: string,
  references: readonly string[],
  kinds: readonly ConceptKind[],
): MaybePromise<readonly Concept[]> {
  return mapMaybe(loadEachReference(requestView, argument, references, kinds), flatten);
}

/** Loads concepts like `loadReferences`, but returns a list for each reference. Each list has at least one concept. */
export function loadEachReference(
  requestView: RequestView,
  argument: string,
  references: readonly string[],
  kinds: readonly ConceptKind[],
): MaybePromise<readonly (readonly Concept[])[]> {
  const { view } = requestView;
  return isInMemory(view)
    ? findInMemory(view, argument, references, kinds)
    : loadFromStore(requestView, argument, references, kinds);
}

function flatten(lists: readonly (readonly Concept[])[]): readonly Concept[] {
  const concepts: Concept[] = [];
  for (const list of lists) for (const concept of list) concepts.push(concept);
  return concepts;
}

function findInMemory(
  view: InMemoryView,
  argument: string,
  references: readonly string[],
  kinds: readonly ConceptKind[],
): readonly (readonly Concept[])[] {
  const resolved = memoOf(view).references.find(references, kinds, (reference) =>
    withoutPromise(view.concepts(kinds.map((kind) => ({ kind, reference })))).filter(
      (concept) => concept !== null,
    ),
  );
  const missing = references[resolved.findIndex((concepts) => concepts.length === 0)];
  if (missing !== undefined) {
    throw memoOf(view).referenceErrors.find(argument, missing, kinds, () =>
      notFound(argument, missing, kinds, withoutPromise(view.slugsNear(kinds, slugOf(missing)))),
    );
  }
  return resolved;
}

async function loadFromStore(
  { view, loaders }: RequestView,
  argument: string,
  references: readonly string[],
  kinds: readonly ConceptKind[],
): Promise<readonly (readonly Concept[])[]> {
  const concepts = await loaders.reference.loadMany(
    references.flatMap((reference) => kinds.map((kind) => ({ kind, reference }))),
  );
  const resolved = references.map((_, index) =>
    concepts.slice(index * kinds.length, (index + 1) * kinds.length).filter((concept) => concept !== null),
  );
  const missing = references[resolved.findIndex((concepts) => concepts.length === 0)];
  if (missing !== undefined) {
    throw notFound(argument, missing, kinds, await view.slugsNear(kinds, slugOf(missing)));
  }
  return resolved;
}

function notFound(
  argument: string,
  reference: string,
  kinds: readonly ConceptKind[],
  slugs: readonly string[],
): TertiumError {
  const nearest = nearestSlugs(reference, slugs);
  const suggestion = nearest.length > 0 ? ` Nearest: ${nearest.join(', ')}.` : '';
  const shortReference = shortened(reference);
  return new TertiumError(
    'NOT_FOUND',
    `${argument}: there is no ${kinds.map(kindInWords).join(' or ')} "${shortReference}".${suggestion}`,
    { details: { argument, reference: shortReference, nearest } },
  );
}

/** Shortens a text for a message: from more than 80 characters (UTF-16 code units) to 77 and an ellipsis. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
