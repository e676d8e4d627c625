import { distance } from 'fastest-levenshtein';
import { kindInWords, slugMaxLength, type Concept, type ConceptKind } from '../../graph/concept.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { TertiumError } from '../../graph/errors.js';
import type { RequestView } from '../request/request-view.js';
import { withoutPromise } from '../request/in-memory-axis-knowledge.js';
import { isInMemory, memoOf, type InMemoryView } from '../request/view-memo.js';

const mostSuggestions = 3;

/**
 * The concepts that references lead to, in their order: ids, or slugs within the kinds (all that have the
 * slug, where several kinds do).
 * @param argument the name of the argument, for messages
 * @throws {TertiumError} NOT_FOUND, with the nearest slugs, where one leads nowhere
 */
export function loadReferences(
  requestView: RequestView,
  argument: string,
  references: readonly string[],
  kinds: readonly ConceptKind[],
): MaybePromise<readonly Concept[]> {
  return mapMaybe(loadEachReference(requestView, argument, references, kinds), together);
}

/** The concepts that each of some references leads to, one at least; otherwise as `loadReferences`. */
export function loadEachReference(
  requestView: RequestView,
  argument: string,
  references: readonly string[],
  kinds: readonly ConceptKind[],
): MaybePromise<readonly (readonly Concept[])[]> {
  const { view } = requestView;
  return isInMemory(view)
    ? findHeld(view, argument, references, kinds)
    : loadStored(requestView, argument, references, kinds);
}

function together(led: readonly (readonly Concept[])[]): readonly Concept[] {
  const all: Concept[] = [];
  for (const concepts of led) for (const concept of concepts) all.push(concept);
  return all;
}

function findHeld(
  view: InMemoryView,
  argument: string,
  references: readonly string[],
  kinds: readonly ConceptKind[],
): readonly (readonly Concept[])[] {
  const led = memoOf(view).references.find(references, kinds, (reference) =>
    withoutPromise(view.concepts(kinds.map((kind) => ({ kind, reference })))).filter((concept) => concept !== null),
  );
  const missing = references[led.findIndex((concepts) => concepts.length === 0)];
  if (missing !== undefined) {
    throw memoOf(view).referenceErrors.find(argument, missing, kinds, () =>
      notFound(argument, missing, kinds, withoutPromise(view.slugsNear(kinds, wantedOf(missing)))),
    );
  }
  return led;
}

async function loadStored(
  { view, loaders }: RequestView,
  argument: string,
  references: readonly string[],
  kinds: readonly ConceptKind[],
): Promise<readonly (readonly Concept[])[]> {
  const found = await loaders.reference.loadMany(
    references.flatMap((reference) => kinds.map((kind) => ({ kind, reference }))),
  );
  const led = references.map((_, index) =>
    found.slice(index * kinds.length, (index + 1) * kinds.length).filter((concept) => concept !== null),
  );
  const missing = references[led.findIndex((concepts) => concepts.length === 0)];
  if (missing !== undefined) {
    throw notFound(argument, missing, kinds, await view.slugsNear(kinds, wantedOf(missing)));
  }
  return led;
}

function notFound(
  argument: string,
  reference: string,
  kinds: readonly ConceptKind[],
  slugs: readonly string[],
): TertiumError {
  const nearest = nearestSlugs(reference, slugs);
  const suggestion = nearest.length > 0 ? ` Nearest: ${nearest.join(', ')}.` : '';
  const shown = shortened(reference);
  return new TertiumError(
    'NOT_FOUND',
    `${argument}: there is no ${kinds.map(kindInWords).join(' or ')} "${shown}".${suggestion}`,
    { details: { argument, reference: shown, nearest } },
  );
}

/** What came, for a message: not more of it than helps. */
export function shortened(written: string): string {
  return written.length > 80 ? `${written.slice(0, 77)}…` : written;
}

/** The slug that a reference was meant to be, as far as it can be one. */
function wantedOf(reference: string): string {
  return reference
    .slice(0, slugMaxLength)
    .toLowerCase()
    .replace(/^[a-z-]+\//u, '');
}

/** By edit distance of the slug; only those that are more like it than not. */
function nearestSlugs(reference: string, slugs: readonly string[]): readonly string[] {
  const wanted = wantedOf(reference);
  return slugs
    .map((slug) => ({ slug, apart: distance(wanted, slug) - (slug.includes(wanted) ? wanted.length : 0) }))
    .filter(({ slug, apart }) => apart <= Math.max(wanted.length, slug.length) * 0.6)
    .sort((a, b) => a.apart - b.apart || (a.slug < b.slug ? -1 : 1))
    .slice(0, mostSuggestions)
    .map(({ slug }) => slug);
}
